import { answerFieldsRequired } from "./answer-fields-required.js";
import { answersOpenRequestsClosed } from "./answers-open-requests-closed.js";
import { createHasLinks } from "./create-has-links.js";
import { limitsAreMarked } from "./limits-are-marked.js";
import { objectsAreNamed } from "./objects-are-named.js";
import { onlyDescriptionBesideRef } from "./only-description-beside-ref.js";
import { operationHasStatuses } from "./operation-has-statuses.js";
import { statusHasNamedExample } from "./status-has-named-example.js";
import { successIsConstant } from "./success-is-constant.js";

/** The rules of this description that Redocly cannot be configured to check. redocly.yaml turns each on. */
export default function plugin() {
  return {
    id: "rolewright",
    rules: {
      oas3: {
        "answer-fields-required": answerFieldsRequired,
        "answers-open-requests-closed": answersOpenRequestsClosed,
        "create-has-links": createHasLinks,
        "limits-are-marked": limitsAreMarked,
        "objects-are-named": objectsAreNamed,
        "only-description-beside-ref": onlyDescriptionBesideRef,
        "operation-has-statuses": operationHasStatuses,
        "status-has-named-example": statusHasNamedExample,
        "success-is-constant": successIsConstant,
      },
    },
  };
}
