import type { Fault } from "./fault.ts";
import { arrayServerFaults } from "./faults/array-server.ts";
import { authenticationFaults } from "./faults/authentication.ts";
import { identityFaults } from "./faults/by-identity.ts";
import { positionFaults } from "./faults/by-position.ts";
import { stateFaults } from "./faults/by-state.ts";
import { builtInRoleFaults } from "./faults/built-in-roles.ts";
import { cacheFaults } from "./faults/caches.ts";
import { cellFaults } from "./faults/cells.ts";
import { deletionFaults } from "./faults/deletions.ts";
import { limitFaults } from "./faults/limits.ts";
import { nameFaults } from "./faults/names.ts";
import { referenceFaults } from "./faults/references.ts";
import { requestEncodingFaults } from "./faults/request-encodings.ts";
import { requestValidationFaults } from "./faults/request-validation.ts";
import { responseBodyFaults } from "./faults/response-bodies.ts";
import { responseFieldFaults } from "./faults/response-fields.ts";
import { responseHeaderFaults } from "./faults/response-headers.ts";
import { scopeFaults } from "./faults/scopes.ts";
import { statusCodeFaults } from "./faults/status-codes.ts";
import { tenancyFaults } from "./faults/tenancy.ts";
import { textFaults } from "./faults/texts.ts";
import { transportFaults } from "./faults/transport.ts";
import { updateFaults } from "./faults/updates.ts";
import { writeFaults } from "./faults/writes.ts";

/** All faults, by what they affect. */
export const faultCategories: { category: string; faults: Fault[] }[] = [
  { category: "status codes", faults: statusCodeFaults },
  { category: "response fields", faults: responseFieldFaults },
  { category: "response bodies", faults: responseBodyFaults },
  { category: "response headers", faults: responseHeaderFaults },
  { category: "authentication", faults: authenticationFaults },
  { category: "tenancy", faults: tenancyFaults },
  { category: "scopes", faults: scopeFaults },
  { category: "caches", faults: cacheFaults },
  { category: "names", faults: nameFaults },
  { category: "texts", faults: textFaults },
  { category: "writes", faults: writeFaults },
  { category: "updates", faults: updateFaults },
  { category: "deletions", faults: deletionFaults },
  { category: "references", faults: referenceFaults },
  { category: "built-in roles", faults: builtInRoleFaults },
  { category: "request validation", faults: requestValidationFaults },
  { category: "request encodings", faults: requestEncodingFaults },
  { category: "transport", faults: transportFaults },
  { category: "limits", faults: limitFaults },
  { category: "state", faults: stateFaults },
  { category: "state and position", faults: cellFaults },
  { category: "position", faults: positionFaults },
  { category: "identity", faults: identityFaults },
  { category: "array server", faults: arrayServerFaults },
];

export const faults: Fault[] = faultCategories.flatMap((each) => each.faults);
