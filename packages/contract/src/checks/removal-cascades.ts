import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { cannotJoin, type Member } from "../client/memberships.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import type { Membership } from "../rules/membership.ts";
import type { Task } from "./task.ts";

/** Verifies what disappears together with a membership, and what stays. */
export const removalCascades = (fixtures: Fixtures): Task[] => {
  const { memberships } = fixtures.rules;
  const { findings } = fixtures.session.settings;
  if (memberships.length === 0)
    findings.skip("removal_cascades", "the contract file describes no memberships");
  else if (!fixtures.memberships.canJoin) findings.skip("removal_cascades", cannotJoin);
  if (!fixtures.memberships.canJoin) return [];
  return memberships.flatMap((inner): Task[] => {
    const outer = memberships.find(({ name }) => name === inner.removedWith);
    if (!outer || !inner.parent) return [];
    return [
      {
        name: `removals: ${inner.name}`,
        phase: "sequential",
        checks: ["removal_cascades"],
        run: (ctx) => testRemovals({ fixtures, ctx, inner, outer }),
      },
    ];
  });
};

interface Memberships {
  fixtures: Fixtures;
  ctx: TestContext;
  /** Of a parent. */
  inner: Membership;
  /** Of what the parent belongs to. */
  outer: Membership;
}

type Path = Record<string, string>;

async function testRemovals(memberships: Memberships): Promise<void> {
  const { fixtures, ctx, inner, outer } = memberships;
  const { memberships: people } = fixtures;
  if (!inner.parent) return;
  const places: Path[] = [];
  for (let count = 0; count < 3; count += 1) places.push((await fixtures.create(inner.parent, ctx)).path);
  const [first = {}, second = {}, third = {}] = places;
  const own = await fixtures.create(inner.role, ctx, { path: first });
  const property = findRoleProperty(inner);
  const other = await people.join(inner, ctx, first);
  const someone = await people.join(inner, ctx, first, {
    ...(property !== undefined && { body: { [property]: own.id } }),
  });
  const last = await people.join(inner, ctx, first);
  const { email } = someone;
  await people.join(inner, ctx, second, { email });
  await invite(memberships, third, email);
  await expectPeople(memberships, outer, {}, [someone, other, last], [], undefined);

  const removed = await remove(memberships, inner, first, someone);
  if (!removed) return;
  await expectPeople(memberships, inner, first, [other, last], [someone], removed);
  await expectPeople(memberships, inner, second, [someone], [], removed);
  await expectPeople(memberships, outer, {}, [someone, other, last], [], removed);
  await expectInvited(memberships, third, email, true, removed);
  await expectGone(memberships, inner, first, someone);
  const again = await people.join(inner, ctx, first, { email });
  await expectDefaultRole(memberships, inner, again, own.id, removed);

  const gone = await remove(memberships, outer, {}, someone);
  if (!gone) return;
  await expectPeople(memberships, outer, {}, [other, last], [someone], gone);
  await expectPeople(memberships, inner, first, [other, last], [someone], gone);
  await expectPeople(memberships, inner, second, [], [someone], gone);
  await expectInvited(memberships, third, email, false, gone);
  await expectGone(memberships, outer, {}, someone);
  const back = await people.join(outer, ctx, {}, { email });
  await expectPeople(memberships, inner, first, [other, last], [someone, back], gone);
  await expectPeople(memberships, inner, second, [], [someone, back], gone);
}

/** The property of an invitation with the role. */
const findRoleProperty = ({ invitation, role }: Membership) =>
  Object.keys(invitation.references).find((name) => invitation.references[name]?.resource === role);

async function invite({ fixtures, ctx, inner }: Memberships, path: Path, email: string): Promise<void> {
  const { invitation } = inner;
  const body = { [invitation.uniqueListProperty ?? "emails"]: [email] };
  await fixtures.create(invitation, ctx, {
    path: fixtures.memberships.scopeOf(inner, path),
    body,
    mayDisappear: true,
  });
}

