import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "TypeScript",
  generator: "hey-api",
  version: "0.99.0",
  description: "openapi.json",
  needs: [{ name: "Node 24 with npm", check: "npm --version" }],
  install:
    'npm install --silent --no-audit --no-fund --prefix "$TOOLS" @hey-api/openapi-ts@0.99.0 typescript@5.9.3',
  generate:
    'DESCRIPTION="$DESCRIPTION" "$TOOLS/node_modules/.bin/openapi-ts" --file openapi-ts.config.mjs --no-log-file',
  compile: '"$TOOLS/node_modules/.bin/tsc" --project . --outDir generated/built',
  story: "node generated/built/story.js",
  sources: "generated/{,client/,core/}*.ts",
  warning: /warning|error TS/,
  uglyNames: "none: `createOrganizationRole({ client, body: { name, policyIds } })`",
  remarks: [
    "The package is `@hey-api/openapi-ts`. It is told, by `module.extension`, to write the imports that Node can read.",
  ],
};
