import { listPathParameterNames } from "@rolewright/openapi";
import type { Credential, Operation } from "../description/operation.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { valueAt } from "../client/value-at.ts";
import { invalidKeys } from "../data/invalid-keys.ts";
import { unknownId, swapCase } from "../data/unknown-ids.ts";
import { documentsError } from "../client/documented-errors.ts";
import type { Resource } from "../rules/resource.ts";
import type { Exchange, Request } from "../client/exchange.ts";
import { toAuthorization } from "../client/request-writer.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { readIssuedKey } from "../client/list-items.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { sameItem } from "./item-comparison.ts";
import { findErrorDifference } from "./error-equality.ts";
import type { Task } from "./task.ts";

/** Sends no API key, invalid keys, and keys without permission. */
export const ignoredAuth = (fixtures: Fixtures): Task[] => {
  const locked = fixtures.description.operations.filter(({ credentials }) => credentials.length > 0);
  if (locked.length === 0) {
    for (const check of ["ignored_auth", "missing_required_header"] as const) {
      fixtures.session.settings.findings.skip(check, "the description requires no credentials");
    }
  }
  const issuing = fixtures.resources.filter(({ issuedKeyPointer }) => issuedKeyPointer !== undefined);
  return [
    ...locked.map((operation): Task => ({
      name: `API keys of ${operation.operationId}`,
      phase: "boundaries",
      checks: ["ignored_auth", "missing_required_header"],
      run: (ctx) => testInvalidKeys(fixtures, operation, ctx),
    })),
    ...locked
      .filter(({ method }) => method === "GET")
      .map((operation): Task => ({
        name: `no key after a read of ${operation.operationId}`,
        phase: "sequential",
        checks: ["ignored_auth"],
        run: (ctx) => readWithoutKey(fixtures, operation, ctx),
      })),
    ...issuing.map((resource): Task => ({
      name: `API keys of ${resource.name}`,
      phase: "boundaries",
      checks: ["ignored_auth"],
      run: (ctx) => testIssuedKey(fixtures, resource, ctx),
    })),
  ];
};

/** Reads with the key and then without one: a cache must not respond before the key is verified. */
async function readWithoutKey(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  const read = await ctx.send(validRequest);
  if (!isDocumentedSuccess(read)) return;
  await ctx.expectStatus(
    { ...validRequest, key: null, summary: "the same read without a key" },
    { check: "ignored_auth", because: "the key is missing", ...ctx.errors.unauthorized(operation) },
  );
}

async function testInvalidKeys(fixtures: Fixtures, operation: Operation, ctx: TestContext): Promise<void> {
  const validRequest = await fixtures.request(operation, ctx);
  const credential = fixtures.session.credentialOf(operation);
  if (!credential) return;
  const expectedError = { ...ctx.errors.unauthorized(operation), accepted: "ignored_auth" as const };
  const { apiKey } = fixtures.session.settings;
  const responses: Exchange[] = [];
  const without: Expected = {
    check: "missing_required_header",
    because: "the key is missing",
    ...expectedError,
  };
  responses.push(await ctx.expectStatus({ ...validRequest, key: null, summary: "no key" }, without));
  const empty: Expected = { check: "missing_required_header", because: "the key is empty", ...expectedError };
  responses.push(await ctx.expectStatus({ ...validRequest, key: "", summary: "an empty key" }, empty));
  const invalid: [string, Partial<Request>][] = [
    ...invalidKeys(credential, apiKey, ctx.session.secrets).map(
      ([summary, key]): [string, Partial<Request>] => [summary, { key }],
    ),
    ...otherKeyLocations(credential, apiKey).map(([summary, headers]): [string, Partial<Request>] => [
      summary,
      { key: null, headers },
    ]),
  ];
  for (const [summary, part] of invalid) {
    const because = "the key is invalid";
    responses.push(
      await ctx.expectStatus(
        { ...validRequest, ...part, summary },
        { check: "ignored_auth", because, ...expectedError },
      ),
    );
  }
  if (credential.in !== "query") {
    const query = { ...validRequest.query, [credential.name]: apiKey };
    // An unknown query parameter may be rejected before the missing key, also where 400 is not documented.
    const statuses = [...new Set([...expectedError.statuses, ...documentedClientErrors(operation), 400])];
    await ctx.expectStatus(
      { ...validRequest, key: null, query, summary: "the key only in the query" },
      { check: "ignored_auth", because: "the key is invalid", ...expectedError, statuses },
    );
  }
  await expectUnknownIdHidden(fixtures, operation, ctx, validRequest, without);
  if (fixtures.rules.hasUniformUnauthorized) await expectSameError(ctx, operation, responses);
  await expectStillThere(fixtures, operation, ctx, validRequest);
  if (credential.in !== "header") return;
  const value = credential.scheme === "apiKey" ? apiKey : toAuthorization(apiKey);
  const anyCase = { key: null, headers: { [swapCase(credential.name)]: value } };
  await ctx.expectSuccess({
    ...validRequest,
    ...anyCase,
    summary: "the header name of the key in inverted case",
  });
}