async function remove(
  { fixtures, ctx }: Memberships,
  membership: Membership,
  path: Path,
  member: Member,
): Promise<Exchange | undefined> {
  const exchange = await ctx.expectSuccess(
    {
      operation: membership.remove,
      path: fixtures.memberships.pathOf(membership, path, member),
      summary: `removing ${member.email}`,
    },
    "removal_cascades",
  );
  return isDocumentedSuccess(exchange) ? exchange : undefined;
}

async function expectPeople(
  { fixtures, ctx }: Memberships,
  membership: Membership,
  path: Path,
  present: Member[],
  absent: Member[],
  removed: Exchange | undefined,
): Promise<void> {
  const { members, exchange } = await fixtures.memberships.list(membership, ctx, path);
  const emails = members.map(({ email }) => email);
  const lost = present.filter(({ email }) => !emails.includes(email));
  const kept = absent.filter(({ email }) => emails.includes(email));
  const violation = {
    check: "removal_cascades" as const,
    actual: formatValue(emails),
    pointer: (removed?.request.operation ?? membership.list).pointer,
    ...(removed && { after: [removed] }),
  };
  ctx.assert(lost.length === 0, exchange, {
    ...violation,
    message: "a removal takes a person away from a place where they should stay",
    expected: `${lost.map(({ email }) => email).join(", ")} in the list`,
  });
  ctx.assert(kept.length === 0, exchange, {
    ...violation,
    message: "a removed person is still listed",
    expected: `no ${kept.map(({ email }) => email).join(", ")} in the list`,
  });
}

async function expectInvited(
  { fixtures, ctx, inner }: Memberships,
  path: Path,
  email: string,
  isExpected: boolean,
  removed: Exchange,
): Promise<void> {
  const { items, exchange } = await fixtures.readList(inner.invitation, ctx, {
    path: fixtures.memberships.scopeOf(inner, path),
  });
  const isThere = items.some((item) => item[inner.emailProperty] === email);
  ctx.assert(isThere === isExpected, exchange, {
    check: "removal_cascades",
    message: isExpected
      ? "a removal deletes an invitation to another place"
      : "a removal keeps the invitations of the person",
    expected: isExpected ? `an invitation of ${email}` : `no invitation of ${email}`,
    actual: isThere ? "it is there" : "it is missing",
    pointer: removed.request.operation.pointer,
    after: [removed],
  });
}

/** A removed person has no membership any more. */
async function expectGone(
  { fixtures, ctx }: Memberships,
  membership: Membership,
  scope: Path,
  member: Member,
): Promise<void> {
  const path = fixtures.memberships.pathOf(membership, scope, member);
  const body = { [membership.roleIdProperty]: member.role?.id ?? "" };
  for (const [operation, sent] of [
    [membership.update, { body }],
    [membership.remove, {}],
  ] as const) {
    await ctx.expectStatus(
      { operation, path, ...sent, summary: `${operation.operationId} of a removed person` },
      { check: "removal_cascades", because: "the person was removed", ...ctx.errors.unknownId(operation) },
    );
  }
}

/** Who returns gets the role of the new invitation, not the previous one. */
async function expectDefaultRole(
  { fixtures, ctx }: Memberships,
  membership: Membership,
  member: Member,
  previous: string,
  removed: Exchange,
): Promise<void> {
  const path = (removed.request.path ?? {}) as Path;
  const { members, exchange } = await fixtures.memberships.list(membership, ctx, path);
  const role = members.find(({ email }) => email === member.email)?.role;
  ctx.assert(role !== undefined && role.id !== previous, exchange, {
    check: "removal_cascades",
    message: "a person who returns has the previous role",
    expected: "the role of the new invitation",
    actual: formatValue(role),
    pointer: membership.remove.pointer,
    after: [removed],
  });
}
