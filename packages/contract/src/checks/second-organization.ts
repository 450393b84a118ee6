import type { TestContext } from "../client/test-context.ts";
import type { Resource } from "../rules/resource.ts";
import type { Fixtures } from "../client/fixtures.ts";
import { verifyDeletion } from "./use-after-free.ts";
import { verifyWrites } from "./read-your-writes.ts";
import { repeatPut } from "./idempotent-put.ts";
import { testOmittedFields } from "./omitted-fields.ts";
import { testReadOnlyItems } from "./read-only-items-immutable.ts";
import { testReferences } from "./referential-integrity.ts";
import { testUnknownReferences } from "./unknown-references.ts";
import type { Task } from "./task.ts";

/** Repeats the checks of each resource in another organization. Names have their own tasks. */
export const secondOrganization = (fixtures: Fixtures): Task[] => {
  const { secondApiKey } = fixtures.options;
  if (secondApiKey === undefined) return [];
  const places = fixtures.resources.filter(({ parent }) => parent === undefined);
  return places.map((resource): Task => ({
    name: `${resource.name} of another ${fixtures.rules.tenant}`,
    phase: "state",
    checks: [
      "tenant_isolation",
      "scope_isolation",
      ...new Set(repeatedChecks.flatMap(({ checks }) => checks)),
    ],
    isLong: true,
    async run({ name }) {
      const other = await fixtures.secondOrganization();
      if (!other) return;
      const ctx = other.createContext(name);
      await repeatChecks(other, resource, ctx);
      for (const child of other.resources.filter(({ parent }) => parent === resource)) {
        // In a new parent, which is not the organization's first.
        const { id } = await other.create(resource, ctx);
        await repeatChecks(other.inParent({ [resource.idParameter]: id }), child, ctx);
      }
      const { memberEmail } = fixtures.options;
      if (memberEmail !== undefined && resource.memberProperty !== undefined)
        await expectMemberUnknown(other, resource, ctx, memberEmail);
    },
  }));
};

interface RepeatedCheck {
  checks: Task["checks"];
  isFor: (fixtures: Fixtures, resource: Resource) => boolean;
  run: (fixtures: Fixtures, resource: Resource, ctx: TestContext) => Promise<void>;
}

const always = () => true;
const replaces = (_: Fixtures, { update }: Resource) => update?.method === "PUT";
const refers = (_: Fixtures, { references }: Resource) => Object.keys(references).length > 0;

type PropertyTest = (
  fixtures: Fixtures,
  resource: Resource,
  property: string,
  ctx: TestContext,
) => Promise<void>;

const forEachReference =
  (test: PropertyTest): RepeatedCheck["run"] =>
  async (fixtures, resource, ctx) => {
    for (const property of Object.keys(resource.references)) await test(fixtures, resource, property, ctx);
  };

const repeatedChecks: RepeatedCheck[] = [
  { checks: ["read_your_writes"], isFor: always, run: verifyWrites },
  { checks: ["idempotent_put"], isFor: replaces, run: repeatPut },
  {
    checks: ["idempotent_put"],
    isFor: (_, { omittedFields }) => omittedFields !== undefined,
    run: testOmittedFields,
  },
  {
    checks: ["read_only_items_immutable"],
    isFor: (_, { readOnlyItems, list }) => readOnlyItems !== undefined && list !== undefined,
    run: testReadOnlyItems,
  },
  {
    checks: ["unknown_references_rejected", "rejected_request_has_no_effect"],
    isFor: refers,
    run: forEachReference(testUnknownReferences),
  },
  {
    checks: ["referential_integrity", "read_your_writes"],
    isFor: refers,
    run: forEachReference(testReferences),
  },
  { checks: ["use_after_free"], isFor: always, run: verifyDeletion },
];

async function repeatChecks(fixtures: Fixtures, resource: Resource, ctx: TestContext): Promise<void> {
  const { findings } = fixtures.session.settings;
  const wanted = repeatedChecks.filter(({ checks }) => checks.some((check) => findings.isEnabled(check)));
  for (const repeated of wanted.length > 0 ? wanted : repeatedChecks) {
    if (repeated.isFor(fixtures, resource)) await repeated.run(fixtures, resource, ctx);
  }
}

/** Verifies that a member of only the first organization is unknown in another. */
async function expectMemberUnknown(
  fixtures: Fixtures,
  { create, memberProperty = "" }: Resource,
  ctx: TestContext,
  email: string,
): Promise<void> {
  const body = { ...(await fixtures.body(create, ctx, {})), [memberProperty]: email };
  await ctx.expectStatus(
    { operation: create, body, summary: `the email address of a member of another ${ctx.tenant}` },
    {
      check: "tenant_isolation",
      because: `the member belongs to another ${ctx.tenant}`,
      ...ctx.errors.invalidBody(create),
    },
  );
}
