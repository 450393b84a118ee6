import { flatSchema } from "../data/flat-schema.ts";
import { similarIds } from "../data/unknown-ids.ts";
import type { Operation } from "../description/operation.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { canUseUpReferences, type Resource, ruleName } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { expectSame } from "./item-comparison.ts";
import { nameProperty, toUpdateBody, withUniqueValue } from "./names.ts";

/** Verifies that unknown references are rejected, and that nothing of the request is stored. */
export async function testUnknownReferences(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const { create, update } = resource;
  const rule = ruleName(resource, `references.${property}`);
  const isList = resource.references[property]?.isList ?? true;
  const given = await fixtures.references.ids(create, property, ctx, fixtures.parentPath(resource), 3);
  const own = (await fixtures.body(create, ctx, fixtures.parentPath(resource))) ?? {};
  const value = fixtures.references.toValue(create, property, (given ?? []).slice(0, 1));
  const created = await fixtures.create(resource, ctx, { body: { ...own, [property]: value } });
  const [known = "", otherKnown = known, thirdKnown = otherKnown] = given ?? [];
  const isNumeric = typeof fixtures.references.toBodyIds(create, property, ["1"])[0] === "number";
  const unknown = isNumeric ? "999999999" : "nothing-has-this-id";
  const cases: [string, string[]][] = [
    ["an unknown ID", [unknown]],
    ...beside([known, otherKnown], "an unknown ID", [unknown]),
    ["the name of an inherited property", [inheritedName]],
    ...beside([known, otherKnown], "the name of an inherited property", [inheritedName]),
    ...similarIds(thirdKnown, fixtures.rules.hasCaseSensitiveIds).flatMap(
      ([how, id]): [string, string[]][] => [
        [`an existing ID ${how}`, [id]],
        ...beside([known, otherKnown], `an existing ID ${how}`, [id]),
      ],
    ),
    ...(await findRejectedIds(fixtures, resource, property, ctx)).flatMap(
      ([summary, ids]): [string, string[]][] => [
        [summary, ids],
        ...beside([known, otherKnown], summary, ids),
      ],
    ),
    // An error that quotes all of them exceeds the maximum length of an error.
    ["the maximum number of unknown IDs, each of the maximum length", longestIds(fixtures, create, property)],
  ];
  const names: unknown[] = [];
  const unique = nameProperty(resource);
  for (const operation of [create, update]) {
    if (!operation) continue;
    const path = operation === create ? fixtures.parentPath(resource) : created.path;
    for (const [summary, ids] of cases.filter(([, each]) => isList || each.length === 1)) {
      // Its other references may be used up, which would be rejected as well.
      const sent = canUseUpReferences(resource)
        ? ((await fixtures.body(create, ctx, fixtures.parentPath(resource))) ?? {})
        : withUniqueValue(fixtures, resource, ctx, created.body);
      const reference = fixtures.references.toValue(operation, property, ids);
      const body = toUpdateBody(fixtures, operation, path, { ...sent, [property]: reference });
      if (!(property in body)) continue;
      // A malformed ID is rejected for another reason.
      if (fixtures.description.problems(operation.requestBody?.schemaPointer ?? "#", body).length > 0)
        continue;
      if (unique in sent) names.push(sent[unique]);
      await ctx.expectStatus(
        {
          operation,
          path,
          body,
          summary: `${property} with ${summary}`,
        },
        {
          check: "unknown_references_rejected",
          because: `${property} has ${summary}`,
          ...ctx.errors.unknownReference(operation),
          rule,
        },
      );
    }
    if (known === "" || !isList || !(property in toUpdateBody(fixtures, operation, path, created.body)))
      continue;
    await ctx.expectStatus(
      {
        operation,
        path,
        body: toUpdateBody(fixtures, operation, path, {
          ...withUniqueValue(fixtures, resource, ctx, created.body),
          [property]: fixtures.references.toBodyIds(operation, property, [known, known]),
        }),
        summary: `${property} with a duplicate ID`,
      },
      {
        check: "unknown_references_rejected",
        because: `${property} has a duplicate ID`,
        ...ctx.errors.duplicateReference(operation),
      },
    );
  }
  await expectSame(fixtures, resource, ctx, created);
  await expectNothingStored(fixtures, resource, ctx, names);
}

/** Every plain object of JavaScript has a property of this name, which a lookup of an ID must not find. */
const inheritedName = "constructor";

/** Puts rejected IDs before, between and after existing ones, because a server may look at one position only. */
function beside([known, otherKnown]: [string, string], summary: string, ids: string[]): [string, string[]][] {
  if (known === "") return [];
  return [
    [`${summary} before an existing ID`, [...ids, known]],
    ...(known === otherKnown
      ? []
      : [[`${summary} between existing IDs`, [known, ...ids, otherKnown]] as [string, string[]]]),
    [`${summary} after an existing ID`, [known, ...ids]],
  ];
}

