import { readFileSync } from "node:fs";
import {
  type Description,
  type DocumentedResponse,
  getComponentName,
  type MediaType,
  type Operation as DescribedOperation,
  readDescription,
  type Schema,
} from "@rolewright/openapi";

export type { MediaType, Schema } from "@rolewright/openapi";

/** An operation, with the parts that the generators look up. */
export interface Operation extends Omit<DescribedOperation, "responses"> {
  /** Its responses, by status. */
  responses: Map<string, DocumentedResponse>;
}

/** One version of the API. */
export interface Api {
  /** The path of the description: `spec/openapi.yaml`. */
  file: string;
  /** The module with its types: `@rolewright/types`. */
  typesModule: string;
  /** The readable names in that module. */
  namedTypes: ReadonlySet<string>;
  /** What the names of its generated files end with: `-v2`. */
  suffix: string;
  description: Description;
  /** Every operation, in the order of the description. */
  operations: Operation[];
  /** Follows the references of a schema. */
  resolve(schema: Schema): Schema;
}

export const v1 = readApi({
  name: "openapi.yaml",
  suffix: "",
  typesModule: "@rolewright/types",
  typesFile: "generated/models.ts",
});
export const v2 = readApi({
  name: "openapi-v2.yaml",
  suffix: "-v2",
  typesModule: "@rolewright/types/v2",
  typesFile: "generated/models-v2.ts",
});

function readApi(source: { name: string; suffix: string; typesModule: string; typesFile: string }): Api {
  const { name, suffix, typesModule, typesFile } = source;
  const description = readDescription(
    new URL(import.meta.resolve(`@rolewright/spec/${name}`)),
    `spec/${name}`,
  );
  const types = readFileSync(new URL(`../../types/src/${typesFile}`, import.meta.url), "utf8");
  const namedTypes = [...types.matchAll(/^export (?:type|interface) (\w+)/gm)];
  return createApi(description, {
    typesModule,
    namedTypes: new Set(namedTypes.map(([, typeName = ""]) => typeName)),
    suffix,
  });
}

/** Creates what the generators need from a description. */
export function createApi(
  description: Description,
  settings: Pick<Api, "typesModule" | "namedTypes" | "suffix">,
): Api {
  return {
    ...settings,
    file: description.file,
    description,
    operations: description.operations.map((operation) =>
      Object.assign({}, operation, {
        responses: new Map(operation.responses.map((response) => [response.status, response])),
      }),
    ),
    resolve: (schema) => description.resolve(schema),
  };
}

/** Returns the name of the component that a schema refers to, or "" if it is inline. */
export const getSchemaName = (schema: Schema): string => getComponentName(schema) ?? "";

/** Returns the JSON content of a body, or `undefined` if it has none. */
export const findJson = (body: { content: MediaType[] } | undefined): MediaType | undefined =>
  body?.content.find(({ name }) => name === "application/json");
