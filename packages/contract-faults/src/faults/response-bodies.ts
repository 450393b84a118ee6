import { compose, type RawEnvelope, setHeader, transformJson, transformText } from "../transforms.ts";
import type { Fault } from "../fault.ts";
import { createResponseFaults, type ResponseFaultRow } from "../fault-rows.ts";

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["unwrapped-list", "response_schema_conformance", "listOrganizationPolicies", 200, "returns the list itself as data", transformJson<RawEnvelope>((body) => ({ ...body, data: Object.values(body.data ?? {})[0] }))],
  ["unwrapped-role", "response_schema_conformance", "createProjectRole", 200, "returns the role without the envelope", transformJson(({ data = {} }) => data["role"])],
  ["missing-success", "response_schema_conformance", "retrieveProject", 200, "omits success", transformJson<RawEnvelope>((body) => void delete body.success)],
  ["success-as-number", "response_schema_conformance", "listOrganizationPermissions", 200, "returns 1 for success", transformJson<RawEnvelope>((body) => void (body.success = 1))],
  ["success-false-in-success", "response_schema_conformance", "updateProjectPolicy", 200, "returns success: false with a policy", transformJson<RawEnvelope>((body) => void (body.success = false))],
  ["success-true-in-error", "response_schema_conformance", "deleteProjectPolicy", 404, "returns success: true with a 404", transformJson<RawEnvelope>((body) => void (body.success = true))],
  ["error-without-envelope", "response_schema_conformance", "createOrganizationPolicy", 409, "returns a conflict without the envelope", transformJson<RawEnvelope>(({ error }) => ({ message: error }))],
  ["error-as-object", "response_schema_conformance", "updateProjectRole", 422, "returns an object as error", transformJson<RawEnvelope>((body) => void (body.error = { code: "invalid", message: body.error }))],
  ["error-not-json", "body_integrity", "listProjectRoles", 401, "returns plain text for an invalid API key", transformText(() => "Unauthorized")],
  ["deprecated-null", "response_schema_conformance", "listProjects", 200, "returns null for deprecated", transformJson<RawEnvelope>((body) => void (body["deprecated"] = null))],
  ["link-not-a-uri", "response_schema_conformance", "retrieveOrganization", 200, "returns a link that is not a URI", transformJson<RawEnvelope>((body) => void (body["link"] = "the settings page"))],
  ["duplicate-key", "body_integrity", "updateOrganizationPolicy", 200, "returns the key id twice in one object", transformText((body) => body.replace('"id":', '"id":null,"id":'))],
  ["empty-body", "body_integrity", "updateProject", 200, "returns an empty body", transformText(() => "")],
  ["incomplete-json", "body_integrity", "listOrganizationRoles", 200, "returns incomplete JSON with a matching Content-Length", transformText((body) => body.slice(0, -20))],
  ["text-after-json", "body_integrity", "createOrganizationPolicy", 200, "returns text after the JSON", transformText((body) => `${body}\nWarning: something is deprecated`)],
  ["not-json-single-quotes", "body_integrity", "listOrganizationPermissions", 200, "returns single-quoted strings", transformText((body) => body.replaceAll('"', "'"))],
  ["byte-order-mark", "body_integrity", "retrieveProject", 200, "returns a byte order mark before the JSON", transformText((body) => `\ufeff${body}`)],
  ["json-twice", "response_schema_conformance", "deleteProjectPolicy", 200, "returns JSON encoded as a JSON string", transformText((body) => JSON.stringify(body))],
  ["html-for-unknown-id", "content_type_conformance", "updateOrganizationRole", 404, "returns an HTML page with a 404", compose(setHeader("content-type", "text/html; charset=utf-8"), transformText(() => "<h1>Not found</h1>"))],
  ["html-labeled-json", "body_integrity", "updateOrganizationPolicy", 404, "returns an HTML page as application/json with a 404", transformText(() => "<h1>Not found</h1>")],
];

/** Response bodies that are not JSON, or not the documented envelope. */
export const responseBodyFaults: Fault[] = createResponseFaults(responseRows);