/** Other places in which servers look for a key. The description names another header, so these do not count. */
const otherKeyLocations = (
  { in: place, name: own }: Credential,
  apiKey: string,
): [string, Record<string, string>][] =>
  (
    [
      ["the key as a bearer token", "Authorization", `Bearer ${apiKey}`],
      ["the key as a password", "Authorization", `Basic ${Buffer.from(`:${apiKey}`).toString("base64")}`],
      ["the key in X-API-Key", "X-API-Key", apiKey],
      ["the key in a cookie", "Cookie", `${own}=${encodeURIComponent(apiKey)}`],
    ] as const
  )
    .filter(([, name]) => name.toLowerCase() !== (place === "cookie" ? "cookie" : own.toLowerCase()))
    .map(([summary, name, value]) => [summary, { [name]: value }]);

const documentedClientErrors = ({ responses }: Operation) =>
  responses.map(({ status }) => Number(status)).filter((status) => status >= 400 && status < 500);

type Expected = Parameters<TestContext["expectStatus"]>[1];

/** A request without a key must not reveal which resources exist. */
async function expectUnknownIdHidden(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
  without: Expected,
): Promise<void> {
  const last = listPathParameterNames(operation.path).at(-1);
  if (last === undefined) return;
  const path = { ...validRequest.path, [last]: unknownId(fixtures.description, operation, last) };
  await ctx.expectStatus({ ...validRequest, path, key: null, summary: "no key, for an unknown ID" }, without);
}

/** A missing and an invalid key get the same response. */
async function expectSameError(ctx: TestContext, operation: Operation, exchanges: Exchange[]): Promise<void> {
  const [first, ...others] = exchanges.filter(({ response }) => response.status === 401);
  if (!first) return;
  for (const other of others) {
    const apart = await findErrorDifference(ctx, first, other, { headers: true });
    ctx.assert(apart === undefined, other, {
      check: "ignored_auth",
      message: "distinguishes a missing key from an invalid one",
      expected: `the same response for a missing and an invalid key: ${apart?.expected}`,
      actual: `${apart?.actual}`,
      pointer: ctx.errors.unauthorized(operation).pointer,
      after: [first],
    });
    if (apart !== undefined) return;
  }
}

/** A rejected request must have no effect. */
async function expectStillThere(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  validRequest: Request,
): Promise<void> {
  const about = fixtures.findUsage(operation);
  if (about?.does !== "remove" || !about.resource.list || fixtures.options.stateless) return;
  const { items, exchange } = await fixtures.readList(about.resource, ctx);
  const id = validRequest.path?.[about.resource.idParameter];
  ctx.assert(
    items.some((item) => item[about.resource.idProperty] === id),
    exchange,
    {
      check: "ignored_auth",
      message: "deletes a resource without a valid key, whatever the status",
      expected: `${String(id)} in the list after requests with invalid keys`,
      actual: "it is gone",
      pointer: ctx.errors.unauthorized(operation).pointer,
    },
  );
}

/** Verifies that a key that a creation returned is still recognized: the server returns 403, not 401. */
export async function expectKeyRecognized(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
): Promise<void> {
  const key = readIssuedKey(resource, created.exchange);
  const operation = fixtures.description.operations.find(
    (each) => each.method === "GET" && documentsError(each, "projectKey"),
  );
  if (key === undefined || !operation) return;
  await ctx.expectStatus(
    {
      ...(await fixtures.request(operation, ctx)),
      key,
      summary: `the key of a ${resource.name} after an update`,
    },
    {
      check: "ignored_auth",
      because: `the key of a ${resource.name} has no permission for this`,
      ...ctx.errors.issuedKey(operation),
    },
  );
}

/** Verifies the fields of a new key: it is valid and was never used. */
function expectNewKey(
  { issuedKeyPointer = "" }: Resource,
  ctx: TestContext,
  { exchange }: CreatedResource,
): void {
  const key = valueAt(exchange.response.body, issuedKeyPointer.replace(/\/[^/]*$/, "")) as
    | Record<string, unknown>
    | undefined;
  for (const [name, expected] of [
    ["valid", true],
    ["lastUsed", null],
  ] as const) {
    ctx.assert(key?.[name] === undefined || key[name] === expected, exchange, {
      check: "ignored_auth",
      message: `the ${name} of a new key is incorrect`,
      expected: `${name}: ${expected}`,
      actual: formatValue(key?.[name]),
      pointer: exchange.request.operation.pointer,
    });
  }
}

