import type { Fixtures } from "../client/fixtures.ts";
import { type Resource, ruleName } from "../rules/resource.ts";
import { testReadOnlyItems } from "./read-only-items-immutable.ts";
import { testAssignedItem, testReferences, testSharedReference } from "./referential-integrity.ts";
import { verifyEmbeddedReferences } from "./embedded-references.ts";
import { expectUsedRemains } from "./only-references.ts";
import { stateTask, type Task } from "./task.ts";
import {
  testReferencesOfOtherScopes,
  testUnknownReferences,
  testUnknownMember,
} from "./unknown-references.ts";

/** Verifies the rules of resources: read-only items, references, and items in use. */
export const resourceRules = (fixtures: Fixtures): Task[] => {
  const { resources, options } = fixtures;
  skipWithoutRules(fixtures);
  return [
    ...resources
      .filter(({ readOnlyItems, list }) => readOnlyItems && list)
      .map((resource) =>
        stateTask(
          `read-only items: ${resource.name}`,
          ["read_only_items_immutable"],
          (ctx) => testReadOnlyItems(fixtures, resource, ctx),
          ruleName(resource, "readOnlyItems"),
        ),
      ),
    ...resources.flatMap((resource) =>
      Object.keys(resource.references).flatMap((property) => referenceTasks(fixtures, resource, property)),
    ),
    ...options.assignedRoleIds.map((role) =>
      stateTask(`assigned item ${role}`, ["referential_integrity"], (ctx) =>
        testAssignedItem(fixtures, role, ctx),
      ),
    ),
    ...resources
      .filter(({ memberProperty }) => memberProperty !== undefined)
      .map((resource) =>
        stateTask(
          `member of ${resource.name}`,
          ["unknown_references_rejected", "rejected_request_has_no_effect", "positive_data_acceptance"],
          (ctx) => testUnknownMember(fixtures, resource, ctx),
        ),
      ),
  ];
};

function referenceTasks(fixtures: Fixtures, resource: Resource, property: string): Task[] {
  const about = `${property} of ${resource.name}`;
  const rule = ruleName(resource, `references.${property}`);
  const used = resource.references[property]?.resource;
  const whenUsed = used?.whenUsed && ruleName(used, "whenUsed");
  return [
    stateTask(
      `unknown references: ${about}`,
      ["unknown_references_rejected", "rejected_request_has_no_effect"],
      (ctx) => testUnknownReferences(fixtures, resource, property, ctx),
      rule,
    ),
    ...(resource.acceptsOtherScopes.includes(property)
      ? [
          stateTask(
            `references of other scopes: ${about}`,
            ["positive_data_acceptance"],
            (ctx) => testReferencesOfOtherScopes(fixtures, resource, property, ctx),
            ruleName(resource, "acceptsOtherScopes"),
          ),
        ]
      : []),
    ...(whenUsed === undefined
      ? []
      : [
          stateTask(
            `references: ${about}`,
            ["referential_integrity", "read_your_writes", "rejected_request_has_no_effect"],
            (ctx) => testReferences(fixtures, resource, property, ctx),
            whenUsed,
          ),
          stateTask(`shared references: ${about}`, ["referential_integrity"], (ctx) =>
            testSharedReference(fixtures, resource, property, ctx),
          ),
        ]),
    stateTask(`only references: ${about}`, ["referential_integrity"], (ctx) =>
      expectUsedRemains(fixtures, resource, property, ctx),
    ),
    stateTask(`embedded references: ${about}`, ["read_your_writes"], (ctx) =>
      verifyEmbeddedReferences(fixtures, resource, property, ctx),
    ),
  ];
}

/** Says which rules the contract file does not have. */
function skipWithoutRules({ resources, rules, options, session }: Fixtures): void {
  const { findings } = session.settings;
  if (!resources.some(({ readOnlyItems }) => readOnlyItems))
    findings.skip("read_only_items_immutable", "no resource has the rule readOnlyItems");
  if (!resources.some(({ references }) => Object.keys(references).length > 0))
    findings.skip("unknown_references_rejected", "no resource has the rule references");
  if (!resources.some(({ whenUsed, isAssignable: has }) => whenUsed !== undefined || has))
    findings.skip("referential_integrity", "no resource has the rule whenUsed");
  const isAssignable = resources.some((resource) => resource.isAssignable);
  if (isAssignable && options.assignedRoleIds.length === 0 && rules.memberships.length === 0)
    findings.skip("referential_integrity", "items that a member has: set --assigned-role-id");
  if (
    resources.some(({ memberProperty }) => memberProperty !== undefined) &&
    options.memberEmail === undefined &&
    rules.memberships.length === 0
  )
    findings.skip("positive_data_acceptance", "the email address of a member: set --member-email");
}
