import { promisify } from "node:util";
import converter from "openapi-to-postmanv2";

/** A description in JSON, without references outside of it. */
export interface ApiDocument {
  paths: Record<string, Record<string, ApiOperation>>;
  components: { responses: Record<string, ApiResponse> };
}

interface ApiOperation {
  operationId: string;
  tags: [string];
  responses: Record<string, ApiResponse | { $ref: string }>;
}

interface ApiResponse {
  links?: Record<string, { operationId: string; parameters?: Record<string, string> }>;
}

interface Endpoint extends ApiOperation {
  method: string;
  path: string;
}

interface Variable {
  key: string;
  value: string;
  description?: unknown;
}

interface PostmanItem {
  id?: string;
  name: string;
  request: {
    method: string;
    url: { path: string[]; variable: Variable[] };
    auth?: unknown;
    body?: { raw?: string };
  };
  response: { id?: string; code: number; header: { disabled?: boolean }[] }[];
  event?: { listen: "prerequest" | "test"; script: { type: "text/javascript"; exec: string[] } }[];
  protocolProfileBehavior?: { followRedirects: false };
}

interface PostmanFolder {
  name: string;
  description?: string;
  item: (PostmanItem | PostmanFolder)[];
}

/** A Postman collection of format 2.1. */
export interface PostmanCollection {
  info: { name: string; schema: string; _postman_id?: string };
  item: PostmanFolder[];
  variable: Variable[];
}

/**
 * The variables that name members. They have no value, since the requests change and remove these members. A project that a run
 * creates has no other members: people join by accepting an invitation, which is no operation of the API.
 */
const memberDescriptions: Record<string, string> = {
  organizationUserId: "The ID of a member of the organization whom the requests may change and remove.",
  projectUserId: "The ID of a member of the project in projectId whom the requests may change and remove.",
};

/**
 * Converts a description into a Postman collection whose requests can run from the first to the last. Requests that create a
 * resource save its ID for later requests. All deletions are in the last folder, in reverse order.
 *
 * The collection changes only what it created: it sets the organization's current name, and skips the requests for a member
 * until you set their IDs. `apiKey` has no value.
 *
 * @throws {Error} if the library cannot convert the description.
 */
export async function createPostmanCollection(document: ApiDocument): Promise<PostmanCollection> {
  const collection = await convert(document);
  const items = new Map(collection.item.flatMap(flatten).map((item) => [endpointOf(item), item]));
  const endpoints = listEndpoints(document);
  const requests = endpoints.map((endpoint) => {
    const item = items.get(`${endpoint.method} ${endpoint.path}`);
    if (item === undefined) throw new Error(`The collection has no request for ${endpoint.operationId}.`);
    return { endpoint, item: prepareItem(item, endpoint, endpoints, document) };
  });
  const isDeletion = ({ endpoint }: { endpoint: Endpoint }) => endpoint.method === "DELETE";
  const byTag = Map.groupBy(
    requests.filter((request) => !isDeletion(request)),
    ({ endpoint }) => endpoint.tags[0],
  );
  const { _postman_id, ...info } = collection.info;
  return {
    ...collection,
    info,
    item: [
      ...[...byTag].map(([name, members]) => ({ name, item: members.map(({ item }) => item) })),
      {
        name: "Deletions",
        description: "Deletes what the other requests created, in reverse order.",
        item: requests
          .filter(isDeletion)
          .toReversed()
          .map(({ item }) => item),
      },
    ],
    variable: createVariables(collection, requests),
  };
}

async function convert(document: ApiDocument): Promise<PostmanCollection> {
  const options = {
    folderStrategy: "Tags",
    parametersResolution: "Example",
    enableOptionalParameters: false,
    includeAuthInfoInExample: false,
  };
  const { result, reason, output } = await promisify(converter.convertV2)(
    { type: "json", data: structuredClone(document) },
    options,
  );
  if (!result || output?.[0] === undefined)
    throw new Error(`The description could not be converted: ${reason}.`);
  return output[0].data as PostmanCollection;
}

const flatten = (entry: PostmanItem | PostmanFolder): PostmanItem[] =>
  "item" in entry ? entry.item.flatMap(flatten) : [entry];

const endpointOf = ({ request: { method, url } }: PostmanItem) =>
  `${method} /${url.path.map((segment) => segment.replace(/^:(.*)/, "{$1}")).join("/")}`;

const listEndpoints = ({ paths }: ApiDocument): Endpoint[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => operationId !== undefined)
      .map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );

function prepareItem(
  { name, request, response }: PostmanItem,
  endpoint: Endpoint,
  endpoints: Endpoint[],
  document: ApiDocument,
): PostmanItem {
  const { auth: _auth, body, ...rest } = request;
  const member = endpoint.path.includes("{userId}") && variableName("userId", endpoint.path);
  const isDownload = "302" in endpoint.responses;
  return {
    name,
    request: {
      ...rest,
      url: {
        ...request.url,
        variable: request.url.variable.map((variable) => ({
          ...variable,
          value: `{{${variableName(variable.key, endpoint.path)}}}`,
        })),
      },
      ...(body?.raw !== undefined && { body: { ...body, raw: prepareBody(body.raw, endpoint) } }),
    },
    // Postman gives new IDs when it imports a collection. Without them, each build has the same result.
    response: response
      .filter(({ code }) => code < 400)
      .map(({ id: _id, header, ...example }) => ({
        ...example,
        header: header.filter(({ disabled }) => !disabled),
      })),
    ...(isDownload && { protocolProfileBehavior: { followRedirects: false } }),
    event: [
      ...(member ? [script("prerequest", skipWithout(member))] : []),
      script("test", createTests(endpoint, endpoints, document)),
    ],
  };
}

