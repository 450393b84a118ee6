import { ApiError, ConnectionError, InvalidResponseError, TimeoutError } from "@rolewright/client";
import { type AccessApi, toResourceKind, type WriteRequest } from "../api/access-api.ts";
import { AccessError, StalePlanError } from "../errors.ts";
import type { Guard } from "../plan/guard-names.ts";
import { describeRisk, findLockout } from "../plan/guards.ts";
import type { ExpectedResource, Plan, PlannedRequest, Reference } from "../plan/plan.ts";
import { simulateRequests } from "../plan/simulate.ts";
import type { Member, Policy, Role } from "../state/access-state.ts";
import { toEmailKey, toNameKey } from "../state/names.ts";
import { readScopes } from "../state/read-state.ts";

/** Options of `applyPlan`. */
export interface ApplyOptions {
  /** Stops after the request under way. */
  signal?: AbortSignal | undefined;
  /** Receives each completed request. */
  onRequest?: ((request: PlannedRequest) => void) | undefined;
  /** Risks that are allowed in addition to those that the plan allows. */
  allow?: readonly Guard[] | undefined;
}

/** The result of `applyPlan`. */
export interface ApplyResult {
  /** The completed requests. */
  done: PlannedRequest[];
  /** The requests that were not sent, the failed one first. */
  remaining: PlannedRequest[];
  /** Why it stopped. Absent if everything was done. */
  stopped?: string;
}

/** How often a creation is sent if its response is lost and the resource does not exist. */
const maxCreationAttempts = 3;

/**
 * Sends the requests of a plan, in order, and nothing else. Before each write, the resource is read again. If it differs
 * from the plan, nothing more is sent. After each write, the response is compared with the request.
 *
 * @throws {StalePlanError} if the organization has changed since the plan was created. Nothing was sent then.
 * @throws {AccessError} if the plan is for another organization or version. Nothing was sent then.
 * @example
 * const { stopped } = await applyPlan(plan, api);
 * if (stopped !== undefined) console.error(stopped);
 */
export async function applyPlan(
  plan: Plan,
  api: AccessApi,
  options: ApplyOptions = {},
): Promise<ApplyResult> {
  await checkPreconditions(plan, api, options.allow);
  const run = new PlanRun(api);
  const done: PlannedRequest[] = [];
  for (const request of plan.requests) {
    const remaining = plan.requests.slice(done.length);
    if (options.signal?.aborted) return { done, remaining, stopped: "Stopped on request." };
    try {
      await run.execute(request);
    } catch (error) {
      return { done, remaining, stopped: describeFailure(error, request) };
    }
    done.push(request);
    options.onRequest?.(request);
  }
  return { done, remaining: [] };
}

/** Compares every resource that the plan changes with the stored one, before anything is sent. */
async function checkPreconditions(plan: Plan, api: AccessApi, allow: readonly Guard[] = []): Promise<void> {
  if (plan.apiVersion !== api.version)
    throw new AccessError([
      {
        message: `The plan is for version ${plan.apiVersion} of the API, and this run uses ${api.version}. Use --api ${plan.apiVersion}.`,
      },
    ]);
  const organization = await api.getOrganization();
  if (organization.id !== plan.organization.id)
    throw new AccessError([
      {
        message: `The plan is for organization "${plan.organization.name}" (${plan.organization.id}), and the API key belongs to "${organization.name}" (${organization.id}). Set CONFIDENT_ORG_API_KEY to the key of the plan's organization, or create a new plan.`,
      },
    ]);
  const run = new PlanRun(api, { cacheReads: true });
  const changed = new Set<string>();
  const problems: string[] = [];
  for (const request of plan.requests) {
    // A resource that an earlier request changes is checked right before its own request. So are the members of a scope
    // whose ownership is transferred, which changes the role of the former Owner.
    const kind = `${toResourceKind(request.action)} ${JSON.stringify(request.scope)}`;
    const key = `${kind} ${request.id}`;
    if (request.id !== undefined && (changed.has(key) || changed.has(kind))) continue;
    changed.add(key);
    if (request.action === "transferOwnership") changed.add(kind);
    const difference = await run.findDifference(request);
    if (difference !== undefined) problems.push(difference);
  }
  if (problems.length > 0) throw new StalePlanError(problems);
  if (![...plan.allowed, ...allow].includes("lockout")) await checkLockout(plan, api);
}

/**
 * Checks for a lockout again. Two plans that are harmless alone can lead to one together.
 *
 * @throws {AccessError}
 */