/** Returns the maximum number of IDs, each of the maximum length. */
function longestIds({ description }: Fixtures, { requestBody }: Operation, property: string): string[] {
  const { properties } = flatSchema(description, requestBody?.schemaPointer ?? "#");
  const list = flatSchema(description, properties.get(property) ?? "#");
  const { maxLength = 128 } = flatSchema(description, list.items ?? "#").schema;
  const { maxItems = 100 } = list.schema;
  return Array.from({ length: maxItems }, (_, index) => `${index}`.padStart(maxLength, "x"));
}

/** Verifies that no rejected resource is in the list. */
async function expectNothingStored(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  names: unknown[],
): Promise<void> {
  if (!resource.list) return;
  const { items, exchange } = await fixtures.readList(resource, ctx);
  const stored = items.filter((item) => names.includes(item[nameProperty(resource)]));
  ctx.assert(stored.length === 0, exchange, {
    check: "rejected_request_has_no_effect",
    message: "a rejected request creates a resource",
    expected: "none of the rejected names in the list",
    actual: formatValue(stored),
    pointer: resource.create.pointer,
  });
}

/** Verifies that IDs of another scope are accepted, alone and beside a known one. A server may show them or not. */
export async function testReferencesOfOtherScopes(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const { create, update } = resource;
  const created = await fixtures.create(resource, ctx);
  const known = (await fixtures.references.ids(create, property, ctx, fixtures.parentPath(resource))) ?? [];
  for (const [summary, ids] of await findIdsOfOtherScopes(fixtures, resource, property, ctx)) {
    for (const operation of [create, update]) {
      if (!operation) continue;
      for (const sent of [ids, [...known.slice(0, 1), ...ids]]) {
        const body = withUniqueValue(fixtures, resource, ctx, created.body);
        const value = fixtures.references.toValue(operation, property, sent);
        await ctx.expectSuccess({
          operation,
          path: operation === create ? fixtures.parentPath(resource) : created.path,
          body: toUpdateBody(fixtures, operation, created.path, { ...body, [property]: value }),
          summary: `${property} with ${summary}`,
        });
      }
    }
  }
}

async function findIdsOfOtherScopes(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<[string, string[]][]> {
  const found: [string, string[]][] = [];
  const target = resource.references[property];
  for (const other of fixtures.resources) {
    if (other === resource || !(property in other.references)) continue;
    if (other.references[property]?.resource === target?.resource && target?.resource) continue;
    const [id] =
      (await fixtures.references.ids(other.create, property, ctx, fixtures.parentPath(other))) ?? [];
    const isIn = other.parent?.name ?? fixtures.rules.tenant;
    if (id !== undefined) found.push([`an ID of the ${isIn}, another scope`, [id]]);
  }
  return found;
}

/** Returns IDs that exist elsewhere: in another scope that is rejected, in another project, or before their deletion. */
async function findRejectedIds(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<[string, string[]][]> {
  const found = resource.acceptsOtherScopes.includes(property)
    ? []
    : await findIdsOfOtherScopes(fixtures, resource, property, ctx);
  const target = resource.references[property];
  if (target?.resource && resource.parent && target.resource.parent === resource.parent) {
    const elsewhere = await fixtures.create(resource.parent, ctx);
    const foreign = await fixtures.create(target.resource, ctx, { path: elsewhere.path });
    found.push([`an ID of another ${resource.parent.name}`, [foreign.id]]);
  }
  if (target?.resource?.remove) {
    const gone = await fixtures.create(target.resource, ctx);
    const removed = await ctx.send({
      operation: target.resource.remove,
      path: gone.path,
      summary: "deleting it",
    });
    if (isDocumentedSuccess(removed)) found.push(["the ID of a deleted resource", [gone.id]]);
  }
  return found;
}

/** Verifies that the email address of a non-member is rejected. */
export async function testUnknownMember(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { create: operation, memberProperty = "" } = resource;
  const path = fixtures.parentPath(resource);
  const validRequest = { ...(await fixtures.body(operation, ctx, path)) };
  const { statuses, pointer } = ctx.errors.invalidBody(operation);
  const body = { ...validRequest, [memberProperty]: "nobody@contract.example" };
  await ctx.expectStatus(
    { operation, path, body, summary: "an unknown email address" },
    { check: "unknown_references_rejected", because: "no member has the address", statuses, pointer },
  );
  const unique = nameProperty(resource);
  const { items, exchange } = await fixtures.readList(resource, ctx);
  ctx.assert(!items.some((item) => item[unique] === validRequest[unique]), exchange, {
    check: "rejected_request_has_no_effect",
    message: "a rejected creation creates a resource",
    expected: `nothing named ${formatValue(validRequest[unique])}`,
    actual: "it is in the list",
    pointer: operation.pointer,
  });
  const { memberEmail } = fixtures.options;
  if (memberEmail === undefined) return;
  await ctx.expectSuccess({
    operation,
    path,
    body: { ...withUniqueValue(fixtures, resource, ctx, validRequest), [memberProperty]: memberEmail },
    summary: "the address of --member-email, which must be a member's",
  });
}
