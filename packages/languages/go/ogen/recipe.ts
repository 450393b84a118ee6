import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Go",
  generator: "ogen",
  version: "1.23.0",
  description: "openapi-3.0.json",
  scenarios: ["v1"],
  requirements: [{ name: "Go 1.26 or newer", check: "go version | grep -Eq 'go1\\.(2[6-9]|[3-9][0-9])'" }],
  // Renames the security scheme, in the requirement and where it is defined.
  generate: `mkdir -p generated && sed -e 's/"ApiKey": \\[/"HeaderKey": [/' -e '/"securitySchemes"/,/"schemas"/ s/"ApiKey": {/"HeaderKey": {/' "$DESCRIPTION" > generated/description.json && go tool ogen --target generated/rolewright --package rolewright --clean generated/description.json`,
  compile: "go vet ./... && go build -o generated/ ./...",
  example: "generated/example",
  scenario: "generated/scenario",
  sources: "generated/rolewright/*.go",
  warning: /warning|vet:/i,
  namingIssues: "`RoleAdditional`, a map for additional fields; both `OrganizationId` and `ID`",
  notes: [
    "Use the OpenAPI 3.0 version. ogen rejects `type: [string, 'null']` of 3.1 ([ogen#1617](https://github.com/ogen-go/ogen/issues/1617)).",
    "In version 2, a schema and the security scheme are named `ApiKey`. ogen gives both the same Go type and stops with `name conflict`, so the command renames the scheme. We found no upstream issue.",
    "Responses of version 2 have headers, so ogen wraps them. There, the types are `RoleListResponseHeaders` and `RoleNotFoundHeaders`, and the body is in `Response`.",
    "ogen cannot tell the two types of `RotatedApiKey` apart, because they differ only in which fields may be `null`. With `ogen.yml`, it leaves out `rotateOrganizationApiKey` and `rotateProjectApiKey` of version 2. We found no upstream issue.",
  ],
};
