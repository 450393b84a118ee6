import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Rust",
  generator: "progenitor",
  version: "0.15.1",
  description: "openapi-3.0.json",
  scenarios: ["v1", "v2"],
  requirements: [{ name: "Rust 1.85 or newer", check: "cargo --version" }],
  install: 'cargo install --quiet --locked --root "$TOOLS" cargo-progenitor@0.15.1',
  generate:
    '"$TOOLS/bin/cargo-progenitor" progenitor --input "$DESCRIPTION" --output generated --name rolewright --version 0.1.0',
  compile: 'cargo build --locked --quiet --target-dir "$TOOLS/target"',
  example: '"$TOOLS/target/debug/example"',
  scenario: '"$TOOLS/target/debug/scenario"',
  sources: "generated/src/*.rs",
  warning: /^warning: (?!`)/,
  namingIssues:
    "`RoleInputDescription`, `RoleResponseLink`: a newtype for each string with a length limit; positional arguments",
  notes: [
    "Use the OpenAPI 3.0 version. progenitor does not read 3.1 ([progenitor#1268](https://github.com/oxidecomputer/progenitor/issues/1268)). It treats `default` as a success response and stops ([progenitor#344](https://github.com/oxidecomputer/progenitor/issues/344)), so the 3.0 version has no `default`. A status that is not listed becomes `Error::UnexpectedResponse`, which contains the response.",
    "`null` cannot be sent, because `None` is omitted. The generator ignores security schemes, so the API key is a default header of the HTTP client.",
  ],
};
