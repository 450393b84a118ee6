import type { OperationId } from "@rolewright/types";
import { instead, refusal, sent, type Sent, text, withBody } from "./change.ts";
import type { Call, Fault, Plant } from "./fault.ts";

/** Takes what the honest server refuses: a body is mended before it is passed on. */
const takes = (ids: OperationId | OperationId[], mend: (body: Sent) => Sent | undefined): Plant =>
  instead(ids, (call, next) => {
    const body = sent(call);
    return next((body && withMended(call, mend(body))) ?? call);
  });

const withMended = (call: Call, body: Sent | undefined) => (body ? withBody(call, body) : undefined);

/** Refuses what the honest server takes. */
const refuses = (ids: OperationId | OperationId[], isRefused: (body: Sent) => boolean): Plant =>
  instead(ids, async (call, next) => {
    const body = sent(call);
    return body && isRefused(body) ? refusal(422, "The body is not valid.") : next(call);
  });

/** Takes bodies of another content type for JSON. */
const takesTypes = (id: OperationId, types: RegExp): Plant =>
  instead(id, (call, next) => {
    const type = call.headers["content-type"] ?? "";
    const headers = { ...call.headers, "content-type": "application/json" };
    return next(types.test(type) ? { ...call, headers } : call);
  });

const length = (value: unknown) => (typeof value === "string" ? [...value].length : 0);

