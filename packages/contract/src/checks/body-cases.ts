import { flatRequestSchema } from "../data/flat-schema.ts";
import type { Operation } from "../description/operation.ts";
import type { TestContext } from "../client/test-context.ts";
import type { Request } from "../client/exchange.ts";
import { readAsText } from "../data/text-values.ts";
import type { Fixtures } from "../client/fixtures.ts";

/** Whether a body is still valid, or invalid, when its form fields are read as text. */
export function isSentAsIs(
  { description }: Fixtures,
  { requestBody }: Operation,
  body: unknown,
  side: "valid" | "invalid",
): boolean {
  if (!requestBody || requestBody.encoding === "json") return true;
  if (typeof body !== "object" || body === null || Array.isArray(body)) return false;
  const read = readAsText(description, requestBody.schemaPointer, body) ?? {};
  const isValid = description.problems(requestBody.schemaPointer, read).length === 0;
  return isValid === (side === "valid");
}

/** Replaces the name, so that an accepted request does not make the next one fail with a name conflict. */
export function withNewName(
  fixtures: Fixtures,
  operation: Operation,
  value: unknown,
  validRequest: unknown,
  ctx: TestContext,
): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const base = (validRequest ?? {}) as Record<string, unknown>;
  const isOld = (name: string, each: unknown) =>
    fixtures.values.isUnique(name, operation) &&
    each === base[name] &&
    each !== "" &&
    (typeof each === "string" || Array.isArray(each));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isOld(name, each) ? fixtures.values.createUnique(operation, name, ctx) : each,
    ]),
  );
}

/** Finds `count` IDs for each property of the body that refers to other resources. */
export async function findReferenceIds(
  fixtures: Fixtures,
  operation: Operation,
  ctx: TestContext,
  { path = {} }: Request,
  count = 2,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (!operation.requestBody) return found;
  const { properties } = flatRequestSchema(fixtures.description, operation.requestBody.schemaPointer);
  for (const property of properties.keys()) {
    const ids = await fixtures.references.ids(operation, property, ctx, path, count);
    if (ids !== undefined) found.set(property, ids);
  }
  return found;
}
