import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Go",
  generator: "ogen",
  version: "1.23.0",
  description: "openapi-3.0.json",
  needs: [{ name: "Go 1.26 or newer", check: "go version | grep -Eq 'go1\\.(2[6-9]|[3-9][0-9])'" }],
  generate: 'go tool ogen --target generated/rolewright --package rolewright --clean "$DESCRIPTION"',
  compile: "go vet ./... && go build -o generated/story .",
  story: "generated/story",
  sources: "generated/rolewright/*.go",
  warning: /warning|vet:/i,
  uglyNames: "`RoleAdditional`, a map for fields to come; `OrganizationId` beside `ID`",
  remarks: [
    "Use the twin: 3.1's `type: [string, 'null']` is refused ([ogen#1617](https://github.com/ogen-go/ogen/issues/1617)).",
  ],
};