/** Rules of the description that are not held, or held too hard. */
export const validationFaults: Fault[] = [
  {
    name: "unknown-field-taken",
    what: "Creating a project takes fields that it does not know.",
    check: "negative_data_rejection",
    plant: takes("createProject", ({ name, description, email, ...more }) =>
      Object.keys(more).length > 0
        ? {
            name,
            ...(description !== undefined && { description }),
            ...(email !== undefined && { email }),
          }
        : undefined,
    ),
  },
  {
    name: "unknown-field-taken-on-update",
    what: "Changing an organization policy takes fields that it does not know.",
    check: "negative_data_rejection",
    plant: takes("updateOrganizationPolicy", ({ name, description, permissionIds, ...more }) =>
      Object.keys(more).length > 0
        ? {
            name,
            permissionIds,
            ...(description !== undefined && { description }),
          }
        : undefined,
    ),
  },
  {
    name: "name-too-long-taken",
    what: "Creating an organization policy takes a name of 256 characters.",
    check: "negative_data_rejection",
    plant: takes("createOrganizationPolicy", (body) =>
      length(body.name) === 256
        ? { ...body, name: [...String(body.name)].slice(0, 255).join("") }
        : undefined,
    ),
  },
  {
    name: "name-longest-refused",
    what: "Changing a project role refuses a name of 255 characters.",
    check: "positive_data_acceptance",
    plant: refuses("updateProjectRole", ({ name }) => length(name) === 255),
  },
  {
    name: "name-shortest-refused",
    what: "Changing a project refuses a name of one character.",
    check: "positive_data_acceptance",
    plant: refuses("updateProject", ({ name }) => length(name) === 1),
  },
  {
    name: "description-too-long-taken",
    what: "Changing a project policy takes a description of 1,001 characters.",
    check: "negative_data_rejection",
    plant: takes("updateProjectPolicy", (body) =>
      length(body.description) === 1_001
        ? { ...body, description: String(body.description).slice(0, 1_000) }
        : undefined,
    ),
  },
  {
    name: "description-longest-refused",
    what: "Creating an organization role refuses a description of 1,000 characters.",
    check: "positive_data_acceptance",
    plant: refuses("createOrganizationRole", ({ description }) => length(description) === 1_000),
  },
  {
    name: "description-empty-refused",
    what: "Creating a project policy refuses an empty description.",
    check: "positive_data_acceptance",
    plant: refuses("createProjectPolicy", ({ description }) => description === ""),
  },
  {
    name: "length-in-utf-16",
    what: "Creating a project role counts the characters of a name in UTF-16, in which an emoji is two.",
    check: "positive_data_acceptance",
    plant: refuses("createProjectRole", ({ name }) => typeof name === "string" && name.length > 255),
  },
  {
    name: "length-in-bytes",
    what: "Changing an organization role counts the length of a description in bytes.",
    check: "positive_data_acceptance",
    plant: refuses(
      "updateOrganizationRole",
      ({ description }) => typeof description === "string" && Buffer.byteLength(description) > 1_000,
    ),
  },
  {
    name: "unicode-refused",
    what: "Creating a project refuses a name that is not ASCII.",
    check: "positive_data_acceptance",
    plant: refuses("createProject", ({ name }) => typeof name === "string" && /[^ -~]/.test(name)),
  },
  {
    name: "name-empty-taken",
    what: "Changing a project takes an empty name.",
    check: "negative_data_rejection",
    plant: takes("updateProject", (body) => (body.name === "" ? { ...body, name: "Unnamed" } : undefined)),
  },
  {
    name: "name-blank-taken",
    what: "Creating an organization role takes a name that is nothing but white space.",
    check: "negative_data_rejection",
    plant: takes("createOrganizationRole", (body) =>
      typeof body.name === "string" && /^\s+$/.test(body.name) ? { ...body, name: "Unnamed" } : undefined,
    ),
  },
  {
    name: "control-characters-taken",
    what: "Changing a project policy takes control characters in a name.",
    check: "negative_data_rejection",
    plant: takes("updateProjectPolicy", (body) =>
      // oxlint-disable-next-line no-control-regex -- they are what this is about.
      typeof body.name === "string" && /[\u0000-\u001f\u007f]/.test(body.name)
        ? // oxlint-disable-next-line no-control-regex -- the same.
          { ...body, name: `${body.name.replaceAll(/[\u0000-\u001f\u007f]/g, "")}.` }
        : undefined,
    ),
  },
  {
    name: "null-byte-500",
    what: "A null character in the description of a project policy fails with 500, as a database would.",
    check: "not_a_server_error",
    plant: instead("createProjectPolicy", async (call, next) => {
      const { description } = sent(call) ?? {};
      const isOdd = typeof description === "string" && description.includes("\0");
      return isOdd ? refusal(500, "Something went wrong on our side.") : next(call);
    }),
  },
  {
    name: "null-name-taken",
    what: "Changing an organization role takes null for the name and keeps the one that it has.",
    check: "negative_data_rejection",
    plant: takes("updateOrganizationRole", (body) =>
      body.name === null ? { ...body, name: `Unnamed ${Date.now()}` } : undefined,
    ),
  },
  {
    name: "null-list-taken",
    what: "Creating a project role takes null for its policies.",
    check: "negative_data_rejection",
    plant: takes("createProjectRole", (body) =>
      body.policyIds === null ? { ...body, policyIds: [] } : undefined,
    ),
  },
  {
    name: "list-missing-taken",
    what: "Changing a project role does not need policyIds.",
    check: "negative_data_rejection",
    plant: takes("updateProjectRole", (body) =>
      body.policyIds === undefined ? { ...body, policyIds: [] } : undefined,
    ),
  },
  {
    name: "name-missing-taken",
    what: "Changing an organization policy does not need a name.",
    check: "negative_data_rejection",
    plant: takes("updateOrganizationPolicy", (body) =>
      body.name === undefined ? { ...body, name: `Unnamed ${Date.now()}` } : undefined,
    ),
  },
  {
    name: "description-required",
    what: "Creating an organization role needs a description.",
    check: "positive_data_acceptance",
    plant: refuses("createOrganizationRole", ({ description }) => description === undefined),
  },
  {
    name: "number-coerced",
    what: "Creating a project policy takes a number for a name.",
    check: "negative_data_rejection",
    plant: takes("createProjectPolicy", (body) =>
      typeof body.name === "number" ? { ...body, name: `Number ${body.name} ${Date.now()}` } : undefined,
    ),
  },
  {
    name: "boolean-coerced",
    what: "Changing a project takes true and false for a description.",
    check: "negative_data_rejection",
    plant: takes("updateProject", (body) =>
      typeof body.description === "boolean" ? { ...body, description: String(body.description) } : undefined,
    ),
  },
  {
    name: "list-coerced",
    what: "Creating an organization policy takes one id for a list of one.",
    check: "negative_data_rejection",
    plant: takes("createOrganizationPolicy", (body) =>
      typeof body.permissionIds === "string" ? { ...body, permissionIds: [] } : undefined,
    ),
  },
  {
    name: "list-of-anything",
    what: "Creating an organization role leaves out what is no string in policyIds.",
    check: "negative_data_rejection",
    plant: takes("createOrganizationRole", (body) =>
      Array.isArray(body.policyIds) && body.policyIds.some((id) => typeof id !== "string")
        ? { ...body, policyIds: (body.policyIds as unknown[]).filter((id) => typeof id === "string") }
        : undefined,
    ),
  },
  {
    name: "duplicates-taken",
    what: "Changing a project role takes the same policy twice.",
    check: "unknown_policies",
    plant: takes("updateProjectRole", (body) =>
      Array.isArray(body.policyIds) && new Set(body.policyIds).size < body.policyIds.length
        ? { ...body, policyIds: [...new Set(body.policyIds as unknown[])] }
        : undefined,
    ),
  },
  {
    name: "unknown-policy-taken",
    what: "Creating a project role leaves out policies that do not exist.",
    check: "unknown_policies",
    plant: instead("createProjectRole", async (call, next) => {
      const answer = await next(call);
      const isMeant = answer.status === 422 && answer.body.includes("there is no policy");
      return isMeant ? next(withBody(call, { ...sent(call), policyIds: [] })) : answer;
    }),
  },
  {
    name: "unknown-permission-taken",
    what: "Changing an organization policy leaves out permissions that do not exist.",
    check: "unknown_policies",
    plant: instead("updateOrganizationPolicy", async (call, next) => {
      const answer = await next(call);
      const isMeant = answer.status === 422 && answer.body.includes("there is no permission");
      return isMeant ? next(withBody(call, { ...sent(call), permissionIds: [] })) : answer;
    }),
  },
  {
    name: "empty-list-refused",
    what: "Creating a project role refuses one without policies.",
    check: "positive_data_acceptance",
    plant: refuses(
      "createProjectRole",
      ({ policyIds }) => Array.isArray(policyIds) && policyIds.length === 0,
    ),
  },
  {
    name: "empty-change-taken",
    what: "Changing a project takes a body that changes nothing.",
    check: "negative_data_rejection",
    plant: takes("updateProject", (body) =>
      Object.keys(body).length === 0 ? { description: null } : undefined,
    ),
  },
  {
    name: "email-not-checked",
    what: "Creating a project takes an address that is none.",
    check: "negative_data_rejection",
    plant: takes("createProject", ({ email, ...body }) =>
      typeof email === "string" && !/^[^@\s]+@[^@\s]+$/.test(email) ? body : undefined,
    ),
  },
  {
    name: "array-500",
    what: "A list instead of an organization policy fails with 500.",
    check: "not_a_server_error",
    plant: instead("updateOrganizationPolicy", async (call, next) => {
      const answer = await next(call);
      const isList = call.body.toString().trimStart().startsWith("[");
      return isList && answer.status === 422 ? { ...answer, status: 500 } : answer;
    }),
  },
  {
    name: "null-body-500",
    what: "The JSON null instead of a project role fails with 500.",
    check: "not_a_server_error",
    plant: instead("createProjectRole", async (call, next) =>
      call.body.toString().trim() === "null" ? refusal(500, "Something went wrong on our side.") : next(call),
    ),
  },
  {
    name: "malformed-json-taken",
    what: "Malformed JSON creates an organization policy, under a name of the server's choice.",
    check: "malformed_request",
    plant: instead("createOrganizationPolicy", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 400) return answer;
      return next(withBody(call, { name: `Unnamed ${Date.now()} ${Math.random()}`, permissionIds: [] }));
    }),
  },
  {
    name: "trailing-comma-taken",
    what: "Changing a project role takes a comma before a closing brace.",
    check: "malformed_request",
    plant: instead("updateProjectRole", (call, next) =>
      next({ ...call, body: Buffer.from(call.body.toString().replace(/,\s*\}\s*$/, "}")) }),
    ),
  },
  {
    name: "not-utf-8-taken",
    what: "Creating a project takes bytes that are not UTF-8.",
    check: "malformed_request",
    plant: instead("createProject", (call, next) =>
      next({ ...call, body: Buffer.from(call.body.toString()) }),
    ),
  },
  {
    name: "text-plain-taken",
    what: "Creating an organization role takes JSON that is sent as text/plain.",
    check: "malformed_request",
    plant: takesTypes("createOrganizationRole", /^text\/plain/),
  },
  {
    name: "any-type-taken",
    what: "Changing a project takes JSON whatever the content type.",
    check: "malformed_request",
    plant: takesTypes("updateProject", /^/),
  },
  {
    name: "charset-refused",
    what: "Creating a project policy refuses application/json with a charset.",
    check: "positive_data_acceptance",
    plant: instead("createProjectPolicy", async (call, next) =>
      call.headers["content-type"]?.includes("charset") === true
        ? refusal(415, "The Content-Type is not application/json.")
        : next(call),
    ),
  },
  {
    name: "bad-id-404",
    what: "An id of a project role that cannot be one answers 404 instead of 400.",
    check: "malformed_request",
    plant: instead("deleteProjectRole", async (call, next) => {
      const answer = await next(call);
      return answer.status === 400 ? refusal(404, "Role not found.") : answer;
    }),
  },
  {
    name: "long-id-500",
    what: "An id of a policy that is too long fails with 500.",
    check: "not_a_server_error",
    plant: instead(["updateOrganizationPolicy", "deleteOrganizationPolicy"], async (call, next) => {
      const answer = await next(call);
      return answer.status === 400 && call.url.length > 150 ? { ...answer, status: 500 } : answer;
    }),
  },
  {
    name: "members-refused",
    what: "Creating a project knows no member's address.",
    check: "positive_data_acceptance",
    plant: instead("createProject", async (call, next) =>
      sent(call)?.["email"] === undefined ? next(call) : refusal(422, "Nobody here has this address."),
    ),
  },
  {
    name: "unknown-email-taken",
    what: "Creating a project takes the address of somebody who is no member.",
    check: "unknown_policies",
    plant: instead("createProject", async (call, next) => {
      const answer = await next(call);
      const { email, ...body } = sent(call) ?? {};
      const isMeant = answer.status === 422 && typeof email === "string" && /^[^@\s]+@[^@\s]+$/.test(email);
      return isMeant ? next(withBody(call, body)) : answer;
    }),
  },
  {
    name: "all-ids-in-error",
    what: "The refusal of an organization role with policies that do not exist quotes all of them.",
    check: "response_schema_conformance",
    plant: instead("createOrganizationRole", async (call, next) => {
      const answer = await next(call);
      const isMeant = answer.status === 422 && answer.body.includes("policyIds: there ");
      return isMeant
        ? refusal(422, `policyIds: unknown are ${JSON.stringify(sent(call)?.policyIds)}`)
        : answer;
    }),
  },
  {
    name: "stack-in-error",
    what: "The refusal of an invalid project has a null character and the lines of a stack in it.",
    check: "response_schema_conformance",
    plant: instead("createProject", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 422) return answer;
      return text((body) => body.replace('"error":"', String.raw`"error":"TypeError\u0000 at server.js:12 `))(
        answer,
        call,
      );
    }),
  },
  {
    name: "keys-in-any-case",
    what: "Changing a project policy reads its fields in any case.",
    check: "negative_data_rejection",
    plant: takes("updateProjectPolicy", (body) =>
      Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
      ),
    ),
  },
  {
    name: "unknown-null-taken",
    what: "Creating a project role takes fields that it does not know when they are null.",
    check: "negative_data_rejection",
    plant: takes("createProjectRole", ({ description, ...body }) => ({
      ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)),
      ...(description !== undefined && { description }),
    })),
  },
  {
    name: "nameless-field-taken",
    what: "Changing an organization role takes a field without a name.",
    check: "negative_data_rejection",
    plant: takes("updateOrganizationRole", ({ "": _, ...body }) => body),
  },
  {
    name: "id-in-body-taken",
    what: "Changing a project takes the id that answers show.",
    check: "negative_data_rejection",
    plant: takes("updateProject", ({ id: _, ...body }) => body),
  },
  {
    name: "permissions-in-body-taken",
    what: "Changing an organization policy takes the permissions that answers show, and leaves them out.",
    check: "negative_data_rejection",
    plant: takes("updateOrganizationPolicy", ({ permissions: _, ...body }) => body),
  },
  {
    name: "plan-in-body-taken",
    what: "Renaming the organization takes a plan, and leaves it out.",
    check: "negative_data_rejection",
    plant: takes("updateOrganization", ({ plan: _, ...body }) => body),
  },
  {
    name: "distant-duplicates-taken",
    what: "Creating an organization role takes the same policy twice when another stands between.",
    check: "negative_data_rejection",
    plant: takes("createOrganizationRole", ({ policyIds, ...body }) => ({
      ...body,
      policyIds:
        Array.isArray(policyIds) && policyIds.every((id, index) => id !== policyIds[index + 1])
          ? [...new Set(policyIds as unknown[])]
          : policyIds,
    })),
  },
  {
    name: "empty-email-taken",
    what: "Creating a project takes an empty address for none.",
    check: "negative_data_rejection",
    plant: takes("createProject", ({ email, ...body }) =>
      email === "" ? body : { ...body, ...(email !== undefined && { email }) },
    ),
  },
  {
    name: "permissions-cut",
    what: "Creating a project policy keeps the first ten permissions.",
    check: "read_your_writes",
    plant: takes("createProjectPolicy", ({ permissionIds, ...body }) => ({
      ...body,
      permissionIds: Array.isArray(permissionIds) ? permissionIds.slice(0, 10) : permissionIds,
    })),
  },
  {
    name: "second-of-other-scope-taken",
    what: "Changing a project policy leaves out permissions of the organization that are not the first.",
    check: "unknown_policies",
    plant: instead("updateProjectPolicy", async (call, next) => {
      const answer = await next(call);
      const { permissionIds } = sent(call) ?? {};
      if (answer.status !== 422 || !Array.isArray(permissionIds) || permissionIds.length !== 2) return answer;
      const isOther = permissionIds[1] === permissionIds[0] || permissionIds[1] === "nothing-has-this-id";
      return isOther
        ? answer
        : next(withBody(call, { ...sent(call), permissionIds: permissionIds.slice(0, 1) }));
    }),
  },
  {
    name: "longer-id-in-body-taken",
    what: "Creating a project role looks at no more of an id than a policy's has.",
    check: "unknown_policies",
    plant: takes("createProjectRole", ({ policyIds, ...body }) => ({
      ...body,
      policyIds: Array.isArray(policyIds)
        ? policyIds.map((id: unknown) =>
            typeof id === "string" ? id.replace(/^([\da-f-]{36}).+$/, "$1") : id,
          )
        : policyIds,
    })),
  },
];
