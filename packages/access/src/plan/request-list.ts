import { describeRequest } from "../api/access-api.ts";
import type { AccessState, ApiVersion, Member, NamedItem, ScopeState } from "../state/access-state.ts";
import { toNameKey } from "../state/names.ts";
import type { DesiredAssignment, DesiredPolicy, DesiredRole, DesiredScope } from "./desired-state.ts";
import { formerOwnerRole, isOwnerName } from "./ownership.ts";
import type { ExpectedResource, PlannedBody, PlannedRequest, Reference, RequestChanges } from "./plan.ts";

/**
 * Lists the requests that change the stored state into the desired state. Additions of the whole organization precede
 * removals, so that at no moment a member lacks a permission that both states grant. Policies are deleted last.
 */
export function listRequests(desired: DesiredScope[], { apiVersion }: AccessState): PlannedRequest[] {
  const requests: PlannedRequest[] = [];
  const planners = desired.map((scope) => new ScopePlanner(scope, requests, apiVersion));
  for (const planner of planners) planner.createPolicies();
  for (const planner of planners) planner.extendPolicies();
  for (const planner of planners) planner.createRoles();
  for (const planner of planners) planner.extendRoles();
  for (const planner of planners) planner.assignRoles();
  for (const planner of planners) planner.reduceRoles();
  for (const planner of planners) planner.reducePolicies();
  for (const planner of planners) planner.deleteRoles();
  for (const planner of planners) planner.deletePolicies();
  return requests;
}

/** A policy with its permissions, or a role with its policies, while requests are planned. */
interface Resource {
  id: Reference;
  name: string;
  description: string | null;
  items: { id: Reference; name: string }[];
}

class ScopePlanner {
  readonly #desired: DesiredScope;
  readonly #requests: PlannedRequest[];
  readonly #version: ApiVersion;
  /** The resources as they are after the requests so far, by name key. */
  readonly #policies = new Map<string, Resource>();
  readonly #roles = new Map<string, Resource>();
  /** The roles of members after a transfer of ownership, by member ID. */
  readonly #memberRoles = new Map<string, { id: Reference; name: string }>();

