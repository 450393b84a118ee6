/** Rules that are broken in one cell only: for one state of the collection, or for one position of the item in its list. */
import type { CheckName } from "@rolewright/contract";
import type { OperationId } from "@rolewright/types";
import type {
  Fault,
  FaultContext,
  FaultInjector,
  NextHandler,
  ProxyRequest,
  ProxyResponse,
} from "../fault.ts";
import {
  collectionPath,
  fetchPath,
  getApiKey,
  isBuiltIn,
  isBuiltInRoleError,
  parseRequestBody,
  parseResources,
  type Resource,
  resourceId,
  successResponse,
  toRequestBody,
  transformJson,
  transformList,
  transformResponse,
  type Envelope,
  withApiKey,
  withBody,
} from "../transforms.ts";
import {
  fetchCustomResources,
  isAt,
  operationsOf,
  type Position,
  type ResourceKind,
  toKebabCase,
} from "./resource-kinds.ts";

/** Where a rule is broken: the item is the only one, or it is at a position of three or more. */
type Cell = "one" | Position;

const isIn = (cell: Cell, index: number, count: number) =>
  cell === "one" ? index === 0 && count === 1 : count >= 3 && isAt(cell, index, count);

const descriptions: Record<Cell, string> = {
  one: "the only resource",
  first: "the first of several resources",
  middle: "a middle one of several resources",
  last: "the last of several resources",
};

/** What a broken rule knows about a request for an item in the cell. */
interface Affected {
  request: ProxyRequest;
  /** The response of the reference server. */
  response: ProxyResponse;
  /** The custom resources before the request. */
  existing: Resource[];
  /** The item of the request. */
  item: Resource;
  next: NextHandler;
  context: FaultContext;
}

/** A rule, and how it is broken. */
interface BrokenRule {
  name: string;
  check: CheckName;
  /** What happens, before "when it is" and the cell. */
  effect: string;
  operation: (kind: ResourceKind) => OperationId;
  /** Returns the item that a request is about. Default: the one in the path. */
  findItem?: (existing: Resource[], request: ProxyRequest) => Resource | undefined;
  /** Fetches the list in which the position counts. Default: the list of the request, without built-in resources. */
  fetchList?: (request: ProxyRequest, next: NextHandler, context: FaultContext) => Promise<Resource[]>;
  breakRule: (affected: Affected) => Promise<ProxyResponse> | ProxyResponse;
}

const inject =
  (rule: BrokenRule, kind: ResourceKind, cell: Cell): FaultInjector =>
  (context) =>
  async (request, next) => {
    if (request.operationId !== rule.operation(kind)) return next(request);
    const { fetchList = fetchOwn, findItem = findInPath } = rule;
    const existing = await fetchList(request, next, context);
    const response = await next(request);
    const item = findItem(existing, request);
    const isAffected = item !== undefined && isIn(cell, existing.indexOf(item), existing.length);
    return isAffected ? rule.breakRule({ request, response, existing, item, next, context }) : response;
  };

const fetchOwn = (request: ProxyRequest, next: NextHandler) => fetchCustomResources(request, next);

const findInPath = (existing: Resource[], request: ProxyRequest) =>
  existing.find(({ id }) => id === resourceId(request));

const findByName = (existing: Resource[], request: ProxyRequest) =>
  existing.find(({ name }) => name === parseRequestBody(request)?.name);

const fetchBuiltIn = async (request: ProxyRequest, next: NextHandler) => {
  const list = await fetchPath(request, collectionPath(request), next);
  return list.status === 200 ? parseResources(list).filter(isBuiltIn) : [];
};

/** Returns the request with the API key of the other organization. */
const asOther = (request: ProxyRequest, { apiKey, secondApiKey }: FaultContext) =>
  withApiKey(request, getApiKey(request) === apiKey ? secondApiKey : apiKey);

const fetchForeign: BrokenRule["fetchList"] = (request, next, context) =>
  fetchCustomResources(asOther(request, context), next);

/** Accepts a request with a name that exists, under another name. */
const acceptName: BrokenRule["breakRule"] = ({ request, response, next }) => {
  const body = parseRequestBody(request);
  return response.status === 409
    ? next(withBody(request, { ...body, name: `${String(body?.name)} (2)` }))
    : response;
};

const create = (kind: ResourceKind) => operationsOf(kind).create;
const update = (kind: ResourceKind) => operationsOf(kind).update;
const remove = (kind: ResourceKind) => operationsOf(kind).remove;

