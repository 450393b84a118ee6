import {
  replaceHandler,
  errorResponse,
  fetchPath,
  parseRequestBody,
  parseResources,
  rejectsUnknownIds,
  type RequestBody,
  withBody,
} from "../transforms.ts";
import type { Fault, ProxyHandler } from "../fault.ts";
import { createHandlerFaults, type HandlerFaultRow } from "../fault-rows.ts";

/** Repairs an invalid body before it reaches the reference server, which then accepts it. */
const repairBody =
  (repair: (body: RequestBody) => RequestBody | undefined): ProxyHandler =>
  (request, next) => {
    const body = parseRequestBody(request);
    const repaired = body && repair(body);
    return next(repaired ? withBody(request, repaired) : request);
  };

/** Rejects valid bodies. */
const rejectBodies =
  (isRejected: (body: RequestBody) => boolean): ProxyHandler =>
  async (request, next) => {
    const body = parseRequestBody(request);
    return body && isRejected(body) ? errorResponse(422, "The body is not valid.") : next(request);
  };

/** Reads bodies of other content types as JSON. */
const acceptContentTypes =
  (types: RegExp): ProxyHandler =>
  (request, next) => {
    const type = request.headers["content-type"] ?? "";
    const headers = { ...request.headers, "content-type": "application/json" };
    return next(types.test(type) ? { ...request, headers } : request);
  };

const countCharacters = (value: unknown) => (typeof value === "string" ? [...value].length : 0);

