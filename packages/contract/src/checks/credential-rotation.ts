import { isDeepStrictEqual } from "node:util";
import type { CheckName } from "../check-names.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { readItem } from "../client/list-items.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import type { CredentialRule, Resource } from "../rules/resource.ts";
import type { Task } from "./task.ts";

/** Verifies credentials that the API issues: when each value is accepted, and when it expires. */
export const credentialRotation = (fixtures: Fixtures): Task[] => {
  const { findings } = fixtures.session.settings;
  const resources = fixtures.resources.filter(({ credential }) => credential);
  if (resources.length === 0) findings.skip("credential_rotation", "no resource has the rule credential");
  else findings.skip("credential_rotation", "expired credentials, because none expires during the run");
  return resources.map((resource): Task => ({
    name: `credentials: ${resource.name}`,
    phase: "state",
    checks: ["credential_rotation"],
    run: (ctx) => testCredential(fixtures, resource, ctx),
  }));
};

interface Tested {
  fixtures: Fixtures;
  resource: Resource;
  credential: CredentialRule;
  ctx: TestContext;
}

async function testCredential(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { credential } = resource;
  if (!credential) return;
  const tested = { fixtures, resource, credential, ctx };
  await testSwitch(tested);
  await testImmediateRotation(tested);
  await testGracePeriod(tested);
  await testExpiry(tested);
}

async function create({ fixtures, resource, ctx }: Tested, fields: object = {}): Promise<CreatedResource> {
  const body = (await fixtures.body(resource.create, ctx, fixtures.parentPath(resource))) ?? {};
  return fixtures.create(resource, ctx, { body: { ...withoutExpiry(resource, body), ...fields } });
}

const withoutExpiry = ({ credential }: Resource, body: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== credential?.expiry?.daysProperty));

/** Sends a request with a value of a credential, and expects that it is accepted or not. */
export async function expectAcceptance(
  { credential, ctx }: Pick<Tested, "credential" | "ctx">,
  value: unknown,
  isAccepted: boolean,
  because: string,
  check: CheckName = "credential_rotation",
): Promise<Exchange> {
  const { probe, acceptedStatus } = credential;
  const unauthorized = ctx.errors.unauthorized(probe);
  return ctx.expectStatus(
    { operation: probe, key: String(value), summary: `a request with a credential: ${because}` },
    {
      check,
      because,
      statuses: isAccepted ? [acceptedStatus] : unauthorized.statuses,
      pointer: unauthorized.pointer,
    },
  );
}

async function testSwitch(tested: Tested): Promise<void> {
  const { resource, credential, ctx } = tested;
  const { update } = resource;
  const created = await create(tested);
  const value = created.item[credential.property];
  await expectAcceptance(tested, value, true, "it is new");
  if (!update || credential.switchProperty === undefined) return;
  for (const isOn of [false, false, true]) {
    const exchange = await ctx.expectSuccess(
      {
        operation: update,
        path: created.path,
        body: { [credential.switchProperty]: isOn },
        summary: isOn ? "switching a credential on" : "switching a credential off",
      },
      "credential_rotation",
    );
    if (!isDocumentedSuccess(exchange)) return;
    await expectAcceptance(tested, value, isOn, isOn ? "it is switched on again" : "it is switched off");
  }
  if (!resource.remove) return;
  await ctx.expectSuccess({
    operation: resource.remove,
    path: created.path,
    summary: "deleting a credential",
  });
  await expectAcceptance(tested, value, false, "it was deleted");
}

async function rotate(
  { resource, credential, ctx }: Tested,
  created: CreatedResource,
  body: object,
): Promise<{ item: Record<string, unknown>; exchange: Exchange } | undefined> {
  if (!credential.rotate) return undefined;
  const exchange = await ctx.expectSuccess(
    {
      operation: credential.rotate,
      path: created.path,
      body,
      summary: `a rotation with ${JSON.stringify(body)}`,
    },
    "credential_rotation",
  );
  const item = readItem(resource, exchange.response.body) as Record<string, unknown> | undefined;
  return isDocumentedSuccess(exchange) && item ? { item, exchange } : undefined;
}

