import type { Recipe } from "../../src/recipe.ts";

export const recipe: Recipe = {
  language: "Rust",
  generator: "progenitor",
  version: "0.15.1",
  description: "openapi-3.0.json",
  needs: [{ name: "Rust 1.85 or newer", check: "cargo --version" }],
  install: 'cargo install --quiet --locked --root "$TOOLS" cargo-progenitor@0.15.1',
  generate:
    '"$TOOLS/bin/cargo-progenitor" progenitor --input "$DESCRIPTION" --output generated --name rolewright --version 0.1.0',
  compile: "cargo build --locked --quiet",
  story: "target/debug/story",
  sources: "generated/src/*.rs",
  warning: /^warning: (?!`)/,
  uglyNames:
    "`RoleInputDescription`, `RoleResponseLink`: a newtype for each string with limits; `positional` arguments",
  remarks: [
    "Use the twin: 3.1 is not read ([progenitor#1268](https://github.com/oxidecomputer/progenitor/issues/1268)). It takes `default` for a success as well and stops ([progenitor#344](https://github.com/oxidecomputer/progenitor/issues/344)), so the twin has none: a status that it does not list is `Error::UnexpectedResponse`, with the answer.",
    "Null cannot be sent: `None` is left out, which this API takes for the same. The key goes in by the HTTP client's default headers; security schemes are not read.",
  ],
};
