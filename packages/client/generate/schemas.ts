/** The schemas of successes, for run-time validation: required fields and types, without unofficial limits. */
import { type Api, findJson, getSchemaName, type Schema } from "./description.ts";

/** Keywords that describe the type of a value. Limits are unofficial, and enumerations may grow: real responses may differ. */
const includedKeywords = ["type", "required", "const"];

/** Writes src/generated/schemas.ts. */
export function writeSchemasFile(api: Api): string {
  const needed = new Map<string, string>();
  const successes = api.operations.flatMap(({ method, path, responses }) => {
    const json = findJson([...responses.values()].find(({ status }) => status.startsWith("2")));
    const schema: Schema | undefined = json?.schemaName
      ? { $ref: `#/components/schemas/${json.schemaName}` }
      : json?.schema;
    return schema ? [`  "${method} ${path}": ${writeSchema(api, schema, needed)},\n`] : [];
  });
  const constants = [...needed].map(([name, value]) => `const ${name}: JsonSchema = ${value};\n`);
  return `import type { JsonSchema } from "../validation/json-schema.ts";

${constants.join("")}
/** The schema of the successful response of each operation, envelope included. */
export const successSchemas: Record<string, JsonSchema> = {
${successes.join("")}};
`;
}

/** Writes a schema as an expression. The schemas it refers to become constants. */
function writeSchema(api: Api, schema: Schema, needed: Map<string, string>): string {
  if (schema.$ref !== undefined) {
    const name = getSchemaName(schema);
    if (!needed.has(name)) {
      const value = writeSchema(api, api.resolve(schema), needed);
      needed.set(name, value);
    }
    return name;
  }
  const keywords = includedKeywords
    .filter((keyword) => keyword in schema)
    .map((keyword) => `${keyword}: ${JSON.stringify(schema[keyword])}`);
  const properties = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => `${name}: ${writeSchema(api, property, needed)}`,
  );
  return `{ ${[
    ...keywords,
    ...(properties.length ? [`properties: { ${properties.join(", ")} }`] : []),
    ...(schema.items ? [`items: ${writeSchema(api, schema.items, needed)}`] : []),
    ...(schema.oneOf
      ? [`oneOf: [${schema.oneOf.map((variant) => writeSchema(api, variant, needed)).join(", ")}]`]
      : []),
  ].join(", ")} }`;
}
