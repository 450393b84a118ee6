import { similarIds } from "../data/unknown-ids.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { cannotJoin, type Member } from "../client/memberships.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import type { Membership } from "../rules/membership.ts";
import { stateTask, type Task } from "./task.ts";

/** Verifies the roles of people: which roles they can have, and that roles in use stay. */
export const membershipRoles = (fixtures: Fixtures): Task[] => {
  const { memberships } = fixtures.rules;
  if (!fixtures.memberships.canJoin) {
    if (memberships.length > 0)
      fixtures.session.settings.findings.skip(
        "referential_integrity",
        `roles that people have. ${cannotJoin}`,
      );
    return [];
  }
  return memberships.flatMap((membership): Task[] => [
    {
      ...stateTask(
        `roles of ${membership.name}`,
        ["unknown_references_rejected", "read_your_writes"],
        (ctx) => testRoles(fixtures, membership, ctx),
      ),
      isLong: true,
    },
    stateTask(`assigned roles: ${membership.name}`, ["referential_integrity"], (ctx) =>
      testAssignedRoles(fixtures, membership, ctx),
    ),
    ...(fixtures.options.secondApiKey === undefined
      ? []
      : [
          stateTask(
            `people of another ${fixtures.rules.tenant}: ${membership.name}`,
            ["tenant_isolation"],
            (ctx) => testForeignPeople(fixtures, membership, ctx),
          ),
        ]),
  ]);
};

/** Assigns a role and reads it. Unknown roles, and those of other scopes, are rejected without an effect. */
async function testRoles(fixtures: Fixtures, membership: Membership, ctx: TestContext): Promise<void> {
  const { update: operation, roleIdProperty, role, parent } = membership;
  const { memberships } = fixtures;
  const scope = parent ? (await fixtures.create(parent, ctx)).path : {};
  const bystander = await memberships.join(membership, ctx, scope);
  const member = await memberships.join(membership, ctx, scope);
  const own = await fixtures.create(role, ctx, { path: scope });
  const path = memberships.pathOf(membership, scope, member);
  const assigned = await ctx.expectSuccess({
    operation,
    path,
    body: { [roleIdProperty]: own.id },
    summary: "assigning a custom role",
  });
  if (!isDocumentedSuccess(assigned)) return;
  await expectRole(fixtures, membership, ctx, scope, member, own.id);
  await expectRole(fixtures, membership, ctx, scope, bystander, bystander.role?.id ?? "");
  const similar = similarIds(own.id, fixtures.rules.hasCaseSensitiveIds);
  for (const [summary, id] of [
    ...similar.map(([how, each]): [string, string] => [`an existing one ${how}`, each]),
    ...(await findForeignRoles(fixtures, membership, ctx)),
  ]) {
    await ctx.expectStatus(
      { operation, path, body: { [roleIdProperty]: id }, summary: `the ID of ${summary}` },
      {
        check: "unknown_references_rejected",
        because: `the role is ${summary}`,
        ...ctx.errors.unknownReference(operation),
      },
    );
  }
  await expectRole(fixtures, membership, ctx, scope, member, own.id);
  await expectOtherRolesKept(fixtures, membership, ctx);
}

async function findForeignRoles(
  fixtures: Fixtures,
  { role, name }: Membership,
  ctx: TestContext,
): Promise<[string, string][]> {
  const found: [string, string][] = [
    ["unknown", "nothing-has-this-id"],
    ["an inherited property", "constructor"],
  ];
  for (const other of fixtures.rules.memberships.filter((each) => each.name !== name))
    found.push([`a ${other.role.name}`, (await fixtures.create(other.role, ctx)).id]);
  if (role.parent) {
    const elsewhere = await fixtures.create(role.parent, ctx);
    const foreign = await fixtures.create(role, ctx, { path: elsewhere.path });
    found.push([`of another ${role.parent.name}`, foreign.id]);
  }
  const second = await fixtures.secondOrganization();
  if (second) {
    const foreign = await second.create(role, second.createContext(`${ctx.name}, elsewhere`));
    found.push([`of another ${ctx.tenant}`, foreign.id]);
  }
  return found;
}

async function expectRole(
  fixtures: Fixtures,
  membership: Membership,
  ctx: TestContext,
  scope: Record<string, string>,
  member: Member,
  roleId: string,
): Promise<void> {
  const { members, exchange } = await fixtures.memberships.list(membership, ctx, scope);
  const found = members.find(({ id }) => id === member.id);
  ctx.assert(found?.role?.id === roleId, exchange, {
    check: "read_your_writes",
    message: "a person has another role than assigned",
    expected: roleId,
    actual: formatValue(found?.role ?? found?.id ?? "gone"),
    pointer: membership.update.pointer,
  });
}