// oxfmt-ignore
const handlerRows: HandlerFaultRow[] = [
  ["name-longest-rejected", "positive_data_acceptance", "updateProjectRole", "rejects a name of 255 characters", rejectBodies(({ name }) => countCharacters(name) === 255)],
  ["name-shortest-rejected", "positive_data_acceptance", "updateProject", "rejects a name of one character", rejectBodies(({ name }) => countCharacters(name) === 1)],
  ["description-longest-rejected", "positive_data_acceptance", "createOrganizationRole", "rejects a description of 1,000 characters", rejectBodies(({ description }) => countCharacters(description) === 1_000)],
  ["description-empty-rejected", "positive_data_acceptance", "createProjectPolicy", "rejects an empty description", rejectBodies(({ description }) => description === "")],
  ["length-in-utf-16", "positive_data_acceptance", "createProjectRole", "counts the length of a name in UTF-16 code units", rejectBodies(({ name }) => typeof name === "string" && name.length > 255)],
  ["length-in-bytes", "positive_data_acceptance", "updateOrganizationRole", "counts the length of a description in bytes", rejectBodies(({ description }) => typeof description === "string" && Buffer.byteLength(description) > 1_000)],
  ["unicode-rejected", "positive_data_acceptance", "createProject", "rejects names with characters other than ASCII", rejectBodies(({ name }) => typeof name === "string" && /[^ -~]/.test(name))],
  ["name-empty-accepted", "negative_data_rejection", "updateProject", "accepts an empty name", repairBody((body) => (body.name === "" ? { ...body, name: "Unnamed" } : undefined))],
  ["name-blank-accepted", "negative_data_rejection", "createOrganizationRole", "accepts a name of whitespace", repairBody((body) => typeof body.name === "string" && /^\s+$/.test(body.name) ? { ...body, name: "Unnamed" } : undefined)],
  ["null-name-accepted", "negative_data_rejection", "updateOrganizationRole", "accepts null for the name", repairBody((body) => body.name === null ? { ...body, name: `Unnamed ${Date.now()}` } : undefined)],
  ["null-list-accepted", "negative_data_rejection", "createProjectRole", "accepts null for policyIds", repairBody((body) => body.policyIds === null ? { ...body, policyIds: [] } : undefined)],
  ["list-missing-accepted", "negative_data_rejection", "updateProjectRole", "accepts a body without policyIds", repairBody((body) => body.policyIds === undefined ? { ...body, policyIds: [] } : undefined)],
  ["name-missing-accepted", "negative_data_rejection", "updateOrganizationPolicy", "accepts a body without a name", repairBody((body) => body.name === undefined ? { ...body, name: `Unnamed ${Date.now()}` } : undefined)],
  ["description-required", "positive_data_acceptance", "createOrganizationRole", "requires a description", rejectBodies(({ description }) => description === undefined)],
  ["number-coerced", "negative_data_rejection", "createProjectPolicy", "converts a number to a string", repairBody((body) => typeof body.name === "number" ? { ...body, name: `Number ${body.name} ${Date.now()}` } : undefined)],
  ["boolean-coerced", "negative_data_rejection", "updateProject", "converts a boolean to a string", repairBody((body) => typeof body.description === "boolean" ? { ...body, description: String(body.description) } : undefined)],
  ["list-coerced", "negative_data_rejection", "createOrganizationPolicy", "accepts a string for permissionIds", repairBody((body) => typeof body.permissionIds === "string" ? { ...body, permissionIds: [] } : undefined)],
  ["empty-list-rejected", "positive_data_acceptance", "createProjectRole", "rejects empty policyIds", rejectBodies(({ policyIds }) => Array.isArray(policyIds) && policyIds.length === 0)],
  ["empty-change-accepted", "negative_data_rejection", "updateProject", "accepts an empty object", repairBody((body) => Object.keys(body).length === 0 ? { description: null } : undefined)],
  ["email-not-checked", "negative_data_rejection", "createProject", "accepts an invalid email address", repairBody(({ email, ...body }) => typeof email === "string" && !/^[^@\s]+@[^@\s]+$/.test(email) ? body : undefined)],
  ["null-body-500", "not_a_server_error", "createProjectRole", "returns 500 for null", async (request, next) => request.body.toString().trim() === "null" ? errorResponse(500, "An internal error occurred.") : next(request)],
  ["trailing-comma-accepted", "malformed_request", "updateProjectRole", "accepts a trailing comma", (request, next) => next({ ...request, body: Buffer.from(request.body.toString().replace(/,\s*\}\s*$/, "}")) })],
  ["not-utf-8-accepted", "malformed_request", "createProject", "accepts bytes that are not UTF-8", (request, next) => next({ ...request, body: Buffer.from(request.body.toString()) })],
  ["text-plain-accepted", "malformed_request", "createOrganizationRole", "accepts JSON sent as text/plain", acceptContentTypes(/^text\/plain/)],
  ["any-type-accepted", "malformed_request", "updateProject", "accepts any content type", acceptContentTypes(/^/)],
  ["nameless-field-accepted", "negative_data_rejection", "updateOrganizationRole", "accepts a field with an empty name", repairBody(({ "": _, ...body }) => body)],
  ["id-in-body-accepted", "negative_data_rejection", "updateProject", "accepts the response field id", repairBody(({ id: _, ...body }) => body)],
  ["permissions-in-body-accepted", "negative_data_rejection", "updateOrganizationPolicy", "accepts the response field permissions", repairBody(({ permissions: _, ...body }) => body)],
  ["plan-in-body-accepted", "negative_data_rejection", "updateOrganization", "accepts the response field plan", repairBody(({ plan: _, ...body }) => body)],
  ["empty-email-accepted", "negative_data_rejection", "createProject", "accepts an empty email address", repairBody(({ email, ...body }) => email === "" ? body : { ...body, ...(email !== undefined && { email }) })],
];

