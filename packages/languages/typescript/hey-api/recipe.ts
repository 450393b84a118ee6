import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "TypeScript",
  generator: "hey-api",
  version: "0.99.0",
  description: "openapi.json",
  scenarios: ["v1", "v2"],
  requirements: [{ name: "Node 24 with npm", check: "npm --version" }],
  install:
    'npm install --silent --no-audit --no-fund --prefix "$TOOLS" @hey-api/openapi-ts@0.99.0 typescript@5.9.3',
  generate:
    'DESCRIPTION="$DESCRIPTION" "$TOOLS/node_modules/.bin/openapi-ts" --file openapi-ts.config.mjs --no-log-file',
  compile: '"$TOOLS/node_modules/.bin/tsc" --project . --outDir generated/built',
  example: "node generated/built/example.js",
  scenario: "node generated/built/scenario.js",
  sources: "generated/{,client/,core/}*.ts",
  warning: /warning|error TS/,
  namingIssues: "none: `createOrganizationRole({ client, body: { name, policyIds } })`",
  notes: [
    "The package is `@hey-api/openapi-ts`. Set `module.extension` so that Node can resolve the generated imports.",
  ],
};