/** The role in a parent and the role in what it belongs to are independent. */
async function expectOtherRolesKept(fixtures: Fixtures, inner: Membership, ctx: TestContext): Promise<void> {
  const { memberships, rules } = fixtures;
  const outer = rules.memberships.find(({ name }) => name === inner.removedWith);
  if (!outer || !inner.parent) return;
  const scope = (await fixtures.create(inner.parent, ctx)).path;
  const member = await memberships.join(inner, ctx, scope);
  const roles = [
    [outer, {}, await fixtures.create(outer.role, ctx), inner, scope],
    [inner, scope, await fixtures.create(inner.role, ctx, { path: scope }), outer, {}],
  ] as const;
  for (const [membership, path, role, other, otherPath] of roles) {
    const { members } = await memberships.list(other, ctx, otherPath);
    const before = members.find(({ id }) => id === member.id)?.role?.id;
    await ctx.expectSuccess({
      operation: membership.update,
      path: memberships.pathOf(membership, path, member),
      body: { [membership.roleIdProperty]: role.id },
      summary: `another role of ${membership.name}`,
    });
    if (before !== undefined) await expectRole(fixtures, other, ctx, otherPath, member, before);
  }
}

/** A role that somebody has cannot be deleted. */
async function testAssignedRoles(
  fixtures: Fixtures,
  membership: Membership,
  ctx: TestContext,
): Promise<void> {
  const { role, update, roleIdProperty, parent } = membership;
  if (!role.remove || !role.isAssignable) return;
  const scope = parent ? (await fixtures.create(parent, ctx)).path : {};
  const [used, other] = [
    await fixtures.create(role, ctx, { path: scope }),
    await fixtures.create(role, ctx, { path: scope }),
  ];
  const people = [];
  for (let count = 0; count < 2; count += 1)
    people.push(await fixtures.memberships.join(membership, ctx, scope));
  const assign = (member: Member, roleId: string) =>
    ctx.expectSuccess({
      operation: update,
      path: fixtures.memberships.pathOf(membership, scope, member),
      body: { [roleIdProperty]: roleId },
      summary: `a role for ${member.email}`,
    });
  const expectInUse = async (summary: string) =>
    ctx.expectStatus(
      { operation: role.remove ?? role.create, path: used.path, summary },
      {
        check: "referential_integrity",
        because: "somebody has the role",
        ...ctx.errors.used(role.remove ?? role.create),
      },
    );
  // The newest person has it, then both, then the oldest one.
  const [oldest, newest] = people as [Member, Member];
  await assign(newest, used.id);
  await expectInUse("deleting the role of the newest person");
  await assign(oldest, used.id);
  await expectInUse("deleting the role of two people");
  await assign(newest, other.id);
  const last = await expectInUse("deleting the role of the oldest person");
  if (isDocumentedSuccess(last)) return;
  await expectRole(fixtures, membership, ctx, scope, oldest, used.id);
  await assign(oldest, other.id);
  await ctx.expectSuccess(
    { operation: role.remove, path: used.path, summary: "deleting a role that nobody has" },
    "referential_integrity",
  );
}

/** People of another tenant get the same error as unknown ones. */
async function testForeignPeople(
  fixtures: Fixtures,
  membership: Membership,
  ctx: TestContext,
): Promise<void> {
  const { update, remove, roleIdProperty } = membership;
  const { secondApiKey: key } = fixtures.options;
  const second = await fixtures.secondOrganization();
  if (key === undefined || !second) return;
  const { memberships } = fixtures;
  const member = await memberships.join(membership, ctx, {});
  const scope = membership.parent ? memberships.scopeOf(membership, second.shared) : {};
  const path = memberships.pathOf(membership, scope, member);
  const { items } = await second.readList(membership.role, second.createContext(ctx.name), { path: scope });
  const body = { [roleIdProperty]: items[0]?.["id"] };
  for (const [operation, sent] of [
    [update, { body }],
    [remove, {}],
  ] as const) {
    await ctx.expectStatus(
      {
        operation,
        path,
        ...sent,
        key,
        summary: `${operation.operationId} of a person of another ${ctx.tenant}`,
      },
      {
        check: "tenant_isolation",
        because: `the person belongs to another ${ctx.tenant}`,
        ...ctx.errors.unknownId(operation),
      },
    );
  }
  const { members, exchange } = await memberships.list(membership, ctx, {});
  ctx.assert(
    members.some(({ id }) => id === member.id),
    exchange,
    {
      check: "tenant_isolation",
      message: `a request of another ${ctx.tenant} removes a person`,
      expected: `${member.email} in the list`,
      actual: "they are gone",
      pointer: remove.pointer,
    },
  );
  const own = await ctx.send({
    operation: membership.list,
    path: memberships.scopeOf(membership, scope),
    key,
    summary: `listing people of another ${ctx.tenant}`,
  });
  ctx.assert(!own.response.text.includes(member.id), own, {
    check: "tenant_isolation",
    message: `lists a person of another ${ctx.tenant}`,
    expected: `no ${member.id} in the list`,
    actual: "it is there",
    pointer: membership.list.pointer,
  });
}
