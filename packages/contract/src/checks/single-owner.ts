import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { Member } from "../client/memberships.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import type { Membership } from "../rules/membership.ts";
import { cannotJoin } from "../client/memberships.ts";
import type { Task } from "./task.ts";

/** Verifies that exactly one person has an exclusive role, and that only a transfer takes it away. */
export const singleOwner = (fixtures: Fixtures): Task[] => {
  const { findings } = fixtures.session.settings;
  const memberships = fixtures.rules.memberships.filter(({ exclusiveRole }) => exclusiveRole);
  if (memberships.length === 0) findings.skip("single_owner", "no membership has the rule exclusiveRole");
  else if (!fixtures.memberships.canJoin) findings.skip("single_owner", `transfers. ${cannotJoin}`);
  return memberships.map((membership): Task => ({
    name: `exclusive role: ${membership.name}`,
    phase: "sequential",
    checks: ["single_owner"],
    run: (ctx) => testExclusiveRole(fixtures, membership, ctx),
  }));
};

interface Scope {
  fixtures: Fixtures;
  membership: Membership;
  ctx: TestContext;
  path: Record<string, string>;
  exclusive: string;
  former: string;
  /** The IDs of the roles by their names. */
  roleIds: Map<string, string>;
}

async function testExclusiveRole(
  fixtures: Fixtures,
  membership: Membership,
  ctx: TestContext,
): Promise<void> {
  const { parent, exclusiveRole } = membership;
  const { memberEmail, canModifyExisting } = fixtures.options;
  // Without a parent, the holder existed before the run.
  if (!exclusiveRole || (!parent && !canModifyExisting)) return;
  const path =
    parent?.memberProperty !== undefined && memberEmail !== undefined
      ? await createOwnedParent(fixtures, membership, ctx, memberEmail)
      : {};
  const { items } = await fixtures.readList(membership.role, ctx, { path });
  const roleIds = new Map(items.map((item) => [String(item["name"]), String(item["id"])]));
  const scope: Scope = {
    fixtures,
    membership,
    ctx,
    path,
    roleIds,
    exclusive: exclusiveRole.name,
    former: exclusiveRole.formerName,
  };
  if (!roleIds.has(scope.exclusive) || !roleIds.has(scope.former)) return;
  await expectInvitationRejected(scope);
  const holder = await findHolder(scope);
  if (!holder) return;
  await expectHolderProtected(scope, holder);
  if (fixtures.memberships.canJoin) await testTransfers(scope, holder);
}

async function createOwnedParent(
  fixtures: Fixtures,
  { parent }: Membership,
  ctx: TestContext,
  email: string,
): Promise<Record<string, string>> {
  if (!parent) return {};
  const body = { ...(await fixtures.body(parent.create, ctx, {})), [parent.memberProperty ?? ""]: email };
  return (await fixtures.create(parent, ctx, { body })).path;
}

/** Returns the only person with the role. A list without anybody is possible, too. */
async function findHolder(scope: Scope): Promise<Member | undefined> {
  const { fixtures, membership, ctx, path, exclusive } = scope;
  const { members, exchange } = await fixtures.memberships.list(membership, ctx, path);
  if (members.length === 0) return undefined;
  return expectOneHolder(scope, members, exchange, `the only ${exclusive}`);
}

function expectOneHolder(
  { membership, ctx, exclusive }: Scope,
  members: Member[],
  exchange: Exchange,
  expected: string,
): Member | undefined {
  const holders = members.filter(({ role }) => role?.name === exclusive);
  ctx.assert(holders.length === 1, exchange, {
    check: "single_owner",
    message:
      holders.length === 0 ? "nobody has the exclusive role" : "several people have the exclusive role",
    expected: `exactly one person with the role ${exclusive}: ${expected}`,
    actual: `${holders.length} of ${members.length}: ${formatValue(holders.map(({ email }) => email))}`,
    pointer: membership.update.pointer,
  });
  return holders[0];
}

/** The holder cannot get another role, nor be removed. */
async function expectHolderProtected(scope: Scope, holder: Member): Promise<void> {
  const { fixtures, membership, ctx, exclusive, former, roleIds } = scope;
  const path = fixtures.memberships.pathOf(membership, scope.path, holder);
  const because = `the person is the only ${exclusive}`;
  const roles = [
    former,
    ...[...roleIds.keys()].filter((name) => name !== exclusive && name !== former).slice(0, 2),
  ];
  for (const role of roles) {
    await ctx.expectStatus(
      {
        operation: membership.update,
        path,
        body: { [membership.roleIdProperty]: roleIds.get(role) },
        summary: `the role ${role} for the only ${exclusive}`,
      },
      { check: "single_owner", because, statuses: conflictStatuses, pointer: membership.update.pointer },
    );
  }
  await ctx.expectStatus(
    { operation: membership.remove, path, summary: `removing the only ${exclusive}` },
    { check: "single_owner", because, statuses: conflictStatuses, pointer: membership.remove.pointer },
  );
  await ctx.expectSuccess({
    operation: membership.update,
    path,
    body: { [membership.roleIdProperty]: roleIds.get(exclusive) },
    summary: `the role ${exclusive} for the person who has it`,
  });
  const { members, exchange } = await fixtures.memberships.list(membership, ctx, scope.path);
  const same = members.find(({ id }) => id === holder.id);
  ctx.assert(same?.role?.name === exclusive, exchange, {
    check: "single_owner",
    message: "a rejected request takes the exclusive role away",
    expected: `${holder.email} with the role ${exclusive}`,
    actual: formatValue(same?.role ?? "gone"),
    pointer: membership.update.pointer,
  });
}

