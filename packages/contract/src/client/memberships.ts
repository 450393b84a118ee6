import { listPathParameterNames } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { Membership } from "../rules/membership.ts";
import type { FixtureSource } from "./fixture-source.ts";
import { listItems } from "./list-items.ts";
import { readWholeList } from "./pages.ts";
import { PrerequisiteError, type TestContext } from "./test-context.ts";
import type { Exchange, Request } from "./exchange.ts";

/** A person in a scope. */
export interface Member {
  id: string;
  email: string;
  role: { id: string; name: string } | undefined;
  item: Record<string, unknown>;
}

type Path = Record<string, string>;

/** Finds people, and lets new ones join. */
export class MembershipFixtures {
  readonly #fixtures: FixtureSource;
  readonly #shared = new Map<string, Promise<{ path: Path; roleId: string }>>();

  constructor(fixtures: FixtureSource) {
    this.#fixtures = fixtures;
  }

  /** Finds the email address of a member, if the description has a list of them. */
  async findMember(ctx: TestContext): Promise<void> {
    const membership = this.#fixtures.rules.memberships.find(({ parent }) => parent === undefined);
    const { memberEmail, key } = this.#fixtures.options;
    if (!membership || memberEmail !== undefined || key !== undefined) return;
    const { members } = await this.list(membership, ctx, {});
    const found = members[0]?.email;
    if (found !== undefined) this.#fixtures.options.memberEmail = found;
  }

  /** Whether people can join during the run. */
  get canJoin(): boolean {
    return this.#fixtures.options.acceptInvitation !== undefined;
  }

