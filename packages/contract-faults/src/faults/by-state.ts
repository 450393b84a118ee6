/** Rules that are broken only while a collection is empty, has one item, or has many items. */
import type { Fault, FaultInjector, NextHandler, ProxyRequest } from "../fault.ts";
import { getApiKey, parseRequestBody, replaceHandler, withApiKey, withBody } from "../transforms.ts";
import {
  fetchCustomResources,
  operationsOf,
  type ResourceKind,
  resourceKinds,
  toKebabCase,
} from "./resource-kinds.ts";

const states = ["empty", "one", "many"] as const;

type State = (typeof states)[number];

const stateOf = (count: number): State => (count === 0 ? "empty" : count === 1 ? "one" : "many");

/** Handles another organization's requests for a project whose policies have this state. */
const ignoreTenantIn =
  (operation: string, state: State): FaultInjector =>
  ({ apiKey, secondApiKey }) =>
  async (request, next) => {
    const response = await next(request);
    const isAffected = request.operationId === operation && getApiKey(request) === secondApiKey;
    if (!isAffected || response.status !== 404) return response;
    const ownRequest = withApiKey(request, apiKey);
    return (await countContents(ownRequest, next)) === state ? next(ownRequest) : response;
  };

async function countContents(request: ProxyRequest, next: NextHandler): Promise<State> {
  const policies = await fetchCustomResources(request, next, `${request.url}/policies`);
  const roles = await fetchCustomResources(request, next, `${request.url}/roles`);
  return stateOf(Math.max(policies.length, roles.length));
}

/** Resets an omitted description while the collection has this state. */
const resetIn = (kind: ResourceKind, state: State): FaultInjector =>
  replaceHandler(operationsOf(kind).update, async (request, next) => {
    const body = parseRequestBody(request);
    const existing = await fetchCustomResources(request, next);
    const isAffected = body && stateOf(existing.length) === state;
    return next(isAffected ? withBody(request, { description: null, ...body }) : request);
  });

const projectOperations = ["retrieveProject", "updateProject", "deleteProject"] as const;
const kindsThatKeepDescriptions = resourceKinds.filter((kind) => kind !== "Project");

const tenantFaults = projectOperations.flatMap((operation) =>
  states.map((state): Fault => ({
    name: `tenant-${toKebabCase(operation)}-${state}`,
    check: "tenant_isolation",
    description: `${operation} accepts another organization's project with ${state === "empty" ? "no policies and roles" : `${state} of its policies or roles`}.`,
    inject: ignoreTenantIn(operation, state),
  })),
);

const resetFaults = kindsThatKeepDescriptions.flatMap((kind) =>
  (["one", "many"] as const).map((state): Fault => {
    const { update } = operationsOf(kind);
    return {
      name: `${toKebabCase(update)}-resets-${state}`,
      check: "idempotent_put",
      description: `${update} resets an omitted description while the collection has ${state} of them.`,
      inject: resetIn(kind, state),
    };
  }),
);

export const stateFaults: Fault[] = [...tenantFaults, ...resetFaults];
