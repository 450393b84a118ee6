/** The schemas of successes, for run-time validation: what an answer has to have, with nothing that is ours. */
import { allOperations, nameOf, resolved, type Schema } from "./description.ts";

/** Keywords that say what a value is. Limits are ours (`x-ours`), and enumerations may grow: a real answer may break them. */
const kept = ["type", "required", "const"];

/** The generated file. */
export function schemasFile(): string {
  const needed = new Map<string, string>();
  const successes = allOperations.flatMap(({ method, path, answers }) => {
    const schema = answers.get("200")?.content["application/json"].schema;
    return schema ? [`  "${method} ${path}": ${text(schema, needed)},\n`] : [];
  });
  const constants = [...needed].map(([name, value]) => `const ${name}: JsonSchema = ${value};\n`);
  return `import type { JsonSchema } from "../validate/json-schema.ts";

${constants.join("")}
/** The schema of each operation's success, envelope included. */
export const successSchemas: Record<string, JsonSchema> = {
${successes.join("")}};
`;
}

/** A schema as an expression; what it refers to becomes a constant, before it. */
function text(schema: Schema, needed: Map<string, string>): string {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema);
    if (!needed.has(name)) {
      const value = text(resolved(schema), needed);
      needed.set(name, value);
    }
    return name;
  }
  const keywords = kept
    .filter((keyword) => keyword in schema)
    .map((keyword) => `${keyword}: ${JSON.stringify(schema[keyword])}`);
  const properties = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => `${name}: ${text(property, needed)}`,
  );
  return `{ ${[
    ...keywords,
    ...(properties.length ? [`properties: { ${properties.join(", ")} }`] : []),
    ...(schema.items ? [`items: ${text(schema.items, needed)}`] : []),
  ].join(", ")} }`;
}
