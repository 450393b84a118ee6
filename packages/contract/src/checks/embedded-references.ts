import { listItems, readItem } from "../client/list-items.ts";
import { type TestContext, formatValue } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { itemSchema, findEchoedProperty } from "./item-comparison.ts";
import { toUpdateBody } from "./names.ts";

/** Verifies that embedded references equal the entries of their own list, such as `permissions` of a policy. */
export async function verifyEmbeddedReferences(
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
): Promise<void> {
  const target = resource.references[property];
  if (!target?.list) return;
  const path = fixtures.parentPath(resource);
  const ids = await fixtures.references.ids(
    resource.create,
    property,
    ctx,
    path,
    target.resource ? 2 : maxReferences,
  );
  const value = fixtures.references.toValue(resource.create, property, ids ?? []);
  const body = { ...(await fixtures.body(resource.create, ctx, path)), [property]: value };
  const created = await fixtures.create(resource, ctx, { body });
  const { response } = await ctx.require({
    operation: target.list,
    path,
    summary: "listing the referenced resources",
  });
  const others = listItems(fixtures.description, target.list, response.body);
  const updated =
    resource.update &&
    (await ctx.expectSuccess({
      operation: resource.update,
      path: created.path,
      body: toUpdateBody(fixtures, resource.update, created.path, body),
      summary: "an update without changes",
    }));
  const listed = resource.list && (await fixtures.readList(resource, ctx));
  const places: [Exchange | undefined, unknown][] = [
    [created.exchange, created.item],
    [updated, updated && readItem(resource, updated.response.body)],
    [listed?.exchange, listed?.items.find((item) => item[resource.idProperty] === created.id)],
  ];
  for (const [exchange, item] of places) {
    const summaries = findEchoedProperty(property, (item ?? {}) as CreatedResource["item"])?.value;
    if (!exchange || !Array.isArray(summaries)) continue;
    // A list of IDs has no names.
    const isSummary = (each: unknown): each is CreatedResource["item"] =>
      typeof each === "object" && each !== null;
    const difference = summaries.filter(isSummary).find((summary) => {
      const other = others.find(({ id }) => id === summary["id"]);
      return other && "name" in summary && "name" in other && other["name"] !== summary["name"];
    });
    ctx.assert(difference === undefined, exchange, {
      check: "read_your_writes",
      message: "an embedded reference has another name than in its own list",
      expected: formatValue(others.find(({ id }) => id === difference?.["id"])),
      actual: formatValue(difference),
      pointer: itemSchema(fixtures.description, resource),
    });
  }
}

const maxReferences = 80;
