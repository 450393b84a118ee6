import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { readItem } from "../client/list-items.ts";
import { isMasked } from "../client/shown-secrets.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { valueAt } from "../client/value-at.ts";
import type { Resource } from "../rules/resource.ts";
import { expectAcceptance } from "./credential-rotation.ts";
import { toUpdateBody } from "./names.ts";
import { stateTask, type Task } from "./task.ts";

/** Verifies that only the response that creates or rotates a secret shows it in full. */
export const oneTimeSecrets = (fixtures: Fixtures): Task[] => {
  const hidden = fixtures.resources.filter((resource) => listOneTimeSecrets(resource).length > 0);
  const renewed = fixtures.resources.filter(({ renewal }) => renewal);
  const issuing = fixtures.resources.filter(({ issuedKeyPointer }) => issuedKeyPointer !== undefined);
  if (hidden.length + renewed.length === 0)
    fixtures.session.settings.findings.skip("one_time_secrets", "no resource has the rule secrets");
  return [
    ...hidden.map((resource) =>
      stateTask(`secrets: ${resource.name}`, ["one_time_secrets"], (ctx) =>
        testSecrets(fixtures, resource, ctx),
      ),
    ),
    ...renewed.map((resource) =>
      stateTask(`renewed secrets: ${resource.name}`, ["one_time_secrets"], (ctx) =>
        testRenewal(fixtures, resource, ctx),
      ),
    ),
    ...(hidden.length === 0
      ? []
      : issuing.map((resource) =>
          stateTask(`issued secrets: ${resource.name}`, ["one_time_secrets"], (ctx) =>
            testIssuedSecret(fixtures, resource, ctx),
          ),
        )),
  ];
};

const listOneTimeSecrets = ({ secrets }: Resource) =>
  Object.keys(secrets).filter((name) => secrets[name] === "once");

async function testSecrets(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const [name = ""] = listOneTimeSecrets(resource);
  const [one, other] = [await fixtures.create(resource, ctx), await fixtures.create(resource, ctx)];
  const values = [one, other].map(({ item }) => item[name]);
  for (const [index, { exchange }] of [one, other].entries())
    expectFull(resource, ctx, exchange, values[index]);
  ctx.assert(values[0] !== values[1], other.exchange, {
    check: "one_time_secrets",
    message: "two items have the same secret",
    expected: `another ${name} for each item`,
    actual: "the same one",
    pointer: resource.create.pointer,
    after: [one.exchange],
  });
  const known = values.filter((value): value is string => typeof value === "string");
  await expectHidden(fixtures, resource, ctx, one, known);
  if (resource.credential?.rotate) await testRotatedSecrets(fixtures, resource, ctx, one, known);
}

/** A masked secret cannot be used. */
function expectFull({ create }: Resource, ctx: TestContext, exchange: Exchange, value: unknown): void {
  const isFull = typeof value === "string" && value.length >= 16 && !isMasked(value);
  ctx.assert(isFull, exchange, {
    check: "one_time_secrets",
    message: "the only response with a secret does not have it in full",
    expected: "a full secret of at least 16 characters",
    actual: typeof value === "string" ? `${value.length} characters, or a masked value` : formatValue(value),
    pointer: create.pointer,
  });
}

/** Reads, lists and updates an item. No response has a known value. */
async function expectHidden(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  values: string[],
): Promise<void> {
  const { list, read, update, remove } = resource;
  const body = update && toUpdateBody(fixtures, update, created.path, created.body);
  const requests = [
    { operation: list, path: fixtures.parentPath(resource) },
    { operation: read, path: created.path },
    { operation: update, path: created.path, body },
    { operation: list, path: fixtures.parentPath(resource) },
    { operation: remove, path: (await fixtures.create(resource, ctx)).path },
  ];
  for (const { operation, ...request } of requests) {
    if (!operation) continue;
    const exchange = await ctx.send({
      ...request,
      operation,
      summary: `${operation.operationId} after a creation`,
    });
    const shown = values.find((value) => exchange.response.text.includes(value));
    ctx.assert(shown === undefined, exchange, {
      check: "one_time_secrets",
      message: "a later response has a secret in full",
      expected: "no secret, or a masked one",
      actual: "the full secret",
      pointer: operation.pointer,
    });
  }
}

async function testRotatedSecrets(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  known: string[],
): Promise<void> {
  const { credential } = resource;
  const { rotate: operation, grace } = credential ?? {};
  if (!credential || !operation) return;
  for (const [body, name] of [
    [{}, credential.property],
    ...(grace ? [[{ [grace.hoursProperty]: 1 }, grace.nextProperty] as const] : []),
  ] as const) {
    const exchange = await ctx.expectSuccess(
      { operation, path: created.path, body, summary: "rotating a secret" },
      "one_time_secrets",
    );
    if (!isDocumentedSuccess(exchange)) return;
    const item = readItem(resource, exchange.response.body) as Record<string, unknown> | undefined;
    const value = item?.[name];
    expectFull({ ...resource, create: operation }, ctx, exchange, value);
    const shown = known.find((each) => exchange.response.text.includes(each));
    ctx.assert(shown === undefined, exchange, {
      check: "one_time_secrets",
      message: "a rotation shows a previous secret in full",
      expected: "only the new secret",
      actual: "a previous secret",
      pointer: operation.pointer,
    });
    if (typeof value === "string") known.push(value);
    await expectHidden(fixtures, resource, ctx, created, known);
  }
}