/** Request rules that are missing or too strict. */
export const requestValidationFaults: Fault[] = [
  ...createHandlerFaults(handlerRows),
  {
    name: "unknown-field-accepted",
    description: "createProject accepts unknown fields.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "createProject",
      repairBody(({ name, description, email, ...unknown }) =>
        Object.keys(unknown).length > 0
          ? {
              name,
              ...(description !== undefined && { description }),
              ...(email !== undefined && { email }),
            }
          : undefined,
      ),
    ),
  },
  {
    name: "unknown-field-accepted-on-update",
    description: "updateOrganizationPolicy accepts unknown fields.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "updateOrganizationPolicy",
      repairBody(({ name, description, permissionIds, ...unknown }) =>
        Object.keys(unknown).length > 0
          ? {
              name,
              permissionIds,
              ...(description !== undefined && { description }),
            }
          : undefined,
      ),
    ),
  },
  {
    name: "name-too-long-accepted",
    description: "createOrganizationPolicy accepts a name of 256 characters.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "createOrganizationPolicy",
      repairBody((body) =>
        countCharacters(body.name) === 256
          ? { ...body, name: [...String(body.name)].slice(0, 255).join("") }
          : undefined,
      ),
    ),
  },
  {
    name: "description-too-long-accepted",
    description: "updateProjectPolicy accepts a description of 1,001 characters.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "updateProjectPolicy",
      repairBody((body) =>
        countCharacters(body.description) === 1_001
          ? { ...body, description: String(body.description).slice(0, 1_000) }
          : undefined,
      ),
    ),
  },
  {
    name: "control-characters-accepted",
    description: "updateProjectPolicy accepts control characters in a name.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "updateProjectPolicy",
      repairBody((body) =>
        // oxlint-disable-next-line no-control-regex -- the fault is about them.
        typeof body.name === "string" && /[\u0000-\u001f\u007f]/.test(body.name)
          ? // oxlint-disable-next-line no-control-regex -- the fault is about them.
            { ...body, name: `${body.name.replaceAll(/[\u0000-\u001f\u007f]/g, "")}.` }
          : undefined,
      ),
    ),
  },
  {
    name: "null-byte-500",
    description: "createProjectPolicy returns 500 for a null character in the description.",
    check: "not_a_server_error",
    inject: replaceHandler("createProjectPolicy", async (request, next) => {
      const { description } = parseRequestBody(request) ?? {};
      const hasNullCharacter = typeof description === "string" && description.includes("\0");
      return hasNullCharacter ? errorResponse(500, "An internal error occurred.") : next(request);
    }),
  },
  {
    name: "list-of-anything",
    description: "createOrganizationRole ignores items of policyIds that are not strings.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "createOrganizationRole",
      repairBody((body) =>
        Array.isArray(body.policyIds) && body.policyIds.some((id) => typeof id !== "string")
          ? { ...body, policyIds: (body.policyIds as unknown[]).filter((id) => typeof id === "string") }
          : undefined,
      ),
    ),
  },
  {
    name: "duplicates-accepted",
    description: "updateProjectRole accepts duplicate items in policyIds.",
    check: "unknown_references_rejected",
    inject: replaceHandler(
      "updateProjectRole",
      repairBody((body) =>
        Array.isArray(body.policyIds) && new Set(body.policyIds).size < body.policyIds.length
          ? { ...body, policyIds: [...new Set(body.policyIds as unknown[])] }
          : undefined,
      ),
    ),
  },
  {
    name: "unknown-policy-accepted",
    description: "createProjectRole ignores unknown items of policyIds.",
    check: "unknown_references_rejected",
    inject: replaceHandler("createProjectRole", async (request, next) => {
      const response = await next(request);
      const isAffected = await rejectsUnknownIds(request, response, next);
      return isAffected ? next(withBody(request, { ...parseRequestBody(request), policyIds: [] })) : response;
    }),
  },
  {
    name: "unknown-permission-accepted",
    description: "updateOrganizationPolicy ignores unknown items of permissionIds.",
    check: "unknown_references_rejected",
    inject: replaceHandler("updateOrganizationPolicy", async (request, next) => {
      const response = await next(request);
      const isAffected = await rejectsUnknownIds(request, response, next);
      return isAffected
        ? next(withBody(request, { ...parseRequestBody(request), permissionIds: [] }))
        : response;
    }),
  },
  {
    name: "array-500",
    description: "updateOrganizationPolicy returns 500 for an array.",
    check: "not_a_server_error",
    inject: replaceHandler("updateOrganizationPolicy", async (request, next) => {
      const response = await next(request);
      const isList = request.body.toString().trimStart().startsWith("[");
      return isList && response.status === 422 ? { ...response, status: 500 } : response;
    }),
  },
  {
    name: "malformed-json-accepted",
    description: "createOrganizationPolicy accepts malformed JSON and chooses a name.",
    check: "malformed_request",
    inject: replaceHandler("createOrganizationPolicy", async (request, next) => {
      const response = await next(request);
      if (response.status !== 400) return response;
      return next(withBody(request, { name: `Unnamed ${Date.now()} ${Math.random()}`, permissionIds: [] }));
    }),
  },
  {
    name: "charset-rejected",
    description: "createProjectPolicy rejects application/json with a charset.",
    check: "positive_data_acceptance",
    inject: replaceHandler("createProjectPolicy", async (request, next) =>
      request.headers["content-type"]?.includes("charset") === true
        ? errorResponse(415, "The Content-Type is not supported.")
        : next(request),
    ),
  },
  {
    name: "bad-id-404",
    description: "deleteProjectRole returns 404 instead of 400 for an invalid id.",
    check: "malformed_request",
    inject: replaceHandler("deleteProjectRole", async (request, next) => {
      const response = await next(request);
      return response.status === 400 ? errorResponse(404, "Role not found.") : response;
    }),
  },
  {
    name: "long-id-500",
    description:
      "updateOrganizationPolicy and deleteOrganizationPolicy return 500 for an id that is too long.",
    check: "not_a_server_error",
    inject: replaceHandler(
      ["updateOrganizationPolicy", "deleteOrganizationPolicy"],
      async (request, next) => {
        const response = await next(request);
        return response.status === 400 && request.url.length > 150 ? { ...response, status: 500 } : response;
      },
    ),
  },
  {
    name: "members-rejected",
    description: "createProject rejects the email address of a member.",
    check: "positive_data_acceptance",
    inject: replaceHandler("createProject", async (request, next) =>
      parseRequestBody(request)?.["email"] === undefined
        ? next(request)
        : errorResponse(422, "Nobody here has this address."),
    ),
  },
  {
    name: "unknown-email-accepted",
    description: "createProject accepts the email address of a person who is not a member.",
    check: "unknown_references_rejected",
    inject: replaceHandler("createProject", async (request, next) => {
      const response = await next(request);
      const { email, ...body } = parseRequestBody(request) ?? {};
      const isAffected =
        response.status === 422 && typeof email === "string" && /^[^@\s]+@[^@\s]+$/.test(email);
      return isAffected ? next(withBody(request, body)) : response;
    }),
  },
  {
    name: "keys-in-any-case",
    description: "updateProjectPolicy accepts field names with an upper-case first letter.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "updateProjectPolicy",
      repairBody((body) =>
        Object.fromEntries(
          Object.entries(body).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
        ),
      ),
    ),
  },
  {
    name: "unknown-null-accepted",
    description: "createProjectRole accepts unknown fields that are null.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "createProjectRole",
      repairBody(({ description, ...body }) => ({
        ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)),
        ...(description !== undefined && { description }),
      })),
    ),
  },
  {
    name: "distant-duplicates-accepted",
    description: "createOrganizationRole accepts duplicate items in policyIds that are not adjacent.",
    check: "negative_data_rejection",
    inject: replaceHandler(
      "createOrganizationRole",
      repairBody(({ policyIds, ...body }) => ({
        ...body,
        policyIds:
          Array.isArray(policyIds) && policyIds.every((id, index) => id !== policyIds[index + 1])
            ? [...new Set(policyIds as unknown[])]
            : policyIds,
      })),
    ),
  },
  {
    name: "permissions-truncated",
    description: "createProjectPolicy stores only the first ten permissions.",
    check: "read_your_writes",
    inject: replaceHandler(
      "createProjectPolicy",
      repairBody(({ permissionIds, ...body }) => ({
        ...body,
        permissionIds: Array.isArray(permissionIds) ? permissionIds.slice(0, 10) : permissionIds,
      })),
    ),
  },
  {
    name: "second-of-other-scope-rejected",
    description: "updateProjectPolicy rejects an organization permission that is the second item.",
    check: "positive_data_acceptance",
    inject: replaceHandler("updateProjectPolicy", async (request, next) => {
      const permissionIds: unknown = parseRequestBody(request)?.permissionIds;
      const organizationPermissions = await fetchPath(request, "/v1/organization/permissions", next);
      const foreignIds = parseResources(organizationPermissions).map(({ id }) => id);
      const isAffected = Array.isArray(permissionIds) && foreignIds.includes(String(permissionIds[1]));
      return isAffected ? errorResponse(422, "permissionIds: there is no such permission.") : next(request);
    }),
  },
  {
    name: "longer-id-in-body-accepted",
    description: "createProjectRole ignores characters after the id of a policy.",
    check: "unknown_references_rejected",
    inject: replaceHandler(
      "createProjectRole",
      repairBody(({ policyIds, ...body }) => ({
        ...body,
        policyIds: Array.isArray(policyIds)
          ? policyIds.map((id: unknown) =>
              typeof id === "string" ? id.replace(/^([\da-f-]{36}).+$/, "$1") : id,
            )
          : policyIds,
      })),
    ),
  },
];
