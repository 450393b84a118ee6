import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Go",
  generator: "oapi-codegen",
  version: "2.8.2",
  description: "openapi.json",
  scenarios: ["v1", "v2"],
  requirements: [{ name: "Go 1.26 or newer", check: "go version | grep -Eq 'go1\\.(2[6-9]|[3-9][0-9])'" }],
  generate: 'mkdir -p generated/rolewright && go tool oapi-codegen -config oapi-codegen.yaml "$DESCRIPTION"',
  compile: "go vet ./... && go build -o generated/ ./...",
  example: "generated/example",
  scenario: "generated/scenario",
  sources: "generated/rolewright/*.go",
  warning: /warning|vet:/i,
  namingIssues:
    "`RoleResponseSuccess`, a separate type for each constant; `CreateOrganizationRoleWithResponse`, the method that parses the response; `Id` instead of Go's `ID`",
  notes: [
    "With `nullable-type: true`, the client distinguishes `null` from an omitted field. Without it, `null` cannot be sent.",
  ],
};