/** A renewal replaces the secret and changes nothing else. */
async function testRenewal(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { renewal } = resource;
  if (!renewal) return;
  const { operation, secretProperty } = renewal;
  // Using the secret removes the item.
  const mayDisappear = true;
  const one = await fixtures.create(resource, ctx, { mayDisappear });
  const other = await fixtures.create(resource, ctx, { mayDisappear });
  const exchange = await ctx.expectSuccess(
    { operation, path: one.path, summary: "renewing a secret" },
    "one_time_secrets",
  );
  if (!isDocumentedSuccess(exchange)) return;
  const item = readItem(resource, exchange.response.body) as Record<string, unknown> | undefined;
  const violation = { check: "one_time_secrets" as const, pointer: operation.pointer };
  ctx.assert(item?.[resource.idProperty] === one.id, exchange, {
    ...violation,
    message: "a renewal returns another item",
    expected: one.id,
    actual: formatValue(item?.[resource.idProperty]),
  });
  const [before, after] = [one.item[secretProperty], item?.[secretProperty]];
  const isNew = typeof after === "string" && after !== before && after !== other.item[secretProperty];
  ctx.assert(isNew, exchange, {
    ...violation,
    message: "a renewal does not replace the secret",
    expected: `another ${secretProperty}`,
    actual: after === before ? "the same one" : typeof after,
  });
  const { items, exchange: listed } = await fixtures.readList(resource, ctx);
  const shown = items.find((each) => each[resource.idProperty] === one.id);
  ctx.assert(shown?.[secretProperty] === after, listed, {
    ...violation,
    message: "the list has another secret than the renewal",
    expected: `the ${secretProperty} of the renewal`,
    actual: shown === undefined ? "the item is missing" : "another one",
    after: [exchange],
  });
  const sibling = items.find((each) => each[resource.idProperty] === other.id);
  ctx.assert(sibling?.[secretProperty] === other.item[secretProperty], listed, {
    ...violation,
    message: "a renewal replaces the secret of another item",
    expected: `the ${secretProperty} of its creation`,
    actual: "another one",
    after: [exchange],
  });
  await expectTokens(fixtures, resource, ctx, [
    [before, false, "it was renewed"],
    [after, true, "it is the value of a renewal"],
    [after, false, "it was used"],
  ]);
  await expectRevoked(fixtures, resource, ctx, other);
}

/** A deleted item has no valid secret. */
async function expectRevoked(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
): Promise<void> {
  if (!resource.remove || !resource.renewal) return;
  await ctx.expectSuccess({ operation: resource.remove, path: created.path, summary: "deleting it" });
  await expectTokens(fixtures, resource, ctx, [
    [created.item[resource.renewal.secretProperty], false, "the item was deleted"],
  ]);
}

/** Uses secrets outside of the API, if that is possible. */
async function expectTokens(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  cases: [value: unknown, isAccepted: boolean, because: string][],
): Promise<void> {
  const { acceptInvitation } = fixtures.options;
  const membership = fixtures.rules.memberships.find(({ invitation }) => invitation === resource);
  if (!acceptInvitation || !membership || !resource.renewal) return;
  for (const [value, isExpected, because] of cases) {
    if (typeof value !== "string") continue;
    const accepting = ctx.session.waitFor((signal) => acceptInvitation(value, signal));
    const isAccepted = await accepting.then(
      () => true,
      () => false,
    );
    const { exchange } = await fixtures.readList(resource, ctx);
    ctx.assert(isAccepted === isExpected, exchange, {
      check: "one_time_secrets",
      message: isAccepted
        ? `a secret works although ${because}`
        : `a secret does not work although ${because}`,
      expected: isExpected ? "an accepted invitation" : "a rejected secret",
      actual: isAccepted ? "it was accepted" : "it was rejected",
      pointer: resource.renewal.operation.pointer,
    });
  }
  await fixtures.memberships.removeListed(membership, ctx, fixtures.parentPath(resource));
}

/** The secret in the response to the creation of a parent is not shown again. */
async function testIssuedSecret(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const created = await fixtures.create(resource, ctx);
  const value = valueAt(created.exchange.response.body, resource.issuedKeyPointer ?? "");
  if (typeof value !== "string" || value === "") return;
  expectFull(resource, ctx, created.exchange, value);
  await expectHidden(fixtures, resource, ctx, created, [value]);
  for (const child of fixtures.resources.filter(({ parent }) => parent === resource)) {
    const { credential } = child;
    if (!child.list || !credential) continue;
    const { items, exchange } = await fixtures.readList(child, ctx, { path: created.path });
    ctx.assert(items.length > 0 && !exchange.response.text.includes(value), exchange, {
      check: "one_time_secrets",
      message:
        items.length === 0 ? "an issued secret is not listed" : "a later response has a secret in full",
      expected: "the issued secret, masked, in the list",
      actual: items.length === 0 ? "an empty list" : "the full secret",
      pointer: child.list.pointer,
      after: [created.exchange],
    });
    await expectAcceptance({ credential, ctx }, value, true, "it is new", "one_time_secrets");
  }
}