const script = (listen: "prerequest" | "test", exec: string[]) => ({
  listen,
  script: { type: "text/javascript" as const, exec },
});

const skipWithout = (variable: string) => [
  `// This request changes a member. Set "${variable}" first.`,
  `if (!pm.variables.get("${variable}")) pm.execution.skipRequest();`,
];

/** The collection's variable for an ID in a path. Organizations and projects have resources of the same kinds. */
function variableName(parameter: string, path: string): string {
  if (parameter === "projectId") return parameter;
  return `${scopeOf(path)}${parameter[0]?.toUpperCase()}${parameter.slice(1)}`;
}

const scopeOf = (path: string) => (path.includes("{projectId}") ? "project" : "organization");

/** Replaces the values of an example that exist in one organization only, or that must be unique. Only objects have any. */
function prepareBody(raw: string, { path, operationId }: Endpoint): string {
  const scope = scopeOf(path);
  const body = parseJson(raw);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return raw;
  const { name: ownName } = body as { name?: unknown };
  const values: Record<string, unknown> = {
    name: operationId === "updateOrganization" ? "{{organizationName}}" : `${ownName} {{$timestamp}}`,
    permissionIds: [`{{${scope}PermissionId}}`],
    policyIds: [`{{${scope}PolicyId}}`],
    roleId: `{{${scope}RoleId}}`,
    organizationRoleId: "{{organizationRoleId}}",
    projectRoleId: "{{projectRoleId}}",
    emails: ["invited-{{$timestamp}}@example.com"],
    // Without an email address, the project belongs to the owner of the API key.
    email: undefined,
    // An API key must be active for the requests that follow.
    valid: true,
  };
  const entries = Object.entries(body).map(([name, value]) => [name, name in values ? values[name] : value]);
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

/** Parses a text that is JSON. Returns `undefined` for any other text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function createTests(endpoint: Endpoint, endpoints: Endpoint[], document: ApiDocument): string[] {
  const statuses = Object.keys(endpoint.responses).filter((status) => Number(status) < 400);
  const title = `returns ${statuses.join(" or ")}`;
  return [
    `pm.test(${JSON.stringify(title)}, () => pm.expect(pm.response.code).to.be.oneOf([${statuses.join(", ")}]));`,
    ...Object.entries(listSavedValues(endpoint, endpoints, document)).map(
      ([variable, value]) =>
        `if (pm.response.code < 300) pm.collectionVariables.set("${variable}", pm.response.json().${value});`,
    ),
    ...(endpoint.operationId.startsWith("get") && endpoint.path.endsWith("{exportId}")
      ? [
          "// The export runs in the background. Ask again until it has ended.",
          `if (pm.response.json().data.status === "IN_PROGRESS")`,
          "  setTimeout(() => pm.execution.setNextRequest(pm.info.requestId), 200);",
        ]
      : []),
  ];
}

/** The values of a response that later requests need, by variable: the IDs that the description's links pass on. */
function listSavedValues(
  endpoint: Endpoint,
  endpoints: Endpoint[],
  { components }: ApiDocument,
): Record<string, string> {
  const { method, path, operationId, responses } = endpoint;
  const scope = scopeOf(path);
  if (method === "GET" && path.endsWith("/organization"))
    return { organizationName: endpoint.path.startsWith("/v1/") ? "data.organization.name" : "data.name" };
  if (method === "GET" && path.endsWith("/permissions"))
    return { [`${scope}PermissionId`]: "data.permissions[0].id" };
  if (method !== "POST") return {};
  const links = Object.values(responses).flatMap((response) => {
    const { links: found = {} } =
      "$ref" in response ? (components.responses[response.$ref.split("/").at(-1) ?? ""] ?? {}) : response;
    return Object.values(found);
  });
  return Object.fromEntries(
    links.flatMap((link) => {
      const target = endpoints.find((each) => each.operationId === link.operationId);
      if (target === undefined)
        throw new Error(`${operationId} links to ${link.operationId}, which is unknown.`);
      return Object.entries(link.parameters ?? {}).flatMap(([parameter, expression]) => {
        const [, pointer] = /^\$response\.body#\/(.*)/.exec(expression) ?? [];
        if (pointer === undefined) return [];
        const value = pointer.replaceAll("/", ".").replaceAll(/\.(\d+)/g, "[$1]");
        return [[variableName(parameter, target.path), value]];
      });
    }),
  );
}

/** The base URL, the API key, and an empty value for each other variable that the requests use. */
function createVariables(
  { variable }: PostmanCollection,
  requests: { endpoint: Endpoint; item: PostmanItem }[],
): Variable[] {
  const text = JSON.stringify(requests.map(({ item }) => item.request));
  const used = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name);
  const descriptions: Record<string, string> = {
    apiKey: "An API key of your organization. Set it as a current value only, so that it is never exported.",
    ...memberDescriptions,
  };
  const baseUrl = variable.find(({ key }) => key === "baseUrl")?.value ?? "";
  const names = new Set(["apiKey", ...used.filter((name) => name !== "baseUrl").toSorted()]);
  return [
    { key: "baseUrl", value: baseUrl },
    ...[...names].map((key) => ({
      key,
      value: "",
      ...(descriptions[key] && { description: descriptions[key] }),
    })),
  ];
}