async function testImmediateRotation(tested: Tested): Promise<void> {
  const { fixtures, resource, credential, ctx } = tested;
  const created = await create(tested);
  const before = created.item[credential.property];
  const rotated = await rotate(tested, created, {});
  if (!rotated) return;
  const { item, exchange } = rotated;
  const value = item[credential.property];
  const violation = { check: "credential_rotation" as const, pointer: exchange.request.operation.pointer };
  ctx.assert(value !== before, exchange, {
    ...violation,
    message: "a rotation keeps the value",
    expected: "another value",
    actual: "the same value",
  });
  const constant = Object.keys(created.item).filter((name) => !isVolatile(tested, name));
  const pick = (from: Record<string, unknown>) =>
    Object.fromEntries(constant.map((name) => [name, from[name]]));
  ctx.assert(isDeepStrictEqual(pick(item), pick(created.item)), exchange, {
    ...violation,
    message: "a rotation changes other fields",
    expected: formatValue(pick(created.item)),
    actual: formatValue(pick(item)),
  });
  const { untilProperty, nextProperty } = credential.grace ?? {};
  for (const name of [untilProperty, nextProperty]) {
    if (name === undefined) continue;
    ctx.assert((item[name] ?? null) === null, exchange, {
      ...violation,
      message: "a rotation without a grace period has one",
      expected: `${name}: null`,
      actual: formatValue(item[name]),
    });
  }
  await expectAcceptance(tested, before, false, "it was rotated without a grace period");
  await expectAcceptance(tested, value, true, "it is the value of an immediate rotation");
  if (!resource.list) return;
  const { items, exchange: listed } = await fixtures.readList(resource, ctx);
  const own = items.filter((each) => each["name"] === created.item["name"]);
  ctx.assert(own.length === 1, listed, {
    ...violation,
    message: "a rotation does not keep the one credential",
    expected: "one credential with the name",
    actual: `${own.length}`,
    after: [exchange],
  });
}

const isVolatile = ({ resource, credential: { grace } }: Tested, name: string) =>
  name in resource.secrets || name === grace?.untilProperty || /last/i.test(name);

async function testGracePeriod(tested: Tested): Promise<void> {
  const { resource, credential, ctx } = tested;
  const { grace } = credential;
  if (!grace) return;
  const created = await create(tested);
  const outgoing = created.item[credential.property];
  const rotated = await rotate(tested, created, { [grace.hoursProperty]: graceHours });
  if (!rotated) return;
  const { item, exchange } = rotated;
  const next = item[grace.nextProperty];
  expectInstant(tested, exchange, grace.untilProperty, item[grace.untilProperty], graceHours * msPerHour);
  ctx.assert(item[credential.property] !== outgoing, exchange, {
    check: "credential_rotation",
    message: "a rotation with a grace period shows the outgoing value",
    expected: "the masked value",
    actual: "the full value",
    pointer: exchange.request.operation.pointer,
  });
  await expectBothAccepted(tested, outgoing, next);
  if (resource.read) {
    const read = await ctx.expectSuccess({
      operation: resource.read,
      path: created.path,
      summary: "reading it",
    });
    const shown = readItem(resource, read.response.body) as Record<string, unknown> | undefined;
    ctx.assert(shown?.[grace.untilProperty] === item[grace.untilProperty], read, {
      check: "credential_rotation",
      message: "a read has another end of the grace period than the rotation",
      expected: formatValue(item[grace.untilProperty]),
      actual: formatValue(shown?.[grace.untilProperty]),
      pointer: resource.read.pointer,
      after: [exchange],
    });
  }
  if (credential.rotate) await rotateAgain(tested, created, [outgoing, next]);
  if (!resource.remove) return;
  await ctx.expectSuccess({
    operation: resource.remove,
    path: created.path,
    summary: "deleting a credential",
  });
  for (const value of [outgoing, next]) await expectAcceptance(tested, value, false, "it was deleted");
}

const graceHours = 24;
const msPerHour = 3_600_000;

/** Both values are accepted in the grace period. Responses to the outgoing one announce its end. */
async function expectBothAccepted(tested: Tested, outgoing: unknown, next: unknown): Promise<void> {
  const { credential, ctx } = tested;
  const old = await expectAcceptance(tested, outgoing, true, "its grace period is not over");
  const current = await expectAcceptance(tested, next, true, "it replaces an outgoing value");
  const documented = credential.probe.responses
    .find(({ status }) => status === String(credential.acceptedStatus))
    ?.headers.map(({ name }) => name)
    .filter((name) => /^sunset$|warning$/i.test(name));
  // An error response may omit what the description documents for success.
  for (const name of credential.acceptedStatus < 300 ? (documented ?? []) : []) {
    for (const [exchange, isExpected] of [
      [old, true],
      [current, false],
    ] as const) {
      if (exchange.response.status !== credential.acceptedStatus) continue;
      ctx.assert((exchange.response.headers.get(name) !== null) === isExpected, exchange, {
        check: "credential_rotation",
        message: isExpected
          ? `a response to the outgoing value has no ${name}`
          : `a response to the next value has ${name}`,
        expected: isExpected ? `the header ${name}` : `no header ${name}`,
        actual: String(exchange.response.headers.get(name)),
        pointer: credential.probe.pointer,
      });
    }
  }
}

