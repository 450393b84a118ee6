/** Finds the secrets in responses: strings that the description marks with `x-secret`. */
import type { SecretPath } from "../src/operation.ts";
import { type Api, getSchemaName, type Schema } from "./description.ts";
import { writeProperty } from "./literals.ts";

/** Whether values of a schema contain a secret. */
export const containsSecret = (api: Api, schema: Schema): boolean => findSecrets(api, schema).length > 0;

/** Returns the paths of the secrets in values of a schema. `*` stands for each item of an array. */
export function findSecrets(api: Api, schema: Schema): SecretPath[] {
  const { properties = {}, items, oneOf, "x-secret": isSecret } = api.resolve(schema);
  if (isSecret === true) return [{ path: [] }];
  if (items !== undefined) return prefix("*", findSecrets(api, items));
  if (oneOf !== undefined) return findSecretsOfVariants(api, oneOf);
  return Object.entries(properties).flatMap(([name, property]) => prefix(name, findSecrets(api, property)));
}

const prefix = (name: string, secrets: SecretPath[]): SecretPath[] =>
  secrets.map((secret) => ({ ...secret, path: [name, ...secret.path] }));

/** A field can be a secret in one variant only. A field that is always `null` there tells the variants apart. */
function findSecretsOfVariants(api: Api, variants: Schema[]): SecretPath[] {
  return variants.flatMap((variant) => {
    const { properties = {} } = api.resolve(variant);
    const others = variants.filter((other) => other !== variant).map((other) => api.resolve(other));
    const nullField = Object.keys(properties).find(
      (name) =>
        properties[name]?.type === "null" &&
        others.every((other) => other.properties?.[name]?.type !== "null"),
    );
    return findSecrets(api, variant).map((secret) => ({
      ...secret,
      ...(nullField !== undefined && { ifNull: nullField }),
    }));
  });
}

/** Writes the types that contain secrets again, with `Secret` in place of each text. */
export function writeSecretTypesFile(api: Api): string {
  const declarations = Object.entries(api.description.schemas).flatMap(([schemaName, schema]) => {
    const name = findTypeName(api, schemaName);
    return name !== undefined && containsSecret(api, schema) ? [writeType(api, name, schema)] : [];
  });
  return `import type * as types from "${api.typesModule}";
import type { Secret } from "../secret.ts";

${declarations.join("\n")}`;
}

/** Returns the readable name of a schema, if it has one. */
const findTypeName = (api: Api, schemaName: string): string | undefined =>
  [schemaName, schemaName.replace(/Data$/, "")].find((name) => api.namedTypes.has(name));

function writeType(api: Api, name: string, schema: Schema): string {
  const comment = `/** ${(schema.description ?? "").replaceAll("\n", " ")} */\n`;
  if (schema.oneOf !== undefined)
    return `${comment}export type ${name} = ${schema.oneOf.map((variant) => findTypeName(api, getSchemaName(variant))).join(" | ")};\n`;
  const secretFields = Object.entries(schema.properties ?? {}).filter(([, property]) =>
    containsSecret(api, property),
  );
  const names = secretFields.map(([field]) => `"${field}"`).join(" | ");
  const fields = secretFields.map(
    ([field, property]) =>
      `  /** ${(property.description ?? api.resolve(property).description ?? "").replaceAll("\n", " ")} */\n  ${writeProperty(field, writeFieldType(api, property))};\n`,
  );
  return `${comment}export interface ${name} extends Omit<types.${name}, ${names}> {\n${fields.join("")}}\n`;
}

function writeFieldType(api: Api, property: Schema): string {
  const { type, "x-secret": isSecret } = api.resolve(property);
  const named = isSecret === true ? "Secret" : findTypeName(api, getSchemaName(property));
  if (named === undefined)
    throw new Error(`${api.file}: a secret is inside of a field without a named schema. Name the schema.`);
  return [type].flat().includes("null") ? `${named} | null` : named;
}
