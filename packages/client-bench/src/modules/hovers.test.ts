import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const program = `
import { createClient } from "@rolewright/client";
const client = createClient();
const input = { name: "Auditor", policyIds: [] };
export const role = await client.organization.roles.create(input);
export const roles = await client.organization.roles.list();
export const updatedRole = await client.organization.roles.update("id", input);
export const deletedRole = await client.organization.roles.delete("id");
export const policies = await client.organization.policies.list();
export const permissions = await client.organization.permissions.list();
export const organization = await client.organization.retrieve();
export const projects = await client.projects.list();
export const createdProject = await client.projects.create({ name: "Search" });
export const project = await client.project("id").retrieve();
export const updatedProject = await client.project("id").update({ name: "Search" });
export const projectRole = await client.project("id").roles.create(input);
export const apiKeys = createdProject.apiKey;
export const rolePolicies = role.policies;
export const call = client.organization.roles.create(input);
`;

describe("an editor's hover", () => {
  const readHover = createHovers(program);

  it.each([
    ["role", "Role"],
    ["roles", "Role[]"],
    ["updatedRole", "Role"],
    ["deletedRole", "DeletedResource"],
    ["policies", "Policy[]"],
    ["permissions", "Permission[]"],
    ["organization", "Organization"],
    ["projects", "Project[]"],
    ["createdProject", "CreatedProject"],
    ["project", "Project"],
    ["updatedProject", "Project"],
    ["projectRole", "ProjectRole"],
    ["apiKeys", "ProjectApiKey"],
    ["rolePolicies", "PolicySummary[]"],
    ["call", "ApiPromise<Role, CreateOrganizationRoleOperation>"],
  ])("shows the type of `%s` as `%s`", (name, type) => {
    expect(readHover(`export const ${name} `)).toBe(`const ${name}: ${type}`);
  });

  it("shows the parameters and the result of a method", () => {
    expect(readHover("roles.create")).toContain(
      'create(input: RoleInput, options?: RequestOptions): ApiPromise<Role, operations["createOrganizationRole"]>',
    );
  });
});

/** Returns a function that reads the quick info at the end of the first occurrence of a text. */
function createHovers(text: string): (at: string) => string {
  const file = join(import.meta.dirname, "hovered.ts");
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({
      strict: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ["node"],
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => import.meta.dirname,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath && { realpath: ts.sys.realpath }),
  };
  const service = ts.createLanguageService(host);
  expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([]);
  return (at) => {
    const position = text.indexOf(at) + at.trimEnd().length - 1;
    return ts.displayPartsToString(service.getQuickInfoAtPosition(file, position)?.displayParts);
  };
}
