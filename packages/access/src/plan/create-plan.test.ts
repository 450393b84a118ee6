// cspell:ignore biling Chekout Auditr delte mange dmin uditor -- misspelled on purpose
import { describe, expect, it } from "vitest";
import { parseConfig } from "../config/parse-config.ts";
import type { AccessState, Role } from "../state/access-state.ts";
import { createPlan } from "./create-plan.ts";
import type { Guard } from "./guard-names.ts";

const permissions = ["billing:read", "billing:manage", "iam:manage"].map((name, index) => ({
  id: `perm-${index}`,
  name,
}));
const policies = [
  { id: "policy-1", name: "View billing", description: null, permissions: permissions.slice(0, 1) },
  { id: "policy-2", name: "Manage access", description: "Manages access", permissions: permissions.slice(2) },
];
const builtIn = (name: string): Role => ({
  id: `role-${name}`,
  name,
  description: null,
  isBuiltIn: true,
  policies: [],
});
const custom = (id: string, name: string, own: typeof policies): Role => ({
  ...builtIn(name),
  id,
  isBuiltIn: false,
  policies: own.map((policy) => ({ id: policy.id, name: policy.name })),
});
const roles = [
  builtIn("Owner"),
  builtIn("Admin"),
  builtIn("Member"),
  custom("role-1", "Auditor", policies.slice(0, 1)),
  custom("role-2", "Access Manager", policies.slice(1)),
];
const member = (name: string, role: Role | undefined) => ({
  id: `user-${name}`,
  email: `${name}@fernhill.example`,
  role: role ? { id: role.id, name: role.name } : null,
});

/** An organization without an Owner: one member manages access through a custom role. */
function createState(): AccessState {
  return structuredClone({
    organization: { id: "organization-1", name: "Fernhill Labs" },
    apiVersion: "v2" as const,
    scopes: [
      {
        scope: { kind: "organization" as const },
        permissions,
        policies,
        roles,
        members: [member("dana", roles[4]), member("ben", roles[3]), member("eve", undefined)],
      },
      {
        scope: { kind: "project" as const, id: "project-1", name: "Checkout" },
        permissions,
        policies: [],
        roles: roles.slice(0, 3),
        members: [],
      },
      {
        scope: { kind: "project" as const, id: "project-2", name: "Shared" },
        permissions,
        policies: [],
        roles: roles.slice(0, 3),
        members: [],
      },
      {
        scope: { kind: "project" as const, id: "project-3", name: "shared" },
        permissions,
        policies: [],
        roles: roles.slice(0, 3),
        members: [],
      },
    ],
  });
}

function plan(entries: string, { allow = [] as Guard[], state = createState() } = {}) {
  return createPlan(parseConfig(`organization: Fernhill Labs\n${entries}`, "rolewright.yaml"), state, {
    allow,
  });
}

const describeRequests = (entries: string, options?: Parameters<typeof plan>[1]) =>
  plan(entries, options).requests.map(({ method, path, name }) => `${method} ${path} ${name}`);

const manageMembers = "manage: { members: listed }";

