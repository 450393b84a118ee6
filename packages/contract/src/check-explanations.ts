import type { CheckName } from "./check-names.ts";

/** Why a check matters, and which specification it is based on. */
export interface CheckExplanation {
  why: string;
  source: string;
}

/** For `rolewright-contract explain CHECK`. */
export const checkExplanations: Record<CheckName, CheckExplanation> = {
  not_a_server_error: {
    why: "A 5xx status is a bug or an outage. Clients retry it, and alarms ring, although the request cannot succeed.",
    source: "RFC 9110, 15.6: the server is aware that it has erred",
  },
  status_code_conformance: {
    why: "Clients branch on the status. A status that nobody documented ends in their default branch.",
    source: "OpenAPI 3.1, Responses Object; RFC 9110, 15",
  },
  content_type_conformance: {
    why: "Clients choose their parser by the content type. JSON in another charset is read as other characters.",
    source: "OpenAPI 3.1, Media Type Object; RFC 8259, 8.1; RFC 9110, 8.3",
  },
  response_headers_conformance: {
    why: "Clients depend on headers such as Retry-After and Location as they depend on the body.",
    source: "OpenAPI 3.1, Header Object",
  },
  response_schema_conformance: {
    why: "Generated clients fail, or read undefined values, if a response differs from its schema.",
    source: "OpenAPI 3.1, Schema Object; JSON Schema 2020-12",
  },
  negative_data_rejection: {
    why: "Data that violates a documented rule breaks readers that trust the rule, later and elsewhere.",
    source: "OpenAPI 3.1, Schema Object and Parameter Object; JSON Schema 2020-12, validation",
  },
  positive_data_acceptance: {
    why: "Users cannot send a value that the documentation allows.",
    source: "OpenAPI 3.1, Schema Object and Parameter Object",
  },
  missing_required_header: {
    why: "A header that is documented as required protects the operation only if the server requires it.",
    source: "OpenAPI 3.1, Parameter Object, `required`; RFC 9110, 11.6",
  },
  unsupported_method: {
    why: "A 405 with Allow tells a client what it can do. Other statuses hide mistakes in the method.",
    source: "RFC 9110, 15.5.6: the server must generate Allow",
  },
  use_after_free: {
    why: "A deleted resource that still works leaks data, and its ID may later belong to somebody else.",
    source: "RFC 9110, 9.3.5 and 15.5.5",
  },
  ensure_resource_availability: {
    why: "A client that uses what it has just created must not have to wait or retry.",
    source: "OpenAPI 3.1, Link Object; RFC 9110, 15.3.2",
  },
  ignored_auth: {
    why: "An operation that works without valid credentials is open to everybody.",
    source: "OpenAPI 3.1, Security Requirement Object; RFC 9110, 15.5.2; OWASP API2:2023",
  },
  max_response_time: {
    why: "A slow operation blocks its callers, and is the easiest way to exhaust a server.",
    source: "the option --max-response-time; OWASP API4:2023",
  },
  tenant_isolation: {
    why: "Customers must neither see nor change what belongs to another customer, nor learn that it exists.",
    source: "the rule `tenant` of the contract file; OWASP API1:2023",
  },
  scope_isolation: {
    why: "An ID in the path of another parent bypasses the permissions of its own parent.",
    source: "the paths of the description; OWASP API1:2023",
  },
  name_uniqueness: {
    why: "Two resources with one name, or with names that look equal, are mistaken for each other.",
    source: "the rule `unique` of the contract file, or the error example nameConflict",
  },
  name_uniqueness_race: {
    why: "A check before a write lets concurrent requests pass. Only a constraint of the database prevents that.",
    source: "the rule `unique` of the contract file, or the error example nameConflict",
  },
  read_only_items_immutable: {
    why: "Users and programs rely on the items that the system provides.",
    source: "the rule `readOnlyItems` of the contract file, or the error example builtInRole",
  },
  unknown_references_rejected: {
    why: "A stored reference to nothing, or to a resource of somebody else, fails every later read.",
    source: "the rule `references` of the contract file, or properties such as policyIds",
  },
  referential_integrity: {
    why: "Deleting what others use leaves them with dangling references.",
    source: "the rule `whenUsed` of the contract file, or the error example policyInUse",
  },
  collection_limit: {
    why: "Lists without pages, and the memory for them, are planned for the limit. Deleting must make room again.",
    source: "the rule `limit` of the contract file; OWASP API4:2023",
  },
  idempotent_put: {
    why: "Clients repeat a PUT after a lost response. It must not change anything else, or again.",
    source: "RFC 9110, 9.2.2 and 9.3.4; RFC 5789 for PATCH; the rule `omittedFields` of the contract file",
  },
  read_your_writes: {
    why: "A client that does not find what it wrote writes it again, or shows the old state.",
    source: "RFC 9110, 9.3.3 and 9.3.4; the schemas of request and response",
  },
  rejected_request_has_no_effect: {
    why: "After an error, clients assume that nothing happened, and correct the request.",
    source: "RFC 9110, 15.5: the request was not fulfilled",
  },
  forward_compatibility: {
    why: "A client whose validation rejects new fields fails on the day the server adds one.",
    source:
      "the rule `responses.additionalFields` of the contract file; JSON Schema 2020-12, additionalProperties",
  },
  examples_valid: {
    why: "Examples are what readers copy, and what mocks return.",
    source: "OpenAPI 3.1, Example Object: it should match its schema",
  },
  malformed_request: {
    why: "Malformed requests reach every public server. They must not end it, nor be guessed.",
    source: "RFC 8259; RFC 3986, 2.1; RFC 9110, 15.5.1, 15.5.14 and 15.5.16",
  },
  resource_not_found: {
    why: "A client that asks for a wrong ID must notice it.",
    source: "RFC 9110, 15.5.5",
  },
  path_not_found: {
    why: "A wrong URL that returns something else than 404 looks like a working one.",
    source: "RFC 9110, 15.5.5; the rule `responses.uniformErrors` of the contract file",
  },
  body_integrity: {
    why: "A truncated body, or one with a duplicate key, is read differently by different parsers.",
    source: "RFC 8259, 4 and 8.1; RFC 9112, 6 and 8",
  },
  pagination: {
    why: "A client that reads all pages must not miss an item, nor process one twice.",
    source: "the rule `pages` of the contract file",
  },
  single_owner: {
    why: "Without an owner nobody can manage the account. With two of them, nobody knows who decides.",
    source: "the rule `exclusiveRole` of the contract file",
  },
  one_time_secrets: {
    why: "A secret that can be read again can be read by everybody who gets read access later.",
    source: "the rules `secrets` and `renew` of the contract file; OWASP API2:2023",
  },
  credential_rotation: {
    why: "A rotated credential that still works is a leak. One that stops too early is an outage.",
    source: "the rule `credential` of the contract file; RFC 8594 for Sunset",
  },
  removal_cascades: {
    why: "Somebody who has left must not keep access. Removing too much locks others out.",
    source: "the rule `memberships` of the contract file; OWASP API1:2023",
  },
  background_jobs: {
    why: "Clients poll the status, and follow the redirect to another host, which must not get the credentials.",
    source: "the rule `jobs` of the contract file; RFC 9110, 15.3.3 and 15.4.3",
  },
  api_key_not_exposed: {
    why: "Responses are logged and cached. A key in one of them is a leaked key.",
    source: "RFC 9110, 17.9; OWASP API2:2023",
  },
};
