import type { Description } from "../description/read-description.ts";
import type { ContractCredential, ContractResource } from "./contract-file.ts";
import { findNamedOperation, type ReportError } from "./named-operation.ts";
import type { Resource } from "./resource.ts";

/** Finds the operations of a credential. */
export function resolveCredential(
  description: Description,
  name: string,
  entry: ContractCredential | undefined,
  report: ReportError,
): Pick<Resource, "credential"> {
  if (entry === undefined) return {};
  const path = ["resources", name, "credential"];
  const probe = findNamedOperation(description, [...path, "probe"], entry.probe.operation, report);
  const rotate = findNamedOperation(description, [...path, "rotate"], entry.rotate, report);
  if (!probe) return {};
  return {
    credential: {
      property: entry.property,
      probe,
      acceptedStatus: entry.probe.status,
      ...(entry.switch !== undefined && { switchProperty: entry.switch }),
      ...(entry.expiry && { expiry: { property: entry.expiry.property, daysProperty: entry.expiry.days } }),
      ...(rotate && { rotate }),
      ...(entry.grace && {
        grace: {
          hoursProperty: entry.grace.hours,
          untilProperty: entry.grace.until,
          nextProperty: entry.grace.next,
        },
      }),
    },
  };
}

/** Finds the operation that renews a secret. */
export function resolveRenewal(
  description: Description,
  name: string,
  entry: ContractResource["renew"],
  report: ReportError,
): Pick<Resource, "renewal"> {
  const operation = findNamedOperation(description, ["resources", name, "renew"], entry?.operation, report);
  return entry && operation ? { renewal: { operation, secretProperty: entry.secret } } : {};
}
