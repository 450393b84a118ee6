import { isDeepStrictEqual } from "node:util";
import type { Pointer } from "@rolewright/openapi";
import { flatSchema } from "../data/flat-schema.ts";
import type { Description } from "../description/read-description.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { formatDifference } from "./varying-values.ts";

type Item = Record<string, unknown>;

/** An operation's resource, and where its responses have it. */
type ResponseItem = Pick<Resource, "create" | "itemPointer"> & Partial<Pick<Resource, "secrets">>;

/** Whether two responses show the same resource. It compares documented fields, and ignores the order of lists. */
export function sameItem(fixtures: Fixtures, resource: Resource, one: unknown, other: unknown): boolean {
  const pointer = itemSchema(fixtures.description, resource);
  const shown = (item: unknown) => withoutSecrets(resource, described(fixtures.description, pointer, item));
  return isDeepStrictEqual(shown(one), shown(other));
}

/** Removes what only some responses show in full. */
function withoutSecrets({ secrets = {} }: Partial<Pick<Resource, "secrets">>, item: unknown): unknown {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => secrets[name] !== "once"));
}

/** Formats the difference between two resources that `sameItem` compares. */
export function differingItems(fixtures: Fixtures, resource: Resource, wanted: unknown, got: unknown) {
  const pointer = itemSchema(fixtures.description, resource);
  const [one, other] = [wanted, got].map((item) =>
    withoutSecrets(resource, described(fixtures.description, pointer, item)),
  );
  return formatDifference(one, other);
}

/**
 * Returns the documented fields that were not sent and differ after an update, except modification times such as
 * `updatedAt`.
 */
export function findUnsentChanges(
  { description }: Fixtures,
  resource: ResponseItem,
  sent: object,
  before: unknown,
  after: unknown,
): string[] {
  const pointer = itemSchema(description, resource);
  const [one, other] = [before, after].map(
    (item) => withoutSecrets(resource, described(description, pointer, item)) as Item | undefined,
  );
  if (typeof one !== "object" || typeof other !== "object") return [];
  const isSent = (name: string) =>
    Object.keys(sent).some((each) => findEchoedProperty(each, other)?.property === name);
  return Object.keys(one).filter(
    (name) => name in other && !isSent(name) && !changeFields.test(name) && !isSame(one[name], other[name]),
  );
}

// cspell:ignore updat modif (prefixes of several words)
const changeFields = /updat|modif|chang|edit|last|version|revision|etag|count|usage/i;

/** Whether two timestamps are equal to the precision of both. Databases round. */
function isSame(one: unknown, other: unknown): boolean {
  if (isDeepStrictEqual(one, other)) return true;
  if (typeof one !== "string" || typeof other !== "string") return false;
  const hasFraction = [one, other].every((each) => /\d\.\d/.test(each));
  return Math.abs(Date.parse(one) - Date.parse(other)) <= (hasFraction ? 1 : 1_000);
}

/** Returns the location of the resource's schema. */
export function itemSchema(description: Description, { create, itemPointer }: ResponseItem): Pointer {
  const media = create.responses.find(({ status }) => status.startsWith("2"))?.content[0];
  let pointer = media?.schemaPointer ?? "#";
  for (const name of itemPointer.split("/").slice(1)) {
    pointer = flatSchema(description, pointer).properties.get(name) ?? pointer;
  }
  return pointer;
}

/** Removes undocumented fields from a value, and sorts its lists by ID. */
function described(description: Description, pointer: Pointer, value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > 6) return value;
  const { properties, items } = flatSchema(description, pointer);
  if (Array.isArray(value)) {
    const all = value.map((item) => (items ? described(description, items, item, depth + 1) : item));
    return all.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }
  if (properties.size === 0) return value;
  return Object.fromEntries(
    [...properties].flatMap(([name, at]) =>
      name in value ? [[name, described(description, at, (value as Item)[name], depth + 1)]] : [],
    ),
  );
}

/** Reports fields that differ from the request. It ignores fields that were not sent. */
export function expectEcho(
  ctx: TestContext,
  fixtures: Fixtures,
  resource: Resource,
  sent: unknown,
  item: unknown,
  exchange: Exchange,
  where: string,
): void {
  if (fixtures.options.stateless) return;
  if (typeof sent !== "object" || sent === null || typeof item !== "object" || item === null) return;
  ctx.session.countEvaluation("read_your_writes");
  for (const [property, value] of Object.entries(sent)) {
    const got = findEchoedProperty(property, item as Item);
    if (got === undefined || isEcho(fixtures, property, value, got.value)) continue;
    const { expected, actual } = formatDifference(value, got.value);
    ctx.fail(exchange, {
      check: "read_your_writes",
      message: `${where} has another ${got.property} than the request`,
      expected: `${got.property} as in the request: ${expected}`,
      actual,
      pointer: itemSchema(fixtures.description, resource),
    });
  }
}

/** Finds the response property of a request property. `policies` is the one of `policyIds`. */
export function findEchoedProperty(
  property: string,
  item: Item,
): { property: string; value: unknown } | undefined {
  if (property in item) return { property, value: item[property] };
  const stem = /^(\w+)Ids$/.exec(property)?.[1];
  if (stem === undefined) return undefined;
  const plural = [`${stem}s`, `${stem.replace(/y$/, "ie")}s`].find((name) => Array.isArray(item[name]));
  return plural === undefined ? undefined : { property: plural, value: item[plural] };
}

function isEcho(fixtures: Fixtures, property: string, sent: unknown, got: unknown): boolean {
  if (Array.isArray(sent) && Array.isArray(got) && property.endsWith("Ids")) {
    const ids = got.map((each) =>
      String(typeof each === "object" && each !== null ? (each as Item)["id"] : each),
    );
    return isDeepStrictEqual(ids.toSorted(), sent.map(String).toSorted());
  }
  // Names are compared in NFC and trimmed, so that a server may store them in that form.
  if (fixtures.values.isUnique(property) && typeof sent === "string" && typeof got === "string") {
    return got.normalize("NFC").trim() === sent.normalize("NFC").trim();
  }
  return isDeepStrictEqual(sent, got);
}

/** Verifies that rejected updates did not change the resource. */
export async function expectSame(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
  place: { key?: string } = {},
): Promise<void> {
  const found = await fixtures.findItem(resource, ctx, created, place);
  if (!found) return;
  const { item, exchange } = found;
  ctx.assert(sameItem(fixtures, resource, item, created.item), exchange, {
    check: "rejected_request_has_no_effect",
    message: "a rejected update changed the resource",
    ...differingItems(fixtures, resource, created.item, item ?? "gone"),
    pointer: resource.update?.pointer ?? "#",
  });
}