  /** Finds the membership of an operation on one person. */
  find(operation: Operation): Membership | undefined {
    return this.#fixtures.rules.memberships.find(
      ({ update, remove }) => update === operation || remove === operation,
    );
  }

  /** Lists all people of a scope. */
  async list(
    membership: Membership,
    ctx: TestContext,
    path: Path,
  ): Promise<{ members: Member[]; exchange: Exchange }> {
    const request = {
      operation: membership.list,
      path: this.scopeOf(membership, path),
      summary: "listing people",
    };
    const { items, exchange } = await readWholeList(ctx, request, membership.pages, (body) =>
      listItems(this.#fixtures.description, membership.list, body),
    );
    return { members: items.map((item) => toMember(membership, item)), exchange };
  }

  /** Invites a new person and accepts the invitation. */
  async join(
    membership: Membership,
    ctx: TestContext,
    path: Path,
    { email, body: own = {} }: { email?: string; body?: object } = {},
  ): Promise<Member> {
    const { acceptInvitation } = this.#fixtures.options;
    if (acceptInvitation === undefined) throw new PrerequisiteError(cannotJoin);
    const { invitation } = membership;
    const scope = this.scopeOf(membership, path);
    const property = invitation.uniqueListProperty ?? "emails";
    const emails =
      email === undefined ? this.#fixtures.values.createUnique(invitation.create, property, ctx) : [email];
    const invited = await this.#fixtures.create(invitation, ctx, {
      path: scope,
      body: { [property]: emails, ...own },
      mayDisappear: true,
    });
    const token = invited.item[invitation.renewal?.secretProperty ?? "token"];
    if (typeof token !== "string")
      throw new PrerequisiteError("an invitation has no token to accept it with");
    try {
      await ctx.session.waitFor((signal) => acceptInvitation(token, signal));
    } catch (error) {
      ctx.session.requireRunning();
      ctx.session.hasFailedToJoin = true;
      throw new PrerequisiteError(`--accept-invitation failed: ${(error as Error).message}`, {
        cause: error,
      });
    }
    const { members } = await this.list(membership, ctx, scope);
    const address = String(invited.item[membership.emailProperty]);
    const joined = members.find((member) => member.email === address);
    if (!joined) {
      ctx.session.hasFailedToJoin = true;
      throw new PrerequisiteError(
        `${membership.list.operationId} does not list ${address}, who accepted an invitation`,
      );
    }
    this.#removeLater(membership, scope, joined);
    return joined;
  }

  /** Removes everybody who joined by an invitation that `join` did not send, at the end of the run. */
  async removeListed(membership: Membership, ctx: TestContext, path: Path): Promise<void> {
    const { members } = await this.list(membership, ctx, path);
    const prefix = `contract-${this.#fixtures.options.tag.replaceAll(/\W/g, "-")}-`;
    for (const member of members.filter(({ email }) => email.startsWith(prefix)))
      this.#removeLater(membership, this.scopeOf(membership, path), member);
  }

  /** Returns the path of one person. */
  pathOf(membership: Membership, scope: Path, { id }: Pick<Member, "id">): Path {
    return { ...this.scopeOf(membership, scope), [membership.idParameter]: id };
  }

  /** Builds a request that must succeed. */
  async request(membership: Membership, operation: Operation, ctx: TestContext): Promise<Request> {
    const summary = "a valid request";
    if (operation === membership.remove)
      return { operation, summary, path: await this.#removable(membership, ctx) };
    const { path, roleId } = await this.#sharedMember(membership, ctx);
    return { operation, summary, path, body: { [membership.roleIdProperty]: roleId } };
  }

  /** Returns the ID of a role that can be assigned to the person that `request` names, without an effect. */
  async roleId(membership: Membership, ctx: TestContext): Promise<string> {
    return (await this.#sharedMember(membership, ctx)).roleId;
  }

  /** Returns the path parameters of the scope. */
  scopeOf({ list }: Membership, path: Path): Path {
    return Object.fromEntries(
      listPathParameterNames(list.path).map((name) => [
        name,
        path[name] ?? this.#fixtures.shared[name] ?? "",
      ]),
    );
  }

  async #removable(membership: Membership, ctx: TestContext): Promise<Path> {
    const { options } = this.#fixtures;
    if (options.stateless && !this.canJoin) return (await this.#sharedMember(membership, ctx)).path;
    return this.pathOf(membership, {}, await this.join(membership, ctx, {}));
  }

  /** Returns a person whose role stays as it is, and whom no task removes. */
  #sharedMember(membership: Membership, ctx: TestContext): Promise<{ path: Path; roleId: string }> {
    const known = this.#shared.get(membership.name) ?? this.#findSharedMember(membership, ctx);
    this.#shared.set(membership.name, known);
    return known;
  }

  async #findSharedMember(
    membership: Membership,
    task: TestContext,
  ): Promise<{ path: Path; roleId: string }> {
    // In its own context, because it does not matter which task needs it first. Only one task has the fixtures of another parent.
    const ctx = this.#fixtures.isInOtherParent
      ? task
      : this.#fixtures.createContext(`finding ${membership.name}`);
    const [scope, people] = this.canJoin
      ? [{}, [await this.join(membership, ctx, {})]]
      : await this.#findInhabitants(membership, ctx);
    const exclusive = membership.exclusiveRole?.name;
    const [one] = people
      .filter(({ role }) => role !== undefined)
      .toSorted((a, b) => Number(a.role?.name === exclusive) - Number(b.role?.name === exclusive));
    if (one?.role === undefined)
      throw new PrerequisiteError(`${membership.list.operationId} lists nobody with a role. ${cannotJoin}`);
    return { path: this.pathOf(membership, scope, one), roleId: one.role.id };
  }

  /** Finds a scope with people. If nobody can join, nobody is removed during the run either. */
  async #findInhabitants(membership: Membership, ctx: TestContext): Promise<[Path, Member[]]> {
    const scope = await this.#findInhabitedScope(membership, ctx);
    return [scope, (await this.list(membership, ctx, scope)).members];
  }

  /** A new parent has a member only if its creation names one. */
  async #findInhabitedScope(membership: Membership, ctx: TestContext): Promise<Path> {
    const { parent } = membership;
    const { options, rules } = this.#fixtures;
    if (!parent?.memberProperty || options.stateless) return {};
    const outer = rules.memberships.find(({ name }) => name === membership.removedWith);
    const [someone] = outer ? (await this.list(outer, ctx, {})).members : [];
    if (!someone) return {};
    const body = await this.#fixtures.body(parent.create, ctx, {});
    return (
      await this.#fixtures.create(parent, ctx, { body: { ...body, [parent.memberProperty]: someone.email } })
    ).path;
  }

  /** Who joins a parent may also join what the parent belongs to. */
  #removeLater(membership: Membership, scope: Path, joined: Member): void {
    const { cleanup, options, rules } = this.#fixtures;
    const outer = rules.memberships.find(({ name }) => name === membership.removedWith) ?? membership;
    const { key } = options;
    cleanup.restoreWith({
      operation: outer.remove,
      path: this.pathOf(outer, scope, joined),
      summary: "cleaning up",
      ...(key !== undefined && { key }),
    });
  }
}

/** Why nobody can join. */
export const cannotJoin = "People join outside of the API: set --accept-invitation.";

export function toMember({ emailProperty, roleProperty }: Membership, item: Record<string, unknown>): Member {
  const role = item[roleProperty] as { id: string; name: string } | null | undefined;
  return { id: String(item["id"]), email: String(item[emailProperty]), role: role ?? undefined, item };
}
