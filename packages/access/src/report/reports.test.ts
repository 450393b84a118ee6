import { describe, expect, it } from "vitest";
import type { AccessState } from "../state/access-state.ts";
import { sealPlan } from "../plan/plan.ts";
import { hostileNames } from "../testing/hostile-names.ts";
import { listGrants } from "../who/effective-access.ts";
import { accessFormats, printAccess } from "./access-report.ts";
import { planFormats, printPlan } from "./plan-report.ts";

/** A plan in which every text that comes from a file or a server is the name. */
const createHostilePlan = (name: string) => {
  const scope = { kind: "project", id: "project-1", name } as const;
  const request = {
    action: "updateRole",
    scope,
    method: "PUT",
    path: "/v2/projects/project-1/roles/role-1",
    name,
    id: "role-1",
    body: { name, policyIds: ["policy-1"] },
    before: { name, description: null, itemIds: [] },
    changes: { added: [name], removed: [name], newName: name, newDescription: name },
  } as const;
  return sealPlan({
    format: "rolewright-plan",
    formatVersion: 1,
    organization: { id: "organization-1", name },
    apiVersion: "v2",
    requests: [
      { number: 1, ...request, changes: { ...request.changes, added: [name], removed: [name] } },
    ].map((each) => ({
      ...each,
      body: { name, policyIds: ["policy-1"] },
      before: { ...each.before, itemIds: [] },
    })),
    effects: [{ email: name, scope, gained: [name], lost: [name] }],
    violations: [name],
    risks: [name],
    allowed: [],
    builtInRoles: {},
    warnings: [name],
  });
};

const createHostileState = (name: string): AccessState => ({
  organization: { id: "organization-1", name },
  apiVersion: "v2",
  scopes: [
    {
      scope: { kind: "project", id: "project-1", name },
      permissions: [{ id: "permission-1", name }],
      policies: [{ id: "policy-1", name, description: name, permissions: [{ id: "permission-1", name }] }],
      roles: [
        { id: "role-1", name, description: name, isBuiltIn: false, policies: [{ id: "policy-1", name }] },
      ],
      members: [{ id: "user-1", email: name, role: { id: "role-1", name } }],
    },
  ],
});

/** Characters that move the cursor, hide text, or end a line. A line feed is none if the report has it itself. */
const forbiddenCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const countLines = (text: string) => text.split("\n").length;

describe("reports of hostile names", () => {
  it.each(planFormats)("a plan as %s has no control characters, and no additional lines", (format) => {
    const lines = countLines(printPlan(createHostilePlan("plain"), format));
    for (const name of hostileNames) {
      const text = printPlan(createHostilePlan(name), format);
      expect(countLines(text), name).toBe(lines);
      // JSON has its own escapes.
      const visible = format === "json" ? "" : text.replaceAll("\n", "");
      expect(visible).not.toMatch(forbiddenCharacters);
    }
  });

  it.each(accessFormats)("access as %s has no additional lines", (format) => {
    const print = (name: string) => {
      const state = createHostileState(name);
      return printAccess(listGrants(state), format, state);
    };
    const lines = countLines(print("plain"));
    for (const name of hostileNames) {
      expect(countLines(print(name)), name).toBe(lines);
      const visible = format === "json" ? "" : print(name).replaceAll(/\r?\n/g, "");
      expect(visible).not.toMatch(forbiddenCharacters);
    }
  });

  it("HTML has no elements and attributes of a name", () => {
    const listTags = (html: string) =>
      [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/title="[^"]*"/, ""));
    for (const name of hostileNames) {
      const plan = printPlan(createHostilePlan(name), "html");
      expect(listTags(plan)).toEqual(listTags(printPlan(createHostilePlan("plain"), "html")));
      const [state, plain] = [createHostileState(name), createHostileState("plain")];
      expect(listTags(printAccess(listGrants(state), "html", state))).toEqual(
        listTags(printAccess(listGrants(plain), "html", plain)),
      );
    }
  });

  it("Markdown has every name in code, where it can neither mention, link nor format", () => {
    const plain = removeCode(printPlan(createHostilePlan("plain"), "markdown"));
    for (const name of hostileNames)
      expect(removeCode(printPlan(createHostilePlan(name), "markdown")), name).toBe(plain);
  });

  it("CSV has no formulas", () => {
    for (const name of hostileNames) {
      const state = createHostileState(name);
      const fields = printAccess(listGrants(state), "csv", state).split(/,|\r\n/);
      for (const field of fields) expect(field).not.toMatch(/^"?[=+@-]/);
    }
  });
});

/** Removes code spans as CommonMark finds them: a run of backticks ends with the next run of the same length. */
function removeCode(markdown: string): string {
  let rest = markdown;
  let text = "";
  for (;;) {
    const opening = /`+/.exec(rest);
    if (!opening) return text + rest;
    const [fence] = opening;
    const content = rest.slice(opening.index + fence.length);
    const closing = [...content.matchAll(/`+/g)].find(([run]) => run === fence);
    if (!closing) throw new Error(`A run of ${fence.length} backticks is not closed: ${content}`);
    text += `${rest.slice(0, opening.index)}code`;
    rest = content.slice(closing.index + fence.length);
  }
}
