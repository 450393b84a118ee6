import type { Recipe, Requirement } from "./recipe.ts";

const version = "7.25.0";
const jar = `$TOOLS/openapi-generator-cli-${version}.jar`;

/** The fields that all recipes of openapi-generator share. */
export const openapiGenerator = {
  generator: "openapi-generator",
  version,
  description: "openapi-3.0.json",
  install: `mvn --batch-mode --quiet dependency:copy -Dartifact=org.openapitools:openapi-generator-cli:${version} -DoutputDirectory="$TOOLS"`,
} as const satisfies Partial<Recipe>;

/** Explains why a recipe reads the 3.0 version. `generatedType` is what it generates for a 3.1 `const: true`. */
export function describeConstIssue(generatedType: string): string {
  return `Use the OpenAPI 3.0 version. From a boolean \`const\` of 3.1, the generator makes ${generatedType}; from the \`enum\` of 3.0, a boolean. We found no upstream issue.`;
}

/** The requirements of openapi-generator itself. */
export const javaAndMaven: Requirement[] = [
  { name: "Java 11 or newer", check: "java -version" },
  { name: "Maven", check: "mvn --version" },
];

/** Returns the command that generates a client. `options` are the ones for the language. */
export function generateCommand(options: string): string {
  return `java -jar "${jar}" generate --input-spec "$DESCRIPTION" --output generated ${options}`;
}
