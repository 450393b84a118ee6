import { generateWith, javaAndMaven, openapiGenerator, twinRemark } from "../../src/openapi-generator.ts";
import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  ...openapiGenerator,
  language: "Kotlin",
  needs: javaAndMaven,
  generate: generateWith("--generator-name kotlin --library jvm-okhttp4 --package-name dev.rolewright"),
  // Without the daemon, a gigabyte that would stay for hours after the run.
  compile:
    "mvn --batch-mode -Dkotlin.compiler.daemon=false compile dependency:build-classpath -Dmdep.outputFile=target/classpath",
  story: 'java -cp "target/classes:$(cat target/classpath)" StoryKt',
  sources: "generated/src/main/kotlin/**/*.kt",
  warning: /^\[WARNING\].*\.kts?\b/,
  uglyNames: "none: `OrganizationRolesApi(url).createOrganizationRole(RoleInput(name = …))`",
  remarks: [
    twinRemark("an enum `Success` in every answer"),
    "Null cannot be sent: Moshi leaves it out, which this API takes for the same. The key belongs to the class `ApiClient`, so one process has one key. The body of a refusal is text: the story reads it into `ErrorResponse`.",
    "With OkHttp 4, as the library is called, it compiles without a warning; with the 5.4 of its own Gradle file there is one, in its `ApiClient.kt`.",
  ],
};
