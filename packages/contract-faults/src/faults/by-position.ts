/** Rules that are broken only for the first, a middle or the last item. */
import type { Fault, FaultInjector, ProxyRequest } from "../fault.ts";
import {
  collectionPath,
  eachResource,
  parseRequestBody,
  replaceHandler,
  type Resource,
  resourceId,
  transformList,
  transformResponse,
  withBody,
} from "../transforms.ts";
import {
  fetchCustomResources,
  isAt,
  operationsOf,
  type Position,
  positions,
  type ResourceKind,
  resourceKinds,
  toKebabCase,
} from "./resource-kinds.ts";

/** Deletes another resource too, when the deleted one is at this position of its list. */
const deleteAnother = (kind: ResourceKind, position: Position): FaultInjector =>
  replaceHandler(operationsOf(kind).remove, async (request, next) => {
    const existing = await fetchCustomResources(request, next);
    const index = existing.findIndex(({ id }) => id === resourceId(request));
    const response = await next(request);
    const other = position === "first" ? existing.at(-1) : existing.at(0);
    const isAffected = response.status === 200 && isAt(position, index, existing.length);
    if (isAffected && other) await next({ ...request, url: `${collectionPath(request)}/${other.id}` });
    return response;
  });

/** Omits the custom resource at this position from a list of at least three. */
const omitFromList = (kind: ResourceKind, position: Position): FaultInjector =>
  transformResponse(
    operationsOf(kind).list,
    200,
    transformList((items) => {
      const custom = items.filter((item) => item["organizationId"] !== null && item["projectId"] !== null);
      if (custom.length < 3) return items;
      const omitted = custom.find((_, index) => isAt(position, index, custom.length));
      return items.filter((item) => item !== omitted);
    }),
  );

type Selection = (roles: Resource[], policyId: string) => Resource[];

/** Keeps a deleted policy in the listed roles that are selected, until they are updated. */
const keepPolicyIn =
  (kind: "OrganizationPolicy" | "ProjectPolicy", select: Selection): FaultInjector =>
  () => {
    const policiesByRole = new Map<string, Resource["policies"]>();
    const roleKind = kind === "OrganizationPolicy" ? "OrganizationRole" : "ProjectRole";
    return async (request, next) => {
      const { operationId } = request;
      const isRemoval = operationId === operationsOf(kind).remove;
      const roles = isRemoval ? await fetchCustomResources(request, next, rolesPath(request)) : [];
      const response = await next(request);
      if (response.status !== 200) return response;
      for (const role of select(roles, resourceId(request))) policiesByRole.set(role.id, role.policies);
      if (operationId === operationsOf(roleKind).update) policiesByRole.delete(resourceId(request));
      if (operationId !== operationsOf(roleKind).list) return response;
      return eachResource((role) => {
        const policies = policiesByRole.get(role.id);
        if (policies !== undefined) role.policies = policies;
      })(response, request);
    };
  };

const usesPolicy = ({ policies = [] }: Resource, policyId: string) =>
  policies.some(({ id }) => id === policyId);

/** Selects the roles that have the policy at this position. */
const havingPolicyAt =
  (position: Position): Selection =>
  (roles, policyId) =>
    roles.filter(({ policies = [] }) =>
      isAt(
        position,
        policies.findIndex(({ id }) => id === policyId),
        policies.length,
      ),
    );

/** Selects the roles that have the policy, except the one at this position of the list. */
const exceptRoleAt =
  (position: Position): Selection =>
  (roles, policyId) =>
    roles.filter((role, index) => usesPolicy(role, policyId) && !isAt(position, index, roles.length));

const rolesPath = (request: ProxyRequest) => collectionPath(request).replace(/policies$/, "roles");

/** Stores every id except the one at this position, in a list of at least three. */
const dropIdAt = (kind: ResourceKind, position: Position): FaultInjector => {
  const field = kind.endsWith("Role") ? "policyIds" : "permissionIds";
  return replaceHandler(operationsOf(kind).create, (request, next) => {
    const body = parseRequestBody(request);
    const ids = body?.[field as "policyIds"];
    if (!Array.isArray(ids) || ids.length < 3 || new Set(ids).size < ids.length) return next(request);
    const remaining = ids.filter((_, index) => !isAt(position, index, ids.length));
    return next(withBody(request, { ...body, [field]: remaining }));
  });
};

const policyKinds = ["OrganizationPolicy", "ProjectPolicy"] as const;
const kindsWithIds = resourceKinds.filter((kind) => kind !== "Project");

const createPositionFaults = (position: Position): Fault[] => [
  ...resourceKinds.flatMap((kind): Fault[] => {
    const { list, remove } = operationsOf(kind);
    return [
      {
        name: `${toKebabCase(remove)}-${position}-deletes-another`,
        check: "read_your_writes",
        description: `${remove} also deletes another resource when the ${position} one is deleted.`,
        inject: deleteAnother(kind, position),
      },
      {
        name: `${toKebabCase(list)}-omits-${position}`,
        check: "read_your_writes",
        description: `${list} omits the ${position} custom resource of three or more.`,
        inject: omitFromList(kind, position),
      },
    ];
  }),
  ...policyKinds.flatMap((kind): Fault[] => {
    const { remove } = operationsOf(kind);
    return [
      {
        name: `${toKebabCase(remove)}-used-${position}`,
        check: "referential_integrity",
        description: `${remove} does not detach a policy that is the ${position} one of a role.`,
        inject: keepPolicyIn(kind, havingPolicyAt(position)),
      },
      {
        name: `${toKebabCase(remove)}-looks-at-${position}-role`,
        check: "referential_integrity",
        description: `${remove} detaches a policy from no role except the ${position} one.`,
        inject: keepPolicyIn(kind, exceptRoleAt(position)),
      },
    ];
  }),
  ...kindsWithIds.map((kind): Fault => {
    const { create } = operationsOf(kind);
    return {
      name: `${toKebabCase(create)}-drops-${position}-id`,
      check: "read_your_writes",
      description: `${create} does not store the ${position} id of three or more.`,
      inject: dropIdAt(kind, position),
    };
  }),
];

export const positionFaults: Fault[] = positions.flatMap(createPositionFaults);
