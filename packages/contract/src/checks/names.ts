import type { CheckName } from "../check-names.ts";
import { flatRequestSchema, flatSchema, typesOf } from "../data/flat-schema.ts";
import { sampleValue } from "../data/sample.ts";
import type { Operation } from "../description/operation.ts";
import { readItem } from "../client/list-items.ts";
import { repeatPathId } from "../client/repeat-id.ts";
import { type TestContext, isDocumentedSuccess } from "../client/test-context.ts";
import type { Resource, UniqueRule } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";

/** Creates a resource with an available name. Returns it if the server accepts it. */
export async function createAccepted(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  body: CreatedResource["body"],
  summary: string,
  check: CheckName = "name_uniqueness",
): Promise<CreatedResource | undefined> {
  const request = { operation: resource.create, path: fixtures.parentPath(resource), body, summary };
  const exchange = await ctx.expectSuccess(request, check);
  return isDocumentedSuccess(exchange) ? fixtures.toCreatedResource(resource, exchange) : undefined;
}

/** Renames a resource to an available name. Returns it if the server accepts it. */
export async function rename(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  name: unknown,
  summary: string,
  check: CheckName = "name_uniqueness",
): Promise<CreatedResource | undefined> {
  const { update } = resource;
  if (!update || !canRename(fixtures, resource)) return undefined;
  const renamed = { ...created.body, [nameProperty(resource)]: name };
  const body = toUpdateBody(fixtures, update, created.path, renamed);
  const exchange = await ctx.expectSuccess({ operation: update, path: created.path, body, summary }, check);
  if (!isDocumentedSuccess(exchange)) return undefined;
  const item = readItem(resource, exchange.response.body) as CreatedResource["item"];
  return { ...created, body, item, exchange };
}

/** Removes the fields that the update does not accept, and repeats the ID of its path. */
export function toUpdateBody(
  fixtures: Fixtures,
  update: NonNullable<Resource["update"]>,
  path: CreatedResource["path"],
  other: CreatedResource["body"],
): CreatedResource["body"] {
  const pointer = update.requestBody?.schemaPointer ?? "#";
  const body = repeatPathId(fixtures.description, fixtures.resources, update, path, other);
  const extra = new Set(
    fixtures.description
      .problems(pointer, body)
      .filter(({ keyword }) => keyword === "additionalProperties")
      .map(({ message }) => /\("(.+)"\)/.exec(message)?.[1] ?? ""),
  );
  const { schema } = flatRequestSchema(fixtures.description, pointer);
  const missing = (schema.required ?? []).filter((name) => !(name in body));
  return Object.fromEntries([
    ...Object.entries(body).filter(([name]) => !extra.has(name)),
    ...missing.map((name) => [name, sampleProperty(fixtures, update, name)] as const),
  ]);
}

/** Returns the value of the first example, or a sample. */
function sampleProperty({ description }: Fixtures, { requestBody }: Operation, name: string): unknown {
  const [example] = Object.values(requestBody?.examples ?? {});
  const { properties } = flatRequestSchema(description, requestBody?.schemaPointer ?? "#");
  return (
    (example?.value as Record<string, unknown> | undefined)?.[name] ??
    sampleValue(description, properties.get(name) ?? "#")
  );
}

/** Returns the property whose value is unique, or else `name`. */
export const nameProperty = ({ unique }: Resource): string => unique?.property ?? "name";

/** Whether an update can change the unique value. An ID cannot be changed, and the body of an update may lack the property. */
export function canRename({ description }: Fixtures, resource: Resource): boolean {
  const { update, idProperty } = resource;
  const property = nameProperty(resource);
  if (!update?.requestBody || property === idProperty) return false;
  return flatRequestSchema(description, update.requestBody.schemaPointer).properties.has(property);
}

/** Returns the body with another unique value, if it has one. */
export function withUniqueValue<Body extends CreatedResource["body"]>(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  body: Body,
): Body {
  const changed = Object.keys(body).filter(
    (name) =>
      fixtures.values.isUniqueList(name) ||
      (fixtures.values.isUnique(name) && typeof body[name] !== "object"),
  );
  return {
    ...body,
    ...Object.fromEntries(
      changed.map((name) => [name, fixtures.values.createUnique(resource.create, name, ctx)]),
    ),
  };
}

/** Returns the body with empty lists of references. */
const withoutLists = (fixtures: Fixtures, body: CreatedResource["body"]): CreatedResource["body"] =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) && isReference(fixtures, name) ? [] : value,
    ]),
  );

const isReference = ({ resources }: Fixtures, name: string) =>
  resources.some(({ references }) => name in references);

/** Returns the body without lists of references, and without the references that it does not need. */
export const withoutReferences = (
  fixtures: Fixtures,
  { create, references }: Resource,
  body: CreatedResource["body"],
): CreatedResource["body"] => {
  const { schema } = flatRequestSchema(fixtures.description, create.requestBody?.schemaPointer ?? "#");
  const isOptional = (name: string) => references[name]?.isList === false && !schema.required?.includes(name);
  return Object.fromEntries(
    Object.entries(withoutLists(fixtures, body)).filter(([name]) => !isOptional(name)),
  );
};

/** Whether two values are equal by the rule. */
export function isEqualName({ unique }: Resource, one: unknown, other: unknown): boolean {
  const ignores = unique?.ignores ?? [];
  if (typeof one !== "string" || typeof other !== "string") return one === other;
  return normalizeName(one, ignores) === normalizeName(other, ignores);
}

function normalizeName(name: string, ignores: UniqueRule["ignores"]): string {
  const visible = ignores.includes("invisibleCharacters")
    ? name.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
    : name;
  const canonical = ignores.includes("unicodeForm") ? visible.normalize("NFC") : visible;
  const composed = ignores.includes("compatibilityForm") ? canonical.normalize("NFKC") : canonical;
  const trimmed = ignores.includes("whitespace") ? composed.trim() : composed;
  return ignores.includes("case") ? trimmed.toLowerCase() : trimmed;
}

/** Returns the maximum length of a unique text, up to 1,000. */
export function maxNameLength({ description }: Fixtures, resource: Resource): number {
  const { schema } = nameSchema(description, resource);
  return Math.min(schema.maxLength ?? 255, 1_000);
}

/** Whether any text is a valid unique value, so that names in many notations can be sent. */
export function isFreeText({ description }: Fixtures, resource: Resource): boolean {
  const { properties } = flatSchema(description, resource.create.requestBody?.schemaPointer ?? "#");
  const pointer = properties.get(nameProperty(resource)) ?? "#";
  const { schema } = flatSchema(description, pointer);
  const matchesPattern = (name: string) =>
    description.problems(pointer, name).every(({ keyword }) => keyword !== "pattern");
  return (
    typesOf(schema).includes("string") &&
    schema.format === undefined &&
    ["contract 1-2 \u00e9", "\u{1f600} x"].every(matchesPattern)
  );
}

const nameSchema = (description: Fixtures["description"], resource: Resource) => {
  const { properties } = flatSchema(description, resource.create.requestBody?.schemaPointer ?? "#");
  return flatSchema(description, properties.get(nameProperty(resource)) ?? "#");
};
