import { describe, expect, it } from "vitest";
import { applyPlan } from "../apply/apply-plan.ts";
import { createFakeOrganization } from "../testing/fake-organization.ts";
import {
  addOwner,
  type Change,
  createState,
  listMembers,
  member,
  plan,
  policy,
  role,
} from "../testing/small-organization.ts";
import { parsePlan } from "./plan.ts";

describe("a plan file", () => {
  const text = JSON.stringify(plan("policies: { Pay: [billing:read] }"));

  it("is rejected after a change by hand, of another format, and of another kind", () => {
    expect(parsePlan(text, "plan.json").requests).toHaveLength(1);
    expect(() => parsePlan(text.replace("Pay", "Pax"), "plan.json")).toThrow(
      "plan.json was changed after it was created.",
    );
    expect(() => parsePlan(text.replace('"formatVersion":1', '"formatVersion":2'), "plan.json")).toThrow(
      "has plan format 2",
    );
    expect(() => parsePlan("{}", "plan.json")).toThrow("plan.json is not a plan.");
    expect(() => parsePlan("null", "plan.json")).toThrow("plan.json is not a plan.");
    expect(() => parsePlan("{", "plan.json")).toThrow("plan.json is not JSON");
  });

  it("is rejected if it is truncated at any place", () => {
    for (let length = 0; length < text.length; length += 7)
      expect(() => parsePlan(text.slice(0, length), "plan.json")).toThrow("plan.json is not JSON");
  });

  it("is rejected if its guards were lifted by hand", () => {
    expect(() => parsePlan(text.replace('"allowed":[]', '"allowed":["lockout"]'), "plan.json")).toThrow(
      "plan.json was changed after it was created.",
    );
  });

  it("of another organization or version of the API is rejected before any write", async () => {
    const { state } = createState();
    const other = createFakeOrganization({ ...state, organization: { id: "organization-2", name: "Other" } });
    await expect(applyPlan(parsePlan(text, "plan.json"), other)).rejects.toThrow(
      'The plan is for organization "Fernhill Labs" (organization-1), and the API key belongs to "Other" (organization-2). Set CONFIDENT_ORG_API_KEY',
    );
    const old = createFakeOrganization({ ...state, apiVersion: "v1" });
    await expect(applyPlan(parsePlan(text, "plan.json"), old)).rejects.toThrow("Use --api v2.");
    expect([...other.writes, ...old.writes]).toEqual([]);
  });

  it("is rejected if another plan made it a lockout", async () => {
    const addDeputy: Change = ({ organization }) => {
      organization.policies.push(policy("Second", "iam:manage"));
      organization.roles.push(role("Deputy", "Second"));
      organization.members?.splice(1, 1, member("ben", "Deputy"));
    };
    const parts = createState();
    addDeputy(parts);
    const api = createFakeOrganization(parts.state);
    const first = plan("roles: { Access Manager: { policies: [] } }", [], addDeputy);
    const second = plan("roles: { Deputy: { policies: [] } }", [], addDeputy);
    await applyPlan(first, api);
    await expect(applyPlan(second, api)).rejects.toThrow(
      "The last holders of iam:manage in the organization would lose it: ben@fernhill.example. To permit it, add --allow lockout.",
    );
    expect(api.writes).toHaveLength(1);
    expect(await applyPlan(second, api, { allow: ["lockout"] })).toMatchObject({ remaining: [] });
  });

  it("transfers the ownership once, and gives the former Owner the role in the file", async () => {
    const parts = createState();
    addOwner(parts);
    const api = createFakeOrganization(parts.state);
    const transfer = plan(
      `${listMembers}members: { ada@fernhill.example: Auditor, ben@fernhill.example: Owner }`,
      ["owner"],
      addOwner,
    );
    expect(transfer.requests.map(({ action, name }) => `${action} ${name}`)).toEqual([
      "transferOwnership ben@fernhill.example",
      "assignRole ada@fernhill.example",
    ]);
    expect(await applyPlan(transfer, api)).toMatchObject({ remaining: [] });
    expect(api.state.scopes[0]?.members?.map(({ email, role: own }) => [email, own?.name])).toEqual([
      ["dana@fernhill.example", "Access Manager"],
      ["ben@fernhill.example", "Owner"],
      ["eve@fernhill.example", undefined],
      ["ada@fernhill.example", "Auditor"],
    ]);
  });
});
