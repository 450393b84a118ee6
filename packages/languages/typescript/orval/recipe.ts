import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "TypeScript",
  generator: "orval",
  version: "8.30.0",
  description: "openapi.json",
  scenarios: ["v1"],
  requirements: [{ name: "Node 24 with npm", check: "npm --version" }],
  install: 'npm install --silent --no-audit --no-fund --prefix "$TOOLS" orval@8.30.0 typescript@5.9.3',
  generate: 'DESCRIPTION="$DESCRIPTION" "$TOOLS/node_modules/.bin/orval" --config orval.config.mjs',
  compile: '"$TOOLS/node_modules/.bin/tsc" --project . --outDir generated/built',
  example: "node generated/built/example.js",
  scenario: "node generated/built/scenario.js",
  sources: "generated/*.ts",
  warning: /warning|error TS/,
  namingIssues: "`createOrganizationRoleResponse409`, a lower-case type for each response",
  notes: [
    "The generated functions take neither a base URL nor an API key. The scenario sets both in orval's `mutator`, `send.ts`.",
  ],
};
