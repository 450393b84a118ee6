/** Every check and what it verifies. The first thirteen have the names of Schemathesis' checks. */
export const checks = {
  not_a_server_error: "The server never responds with a 5xx status, except a documented 503.",
  status_code_conformance:
    "Each response has a documented status, and the status that the request calls for.",
  content_type_conformance:
    "Each response has the documented content type. If it names a charset, it is UTF-8.",
  response_headers_conformance:
    "Required response headers are present, and documented response headers have valid values.",
  response_schema_conformance: "Each response body is valid against the documented schema of its status.",
  negative_data_rejection: "The server rejects a body or parameter that violates one rule of its schema.",
  positive_data_acceptance: "The server accepts a body or parameter that satisfies every rule of its schema.",
  missing_required_header:
    "The server rejects a request without a required header, including the API key, as documented.",
  unsupported_method: "A method that a path does not have gets 405 with `Allow`.",
  use_after_free:
    "A deleted resource is gone, with everything in it: lists omit it, and updates and deletions return 404.",
  ensure_resource_availability:
    "A created resource can be used immediately by every operation that its links name.",
  ignored_auth: "A request without a valid API key gets 401 and nothing else.",
  max_response_time: "Each response arrives in time.",

  tenant_isolation: "The credentials of another tenant cannot see, change or delete resources of this one.",
  scope_isolation: "An item of one parent cannot be found, listed or used in another. IDs are unique.",
  name_uniqueness:
    "Unique values occur once, in every notation that counts as equal. The names of read-only items are reserved.",
  name_uniqueness_race: "Of concurrent requests for one unique value, exactly one succeeds.",
  read_only_items_immutable: "Read-only items are listed, and cannot be changed or deleted.",
  unknown_references_rejected: "The server rejects a body with unknown, foreign or duplicate IDs.",
  referential_integrity:
    "A resource that another resource uses cannot be deleted, or is detached, as the rule says.",
  collection_limit: "A collection accepts as many items as the rule `limit` says, and no more.",
  idempotent_put:
    "An update keeps or resets omitted fields, as the rule says. Repeating a PUT has no further effect.",
  read_your_writes: "A write is visible immediately, in its response and in lists, on every connection.",
  rejected_request_has_no_effect: "A rejected request changes nothing.",
  forward_compatibility: "Response schemas accept additional fields.",
  examples_valid: "Each documented example is valid, and the server accepts the documented requests.",
  malformed_request:
    "The server rejects malformed JSON, invalid UTF-8, other content types, too large bodies and malformed paths as documented.",
  resource_not_found: "An ID that never existed gets 404.",
  path_not_found: "A path that does not exist gets 404, in the documented error envelope.",
  body_integrity: "Each response body is complete, valid UTF-8, and has no duplicate object keys.",
  pagination: "The pages of a list have each item once, in a stable order, and state the actual total.",
  single_owner: "Exactly one person has an exclusive role, and only a transfer takes it away.",
  one_time_secrets: "Only the response that creates, rotates or renews a secret shows the new value in full.",
  credential_rotation:
    "A credential is accepted until it is rotated, switched off or deleted, and both values in a grace period.",
  removal_cascades: "A removed person loses what the removal includes, and nothing else.",
  background_jobs: "A job runs, is completed, and redirects to its result. Others cannot see it.",
  api_key_not_exposed: "No response contains an API key from a request.",
} as const;

/** The name of a check, for `--checks` and in findings. */
export type CheckName = keyof typeof checks;

/** All check names in the order of the report. */
export const checkNames = Object.keys(checks) as CheckName[];
