/** Limits of collections that are ignored, miscounted, or enforced where nothing is added. */
import { randomUUID } from "node:crypto";
import type { Fault, FaultInjector, NextHandler, ProxyRequest, ProxyResponse } from "../fault.ts";
import {
  errorResponse,
  getApiKey,
  parseRequestBody,
  type Resource,
  setStatus,
  successResponse,
  transformList,
  transformResponse,
} from "../transforms.ts";
import {
  fetchCustomResources,
  operationsOf,
  type ResourceKind,
  resourceKinds,
  toKebabCase,
} from "./resource-kinds.ts";

const maxPerCollection = 1_000;

const isFull = async (request: ProxyRequest, next: NextHandler) =>
  (await fetchCustomResources(request, next)).length >= maxPerCollection;

const placeOf = (request: ProxyRequest, path = request.url) => `${getApiKey(request)} ${path}`;

/** Handles the error for a creation in a full collection. */
type FullHandler = (request: ProxyRequest, response: ProxyResponse) => ProxyResponse;

/** Stores a resource beside those of the reference server, which the list shows. */
const storeBeside = (
  kind: ResourceKind,
  handleFull: (store: () => Resource) => FullHandler,
): FaultInjector => {
  const { create, list } = operationsOf(kind);
  return () => {
    const extraByPlace = new Map<string, Resource[]>();
    return async (request, next) => {
      const place = placeOf(request);
      const response = await next(request);
      if (request.operationId === list && response.status === 200)
        return transformList((items) => [...items, ...(extraByPlace.get(place) ?? [])])(response, request);
      if (request.operationId !== create || response.status !== 409) return response;
      const existing = await fetchCustomResources(request, next);
      const model = existing.at(-1);
      if (existing.length < maxPerCollection || !model) return response;
      const store = () => {
        const extra = { ...model, id: randomUUID(), name: String(parseRequestBody(request)?.name) };
        extraByPlace.set(place, [...(extraByPlace.get(place) ?? []), extra]);
        return extra;
      };
      return handleFull(store)(request, response);
    };
  };
};

const toResponse = (kind: ResourceKind, resource: Resource) =>
  successResponse({ [kind.replace(/^Organization|^Project(?=.)/, "").toLowerCase()]: resource });

/** Rejects a creation if the counts of accepted creations say so. A deletion is not counted. */
const rejectByCount =
  (kind: ResourceKind, isRejected: (counts: Map<string, number>, place: string) => boolean): FaultInjector =>
  () => {
    const counts = new Map<string, number>();
    return async (request, next) => {
      if (request.operationId !== operationsOf(kind).create) return next(request);
      const place = placeOf(request);
      if (isRejected(counts, place)) return errorResponse(409, "The limit is reached.");
      const response = await next(request);
      if (response.status === 200) counts.set(place, (counts.get(place) ?? 0) + 1);
      return response;
    };
  };

/** The other collection may have had a few resources before. */
const rejectIfAnotherIsFull = (kind: ResourceKind) =>
  rejectByCount(kind, (counts, place) =>
    [...counts].some(([other, count]) => other !== place && count >= maxPerCollection - 10),
  );

const acceptMore = (kind: ResourceKind) => storeBeside(kind, (store) => () => toResponse(kind, store()));

/** Accepts a creation although the collection is full, if another one was under way when it arrived. */
const checkBeforeWrite = (kind: ResourceKind): FaultInjector => {
  const { create } = operationsOf(kind);
  const inject = acceptMore(kind);
  return (context) => {
    const pending = new Map<string, number>();
    const handle = inject(context);
    return async (request, next) => {
      if (request.operationId !== create) return handle(request, next);
      const place = placeOf(request);
      const others = pending.get(place) ?? 0;
      pending.set(place, others + 1);
      try {
        return await (others > 0 ? handle(request, next) : next(request));
      } finally {
        pending.set(place, (pending.get(place) ?? 1) - 1);
      }
    };
  };
};

const rejectUpdates =
  (kind: ResourceKind): FaultInjector =>
  () =>
  async (request, next) =>
    request.operationId === operationsOf(kind).update && (await isFull(request, next))
      ? errorResponse(409, "The limit is reached.")
      : next(request);

const rejectWith =
  (kind: ResourceKind, status: number): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    const isAffected = request.operationId === operationsOf(kind).create && response.status === 409;
    return isAffected && (await isFull(request, next)) ? setStatus(status)(response, request) : response;
  };

const truncateAt = (kind: ResourceKind, count: number) =>
  transformResponse(
    operationsOf(kind).list,
    200,
    transformList((items) => items.slice(0, count)),
  );

type LimitRow = [
  suffix: string,
  kind: ResourceKind,
  effect: string,
  inject: (kind: ResourceKind) => FaultInjector,
];

// oxfmt-ignore
const rows: LimitRow[] = [
  ...resourceKinds.map((kind): LimitRow => ["without-limit", kind, "accepts more than 1,000 resources", acceptMore]),
  ["limit-one-less", "OrganizationPolicy", "rejects the 1,000th resource", (kind) => rejectByCount(kind, (counts, place) => (counts.get(place) ?? 0) >= maxPerCollection - 1)],
  ["limit-counts-deleted", "ProjectRole", "counts deleted resources toward the limit", (kind) => rejectByCount(kind, (counts, place) => (counts.get(place) ?? 0) >= maxPerCollection)],
  ["limit-shared", "ProjectPolicy", "rejects a resource while the collection of another project is full", rejectIfAnotherIsFull],
  ["limit-shared-by-organizations", "OrganizationRole", "rejects a resource while the collection of another organization is full", rejectIfAnotherIsFull],
  ["limit-race", "ProjectRole", "counts the resources before another creation ends", checkBeforeWrite],
  ["limit-race", "Project", "counts the resources before another creation ends", checkBeforeWrite],
  ["limit-422", "Project", "returns 422 instead of 409 when the collection is full", (kind) => rejectWith(kind, 422)],
  ["limit-stored", "OrganizationRole", "stores the resource that it rejects because of the limit", (kind) => storeBeside(kind, (store) => (_, response) => { store(); return response; })],
];

const createFaults = rows.map(([suffix, kind, effect, inject]): Fault => ({
  name: `${toKebabCase(operationsOf(kind).create)}-${suffix}`,
  check: "collection_limit",
  description: `${operationsOf(kind).create} ${effect}.`,
  inject: inject(kind),
}));

const updateFaults = (["OrganizationPolicy", "Project"] as const).map((kind): Fault => ({
  name: `${toKebabCase(operationsOf(kind).update)}-limit`,
  check: "collection_limit",
  description: `${operationsOf(kind).update} rejects a change while the collection is full.`,
  inject: rejectUpdates(kind),
}));

const listFaults = resourceKinds.flatMap((kind) =>
  (
    [
      [100, "read_your_writes"],
      [999, "collection_limit"],
    ] as const
  ).map(([count, check]): Fault => ({
    name: `${toKebabCase(operationsOf(kind).list)}-truncated-at-${count}`,
    check,
    description: `${operationsOf(kind).list} returns at most ${count} resources.`,
    inject: truncateAt(kind, count),
  })),
);

export const limitFaults: Fault[] = [...createFaults, ...updateFaults, ...listFaults];
