import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Go",
  generator: "ogen",
  version: "1.23.0",
  description: "openapi-3.0.json",
  requirements: [{ name: "Go 1.26 or newer", check: "go version | grep -Eq 'go1\\.(2[6-9]|[3-9][0-9])'" }],
  generate: 'go tool ogen --target generated/rolewright --package rolewright --clean "$DESCRIPTION"',
  compile: "go vet ./... && go build -o generated/scenario .",
  scenario: "generated/scenario",
  sources: "generated/rolewright/*.go",
  warning: /warning|vet:/i,
  namingIssues: "`RoleAdditional`, a map for additional fields; both `OrganizationId` and `ID`",
  notes: [
    "Use the OpenAPI 3.0 version. ogen rejects `type: [string, 'null']` of 3.1 ([ogen#1617](https://github.com/ogen-go/ogen/issues/1617)).",
  ],
};
