import type { OperationId } from "@rolewright/types";
import {
  replaceHandler,
  errorResponse,
  parseRequestBody,
  transformResponse,
  eachResource,
  parseResources,
  type ResponseTransform,
  type Resource,
  withBody,
  rewriteName,
} from "../transforms.ts";
import type { Fault, FaultInjector, ProxyHandler } from "../fault.ts";
import {
  createHandlerFaults,
  createResponseFaults,
  type HandlerFaultRow,
  type ResponseFaultRow,
} from "../fault-rows.ts";

/** Changes the names of a role's policies in responses. */
const transformPolicyNames = (toName: (policy: Resource) => string): ResponseTransform =>
  eachResource((role) => {
    for (const policy of role.policies ?? []) policy.name = toName(policy);
  });

/** Returns an earlier name of each policy, which `pick` chooses from its names in order. */
const returnEarlierPolicyNames =
  (operation: OperationId, pick: (names: string[]) => string | undefined): FaultInjector =>
  () => {
    const namesById = new Map<string, string[]>();
    const transform = transformPolicyNames(({ id, name }) => pick(namesById.get(id) ?? []) ?? name);
    return async (request, next) => {
      const response = await next(request);
      if (response.status !== 200) return response;
      if (/^(?:create|update)\w+Policy$/.test(request.operationId ?? "")) {
        for (const { id, name } of parseResources(response))
          namesById.set(id, [...(namesById.get(id) ?? []), name]);
      }
      return request.operationId === operation ? transform(response, request) : response;
    };
  };

/** Changes the description before it is stored. */
const rewriteDescription =
  (rewrite: (description: string) => string): ProxyHandler =>
  (request, next) => {
    const body = parseRequestBody(request);
    return next(
      typeof body?.description === "string"
        ? withBody(request, { ...body, description: rewrite(body.description) })
        : request,
    );
  };

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["embedded-name-escaped", "read_your_writes", "updateProjectRole", 200, "returns HTML entities in the names of policies", transformPolicyNames(({ name }) => name.replaceAll('"', "&quot;"))],
  ["embedded-name-truncated", "read_your_writes", "listOrganizationRoles", 200, "truncates the names of policies to 100 characters", transformPolicyNames(({ name }) => [...name].slice(0, 100).join(""))],
  ["description-null-to-empty", "read_your_writes", ["updateProjectRole", "listProjectRoles"], 200, "return an empty string for a null description", eachResource((role) => void (role.description ??= ""))],
];

// oxfmt-ignore
const handlerRows: HandlerFaultRow[] = [
  ["name-lower-case", "read_your_writes", ["createOrganizationPolicy", "updateOrganizationPolicy"], "store names in lower case", rewriteName((name) => name.toLowerCase())],
  ["name-truncated", "read_your_writes", ["createProjectRole", "updateProjectRole"], "truncate names to 100 characters", rewriteName((name) => [...name].slice(0, 100).join(""))],
  ["emoji-lost", "read_your_writes", ["createProjectPolicy", "updateProjectPolicy"], "replace characters above U+FFFF in names", rewriteName((name) => name.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?"))],
  ["accents-lost", "read_your_writes", "createProject", "replaces characters other than ASCII in names", rewriteName((name) => name.replaceAll(/[^ -~]/g, "?"))],
  ["description-truncated", "read_your_writes", ["createOrganizationRole", "updateOrganizationRole"], "truncate descriptions to 255 characters", rewriteDescription((description) => [...description].slice(0, 255).join(""))],
  ["description-escaped", "read_your_writes", "createProjectRole", "stores HTML entities in the description", rewriteDescription((description) => description.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"))],
  ["line-breaks-lost", "read_your_writes", ["createProjectPolicy", "updateProjectPolicy"], "replace line breaks in descriptions with spaces", rewriteDescription((description) => description.replaceAll(/[\r\n]+/g, " "))],
  ["line-breaks-of-one-kind", "read_your_writes", "createOrganizationPolicy", "converts CRLF to LF in descriptions", rewriteDescription((description) => description.replaceAll("\r\n", "\n"))],
  ["prototype-name-replaced", "read_your_writes", "updateProjectPolicy", "replaces a name that is a property of Object.prototype", rewriteName((name) => (name in {} ? "[object Object]" : name))],
];

/** Texts that are not returned as they were sent. */
export const textFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  ...createHandlerFaults(handlerRows),
  {
    name: "error-text-truncated",
    description: "updateProject truncates a multi-byte character in the error text of a name conflict.",
    check: "body_integrity",
    inject: transformResponse("updateProject", 409, (response, request) => {
      const name = Buffer.from(String(parseRequestBody(request)?.name));
      const parts = ['{"success":false,"error":"Taken: ', name.subarray(0, 61), '"}'];
      return name.length < 100
        ? response
        : { ...response, body: Buffer.concat(parts.map((part) => Buffer.from(part))) };
    }),
  },
  {
    name: "embedded-name-original",
    description: "updateOrganizationRole returns the original names of renamed policies.",
    check: "read_your_writes",
    inject: returnEarlierPolicyNames("updateOrganizationRole", ([first]) => first),
  },
  {
    name: "embedded-name-second",
    description: "listProjectRoles shows only the first rename of a policy.",
    check: "read_your_writes",
    inject: returnEarlierPolicyNames("listProjectRoles", (names) => names[1]),
  },
  {
    name: "name-rounded",
    description: "listOrganizationRoles formats a name of digits as a number.",
    check: "read_your_writes",
    inject: transformResponse(
      "listOrganizationRoles",
      200,
      eachResource((role) => {
        if (/^\d+$/.test(role.name)) role.name = String(Number(role.name));
      }),
    ),
  },
  {
    name: "description-null-rejected",
    description: "createOrganizationPolicy rejects null for the description.",
    check: "positive_data_acceptance",
    inject: replaceHandler("createOrganizationPolicy", async (request, next) =>
      parseRequestBody(request)?.description === null
        ? errorResponse(422, "description: must be a string.")
        : next(request),
    ),
  },
];
