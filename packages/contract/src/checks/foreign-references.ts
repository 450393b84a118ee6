import type { TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Request } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { CreatedResource } from "../client/fixture-source.ts";
import { toParentPath } from "./parent-path.ts";
import { flatRequestSchema } from "../data/flat-schema.ts";
import { toUpdateBody, withUniqueValue } from "./names.ts";
import { buildBody, withUnknownIds, similarUnknownId, expectSameError } from "./foreign-requests.ts";

/** Verifies that references to resources of another organization are rejected like unknown IDs. */
export async function expectReferencesIsolated(
  fixtures: Fixtures,
  resource: Resource,
  ctx: TestContext,
  created: CreatedResource,
): Promise<void> {
  const other = await fixtures.secondOrganization();
  if (!other) return;
  const others = other.createContext(`${ctx.name}, elsewhere`);
  for (const user of fixtures.resources) {
    const property = Object.keys(user.references).find(
      (name) => user.references[name]?.resource === resource,
    );
    if (property === undefined) continue;
    const own = await other.create(user, others);
    const isList = user.references[property]?.isList ?? true;
    const ownIds = isList ? await other.references.ids(user.create, property, others, own.path, 2) : [];
    for (const operation of [user.create, user.update]) {
      if (!operation || !hasProperty(fixtures, operation, property)) continue;
      const path = operation === user.create ? other.parentPath(user) : own.path;
      const expectedError = ctx.errors.unknownReference(operation);
      const request = (ids: string[], whose: string): Request => ({
        operation,
        path,
        body: toUpdateBody(fixtures, operation, path, {
          ...withUniqueValue(other, user, others, own.body),
          [property]: other.references.toValue(operation, property, ids),
        }),
        summary: `${property} of ${whose}`,
      });
      const because = `the ID belongs to another ${ctx.tenant}`;
      const foreign = await others.expectStatus(request([created.id], `another ${ctx.tenant}`), {
        check: "tenant_isolation",
        because,
        ...expectedError,
      });
      const unknown = await others.send(request([similarUnknownId(created.id)], "nobody"));
      await expectSameError(others, foreign, unknown, expectedError.pointer);
      // A server may look at one position only.
      for (const ids of besideOwn(created.id, ownIds)) {
        await others.expectStatus(request(ids, `another ${ctx.tenant}, beside own ones`), {
          check: "tenant_isolation",
          because,
          ...expectedError,
        });
      }
    }
    await expectParentIsolation(fixtures, user, ctx, created, property);
  }
}

/** Puts a foreign ID before, between and after own ones. */
const besideOwn = (id: string, [first, second]: string[] = []): string[][] =>
  first === undefined || second === undefined
    ? []
    : [
        [id, first],
        [first, id, second],
        [first, id],
      ];

const hasProperty = ({ description }: Fixtures, { requestBody }: Resource["create"], property: string) =>
  flatRequestSchema(description, requestBody?.schemaPointer ?? "#").properties.has(property);

/** In a parent of another organization, references in the body must not be looked up. */
async function expectParentIsolation(
  fixtures: Fixtures,
  user: Resource,
  ctx: TestContext,
  created: CreatedResource,
  property: string,
): Promise<void> {
  const { secondApiKey } = fixtures.options;
  if (!user.parent || secondApiKey === undefined || !(user.parent.idParameter in created.path)) return;
  const place = toParentPath(user, created.path);
  const item = { [user.idParameter]: similarUnknownId(created.id) };
  for (const [operation, inPlace] of [
    [user.create, {}],
    [user.update, item],
  ] as const) {
    if (!operation || !hasProperty(fixtures, operation, property)) continue;
    for (const id of [created.id, similarUnknownId(created.id)]) {
      const body = {
        ...(await buildBody(fixtures, operation, ctx, created)),
        [property]: fixtures.references.toValue(operation, property, [id]),
      };
      const summary = `a reference in a parent of another ${ctx.tenant}`;
      const ask = (path: Record<string, string>) =>
        ctx.send({ operation, path: { ...path, ...inPlace }, body, key: secondApiKey, summary });
      await expectSameError(
        ctx,
        await ask(place),
        await ask(withUnknownIds(place)),
        ctx.errors.unknownId(operation).pointer,
      );
    }
  }
}