async function checkLockout(plan: Plan, api: AccessApi): Promise<void> {
  const reducing = plan.requests.filter(({ method }) => method !== "POST");
  const scopes = new Map(reducing.map(({ scope }) => [JSON.stringify(scope), scope]));
  const state = await readScopes(api, plan.organization, [...scopes.values()]);
  const sentence = findLockout(
    state,
    simulateRequests(state, plan.requests),
    new Map(Object.entries(plan.builtInRoles)),
  );
  if (sentence === undefined) return;
  throw new StalePlanError([describeRisk({ guard: "lockout", sentence })]);
}

/** The stored resource differs from what the plan expects. */
class UnexpectedStateError extends Error {
  override readonly name = "UnexpectedStateError";
}

/** Executes requests one by one and remembers the IDs of created resources. */
class PlanRun {
  readonly #api: AccessApi;
  readonly #createdIds = new Map<number, string>();
  readonly #reads: Map<string, Promise<(Policy | Role | Member)[]>> | undefined;

  constructor(api: AccessApi, { cacheReads = false } = {}) {
    this.#api = api;
    this.#reads = cacheReads ? new Map() : undefined;
  }

  async execute(request: PlannedRequest): Promise<void> {
    const difference = await this.findDifference(request);
    if (difference !== undefined) throw new UnexpectedStateError(difference);
    if (request.action === "deletePolicy") await this.#checkUnused(request);
    const write = this.#toWriteRequest(request);
    const result =
      request.before === null ? await this.#create(request, write) : await this.#send(request, write);
    if (request.before === null && result) this.#createdIds.set(request.number, result.id);
  }

  /** Compares the stored resource with the plan. Returns a sentence, or `undefined` if it is as expected. */
  async findDifference(request: PlannedRequest): Promise<string | undefined> {
    const stored = await this.#findStored(request);
    const subject = describeSubject(request);
    if (request.before === null)
      return stored && `${subject} exists already (${stored.id}), and the plan creates it.`;
    if (!stored) return `${subject} (${request.id}) does not exist any more.`;
    const expected = this.#resolveExpected(request.before);
    const differences = listDifferences(toExpected(stored), expected);
    return differences.length === 0
      ? undefined
      : `${subject} differs from the plan: ${differences.join("; ")}.`;
  }

  async #findStored({
    action,
    scope,
    id,
    name,
  }: PlannedRequest): Promise<Policy | Role | Member | undefined> {
    if (toResourceKind(action) === "member" && id !== undefined && !this.#reads)
      return this.#api.findMember(scope, id);
    const items = await this.#list(action, scope);
    return items.find((item) =>
      id === undefined ? "name" in item && toNameKey(item.name) === toNameKey(name) : item.id === id,
    );
  }

  #list(
    action: PlannedRequest["action"],
    scope: PlannedRequest["scope"],
  ): Promise<(Policy | Role | Member)[]> {
    const kind = toResourceKind(action);
    const read = async () => {
      if (kind === "member") return (await this.#api.listMembers(scope)) ?? [];
      return kind === "policy" ? this.#api.listPolicies(scope) : this.#api.listRoles(scope);
    };
    if (!this.#reads) return read();
    const key = `${kind} ${JSON.stringify(scope)}`;
    const cached = this.#reads.get(key) ?? read();
    this.#reads.set(key, cached);
    return cached;
  }

  /** Some versions of the API detach a deleted policy from its roles without an error. */
  async #checkUnused({ scope, id, name }: PlannedRequest): Promise<void> {
    const roles = await this.#api.listRoles(scope);
    const users = roles.filter(({ policies }) => policies.some((policy) => policy.id === id));
    if (users.length > 0)
      throw new UnexpectedStateError(
        `Policy "${name}" is used by role ${users.map((role) => `"${role.name}"`).join(", ")}, and the plan deletes it.`,
      );
  }

  #toWriteRequest({ action, scope, id, body }: PlannedRequest): WriteRequest {
    const resolved =
      body &&
      ("roleId" in body
        ? { roleId: this.#resolve(body.roleId) }
        : "policyIds" in body
          ? { ...body, policyIds: body.policyIds.map((each) => this.#resolve(each)) }
          : body);
    return {
      action,
      scope,
      ...(id !== undefined && { id }),
      ...(resolved && { body: resolved }),
    } as WriteRequest;
  }

  #resolve(reference: Reference): string {
    if (typeof reference === "string") return reference;
    return this.#createdIds.get(reference.createdBy) ?? `request ${reference.createdBy}`;
  }

  #resolveExpected(expected: ExpectedResource): ExpectedResource {
    return { ...expected, itemIds: expected.itemIds.map((each) => this.#resolve(each)) };
  }

  /** Sends a PUT or DELETE. The client repeats them if a response is lost. */
  async #send(request: PlannedRequest, write: WriteRequest): Promise<{ id: string } | undefined> {
    try {
      const result = await this.#api.send(write);
      this.#checkResult(request, result);
      return result;
    } catch (error) {
      if (!(error instanceof ApiError) || (error.status !== 404 && error.status !== 412)) throw error;
      // After a lost response, the repeated request finds its own change.
      const stored = await this.#findStored(request);
      if (request.method === "DELETE" && !stored) return undefined;
      if (!stored || error.status === 404) throw error;
      this.#checkResult(request, stored);
      if (request.method === "DELETE")
        throw new UnexpectedStateError(`${describeSubject(request)} was changed by somebody else.`);
      return stored;
    }
  }

  /** Sends a POST. After a lost response, the list shows whether it was executed. */
  async #create(request: PlannedRequest, write: WriteRequest): Promise<{ id: string }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await this.#api.send(write);
        this.#checkResult(request, result);
        return result;
      } catch (error) {
        if (!mayHaveBeenExecuted(error)) throw error;
        const stored = await this.#findStored(request);
        if (stored) {
          this.#checkResult(request, stored);
          return stored;
        }
        if (attempt === maxCreationAttempts) throw error;
      }
    }
  }

  #checkResult(request: PlannedRequest, result: Policy | Role | Member | { id: string }): void {
    if (!request.body) return;
    const expected = this.#resolveExpected(toExpectedResult(request));
    const differences = listDifferences(toExpected(result as Policy | Role | Member), expected);
    if (differences.length > 0)
      throw new UnexpectedStateError(
        `${describeSubject(request)} was stored differently than requested: ${differences.join("; ")}.`,
      );
  }
}