const rules = {
  createWithName: {
    name: "existing-name",
    check: "name_uniqueness",
    effect: "accepts the name of an existing resource",
    operation: create,
    findItem: findByName,
    breakRule: acceptName,
  },
  renameToName: {
    name: "existing-name",
    check: "name_uniqueness",
    effect: "accepts the name of an existing resource",
    operation: update,
    findItem: findByName,
    breakRule: acceptName,
  },
  updateAnother: {
    name: "changes-another",
    check: "read_your_writes",
    effect: "also changes another resource",
    operation: update,
    async breakRule({ request, response, existing, item, next }) {
      const other = existing.find((each) => each !== item);
      if (response.status === 200 && other) {
        const body = { ...toRequestBody(other), description: "Changed." };
        await next({ ...withBody(request, body), url: `${collectionPath(request)}/${other.id}` });
      }
      return response;
    },
  },
  resetOmitted: {
    name: "resets",
    check: "idempotent_put",
    effect: "resets an omitted description",
    operation: update,
    async breakRule({ request, response, next }) {
      const body = parseRequestBody(request);
      const isAffected = response.status === 200 && body && !("description" in body);
      return isAffected ? next(withBody(request, { description: null, ...body })) : response;
    },
  },
  keepDeleted: {
    name: "keeps",
    check: "read_your_writes",
    effect: "creates the deleted resource again, with another id",
    operation: remove,
    async breakRule({ request, response, item, next }) {
      const url = collectionPath(request);
      if (response.status === 200)
        await next({ ...withBody(request, toRequestBody(item)), method: "POST", url });
      return response;
    },
  },
  foreignUpdate: {
    name: "foreign",
    check: "tenant_isolation",
    effect: "accepts a resource of another organization",
    operation: update,
    fetchList: fetchForeign,
    breakRule: ({ request, response, next, context }) =>
      response.status === 404 ? next(asOther(request, context)) : response,
  },
  foreignDeletion: {
    name: "foreign",
    check: "tenant_isolation",
    effect: "accepts a resource of another organization",
    operation: remove,
    fetchList: fetchForeign,
    breakRule: ({ request, response, next, context }) =>
      response.status === 404 ? next(asOther(request, context)) : response,
  },
  builtInUpdate: {
    name: "built-in",
    check: "read_only_items_immutable",
    effect: "accepts a built-in role",
    operation: update,
    fetchList: fetchBuiltIn,
    breakRule: ({ response, item }) =>
      isBuiltInRoleError(response) ? successResponse({ role: item }) : response,
  },
  builtInDeletion: {
    name: "built-in",
    check: "read_only_items_immutable",
    effect: "accepts a built-in role",
    operation: remove,
    fetchList: fetchBuiltIn,
    breakRule: ({ response, item }) =>
      isBuiltInRoleError(response) ? successResponse({ id: item.id, deleted: true }) : response,
  },
} satisfies Record<string, BrokenRule>;

// oxfmt-ignore
const rows: [rule: BrokenRule, cell: Cell, kind: ResourceKind][] = [
  [rules.createWithName, "one", "ProjectRole"],
  [rules.createWithName, "first", "OrganizationPolicy"],
  [rules.createWithName, "middle", "Project"],
  [rules.createWithName, "last", "ProjectPolicy"],
  [rules.renameToName, "first", "Project"],
  [rules.renameToName, "middle", "ProjectRole"],
  [rules.renameToName, "last", "OrganizationRole"],
  [rules.updateAnother, "first", "OrganizationRole"],
  [rules.updateAnother, "middle", "ProjectPolicy"],
  [rules.updateAnother, "last", "OrganizationPolicy"],
  [rules.updateAnother, "last", "ProjectRole"],
  [rules.resetOmitted, "first", "ProjectRole"],
  [rules.resetOmitted, "middle", "OrganizationRole"],
  [rules.resetOmitted, "last", "OrganizationPolicy"],
  [rules.keepDeleted, "one", "ProjectPolicy"],
  [rules.keepDeleted, "first", "Project"],
  [rules.keepDeleted, "middle", "OrganizationPolicy"],
  [rules.keepDeleted, "last", "ProjectRole"],
  [rules.foreignUpdate, "one", "ProjectRole"],
  [rules.foreignUpdate, "first", "OrganizationRole"],
  [rules.foreignUpdate, "middle", "ProjectPolicy"],
  [rules.foreignUpdate, "last", "OrganizationPolicy"],
  [rules.foreignDeletion, "one", "ProjectPolicy"],
  [rules.foreignDeletion, "first", "Project"],
  [rules.foreignDeletion, "middle", "OrganizationPolicy"],
  [rules.foreignDeletion, "last", "ProjectRole"],
  [rules.builtInUpdate, "first", "OrganizationRole"],
  [rules.builtInUpdate, "last", "ProjectRole"],
  [rules.builtInDeletion, "first", "ProjectRole"],
  [rules.builtInDeletion, "last", "OrganizationRole"],
];

const itemFaults = rows.map(([rule, cell, kind]): Fault => ({
  name: `${toKebabCase(rule.operation(kind))}-${rule.name}-${cell}`,
  check: rule.check,
  description: `${rule.operation(kind)} ${rule.effect} when it is ${descriptions[cell]}.`,
  inject: inject(rule, kind, cell),
}));

/** Returns a list with so many custom resources in another shape. */
const reshapeList =
  (kind: ResourceKind, count: number, reshape: (items: Resource[]) => unknown): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    if (request.operationId !== operationsOf(kind).list || response.status !== 200) return response;
    return transformJson(({ data = {} }: Envelope) => {
      for (const [name, value] of Object.entries(data)) {
        if (Array.isArray(value) && value.length === count) Object.assign(data, { [name]: reshape(value) });
      }
    })(response, request);
  };

// oxfmt-ignore
const listFaults: Fault[] = [
  { name: "list-projects-unsorted", check: "read_your_writes", description: "listProjects returns the projects in reverse order.", inject: transformResponse("listProjects", 200, transformList((items) => items.toReversed())) },
  { name: "list-project-policies-one-as-object", check: "response_schema_conformance", description: "listProjectPolicies returns an object instead of a list when there is one policy.", inject: reshapeList("ProjectPolicy", 1, ([item]) => item) },
  { name: "list-organization-policies-empty-null", check: "response_schema_conformance", description: "listOrganizationPolicies returns null instead of an empty list.", inject: reshapeList("OrganizationPolicy", 0, () => null) },
];

export const cellFaults: Fault[] = [...itemFaults, ...listFaults];
