/** The schemas of successes, for run-time validation: required fields and types, without unofficial limits. */
import { type Api, findJson, getSchemaName, type MediaType, type Schema } from "./description.ts";
import { writeProperty } from "./literals.ts";

/** Keywords that describe the type of a value. Limits are unofficial, and enumerations may grow: real responses may differ. */
const responseKeywords = ["type", "required", "const"];

/** Writes src/generated/schemas.ts. */
export function writeSchemasFile(api: Api): string {
  const writer = createSchemaWriter(api, "JsonSchema", responseKeywords);
  const successes = api.operations.flatMap(({ method, path, responses }) => {
    const json = findJson([...responses.values()].find(({ status }) => status.startsWith("2")));
    return json?.schema ? [`  "${method} ${path}": ${writer.writeBody(json)},\n`] : [];
  });
  return `import type { JsonSchema } from "../validation/json-schema.ts";

${writer.writeConstants()}
/** The schema of the successful response of each operation, envelope included. */
export const successSchemas: Record<string, JsonSchema> = {
${successes.join("")}};
`;
}

/**
 * Writes schemas as expressions of a type. The schemas that they refer to become constants.
 *
 * @param validate Throws if a schema is not supported.
 */
export function createSchemaWriter(
  api: Api,
  type: string,
  keywords: readonly string[],
  validate: (schema: Schema) => void = () => {},
) {
  const constants = new Map<string, string>();
  const write = (schema: Schema): string => {
    if (schema.$ref === undefined) return `{ ${writeKeywords(schema).join(", ")} }`;
    const name = getSchemaName(schema);
    if (!constants.has(name)) {
      const value = write(api.resolve(schema));
      constants.set(name, value);
    }
    return name;
  };
  const writeKeywords = (schema: Schema): string[] => {
    validate(schema);
    const properties = Object.entries(schema.properties ?? {}).map(([name, property]) =>
      writeProperty(name, write(property)),
    );
    return [
      ...keywords
        .filter((keyword) => keyword in schema)
        .map((keyword) => `${keyword}: ${JSON.stringify(schema[keyword])}`),
      ...(properties.length ? [`properties: { ${properties.join(", ")} }`] : []),
      ...(schema.items ? [`items: ${write(schema.items)}`] : []),
      ...(schema.oneOf ? [`oneOf: [${schema.oneOf.map(write).join(", ")}]`] : []),
    ];
  };
  return {
    write,
    /** Writes the schema of a JSON body. */
    writeBody: ({ schema = {}, schemaName }: MediaType): string =>
      write(schemaName === undefined ? schema : { $ref: `#/components/schemas/${schemaName}` }),
    writeConstants: (): string =>
      [...constants].map(([name, value]) => `const ${name}: ${type} = ${value};\n`).join(""),
  };
}
