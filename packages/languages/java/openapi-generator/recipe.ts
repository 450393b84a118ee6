import { generateWith, javaAndMaven, openapiGenerator, twinRemark } from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Java",
  needs: javaAndMaven,
  generate: generateWith(
    "--generator-name java --library native --group-id dev.rolewright --artifact-id rolewright-client --invoker-package dev.rolewright --api-package dev.rolewright.api --model-package dev.rolewright.model --additional-properties=openApiNullable=false,useJakartaEe=true",
  ),
  compile:
    'mvn --batch-mode --file generated/pom.xml -Dmaven.test.skip=true compile dependency:build-classpath -Dmdep.outputFile=target/classpath && javac -Xlint:all -d generated/target/story -cp "generated/target/classes:$(cat generated/target/classpath)" Story.java',
  story: 'java -cp "generated/target/story:generated/target/classes:$(cat generated/target/classpath)" Story',
  sources: "generated/src/main/java/**/*.java",
  warning: /warning/i,
  uglyNames: "none: `new OrganizationRolesApi(client).createOrganizationRole(new RoleInput().name(…))`",
  remarks: [
    twinRemark("an enum `SuccessEnum` in every answer"),
    "With `openApiNullable=false` getters give plain strings, and null is left out, which this API takes for the same.",
    "The body of a refusal is text in `ApiException`: the story reads it into `ErrorResponse` with the client's own mapper. The key goes in by an interceptor; security schemes are not read.",
  ],
};
