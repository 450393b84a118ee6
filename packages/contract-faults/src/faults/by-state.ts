/** Rules that are broken only while a collection is empty, has one item, has many items, or is full. */
import { randomUUID } from "node:crypto";
import type { Fault, FaultInjector, NextHandler, ProxyRequest } from "../fault.ts";
import {
  getApiKey,
  parseRequestBody,
  replaceHandler,
  type Resource,
  successResponse,
  transformList,
  transformResponse,
  withApiKey,
  withBody,
} from "../transforms.ts";
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

const maxPerCollection = 1_000;

/** Accepts more resources than the documented limit. */
const ignoreLimit = (kind: ResourceKind): FaultInjector => {
  const { create, list } = operationsOf(kind);
  return () => {
    const extraByUrl = new Map<string, Resource[]>();
    return async (request, next) => {
      const response = await next(request);
      if (request.operationId === list && response.status === 200) {
        return transformList((items) => [...items, ...(extraByUrl.get(request.url) ?? [])])(
          response,
          request,
        );
      }
      if (request.operationId !== create || response.status !== 409) return response;
      const existing = await fetchCustomResources(request, next);
      const model = existing.at(-1);
      if (existing.length < maxPerCollection || !model) return response;
      const extra = { ...model, id: randomUUID(), name: String(parseRequestBody(request)?.name) };
      extraByUrl.set(request.url, [...(extraByUrl.get(request.url) ?? []), extra]);
      return successResponse({ [kind.replace(/^Organization|^Project(?=.)/, "").toLowerCase()]: extra });
    };
  };
};

/** Returns at most 100 items, without an error. */
const truncateList = (kind: ResourceKind): FaultInjector =>
  transformResponse(
    operationsOf(kind).list,
    200,
    transformList((items) => items.slice(0, 100)),
  );

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

const fullFaults = resourceKinds.flatMap((kind): Fault[] => {
  const { create, list } = operationsOf(kind);
  return [
    {
      name: `${toKebabCase(create)}-without-limit`,
      check: "status_code_conformance",
      description: `${create} accepts more than ${maxPerCollection.toLocaleString("en")} resources.`,
      inject: ignoreLimit(kind),
    },
    {
      name: `${toKebabCase(list)}-truncated-at-100`,
      check: "read_your_writes",
      description: `${list} returns at most 100 resources.`,
      inject: truncateList(kind),
    },
  ];
});

export const stateFaults: Fault[] = [...tenantFaults, ...resetFaults, ...fullFaults];
