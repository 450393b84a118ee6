import {
  generateCommand,
  javaAndMaven,
  openapiGenerator,
  describeConstIssue,
} from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Ruby",
  scenarios: ["v1"],
  requirements: [
    ...javaAndMaven,
    { name: "Ruby with Faraday (Debian: ruby-faraday ruby-marcel)", check: "ruby -rfaraday -rmarcel -e ''" },
  ],
  generate: generateCommand(
    "--generator-name ruby --library faraday --additional-properties=gemName=rolewright,moduleName=Rolewright",
  ),
  compile: "find generated/lib *.rb -name '*.rb' -print0 | xargs -0 -n 1 -P 2 ruby -wc 2>&1 | sort | uniq -c",
  example: "ruby example.rb",
  scenario: "ruby scenario.rb",
  sources: "generated/lib/**/*.rb",
  warning: /warning/i,
  namingIssues: "none: `OrganizationRolesApi.new(client).create_organization_role(RoleInput.new(name: …))`",
  notes: [
    describeConstIssue("the string `true`, and rejects every response"),
    "`ApiError` has the error response as text; the scenario builds an `ErrorResponse` from it.",
  ],
};
