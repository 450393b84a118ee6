import { createHasLinks } from "./create-has-links.js";
import { distinctVariants } from "./distinct-variants.js";
import { examplesAgree } from "./examples-agree.js";
import { linksResolve } from "./links-resolve.js";
import { noInlineObjects } from "./no-inline-objects.js";
import { noRefSiblings } from "./no-ref-siblings.js";
import { noResponseLimits } from "./no-response-limits.js";
import { openResponsesClosedRequests } from "./open-responses-closed-requests.js";
import { requestStringsHaveMinLength } from "./request-strings-have-min-length.js";
import { requiredStatusCodes } from "./required-status-codes.js";
import { responseFieldsRequired } from "./response-fields-required.js";
import { statusHasNamedExample } from "./status-has-named-example.js";
import { successIsConstant } from "./success-is-constant.js";
import { unofficialLimitsMarked } from "./unofficial-limits-marked.js";

/** The rules that Redocly's configuration cannot express. redocly.yaml enables each of them. */
export default function plugin() {
  return {
    id: "rolewright",
    rules: {
      oas3: {
        "create-has-links": createHasLinks,
        "distinct-variants": distinctVariants,
        "examples-agree": examplesAgree,
        "links-resolve": linksResolve,
        "no-inline-objects": noInlineObjects,
        "no-ref-siblings": noRefSiblings,
        "no-response-limits": noResponseLimits,
        "open-responses-closed-requests": openResponsesClosedRequests,
        "request-strings-have-min-length": requestStringsHaveMinLength,
        "required-status-codes": requiredStatusCodes,
        "response-fields-required": responseFieldsRequired,
        "status-has-named-example": statusHasNamedExample,
        "success-is-constant": successIsConstant,
        "unofficial-limits-marked": unofficialLimitsMarked,
      },
    },
  };
}
