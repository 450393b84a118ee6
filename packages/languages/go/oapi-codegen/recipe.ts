import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Go",
  generator: "oapi-codegen",
  version: "2.8.2",
  description: "openapi.json",
  needs: [{ name: "Go 1.26 or newer", check: "go version | grep -Eq 'go1\\.(2[6-9]|[3-9][0-9])'" }],
  generate: 'mkdir -p generated/rolewright && go tool oapi-codegen -config oapi-codegen.yaml "$DESCRIPTION"',
  compile: "go vet ./... && go build -o generated/story .",
  story: "generated/story",
  sources: "generated/rolewright/*.go",
  warning: /warning|vet:/i,
  uglyNames:
    "`RoleResponseSuccess`, a type of its own for each constant; `CreateOrganizationRoleWithResponse`, the generator's word for a parsed answer; `Id` for Go's `ID`",
  remarks: [
    "`nullable-type: true` in its configuration tells null from left out; without it, null cannot be sent.",
  ],
};