function mayHaveBeenExecuted(error: unknown): boolean {
  return (
    (error instanceof ConnectionError && !error.isUnsent) ||
    error instanceof TimeoutError ||
    error instanceof InvalidResponseError ||
    (error instanceof ApiError && error.status >= 500)
  );
}

function toExpected(resource: Policy | Role | Member): ExpectedResource {
  if ("email" in resource) return { name: resource.email, itemIds: resource.role ? [resource.role.id] : [] };
  const items = "permissions" in resource ? resource.permissions : resource.policies;
  return { name: resource.name, description: resource.description, itemIds: items.map(({ id }) => id) };
}

/** The resource that a request stores. */
function toExpectedResult({ name, body, before }: PlannedRequest): ExpectedResource {
  if (!body) return { name, itemIds: [] };
  if ("roleId" in body) return { name, itemIds: [body.roleId] };
  const itemIds = "policyIds" in body ? body.policyIds : body.permissionIds;
  return {
    name: body.name,
    description: body.description ?? (body.description === null ? null : (before?.description ?? null)),
    itemIds,
  };
}

function listDifferences(stored: ExpectedResource, expected: ExpectedResource): string[] {
  const hasSameName =
    stored.name === expected.name ||
    (expected.description === undefined && toEmailKey(stored.name) === toEmailKey(expected.name));
  const [storedIds, expectedIds] = [stored, expected].map(({ itemIds }) => new Set(itemIds as string[]));
  const extra = [...(storedIds ?? [])].filter((id) => !expectedIds?.has(id));
  const missing = [...(expectedIds ?? [])].filter((id) => !storedIds?.has(id));
  return [
    ...(hasSameName ? [] : [`its name is "${stored.name}", expected "${expected.name}"`]),
    ...((stored.description || null) === (expected.description || null) ? [] : ["its description differs"]),
    ...(extra.length > 0 ? [`it also has ${extra.join(", ")}`] : []),
    ...(missing.length > 0 ? [`it lacks ${missing.join(", ")}`] : []),
  ];
}

function describeSubject({ action, name, scope }: PlannedRequest): string {
  const kind = { policy: "Policy", role: "Role", member: "Member" }[toResourceKind(action)];
  const place = scope.kind === "organization" ? "the organization" : `project "${scope.name}"`;
  return `${kind} "${name}" of ${place}`;
}

function describeFailure(error: unknown, request: PlannedRequest): string {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UnexpectedStateError) return message;
  const outcome = mayHaveBeenExecuted(error) ? " The write may have been executed. Run plan to see." : "";
  return `${describeSubject(request)}: ${message}${outcome}`;
}
