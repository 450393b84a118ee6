import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "TypeScript",
  generator: "orval",
  version: "8.30.0",
  description: "openapi.json",
  needs: [{ name: "Node 24 with npm", check: "npm --version" }],
  install: 'npm install --silent --no-audit --no-fund --prefix "$TOOLS" orval@8.30.0 typescript@5.9.3',
  generate: 'DESCRIPTION="$DESCRIPTION" "$TOOLS/node_modules/.bin/orval" --config orval.config.mjs',
  compile: '"$TOOLS/node_modules/.bin/tsc" --project . --outDir generated/built',
  story: "node generated/built/story.js",
  sources: "generated/*.ts",
  warning: /warning|error TS/,
  uglyNames:
    "`createOrganizationRoleResponse409`, a type that starts with a small letter for each answer: orval's habit",
  remarks: [
    "Its functions take neither server nor key: the story gives them in orval's `mutator`, `send.ts`.",
  ],
};