  constructor(desired: DesiredScope, requests: PlannedRequest[], version: ApiVersion) {
    this.#desired = desired;
    this.#requests = requests;
    this.#version = version;
    for (const { permissions, ...policy } of this.#state.policies)
      this.#policies.set(toNameKey(policy.name), { ...policy, items: permissions });
    for (const { policies, isBuiltIn: _, ...role } of this.#state.roles)
      this.#roles.set(toNameKey(role.name), { ...role, items: policies });
  }

  get #state(): ScopeState {
    return this.#desired.state;
  }

  createPolicies(): void {
    for (const { name, current, permissions, description } of this.#desired.policies)
      if (!current) this.#create("createPolicy", this.#policies, name, permissions, description);
  }

  createRoles(): void {
    for (const { name, current, policyNames, description } of this.#desired.roles)
      if (!current)
        this.#create("createRole", this.#roles, name, this.#findPolicies(policyNames), description);
  }

  extendPolicies(): void {
    for (const policy of this.#desired.policies)
      this.#extend("updatePolicy", this.#policies, policy, policy.permissions);
  }

  extendRoles(): void {
    for (const role of this.#desired.roles)
      this.#extend("updateRole", this.#roles, role, this.#findPolicies(role.policyNames));
  }

  reducePolicies(): void {
    for (const policy of this.#desired.policies)
      this.#reduce("updatePolicy", this.#policies, policy, policy.permissions);
  }

  reduceRoles(): void {
    for (const role of this.#desired.roles)
      this.#reduce("updateRole", this.#roles, role, this.#findPolicies(role.policyNames));
  }

  assignRoles(): void {
    const { assignments } = this.#desired;
    const owner = assignments.find(({ roleName }) => isOwnerName(roleName));
    // The transfer is first: it is the only way to change the role of the former Owner.
    if (owner) this.#transferOwnership(owner);
    for (const { member, roleName } of assignments) {
      const role = this.#roles.get(toNameKey(roleName));
      if (role && !isOwnerName(role.name)) this.#assign("assignRole", member, role);
    }
  }

  #transferOwnership({ member }: DesiredAssignment): void {
    const role = this.#roles.get(toNameKey("Owner"));
    if (!role || !this.#assign("transferOwnership", member, role)) return;
    const formerRole = this.#roles.get(toNameKey(formerOwnerRole[this.#state.scope.kind]));
    for (const each of this.#state.members ?? [])
      if (each.role?.id === role.id && formerRole) this.#memberRoles.set(each.id, formerRole);
  }

  /** Plans an assignment. Returns `false` if the member has the role. */
  #assign(
    action: "assignRole" | "transferOwnership",
    { id, email, role }: Member,
    target: Resource,
  ): boolean {
    const current = this.#memberRoles.get(id) ?? role;
    if (current?.id === target.id) return false;
    this.#add({
      action,
      name: email,
      id,
      body: { roleId: target.id },
      before: { name: email, itemIds: current ? [current.id] : [] },
      changes: { added: [target.name], removed: current ? [current.name] : [] },
    });
    return true;
  }

  deleteRoles(): void {
    for (const { id, name, description, policies } of this.#desired.deletedRoles)
      this.#delete("deleteRole", { id, name, description, items: policies });
  }

  deletePolicies(): void {
    for (const { id, name, description, permissions } of this.#desired.deletedPolicies)
      this.#delete("deletePolicy", { id, name, description, items: permissions });
  }

  #findPolicies(names: string[]): Resource[] {
    return names.flatMap((name) => this.#policies.get(toNameKey(name)) ?? []);
  }

  #create(
    action: "createPolicy" | "createRole",
    resources: Map<string, Resource>,
    name: string,
    items: Resource["items"] | NamedItem[],
    description: string | null | undefined,
  ): void {
    const number = this.#add({
      action,
      name,
      body: toBody(action, name, items, description ?? undefined),
      before: null,
      changes: {
        added: items.map((item) => item.name),
        removed: [],
        ...(description && { newDescription: description }),
      },
    });
    resources.set(toNameKey(name), {
      id: { createdBy: number },
      name,
      description: description ?? null,
      items,
    });
  }

  /** Adds what is missing, and changes the name and the description. Nothing is removed yet. */
  #extend(
    action: "updatePolicy" | "updateRole",
    resources: Map<string, Resource>,
    { name, current, description }: DesiredPolicy | DesiredRole,
    items: Resource["items"],
  ): void {
    const stored = current && resources.get(toNameKey(current.name));
    if (!stored) return;
    const added = items.filter((item) => !hasItem(stored, item));
    const isRenamed = name !== stored.name;
    const isRedescribed = description !== undefined && (description || null) !== (stored.description || null);
    if (added.length === 0 && !isRenamed && !isRedescribed) return;
    resources.delete(toNameKey(stored.name));
    this.#update(action, resources, current.id, stored, name, description, [...stored.items, ...added]);
  }

  /** Removes what the file does not list. */
  #reduce(
    action: "updatePolicy" | "updateRole",
    resources: Map<string, Resource>,
    { name, current }: DesiredPolicy | DesiredRole,
    items: Resource["items"],
  ): void {
    const stored = current && resources.get(toNameKey(name));
    if (!stored || stored.items.every((item) => hasItem({ items }, item))) return;
    this.#update(action, resources, current.id, stored, name, undefined, items);
  }

  #update(
    action: "updatePolicy" | "updateRole",
    resources: Map<string, Resource>,
    id: string,
    stored: Resource,
    name: string,
    description: string | null | undefined,
    items: Resource["items"],
  ): void {
    const isRedescribed = description !== undefined && (description || null) !== (stored.description || null);
    const kept = stored.description === null ? undefined : stored.description;
    const changes: RequestChanges = {
      added: listMissing(items, stored.items),
      removed: listMissing(stored.items, items),
      ...(name !== stored.name && { newName: name }),
      ...(isRedescribed && { newDescription: description || null }),
    };
    this.#add({
      action,
      name: stored.name,
      id,
      // The description is always sent: versions of the API differ in what an omitted one means.
      body: toBody(action, name, items, isRedescribed ? description || null : kept),
      before: toExpected(stored),
      changes,
    });
    resources.set(toNameKey(name), {
      ...stored,
      name,
      items,
      description: isRedescribed ? description || null : stored.description,
    });
  }

  #delete(action: "deletePolicy" | "deleteRole", resource: Resource & { id: string }): void {
    this.#add({
      action,
      name: resource.name,
      id: resource.id,
      before: toExpected(resource),
      changes: { added: [], removed: resource.items.map(({ name }) => name) },
    });
  }

  #add(request: Omit<PlannedRequest, "number" | "method" | "path" | "scope">): number {
    const number = this.#requests.length + 1;
    const { scope } = this.#state;
    const { method, path } = describeRequest(request.action, scope, this.#version, request.id);
    this.#requests.push({ number, scope, method, path, ...request });
    return number;
  }
}

function toBody(
  action: PlannedRequest["action"],
  name: string,
  items: Resource["items"],
  description: string | null | undefined,
): PlannedBody {
  const ids = items.map(({ id }) => id);
  const text = description === undefined ? {} : { description };
  return action.endsWith("Policy")
    ? { name, permissionIds: ids as string[], ...text }
    : { name, policyIds: ids, ...text };
}

const toExpected = ({ name, description, items }: Resource): ExpectedResource => ({
  name,
  description,
  itemIds: items.map(({ id }) => id),
});

const hasItem = ({ items }: Pick<Resource, "items">, { id }: { id: Reference }): boolean =>
  items.some((item) => isSameReference(item.id, id));

/** Lists the names of the items that the other list lacks. */
const listMissing = (items: Resource["items"], others: Resource["items"]): string[] =>
  items.filter((item) => !hasItem({ items: others }, item)).map(({ name }) => name);

/** Whether two references name the same resource. */
export function isSameReference(one: Reference, other: Reference): boolean {
  return typeof one === "string" || typeof other === "string"
    ? one === other
    : one.createdBy === other.createdBy;
}
