import { readItem } from "../client/list-items.ts";
import { type TestContext, formatValue, isDocumentedSuccess } from "../client/test-context.ts";
import { isReadOnlyItem, type Resource, ruleName } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { toParentPath } from "./parent-path.ts";
import { expectSame } from "./item-comparison.ts";
import { raceToCreate, raceToRename } from "./name-uniqueness-race.ts";
import {
  canRename,
  createAccepted,
  isEqualName,
  isFreeText,
  maxNameLength,
  nameProperty,
  rename,
  toUpdateBody,
  withoutReferences,
} from "./names.ts";
import { stateTask, type Task } from "./task.ts";
import { notations, inAnotherNotation, describeNotation, ruleOf } from "./name-notations.ts";

/** Verifies that names are unique in every notation. */
export const nameUniqueness = (fixtures: Fixtures): Task[] => {
  const named = fixtures.resources.filter(({ unique }) => unique !== undefined);
  if (named.length === 0) {
    for (const check of ["name_uniqueness", "name_uniqueness_race"] as const)
      fixtures.session.settings.findings.skip(check, "no resource has the rule unique");
  }
  return named.flatMap((resource): Task[] => {
    const rule = ruleName(resource, "unique");
    const isText = isFreeText(fixtures, resource);
    return [
      stateTask(
        `existing names: ${resource.name}`,
        ["name_uniqueness", "rejected_request_has_no_effect"],
        (ctx) => expectExistingNamesRejected(fixtures, resource, ctx),
        rule,
      ),
      stateTask(
        `renaming to existing names: ${resource.name}`,
        ["name_uniqueness", "rejected_request_has_no_effect"],
        (ctx) => expectRenamesRejected(fixtures, resource, ctx),
      ),
      stateTask(`reserved names: ${resource.name}`, ["name_uniqueness"], (ctx) =>
        expectReservedNamesRejected(fixtures, resource, ctx),
      ),
      ...(isText
        ? [
            stateTask(`long names: ${resource.name}`, ["name_uniqueness", "body_integrity"], (ctx) =>
              testLongNames(fixtures, resource, ctx),
            ),
          ]
        : []),
      stateTask(`name races of creations: ${resource.name}`, ["name_uniqueness_race"], (ctx) =>
        raceToCreate(fixtures, resource, ctx),
      ),
      stateTask(`name races of updates: ${resource.name}`, ["name_uniqueness_race"], (ctx) =>
        raceToRename(fixtures, resource, ctx),
      ),
    ];
  });
};

// cspell:ignore ngstr (part of an escaped name)
const unicodeName = (fixtures: Fixtures, resource: Resource, ctx: TestContext): unknown =>
  isFreeText(fixtures, resource)
    ? `Iris Caf\u00e9 \u00c5ngstr\u00f6m Vi\u1ec7t \u0416\u0443\u043a ${ctx.uniqueName()}`
    : fixtures.values.createUnique(resource.create, nameProperty(resource), ctx);

/** A scope in which names are unique: the run's own, another one of its kind, or one of another organization. */
interface NameScope {
  path: Record<string, string>;
  key?: string;
  /** The other fields of a valid body in this scope. */
  body: CreatedResource["body"];
}