describe("a plan", () => {
  it("is empty for a file that lists nothing", () => {
    expect(plan("").requests).toEqual([]);
    expect(plan("roles:\npolicies: {}\nprojects: { Checkout: }").requests).toEqual([]);
  });

  it("creates policies before the roles that use them, and assigns the roles last", () => {
    expect(
      describeRequests(
        `${manageMembers}\npolicies: { Pay: [billing:manage] }\nroles: { Payer: { policies: [Pay, view BILLING] } }\nmembers: { EVE@fernhill.example: payer }`,
      ),
    ).toEqual([
      "POST /v2/organization/policies Pay",
      "POST /v2/organization/roles Payer",
      "PUT /v2/organization/members/user-eve eve@fernhill.example",
    ]);
  });

  it("refers to resources that do not exist yet", () => {
    const { requests } = plan("policies: { Pay: [billing:manage] }\nroles: { Payer: { policies: [Pay] } }");
    expect(requests[1]?.body).toEqual({ name: "Payer", policyIds: [{ createdBy: 1 }] });
  });

  it("adds before it removes, in two requests", () => {
    const { requests } = plan("policies: { View billing: [billing:manage] }");
    expect(requests.map(({ body }) => body)).toEqual([
      { name: "View billing", permissionIds: ["perm-0", "perm-1"] },
      { name: "View billing", permissionIds: ["perm-1"] },
    ]);
    expect(requests[1]?.before).toEqual({
      name: "View billing",
      description: null,
      itemIds: ["perm-0", "perm-1"],
    });
  });

  it("keeps a description that the file omits, and clears one that is null", () => {
    const [kept] = plan("policies: { Manage access: [iam:manage, billing:read] }").requests;
    expect(kept?.body).toMatchObject({ description: "Manages access" });
    const [cleared] = plan(
      "policies: { Manage access: { permissions: [iam:manage], description: null } }",
    ).requests;
    expect(cleared).toMatchObject({ body: { description: null }, changes: { newDescription: null } });
  });

  it("renames a role, which keeps its ID", () => {
    const entries =
      "roles: { Reviewer: { policies: [View billing] } }\nrenamed: [{ role: Reviewer, from: Auditor }]";
    expect(plan(entries).requests).toMatchObject([
      {
        method: "PUT",
        id: "role-1",
        name: "Auditor",
        body: { name: "Reviewer" },
        changes: { newName: "Reviewer" },
      },
    ]);
  });

  it("accepts a rename that was done before", () => {
    const entries =
      "roles: { Auditor: { policies: [View billing] } }\nrenamed: [{ role: Auditor, from: Reviewer }]";
    expect(plan(entries).requests).toEqual([]);
  });

  it("lists gained and lost permissions of each member", () => {
    expect(plan("roles: { Auditor: { policies: [Manage access] } }").effects).toEqual([
      {
        email: "ben@fernhill.example",
        scope: { kind: "organization" },
        gained: ["iam:manage"],
        lost: ["billing:read"],
      },
    ]);
  });

  it("applies * to every project, and the project's own entry instead where both exist", () => {
    const entries =
      "projects:\n  '*': { policies: { Read: [billing:read] } }\n  Checkout: { policies: { read: [billing:manage] } }";
    expect(plan(entries).requests.map(({ path, body }) => [path, body])).toEqual([
      ["/v2/projects/project-1/policies", { name: "read", permissionIds: ["perm-1"] }],
      ["/v2/projects/project-2/policies", { name: "Read", permissionIds: ["perm-0"] }],
      ["/v2/projects/project-3/policies", { name: "Read", permissionIds: ["perm-0"] }],
    ]);
  });

  it("reports broken rules of the state that it leads to", () => {
    const rules = 'rules: [{ permission: "iam:manage", atLeast: 2 }, { who: "ben@*", never: ["iam:*"] }]';
    expect(plan(`${rules}\nroles: { Auditor: { policies: [Manage access] } }`).violations).toEqual([
      'ben@fernhill.example must never have iam:manage, and has it in the organization through role "Auditor".',
    ]);
  });

  it.each([
    [
      "another organization",
      "",
      { name: "Other" },
      'The API key belongs to organization "Other", not "Fernhill Labs".',
    ],
    [
      "an unknown permission",
      "policies: { A: [biling:read] }",
      {},
      "The nearest are: billing:read, billing:manage, iam:manage.",
    ],
    [
      "an undefined policy",
      "roles: { A: { policies: [View biling] } }",
      {},
      'Role "A" uses policy "View biling", which is neither in the file nor stored in the organization. The nearest are: View billing, Manage access.',
    ],
    [
      "an unknown project",
      "projects: { Chekout: {} }",
      {},
      'There is no project "Chekout". The nearest name is "Checkout".',
    ],
    ["an unknown project ID", "projects: { A: { id: nope } }", {}, 'There is no project with the ID "nope".'],
    [
      "an ambiguous project",
      "projects: { Shared: {} }",
      {},
      '2 projects have the name "Shared". Add an id to each entry: project-2, project-3.',
    ],
    [
      "one project twice",
      "projects: { Checkout: {}, Other: { id: project-1 } }",
      {},
      '"Other" and "Checkout" are the same project.',
    ],
    [
      "an unknown member",
      `${manageMembers}\nmembers: { x@y.example: Auditor }`,
      {},
      "x@y.example is not a member of the organization. Invite the person first",
    ],
    [
      "an unknown role of a member",
      `${manageMembers}\nmembers: { ben@fernhill.example: Auditr }`,
      {},
      'ben@fernhill.example has role "Auditr", which is neither in the file nor stored in the organization. The nearest are: Auditor',
    ],
    [
      "a role of a member that the file deletes",
      "manage: { roles: all, members: listed }\nroles: { Auditor: { policies: [View billing] } }\nmembers: { dana@fernhill.example: Access Manager }",
      {},
      'dana@fernhill.example has role "Access Manager", which this file deletes or renames.',
    ],
    [
      "a policy that the file renames",
      "policies: { See billing: [billing:read] }\nroles: { Auditor: { policies: [View billing] } }\nrenamed: [{ policy: See billing, from: View billing }]",
      {},
      'Role "Auditor" uses policy "View billing", which this file deletes or renames. The nearest are: See billing',
    ],
    [
      "a rename onto an existing name",
      "roles: { Access Manager: { policies: [] } }\nrenamed: [{ role: Access Manager, from: Auditor }]",
      {},
      'Cannot rename role "Auditor" to "Access Manager": role-2 has that name already.',
    ],
    [
      "the deletion of a policy that an unlisted role uses",
      "manage: { policies: all }\npolicies: { View billing: [billing:read] }",
      {},
      'Policy "Manage access" would be deleted, but role "Access Manager" uses it',
    ],
    [
      "the deletion of a role that a member has",
      "manage: { roles: all }\nroles: { Auditor: { policies: [View billing] } }",
      {},
      'Role "Access Manager" would be deleted, but dana@fernhill.example has it.',
    ],
    [
      "a rule about an unknown project",
      "rules: [{ permission: iam:manage, atMost: 1, in: Nope }]",
      {},
      'There is no project "Nope".',
    ],
    [
      "a rule about an unknown permission",
      "rules: [{ permission: iam:mange, atMost: 1 }]",
      {},
      'No permission matches "iam:mange". The nearest are: iam:manage',
    ],
    [
      "a rule with a pattern that matches no permission",
      'rules: [{ who: "*", never: ["*:manage", "*:delte"] }]',
      {},
      'No permission matches "*:delte".',
    ],
  ])("is rejected for %s", (_, entries, organization, message) => {
    const state = createState();
    Object.assign(state.organization, organization);
    expect(() => plan(entries, { state })).toThrow(message);
  });

  it.each([
    ["a built-in role", "built-in-roles", "roles: { admin: { policies: [] } }", '"Admin" is a built-in role'],
    [
      "a new Owner",
      "owner",
      `${manageMembers}\nmembers: { ben@fernhill.example: Owner }`,
      "would change from Auditor to Owner",
    ],
    [
      "the last holder of iam:manage by a role",
      "lockout",
      "roles: { Access Manager: { policies: [View billing] } }",
      "The last holders of iam:manage in the organization would lose it: dana@fernhill.example.",
    ],
    [
      "the last holder of iam:manage by a policy",
      "lockout",
      "policies: { Manage access: [billing:read] }",
      "The last holders of iam:manage in the organization would lose it",
    ],
    [
      "the last holder of iam:manage by an assignment",
      "lockout",
      `${manageMembers}\nmembers: { dana@fernhill.example: Auditor }`,
      "The last holders of iam:manage in the organization would lose it",
    ],
    [
      "many deletions",
      "deletions",
      "manage: { roles: all, policies: all, members: listed }\npolicies: { Manage access: [iam:manage] }\nroles: { Access Manager: { policies: [Manage access] } }\nmembers: { ben@fernhill.example: Member }",
      "The plan deletes 2 of 4 custom roles and policies.",
    ],
  ])("is rejected for %s, unless it is allowed", (_, guard, entries, message) => {
    expect(() => plan(entries)).toThrow(message);
    expect(() => plan(entries)).toThrow(`To permit it, add --allow ${guard}.`);
    expect(plan(entries, { allow: [guard as Guard] }).requests.length).toBeGreaterThan(0);
  });

  it("warns of a new name with a letter that looks like a Latin one", () => {
    const entries =
      "policies: { \u0410dmin: [], \u0414\u043E\u043C: [], See billing: [] }\nroles: { \u0391uditor: { policies: [] } }\nrenamed: [{ role: \u0391uditor, from: Auditor }]";
    expect(plan(entries).warnings).toEqual([
      'The new name of policy "\u0410dmin" of the organization has the Cyrillic letter U+0410 among Latin letters. Make sure that it is not mistaken for another name.',
      'The new name of role "\u0391uditor" of the organization has the Greek letter U+0391 among Latin letters. Make sure that it is not mistaken for another name.',
    ]);
  });

  it("deletes nothing for an empty section", () => {
    const result = plan("manage: { roles: all, policies: all }\nroles: {}\npolicies:");
    expect(result.requests).toEqual([]);
    expect(result.warnings).toEqual([
      "policies is empty. An empty section deletes nothing.",
      "roles is empty. An empty section deletes nothing.",
    ]);
  });
});
