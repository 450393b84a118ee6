import { readFile } from "node:fs/promises";
import { createDescription, type Description } from "@rolewright/openapi";

export type { Description, Schema, Server } from "@rolewright/openapi";

/** A description of this project, in the forms that the site publishes. */
export interface PublishedDescription {
  /** The hand-written YAML. */
  text: string;
  description: Description;
  /** The same in other forms, by the name of their file on the site. */
  forms: Record<string, string>;
}

/**
 * Reads a description of this project, by the name of its file without the extension. Uses the JSON file, since parsing YAML takes
 * a tenth of a build.
 */
export async function readDescription(
  name: "openapi" | "openapi-v2" = "openapi",
): Promise<PublishedDescription> {
  const read = (file: string) => readFile(new URL(import.meta.resolve(`@rolewright/spec/${file}`)), "utf8");
  const [text, json, openapi30, dereferenced, postman] = await Promise.all([
    read(`${name}.yaml`),
    read(`${name}.json`),
    read(`${name}-3.0.json`),
    read(`${name}-dereferenced.json`),
    read(`${name.replace("openapi", "postman")}.json`),
  ]);
  const document = JSON.parse(json) as Record<string, unknown>;
  const forms = {
    "openapi-3.0.json": openapi30,
    "openapi-dereferenced.json": dereferenced,
    "postman.json": postman,
  };
  return { text, description: createDescription(document, text, `${name}.yaml`), forms };
}
