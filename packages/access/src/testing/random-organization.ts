import * as fc from "fast-check";
import type { AccessState, Member, Policy, Role, Scope, ScopeState } from "../state/access-state.ts";
import { toNameKey } from "../state/names.ts";

const permissionNames = [
  "billing:read",
  "billing:manage",
  "iam:read",
  "iam:manage",
  "user:read",
  "user:delete",
  "trace:read",
];
const listPermissions = (prefix: string) =>
  permissionNames.map((name, index) => ({ id: `${prefix}-perm-${index}`, name }));

/** Names that have a special meaning in YAML, in JavaScript, or in the file. */
const awkwardNames = [
  "yes",
  "null",
  "~",
  "2024",
  "1e3",
  "0x1F",
  "*",
  "<<",
  "- a",
  "a: b",
  "# a",
  "a #b",
  "[a]",
  "{a}",
  "'",
  '"',
  "|",
  ">",

  "__proto__",
  "constructor",
  "toString",
  "ß",
  "İ",
  "e\u0301",
  "🎩",
  "a\\nb",
  "a/b",
  "a~1b",
  "?",
  "&a",
  "!tag",
  "@a",
  "%a",
  "`",
];
const name = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...awkwardNames) },
  { weight: 3, arbitrary: fc.stringMatching(/^[A-Z][a-z]{1,6}( [A-Z][a-z]{1,6})?$/) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }).filter(isPlainName) },
);

function isPlainName(text: string): boolean {
  return text.trim() === text && text !== "" && text.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(text);
}

const description = fc.option(fc.constantFrom("", "Reads", "a: b # c", "line\nbreak", "'\"", "null"), {
  nil: null,
});

const uniqueNames = (maxLength: number, reserved: string[] = []) =>
  fc
    .uniqueArray(name, { maxLength, selector: toNameKey })
    .map((names) => names.filter((each) => !reserved.some((other) => toNameKey(other) === toNameKey(each))));

const builtInNames = { organization: ["Owner", "Admin", "Member"], project: ["Owner", "Manager", "Member"] };

/**
 * The fixed part of an organization: its projects, its members, and the names of its policies and roles. Two states of an
 * organization have many names in common, so that a plan changes more than it creates.
 */
export interface OrganizationFrame {
  projects: { id: string; name: string }[];
  memberCount: number;
  policyNames: string[];
  roleNames: string[];
}

/** Generates an organization with awkward names. */
export const organizationFrame: fc.Arbitrary<OrganizationFrame> = fc.record({
  projects: uniqueNames(3).map((names) =>
    names.map((each, index) => ({ id: `project-${index}`, name: each })),
  ),
  memberCount: fc.nat({ max: 5 }),
  policyNames: uniqueNames(6),
  roleNames: uniqueNames(5, Object.values(builtInNames).flat()),
});

/** Generates the access control of an organization. */
export function accessState(frame: OrganizationFrame, prefix: string): fc.Arbitrary<AccessState> {
  const scopes: Scope[] = [
    { kind: "organization" },
    ...frame.projects.map((project) => ({ kind: "project" as const, ...project })),
  ];
  return fc.tuple(...scopes.map((scope) => scopeState(scope, frame, prefix))).map((states) => ({
    organization: { id: "organization-1", name: "Fernhill Labs" },
    apiVersion: "v2",
    scopes: states,
  }));
}

/** Organizations with awkward names. */
export const organizations: fc.Arbitrary<AccessState> = organizationFrame.chain((frame) =>
  accessState(frame, "stored"),
);

function scopeState(
  scope: Scope,
  { memberCount, ...names }: OrganizationFrame,
  prefix: string,
): fc.Arbitrary<ScopeState> {
  const permissions = listPermissions(scope.kind);
  const builtIn: Role[] = builtInNames[scope.kind].map((each) => ({
    id: `${scope.kind}-${each}`,
    name: each,
    description: null,
    isBuiltIn: true,
    policies: [],
  }));
  return fc
    .record({
      policyNames: fc.shuffledSubarray(names.policyNames),
      roleNames: fc.shuffledSubarray(names.roleNames),
      // Choices are numbers that are reduced to the available items.
      choices: fc.infiniteStream(fc.record({ bits: fc.nat(), description })),
    })
    .map(({ policyNames, roleNames, choices }) => {
      const next = () => choices.next().value as { bits: number; description: string | null };
      const policies = policyNames.map((each): Policy => {
        const { bits, description: text } = next();
        return {
          id: `${prefix}-policy-${toNameKey(each)}`,
          name: each,
          description: text,
          permissions: pick(permissions, bits),
        };
      });
      const roles = roleNames.map((each): Role => {
        const { bits, description: text } = next();
        const own = pick(policies, bits).map((policy) => ({ id: policy.id, name: policy.name }));
        return {
          id: `${prefix}-role-${toNameKey(each)}`,
          name: each,
          description: text,
          isBuiltIn: false,
          policies: own,
        };
      });
      const all = [...builtIn, ...roles];
      const members = Array.from({ length: memberCount }, (_, index): Member => {
        const role = index === 0 ? all[0] : all[1 + (next().bits % (all.length - 1))];
        return {
          id: `user-${index}`,
          email: `user${index}@fernhill.example`,
          role: role ? { id: role.id, name: role.name } : null,
        };
      });
      return { scope, permissions, policies, roles: all, members };
    });
}

const pick = <Item>(items: Item[], bits: number): Item[] => items.filter((_, index) => (bits >> index) & 1);
