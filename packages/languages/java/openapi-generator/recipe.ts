import {
  generateCommand,
  javaAndMaven,
  openapiGenerator,
  describeConstIssue,
} from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Java",
  scenarios: ["v1", "v2"],
  requirements: javaAndMaven,
  generate: generateCommand(
    "--generator-name java --library native --group-id dev.rolewright --artifact-id rolewright-client --invoker-package dev.rolewright --api-package dev.rolewright.api --model-package dev.rolewright.model --additional-properties=openApiNullable=false,useJakartaEe=true,enumUnknownDefaultCase=true --schema-mappings RotatedApiKey=dev.rolewright.model.ApiKey",
  ),
  compile:
    'mvn --batch-mode --file generated/pom.xml -Dmaven.test.skip=true compile dependency:build-classpath -Dmdep.outputFile=target/classpath && javac -Xlint:all -d generated/target/scenario -cp "generated/target/classes:$(cat generated/target/classpath)" *.java',
  example:
    'java -cp "generated/target/scenario:generated/target/classes:$(cat generated/target/classpath)" Example',
  scenario:
    'java -cp "generated/target/scenario:generated/target/classes:$(cat generated/target/classpath)" Scenario',
  sources: "generated/src/main/java/**/*.java",
  warning: /warning/i,
  namingIssues: "none: `new OrganizationRolesApi(client).createOrganizationRole(new RoleInput().name(…))`",
  notes: [
    describeConstIssue("an enum `SuccessEnum` in every response"),
    "With `enumUnknownDefaultCase=true`, a field that is always `null` becomes an enum with one constant. Without it, the enum has none and does not compile ([openapi-generator#21302](https://github.com/OpenAPITools/openapi-generator/issues/21302) for Kotlin; we found no issue for Java).",
    "`RotatedApiKey` of version 2 is a `oneOf`, and the generated deserializer does not check which fields may be `null`: both types match, and it rejects the response. We found no upstream issue. `--schema-mappings` reads it as `ApiKey`, which has the same fields.",
    "With `openApiNullable=false`, getters return plain strings and `null` fields are omitted from requests.",
    "`ApiException` has the error response as text; the scenario parses it into `ErrorResponse` with the client's mapper. The generator ignores security schemes, so an interceptor adds the API key.",
  ],
};
