/**
 * Every check of the kit, and the one thing that each holds. The first thirteen have the names that Schemathesis gave them;
 * the others are ours.
 */
export const checks = {
  not_a_server_error: "No request is answered with a 5xx, but a documented 503.",
  status_code_conformance:
    "Every status is one that the operation documents, and the one that the request calls for.",
  content_type_conformance: "Every answer has the documented content type; a charset in it is UTF-8.",
  response_headers_conformance:
    "Documented headers are there where they are required, and have valid values.",
  response_schema_conformance: "Every body is valid against the documented schema of its status.",
  negative_data_rejection: "A body or parameter that breaks one rule of its schema is refused.",
  positive_data_acceptance: "A body or parameter that keeps every rule of its schema is accepted.",
  missing_required_header: "A request without a required header, the key included, is refused as documented.",
  unsupported_method: "A method that a path does not have gets 405, with `Allow`.",
  use_after_free:
    "What was deleted is gone: from its list, for changes, for a second deletion, with all that was in it.",
  ensure_resource_availability: "What was created can be used at once by everything that its links name.",
  ignored_auth: "A wrong key, and no key, get no answer but 401.",
  max_response_time: "Every answer comes, and in time.",

  tenant_isolation: "Another organization's key sees, changes and deletes nothing of this one.",
  scope_isolation:
    "What belongs to one project, or to the organization, is not found, listed or used in another.",
  uniqueness:
    "A name is taken whatever its case, Unicode form or surrounding space; system names always are.",
  uniqueness_race: "Of requests at the same moment that want one name, one succeeds.",
  global_roles_unchanged: "Global roles are listed, and nobody changes or deletes them.",
  unknown_policies: "Ids in a body that do not exist in the scope, or are there twice, are refused.",
  in_use: "What something else still uses is not deleted.",
  idempotent_put: "PUT replaces or merges as documented, and the same PUT twice gives the same.",
  read_your_writes:
    "What was written is what comes back and what the list shows, at once, on every connection.",
  refusal_changes_nothing: "A request that was refused has left no trace.",
  forward_compatibility: "Answers may have fields that the description does not know.",
  examples_are_true: "Every documented example is valid, and the requests among them are understood.",
  malformed_request:
    "What is not JSON, not UTF-8, of another content type, too large or a bad path is refused as documented.",
  missing_resource: "What never existed is answered with 404.",
  unknown_path: "A path that does not exist is answered with 404, in the error envelope.",
  body_integrity: "Bodies are whole, are UTF-8, and repeat no key of an object.",
  key_not_echoed: "No answer contains the API key that was sent.",
} as const;

/** The name of a check: what `--only` takes, and what a finding is filed under. */
export type CheckName = keyof typeof checks;

/** Every name, in the order in which checks are reported. */
export const checkNames = Object.keys(checks) as CheckName[];
