import { describe, expect, it } from "vitest";
import { applyObserved } from "../testing/observed-access.ts";
import { createState, listMembers, plan } from "../testing/small-organization.ts";
import { guardNames } from "./guard-names.ts";

// Before, Ben has billing:read as Auditor, through the policy View billing.
const scenes = [
  {
    title: "a role exchanges its policy for another one",
    file: "policies: { Pay: [billing:read] }\nroles: { Auditor: { policies: [Pay] } }",
  },
  {
    title: "a role exchanges its policy, and the former policy is reduced",
    file: "policies: { Pay: [billing:read], View billing: [] }\nroles: { Auditor: { policies: [Pay] } }",
  },
  {
    title: "a role exchanges its policy for one that is extended",
    file: "policies: { Manage access: [iam:manage, billing:read] }\nroles: { Auditor: { policies: [Manage access] } }",
  },
  {
    title: "a role exchanges its policy, which is deleted",
    file: "manage: { policies: all }\npolicies: { Manage access: [iam:manage, billing:read] }\nroles: { Auditor: { policies: [Manage access] } }\nprojects: { Checkout: { policies: { Run project: [iam:manage, iam:read], Read project: [iam:read] } } }",
  },
  {
    title: "a member moves to a new role, and the former role is reduced",
    file: `${listMembers}policies: { Pay: [billing:read] }\nroles: { Payer: { policies: [Pay] }, Auditor: { policies: [] } }\nmembers: { ben@fernhill.example: Payer }`,
  },
  {
    title: "a member moves to a new role, and the former policy is reduced",
    file: `${listMembers}policies: { Pay: [billing:read], View billing: [iam:read] }\nroles: { Payer: { policies: [Pay] } }\nmembers: { ben@fernhill.example: Payer }`,
  },
  {
    title: "a member moves to a role that is extended",
    file: `${listMembers}roles: { Access Manager: { policies: [Manage access, View billing] } }\nmembers: { ben@fernhill.example: Access Manager }`,
  },
  {
    title: "a member moves to a role whose policy is extended",
    file: `${listMembers}policies: { Manage access: [iam:manage, billing:read] }\nmembers: { ben@fernhill.example: Access Manager }`,
  },
  {
    title: "a member moves to a new role, and the former role is deleted",
    file: "manage: { roles: all, members: listed }\nroles: { Payer: { policies: [View billing] }, Access Manager: { policies: [Manage access] } }\nmembers: { ben@fernhill.example: Payer }",
  },
];

describe("the order of requests", () => {
  it.each(scenes)("keeps the permission that a member has before and after: $title", async ({ file }) => {
    const created = plan(file, guardNames);
    expect(created.requests.length).toBeGreaterThan(1);
    expect(
      created.effects.flatMap(({ email, lost }) => (email.startsWith("ben@") ? lost : [])),
    ).not.toContain("billing:read");
    expect(await applyObserved(created, createState().state)).toMatchObject({ lost: [], stopped: undefined });
  });

  it("has the additions of all scopes before the removals of any", () => {
    const { requests } = plan(
      "policies: { View billing: [iam:read] }\nprojects: { Checkout: { policies: { Read project: [iam:manage] } } }",
    );
    expect(requests.map(({ name, changes }) => [name, changes.added, changes.removed])).toEqual([
      ["View billing", ["iam:read"], []],
      ["Read project", ["iam:manage"], []],
      ["View billing", [], ["billing:read"]],
      ["Read project", [], ["iam:read"]],
    ]);
  });
});