/** The statuses of requests that conflict with the state, where the documentation states none. */
const conflictStatuses = [400, 403, 409];

async function testTransfers(scope: Scope, holder: Member): Promise<void> {
  const { fixtures, membership, ctx, path, exclusive, former } = scope;
  const people = [];
  for (let count = 0; count < 3; count += 1)
    people.push(await fixtures.memberships.join(membership, ctx, path));
  const [first, second, third] = people as [Member, Member, Member];
  // The newest person, then one between others.
  let previous = holder;
  for (const next of [third, first]) {
    const transfer = await assign(scope, next, exclusive);
    if (!isDocumentedSuccess(transfer)) return;
    const { members, exchange } = await fixtures.memberships.list(membership, ctx, path);
    const found = expectOneHolder(scope, members, exchange, next.email);
    ctx.assert(found?.id === next.id, exchange, {
      check: "single_owner",
      message: "a transfer gives the exclusive role to another person",
      expected: next.email,
      actual: found?.email ?? "nobody",
      pointer: membership.update.pointer,
      after: [transfer],
    });
    const before = members.find(({ id }) => id === previous.id);
    ctx.assert(before?.role?.name === former, exchange, {
      check: "single_owner",
      message: "the previous holder has another role than documented",
      expected: `${previous.email} with the role ${former}`,
      actual: formatValue(before?.role ?? before?.id ?? "gone"),
      pointer: membership.update.pointer,
      after: [transfer],
    });
    const others = people.filter(({ id }) => id !== next.id && id !== previous.id);
    for (const other of others) {
      const now = members.find(({ id }) => id === other.id);
      ctx.assert(now !== undefined && now.role?.name !== undefined && now.role.name !== exclusive, exchange, {
        check: "single_owner",
        message: "a transfer changes a person who has nothing to do with it",
        expected: formatValue(other.role),
        actual: formatValue(now?.role ?? "gone"),
        pointer: membership.update.pointer,
        after: [transfer],
      });
    }
    previous = next;
  }
  await transferConcurrently(scope, [second, third]);
  await assign(scope, holder, exclusive);
  await findHolder(scope);
}

function assign(
  { fixtures, membership, ctx, path, roleIds }: Scope,
  member: Member,
  role: string,
): Promise<Exchange> {
  return ctx.expectSuccess(
    {
      operation: membership.update,
      path: fixtures.memberships.pathOf(membership, path, member),
      body: { [membership.roleIdProperty]: roleIds.get(role) },
      summary: `the role ${role} for ${member.email}`,
    },
    "single_owner",
  );
}

/** Every read during and after concurrent transfers shows one holder. */
async function transferConcurrently(scope: Scope, people: Member[]): Promise<void> {
  const { fixtures, membership, ctx, path, exclusive } = scope;
  for (let round = 0; round < 4; round += 1) {
    const [reads] = await Promise.all([
      Promise.all(people.map(() => fixtures.memberships.list(membership, ctx, path))),
      Promise.all([...people, ...people].map((member) => assign(scope, member, exclusive))),
    ]);
    for (const { members, exchange } of [...reads, await fixtures.memberships.list(membership, ctx, path)])
      expectOneHolder(scope, members, exchange, "during and after concurrent transfers");
  }
}

/** An invitation cannot give the role. */
async function expectInvitationRejected({
  fixtures,
  membership,
  ctx,
  path,
  exclusive,
  roleIds,
}: Scope): Promise<void> {
  const { invitation, role } = membership;
  const property = Object.keys(invitation.references).find(
    (name) => invitation.references[name]?.resource === role,
  );
  if (property === undefined) return;
  const body = await fixtures.body(invitation.create, ctx, path);
  await ctx.expectStatus(
    {
      operation: invitation.create,
      path: fixtures.memberships.scopeOf(membership, path),
      body: { ...body, [property]: roleIds.get(exclusive) },
      summary: `an invitation with the role ${exclusive}`,
    },
    {
      check: "single_owner",
      because: `only a transfer gives the role ${exclusive}`,
      statuses: [...conflictStatuses, 422],
      pointer: invitation.create.pointer,
    },
  );
}