/** A rotation during another one may be rejected. Then nothing changes. */
async function rotateAgain(tested: Tested, created: CreatedResource, values: unknown[]): Promise<void> {
  const { credential, ctx } = tested;
  const { rotate: operation } = credential;
  if (!operation) return;
  const again = await ctx.expectStatus(
    { operation, path: created.path, body: {}, summary: "a rotation during another one" },
    {
      check: "credential_rotation",
      because: "another rotation has not ended",
      statuses: [200, 409],
      pointer: operation.pointer,
    },
  );
  if (again.response.status !== 409) return;
  for (const value of values) await expectAcceptance(tested, value, true, "a second rotation was rejected");
}

/** Durations become instants. A rotation keeps the expiry, changes it, or removes it with `null`. */
async function testExpiry(tested: Tested): Promise<void> {
  const { credential, ctx } = tested;
  const { expiry, grace } = credential;
  if (!expiry) return;
  const forever = await create(tested);
  expectNoExpiry(tested, forever.exchange, forever.item);
  const created = await create(tested, { [expiry.daysProperty]: 30 });
  const before = created.item[expiry.property];
  expectInstant(tested, created.exchange, expiry.property, before, 30 * 24 * msPerHour);
  await expectAcceptance(tested, created.item[credential.property], true, "it expires later");
  const kept = await rotate(tested, created, {});
  if (!kept) return;
  ctx.assert(kept.item[expiry.property] === before, kept.exchange, {
    check: "credential_rotation",
    message: "a rotation changes the expiry",
    expected: formatValue(before),
    actual: formatValue(kept.item[expiry.property]),
    pointer: kept.exchange.request.operation.pointer,
  });
  const changed = await rotate(tested, created, { [expiry.daysProperty]: 2 });
  if (changed)
    expectInstant(tested, changed.exchange, expiry.property, changed.item[expiry.property], 48 * msPerHour);
  const removed = await rotate(tested, created, { [expiry.daysProperty]: null });
  if (removed) expectNoExpiry(tested, removed.exchange, removed.item);
  if (!grace) return;
  const short = await create(tested, { [expiry.daysProperty]: 1 });
  const late = await rotate(tested, short, { [grace.hoursProperty]: 200 });
  if (!late) return;
  const [until, end] = [late.item[grace.untilProperty], late.item[expiry.property]].map((time) =>
    Date.parse(String(time)),
  );
  ctx.assert(until !== undefined && end !== undefined && until <= end, late.exchange, {
    check: "credential_rotation",
    message: "a grace period ends after the expiry",
    expected: `${grace.untilProperty} not later than ${expiry.property}`,
    actual: formatValue({
      [grace.untilProperty]: late.item[grace.untilProperty],
      [expiry.property]: late.item[expiry.property],
    }),
    pointer: late.exchange.request.operation.pointer,
  });
}

function expectNoExpiry(
  { credential, ctx }: Tested,
  exchange: Exchange,
  item: Record<string, unknown>,
): void {
  const name = credential.expiry?.property ?? "";
  ctx.assert((item[name] ?? null) === null, exchange, {
    check: "credential_rotation",
    message: "a credential without an expiry has one",
    expected: `${name}: null`,
    actual: formatValue(item[name]),
    pointer: exchange.request.operation.pointer,
  });
}

/** An instant is a duration after the response, within the usual clock skew. */
function expectInstant(
  { ctx }: Tested,
  exchange: Exchange,
  name: string,
  value: unknown,
  durationMs: number,
): void {
  const now = Date.parse(exchange.response.headers.get("date") ?? new Date().toUTCString());
  const apart = Math.abs(Date.parse(String(value)) - (now + durationMs));
  ctx.assert(apart <= clockSkewMs, exchange, {
    check: "credential_rotation",
    message: `the ${name} does not agree with the requested duration`,
    expected: `about ${new Date(now + durationMs).toISOString()}`,
    actual: formatValue(value),
    pointer: exchange.request.operation.pointer,
  });
}

const clockSkewMs = 10 * 60_000;
