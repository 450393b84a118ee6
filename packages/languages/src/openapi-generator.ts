import type { Need, Recipe } from "./recipe.ts";

const version = "7.25.0";
const jar = `$TOOLS/openapi-generator-cli-${version}.jar`;

/** What the recipes of openapi-generator share: the jar from Maven Central, and the twin, which it reads better. */
export const openapiGenerator = {
  generator: "openapi-generator",
  version,
  description: "openapi-3.0.json",
  install: `mvn --batch-mode --quiet dependency:copy -Dartifact=org.openapitools:openapi-generator-cli:${version} -DoutputDirectory="$TOOLS"`,
} as const satisfies Partial<Recipe>;

/** The remark on why it reads the twin; `made` is what it makes of the description's own `const: true` in the language. */
export function twinRemark(made: string): string {
  return `Use the twin: of 3.1's boolean \`const\` it makes ${made}; of 3.0's \`enum\` a boolean. No issue of its own was found.`;
}

/** What it runs on. */
export const javaAndMaven: Need[] = [
  { name: "Java 11 or newer", check: "java -version" },
  { name: "Maven", check: "mvn --version" },
];

/** The command that generates; `options` are those of the language. */
export function generateWith(options: string): string {
  return `java -jar "${jar}" generate --input-spec "$DESCRIPTION" --output generated ${options}`;
}