/**
 * Verifies a key that a creation returned: it has no permission for these operations, not even for its own resource, and it
 * becomes invalid when the resource is deleted.
 */
async function testIssuedKey(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const created = await fixtures.create(resource, ctx);
  const key = readIssuedKey(resource, created.exchange);
  if (key === undefined) return;
  if (!fixtures.options.stateless) expectNewKey(resource, ctx, created);
  const operations = fixtures.description.operations.filter(
    (operation) => documentsError(operation, "projectKey") && fixtures.canRequest(operation),
  );
  const requests: Request[] = [];
  for (const operation of operations) requests.push({ ...(await fixtures.request(operation, ctx)), key });
  const ownRequests: Request[] = [];
  for (const operation of operations.filter(({ path }) => path.includes(`{${resource.idParameter}}`)))
    ownRequests.push({ ...(await buildRequestIn(fixtures, operation, ctx, created.path)), key });
  const before = await readContents(fixtures, ctx, resource, created);
  // Deletions come last: if one is executed despite its status, the other requests have no target.
  const inOrder = ownRequests.toSorted((one, other) => deletionOrder(one) - deletionOrder(other));
  for (const [whose, request] of [
    ...requests.map((each) => [`the key of a ${resource.name}`, each] as const),
    ...inOrder.map((each) => [`the key of a ${resource.name}, for itself`, each] as const),
  ]) {
    await ctx.expectStatus(
      { ...request, summary: whose },
      {
        check: "ignored_auth",
        because: `the key of a ${resource.name} has no permission for this`,
        ...ctx.errors.issuedKey(request.operation),
      },
    );
  }
  await expectSameContents(fixtures, ctx, resource, created, before);
  if (!resource.remove) return;
  const removed = await ctx.send({
    operation: resource.remove,
    path: created.path,
    summary: `deleting the ${resource.name}`,
  });
  if (!isDocumentedSuccess(removed)) return;
  for (const request of requests) {
    await ctx.expectStatus(
      { ...request, summary: `the key of a deleted ${resource.name}` },
      {
        check: "ignored_auth",
        because: `the key's ${resource.name} was deleted`,
        ...ctx.errors.unauthorized(request.operation),
      },
    );
  }
}

const deletionOrder = ({ operation: { method, path } }: Request) =>
  method === "DELETE" ? 1 + 1 / path.length : 0;

/** Builds a valid request for a resource, or for another one in it. */
async function buildRequestIn(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  project: Record<string, string>,
): Promise<Request> {
  const names = listPathParameterNames(operation.path);
  const about = fixtures.findUsage(operation);
  if (about === undefined) return fixtures.inParent(project).request(operation, ctx);
  const isMade = about !== undefined && names.every((name) => name in project);
  const path =
    isMade || !names.includes(about.resource.idParameter)
      ? project
      : (await fixtures.create(about.resource, ctx, { path: project })).path;
  const body = await fixtures.body(operation, ctx, path);
  return { operation, summary: "a valid request", path, ...(body && { body }) };
}

/** Reads a resource and every list in it. */
async function readContents(
  fixtures: Fixtures,
  ctx: TestContext,
  resource: Resource,
  created: CreatedResource,
): Promise<{ resource: Resource; items: Record<string, unknown>[]; exchange: Exchange }[]> {
  const own = await fixtures.findItem(resource, ctx, created);
  if (own?.item === undefined) return [];
  const contents = [{ resource, items: [own.item], exchange: own.exchange }];
  for (const child of fixtures.resources.filter(({ parent, list }) => parent === resource && list))
    contents.push({
      resource: child,
      ...(await fixtures.readList(child, ctx, { path: created.path })),
    });
  return contents;
}

/** Omits when a key was last used: a request that is rejected for its key has still used the key. */
const omitLastUsed = ({ lastUsed: _, ...item }: Record<string, unknown>): Record<string, unknown> => item;

async function expectSameContents(
  fixtures: Fixtures,
  ctx: TestContext,
  resource: Resource,
  created: CreatedResource,
  before: Awaited<ReturnType<typeof readContents>>,
): Promise<void> {
  const after = await readContents(fixtures, ctx, resource, created);
  for (const { resource: kind, items: were, exchange } of before) {
    const now = after.find((each) => each.resource === kind);
    const items = now?.items ?? [];
    const isSame =
      were.length === items.length &&
      were.every((item) =>
        items.some((other) => sameItem(fixtures, kind, omitLastUsed(item), omitLastUsed(other))),
      );
    ctx.assert(isSame, now?.exchange ?? exchange, {
      check: "ignored_auth",
      message: "executes a request that it rejects for a key without permission",
      expected: `unchanged: ${formatValue(were)}`,
      actual: formatValue(items),
      pointer: ctx.errors.issuedKey(kind.create).pointer,
    });
  }
}
