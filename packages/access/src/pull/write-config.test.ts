import { describe, expect, it } from "vitest";
import { parseConfig } from "../config/parse-config.ts";
import { guardNames } from "../plan/guard-names.ts";
import { createPlan } from "../plan/create-plan.ts";
import type { AccessState, Role, ScopeState } from "../state/access-state.ts";
import { hostileNames } from "../testing/hostile-names.ts";
import { writeConfig } from "./write-config.ts";

const permissions = [{ id: "permission-1", name: "iam:read" }];
const owner: Role = { id: "owner", name: "Owner", description: null, isBuiltIn: true, policies: [] };

/** A project with a policy that no other project has. */
const createProject = (id: string, name: string, policyNames = [`Policy of ${id}`]): ScopeState => ({
  scope: { kind: "project", id, name },
  permissions,
  policies: policyNames.map((each, index) => ({
    id: `${id}-${index}`,
    name: each,
    description: null,
    permissions,
  })),
  roles: [owner],
  members: [],
});

const createState = (projects: ScopeState[]): AccessState => ({
  organization: { id: "organization-1", name: "Fernhill Labs" },
  apiVersion: "v2",
  scopes: [
    { scope: { kind: "organization" }, permissions, policies: [], roles: [owner], members: [] },
    ...projects,
  ],
});

/** Writes the state, and checks that the plan of the result is empty and that writing again changes nothing. */
function pull(state: AccessState, existing?: string) {
  const text = writeConfig(state, existing);
  const loaded = parseConfig(text, "rolewright.yaml");
  expect(createPlan(loaded, state, { allow: guardNames }).requests).toEqual([]);
  expect(writeConfig(state, text)).toBe(text);
  return loaded.config;
}

describe("a pulled file", () => {
  it.each([
    ["equal names", ["Shared", "shared"]],
    ["a name that is the label of another one", ["Shared", "shared", "Shared (project-0)"]],
    [
      "a name that is the label of an equal one",
      ["Shared", "Shared ", "shared (PROJECT-0)", "Shared  (project-1)"],
    ],
    ["a name with a meaning in the file", ["*", "* (project-0)"]],
  ])("has an entry for each project: %s", (_, names) => {
    const config = pull(createState(names.map((name, index) => createProject(`project-${index}`, name))));
    expect(config.projects.size).toBe(names.length);
    for (const [key, { policies }] of config.projects) expect(policies.size, key).toBe(1);
  });

  it("has the line ends of the existing file", () => {
    const state = createState([createProject("project-1", "Checkout")]);
    const text = writeConfig(state, "# comment\r\norganization: x\r\n");
    expect(text).toContain("# comment\r\n");
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
    pull(state, text);
  });

  it("does not mix a new project into the entry of another one whose label it has", () => {
    const existing = "organization: x\nprojects: { Payments: { id: project-1 } }\n";
    const state = createState([
      createProject("project-1", "Checkout"),
      createProject("project-2", "Payments"),
    ]);
    const { projects } = pull(state, existing);
    expect([...projects].map(([key, { id, policies }]) => [key, id, [...policies.keys()]])).toEqual([
      ["Payments", "project-1", ["Policy of project-1"]],
      ["Payments (project-2)", "project-2", ["Policy of project-2"]],
    ]);
  });

  it("leads to an empty plan for names that are hostile or special in YAML", () => {
    const names = hostileNames.filter((name) => !/\p{Cc}/u.test(name));
    pull(createState([createProject("project-1", "Checkout", names)]));
    pull(createState(names.map((name, index) => createProject(`project-${index}`, name))));
  });
});
