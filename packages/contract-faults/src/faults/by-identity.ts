/** Ids that are accepted although they are unknown, of another scope or organization, inherited names, or in another case. */
import type { OperationId } from "@rolewright/types";
import type { Fault, FaultContext, FaultInjector, NextHandler, ProxyRequest } from "../fault.ts";
import {
  collectionPath,
  errorResponse,
  fetchPath,
  getApiKey,
  parseRequestBody,
  parseResources,
  rejectsUnknownIds,
  resourceId,
  withApiKey,
  withBody,
} from "../transforms.ts";
import {
  isAt,
  operationsOf,
  type Position,
  positions,
  resourceKinds,
  toKebabCase,
} from "./resource-kinds.ts";

const identities = {
  unknown: "an unknown id",
  "other-case": "an id in another letter case",
  prototype: "the name of an inherited property",
  "other-scope": "an id of the other scope",
  "other-organization": "an id of another organization",
} as const;

type Identity = keyof typeof identities;

/** Ignores one invalid id at a position of the body, if it is of this kind. */
const ignoreIdAt =
  (operation: OperationId, identity: Identity, position: Position): FaultInjector =>
  (context) =>
  async (request, next) => {
    const response = await next(request);
    if (request.operationId !== operation) return response;
    if (!(await rejectsUnknownIds(request, response, next))) return response;
    const body = parseRequestBody(request);
    const field = operation.endsWith("Role") ? "policyIds" : "permissionIds";
    const ids = (body?.[field] ?? []) as string[];
    const knownIds = await fetchIds(request, next, referencedPath(request));
    const invalid = ids.filter((id) => !knownIds.includes(id));
    const [id = ""] = invalid;
    const isAffected =
      invalid.length === 1 &&
      isAt(position, ids.indexOf(id), ids.length) &&
      (await identify(id, knownIds, { context, request, next })) === identity;
    return isAffected
      ? next(withBody(request, { ...body, [field]: ids.filter((each) => each !== id) }))
      : response;
  };

async function identify(
  id: string,
  knownIds: string[],
  { context, request, next }: { context: FaultContext; request: ProxyRequest; next: NextHandler },
): Promise<Identity> {
  if (knownIds.some((known) => known.toLowerCase() === id.toLowerCase())) return "other-case";
  if (id in {}) return "prototype";
  const otherKey = getApiKey(request) === context.apiKey ? context.secondApiKey : context.apiKey;
  const elsewhere = withApiKey(request, otherKey);
  for (const otherPath of isInProject(request)
    ? await projectPaths(elsewhere, next)
    : [referencedPath(request)]) {
    if ((await fetchIds(elsewhere, next, otherPath)).includes(id)) return "other-organization";
  }
  for (const otherPath of await otherScopePaths(request, next)) {
    if ((await fetchIds(request, next, otherPath)).includes(id)) return "other-scope";
  }
  return "unknown";
}

/** Returns the path of the policies or permissions that a request's body refers to. */
const referencedPath = (request: ProxyRequest) =>
  collectionPath(request)
    .replace(/policies$/, "permissions")
    .replace(/roles$/, "policies");

const isInProject = ({ url }: ProxyRequest) => url.startsWith("/v1/projects/");

const otherScopePaths = async (request: ProxyRequest, next: NextHandler): Promise<string[]> =>
  isInProject(request) ? [`/v1/organization/${referencedKind(request)}`] : projectPaths(request, next);

/** Returns the paths of the policies or permissions of all projects of an organization. */
async function projectPaths(request: ProxyRequest, next: NextHandler): Promise<string[]> {
  const projectIds = await fetchIds(request, next, "/v1/projects");
  return projectIds.map((id) => `/v1/projects/${encodeURIComponent(id)}/${referencedKind(request)}`);
}

const referencedKind = (request: ProxyRequest) => referencedPath(request).replace(/^.*\//, "");

async function fetchIds(request: ProxyRequest, next: NextHandler, path: string): Promise<string[]> {
  const response = await fetchPath(request, path, next);
  return response.status === 200 ? parseResources(response).map(({ id }) => id) : [];
}

/** Finds a resource by its id in the path in any letter case. */
const ignoreCaseInPath =
  (operation: OperationId): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    if (request.operationId !== operation || response.status !== 404) return response;
    const isProject = operation.endsWith("Project") || /^(?:list|create)/.test(operation);
    const [projectPath = ""] = /^\/v1\/projects\/[^/?]+/.exec(request.url) ?? [];
    const url = isProject ? projectPath : request.url;
    const collection = url.replace(/\/[^/]*$/, "");
    const requestedId = resourceId({ ...request, url });
    const ids = await fetchIds(request, next, collection);
    const id = ids.find((each) => each.toLowerCase() === requestedId.toLowerCase());
    return id === undefined
      ? response
      : next({ ...request, url: request.url.replace(url, `${collection}/${encodeURIComponent(id)}`) });
  };

/** Fails for an id in the path that is an inherited property, as a lookup in a plain object does. */
const failForPrototypeInPath =
  (operation: OperationId): FaultInjector =>
  () =>
  async (request, next) => {
    const isAffected = request.operationId === operation && resourceId(request) in {};
    const response = await next(request);
    return isAffected && response.status === 404
      ? errorResponse(500, "An internal error occurred.")
      : response;
  };

const operationsWithIds = resourceKinds.flatMap((kind) =>
  kind === "Project" ? [] : [operationsOf(kind).create, operationsOf(kind).update],
);

/** Every operation with every identity; the positions alternate. */
const bodyFaults = operationsWithIds.flatMap((operation, operationIndex) =>
  (Object.keys(identities) as Identity[])
    // Permissions belong to every organization, and those of the other scope are valid.
    .filter(
      (identity) => operation.endsWith("Role") || !["other-scope", "other-organization"].includes(identity),
    )
    .map((identity, identityIndex): Fault => {
      const position = positions[(operationIndex + identityIndex) % positions.length] ?? "first";
      return {
        name: `${toKebabCase(operation)}-accepts-${identity}-${position}`,
        check: identity === "other-organization" ? "tenant_isolation" : "unknown_references_rejected",
        description: `${operation} accepts ${identities[identity]} as the ${position} id in the body.`,
        inject: ignoreIdAt(operation, identity, position),
      };
    }),
);

const operationsWithPathIds = [
  "retrieveProject",
  ...resourceKinds.flatMap((kind) => [operationsOf(kind).update, operationsOf(kind).remove]),
] as OperationId[];

const pathFaults = operationsWithPathIds.flatMap((operation): Fault[] => [
  {
    name: `${toKebabCase(operation)}-path-in-other-case`,
    check: "resource_not_found",
    description: `${operation} accepts the id in the path in another letter case.`,
    inject: ignoreCaseInPath(operation),
  },
  {
    name: `${toKebabCase(operation)}-prototype-in-path-500`,
    check: "not_a_server_error",
    description: `${operation} returns 500 for the name of an inherited property in the path.`,
    inject: failForPrototypeInPath(operation),
  },
]);

const projectPathFaults = (["listProjectRoles", "createProjectPolicy"] as const).map((operation): Fault => ({
  name: `${toKebabCase(operation)}-project-in-other-case`,
  check: "resource_not_found",
  description: `${operation} accepts the project's id in another letter case.`,
  inject: ignoreCaseInPath(operation),
}));

export const identityFaults: Fault[] = [...bodyFaults, ...pathFaults, ...projectPathFaults];
