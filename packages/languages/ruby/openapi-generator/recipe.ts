import { generateWith, javaAndMaven, openapiGenerator, twinRemark } from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Ruby",
  needs: [
    ...javaAndMaven,
    { name: "Ruby with Faraday (Debian: ruby-faraday ruby-marcel)", check: "ruby -rfaraday -rmarcel -e ''" },
  ],
  generate: generateWith(
    "--generator-name ruby --library faraday --additional-properties=gemName=rolewright,moduleName=Rolewright",
  ),
  compile: "find generated/lib story.rb -name '*.rb' -print0 | xargs -0 -n 1 ruby -wc 2>&1 | sort | uniq -c",
  story: "ruby story.rb",
  sources: "generated/lib/**/*.rb",
  warning: /warning/i,
  uglyNames: "none: `OrganizationRolesApi.new(client).create_organization_role(RoleInput.new(name: …))`",
  remarks: [
    twinRemark("the string `true`, and would refuse every answer"),
    "The body of a refusal is text in `ApiError`: the story builds `ErrorResponse` of it.",
  ],
};