async function findScopes(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<NameScope[]> {
  const { parent } = resource;
  const { secondApiKey } = fixtures.options;
  const { path, body } = await fixtures.create(resource, ctx);
  const own = { path: toParentPath(resource, path), body };
  // References would have to be created in this scope as well.
  const plain = withoutReferences(fixtures, resource, body);
  const keys = [...(parent ? [undefined] : []), ...(secondApiKey === undefined ? [] : [secondApiKey])];
  const elsewhere: NameScope[] = [];
  for (const key of keys) {
    const by = key === undefined ? {} : { key };
    const there = parent ? (await fixtures.create(parent, ctx, by)).path : own.path;
    elsewhere.push({ path: there, body: plain, ...by });
  }
  return [own, ...elsewhere];
}

async function expectExistingNamesRejected(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const property = nameProperty(resource);
  for (const place of await findScopes(fixtures, resource, ctx)) {
    const name = unicodeName(fixtures, resource, ctx);
    await fixtures.create(resource, ctx, { ...place, body: { ...place.body, [property]: name } });
    await expectConflicts(resource, ctx, place, notations(resource, name));
    const other = unicodeName(fixtures, resource, ctx);
    const hidden = typeof other === "string" ? inAnotherNotation(resource, other) : other;
    await fixtures.create(resource, ctx, { ...place, body: { ...place.body, [property]: hidden } });
    await expectConflicts(resource, ctx, place, [
      [hidden === other ? "unchanged" : "in plain notation", other],
    ]);
    await expectSingleEntry(fixtures, resource, ctx, place, name);
  }
}

async function expectConflicts(
  resource: Resource,
  ctx: TestContext,
  place: NameScope,
  ways: [string, unknown][],
): Promise<void> {
  const { create } = resource;
  for (const [how, existing] of ways) {
    await ctx.expectStatus(
      {
        ...place,
        operation: create,
        body: { ...place.body, [nameProperty(resource)]: existing },
        summary: `creating with an existing name, ${how}`,
      },
      {
        check: "name_uniqueness",
        because: describeNotation("the name exists already", how),
        ...ctx.errors.nameConflict(create),
        rule: ruleOf(resource, how),
      },
    );
  }
}

async function expectSingleEntry(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  { body: _, ...place }: NameScope,
  name: unknown,
): Promise<void> {
  if (!resource.list) return;
  const property = nameProperty(resource);
  const { items, exchange } = await fixtures.readList(resource, ctx, place);
  const same = items.filter((item) => isEqualName(resource, item[property], name));
  ctx.assert(same.length === 1, exchange, {
    check: "name_uniqueness",
    message: "the list has a duplicate name",
    expected: "one resource with that name",
    actual: `${same.length}: ${formatValue(same.map((item) => item[property]))}`,
    pointer: resource.create.pointer,
    rule: ruleName(resource, "unique"),
  });
}

/** An error that quotes a truncated value must still be valid UTF-8. */
async function testLongNames(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { create, update } = resource;
  const created = await fixtures.create(resource, ctx);
  const longest = maxNameLength(fixtures, resource);
  for (const start of ["", "x"]) {
    const name = start + ctx.uniqueNameOfLength(longest - start.length, "\u{1f600}");
    const body = { ...created.body, [nameProperty(resource)]: name };
    await fixtures.create(resource, ctx, { body });
    for (const operation of [create, canRename(fixtures, resource) ? update : undefined]) {
      if (!operation) continue;
      await ctx.expectStatus(
        {
          operation,
          path: operation === create ? fixtures.parentPath(resource) : created.path,
          body: operation === create ? body : toUpdateBody(fixtures, operation, created.path, body),
          summary: "a long name that exists already",
        },
        {
          check: "name_uniqueness",
          because: "the name exists already",
          ...ctx.errors.nameConflict(operation),
          rule: ruleName(resource, "unique"),
        },
      );
    }
  }
}

async function expectRenamesRejected(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  const { update } = resource;
  if (!update || !canRename(fixtures, resource)) return;
  const [own, ...elsewhere] = await findScopes(fixtures, resource, ctx);
  for (const place of elsewhere) await expectRenameConflicts(fixtures, resource, update, ctx, place);
  if (!own) return;
  const { one, other, otherName } = await expectRenameConflicts(fixtures, resource, update, ctx, own);
  const upper = typeof otherName === "string" ? otherName.toUpperCase() : otherName;
  if (typeof upper === "string" && upper !== otherName && isFreeText(fixtures, resource))
    await expectCaseChanges(fixtures, resource, update, ctx, own, other, upper);
  await expectFormerNameAvailable(fixtures, resource, ctx, one);
}

/** Verifies that the case of its own name can be changed. */
async function expectCaseChanges(
  fixtures: Fixtures,
  resource: Resource,
  update: NonNullable<Resource["update"]>,
  ctx: TestContext,
  own: NameScope,
  other: CreatedResource,
  upper: string,
): Promise<void> {
  const property = nameProperty(resource);
  const inUppercase = { ...other.body, [property]: upper };
  // Changing the case of its own name is not a conflict.
  const renamed = await ctx.expectSuccess(
    {
      operation: update,
      path: other.path,
      body: toUpdateBody(fixtures, update, other.path, inUppercase),
      summary: "its own name in uppercase",
    },
    "name_uniqueness",
  );
  if (!isDocumentedSuccess(renamed)) return;
  const item = readItem(resource, renamed.response.body) as CreatedResource["item"] | undefined;
  const name = item?.[property];
  ctx.assert(typeof name === "string" && name.normalize("NFC").trim() === upper.normalize("NFC"), renamed, {
    check: "read_your_writes",
    message: "does not change the case of the name",
    expected: upper,
    actual: formatValue(name),
    pointer: update.pointer,
  });
  await expectConflicts(resource, ctx, own, notations(resource, upper));
}

/** Verifies that a resource cannot be renamed to the name of another one in its scope. */
async function expectRenameConflicts(
  fixtures: Fixtures,
  resource: Resource,
  update: NonNullable<Resource["update"]>,
  ctx: TestContext,
  place: NameScope,
): Promise<{
  one: CreatedResource;
  other: CreatedResource;
  otherName: unknown;
}> {
  const property = nameProperty(resource);
  const createNamed = (name: unknown) =>
    fixtures.create(resource, ctx, { ...place, body: { ...place.body, [property]: name } });
  const one = await createNamed(fixtures.values.createUnique(resource.create, property, ctx));
  const otherName = unicodeName(fixtures, resource, ctx);
  const other = await createNamed(otherName);
  const hidden = unicodeName(fixtures, resource, ctx);
  const written = typeof hidden === "string" ? inAnotherNotation(resource, hidden) : hidden;
  await createNamed(written);
  const changed = "description" in one.body && { description: "Sent with an existing name" };
  const ways: [string, unknown][] = [
    ...notations(resource, otherName),
    [written === hidden ? "unchanged" : "in plain notation", hidden],
  ];
  for (const [how, name] of ways) {
    await ctx.expectStatus(
      {
        ...place,
        operation: update,
        path: one.path,
        body: toUpdateBody(fixtures, update, one.path, { ...one.body, ...changed, [property]: name }),
        summary: `renaming to an existing name, ${how}`,
      },
      {
        check: "name_uniqueness",
        because: describeNotation("another resource has the name", how),
        ...ctx.errors.nameConflict(update),
        rule: ruleOf(resource, how),
      },
    );
  }
  const { body: _, ...whereItIs } = place;
  await expectSame(fixtures, resource, ctx, one, whereItIs);
  return { one, other, otherName };
}

/** Verifies that a former name is available to new and existing resources. */
async function expectFormerNameAvailable(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  one: CreatedResource,
): Promise<void> {
  const another = () => fixtures.values.createUnique(resource.create, nameProperty(resource), ctx);
  const name = another();
  if (!(await rename(fixtures, resource, ctx, one, name, "a new name"))) return;
  const heir = await createAccepted(fixtures, resource, ctx, one.body, "a former name");
  if (!heir || !(await rename(fixtures, resource, ctx, one, another(), "another new name"))) return;
  await rename(fixtures, resource, ctx, heir, name, "renaming to a former name");
}

async function expectReservedNamesRejected(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
): Promise<void> {
  if (resource.unique?.isReserved !== true) return;
  const [own, ...elsewhere] = await findScopes(fixtures, resource, ctx);
  if (own) await expectReserved(fixtures, resource, ctx, own, (name) => notations(resource, name));
  for (const place of elsewhere) {
    await expectReserved(fixtures, resource, ctx, place, (name) => [["unchanged", name]]);
  }
}

async function expectReserved(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  { body, ...place }: NameScope,
  ways: (name: unknown) => [string, unknown][],
): Promise<void> {
  const { create, update } = resource;
  const property = nameProperty(resource);
  const { items } = await fixtures.readList(resource, ctx, place);
  const reserved = items.filter((item) => isReadOnlyItem(resource, item)).map((item) => item[property]);
  const created = await fixtures.create(resource, ctx, {
    ...place,
    body: { ...body, [property]: fixtures.values.createUnique(create, property, ctx) },
  });
  for (const [how, name] of reserved.flatMap(ways)) {
    const because = describeNotation("the name is reserved for a read-only item", how);
    for (const operation of [create, canRename(fixtures, resource) ? update : undefined]) {
      if (!operation) continue;
      await ctx.expectStatus(
        {
          ...place,
          operation,
          path: operation === create ? place.path : created.path,
          body: toUpdateBody(fixtures, operation, created.path, { ...created.body, [property]: name }),
          summary: `${operation === create ? "creating an item with the name" : "renaming to"} ${formatValue(name)}`,
        },
        { check: "name_uniqueness", because, ...ctx.errors.reservedName(operation) },
      );
    }
  }
}
