import {
  generateCommand,
  javaAndMaven,
  openapiGenerator,
  describeConstIssue,
} from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Kotlin",
  scenarios: ["v1"],
  requirements: javaAndMaven,
  generate: generateCommand(
    "--generator-name kotlin --library jvm-okhttp4 --package-name dev.rolewright --schema-mappings RotatedApiKey=dev.rolewright.models.ApiKey",
  ),
  // The compiler daemon would keep a gigabyte of memory for hours after the run.
  compile:
    "mvn --batch-mode -Dkotlin.compiler.daemon=false compile dependency:build-classpath -Dmdep.outputFile=target/classpath",
  example: 'java -cp "target/classes:$(cat target/classpath)" ExampleKt',
  scenario: 'java -cp "target/classes:$(cat target/classpath)" ScenarioKt',
  sources: "generated/src/main/kotlin/**/*.kt",
  warning: /^\[WARNING\].*\.kts?\b/,
  namingIssues: "none: `OrganizationRolesApi(url).createOrganizationRole(RoleInput(name = …))`",
  notes: [
    describeConstIssue("an enum `Success` in every response"),
    "`RotatedApiKey` of version 2 is a `oneOf`, from which the generator makes one class whose `shadowValue` must not be `null`. It would reject the response of a rotation without a grace period, after the server has replaced the value. We found no upstream issue. `--schema-mappings` reads it as `ApiKey`, which has the same fields.",
    "`null` cannot be sent, because Moshi omits it. The API key is a static field of `ApiClient`, so a process has one key. The exception has the error response as text; the scenario parses it into `ErrorResponse`.",
    "It compiles without warnings with OkHttp 4. With version 5.4 of the generated Gradle file there is one warning, in `ApiClient.kt`.",
  ],
};
