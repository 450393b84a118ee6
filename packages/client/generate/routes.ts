/** The routes of the fake API: where each operation is, and which requests it accepts. */
import { type Api, findJson, type Operation } from "./description.ts";
import { numberFormats, textFormats } from "../src/testing/request-formats.ts";
import { writeProperty } from "./literals.ts";
import { listCommaLists } from "./operation-shape.ts";
import { createSchemaWriter } from "./schemas.ts";

/** The keywords that a request can violate, and the defaults of its parameters. */
const requestKeywords = [
  "type",
  "enum",
  "const",
  "format",
  "required",
  "additionalProperties",
  "minProperties",
  "maxProperties",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "default",
];

const requestFormats = new Set([...Object.keys(textFormats), ...Object.keys(numberFormats)]);

/** Writes src/generated/routes.ts. */
export function writeRoutesFile(api: Api): string {
  const writer = createSchemaWriter(api, "RequestSchema", requestKeywords, (schema) => {
    if (schema.format === undefined || requestFormats.has(schema.format)) return;
    const pointer = api.description.pointerOf(schema) ?? "";
    throw new Error(
      `${api.file}, ${pointer}: The fake API does not check the format "${schema.format}". Add it to src/testing/request-formats.ts in packages/client.`,
    );
  });
  const routes = api.operations.map((operation) => {
    const { operationId, method, path } = operation;
    const body = findJson(operation.requestBody);
    const parameters = operation.parameters.filter((parameter) => parameter.in === "query");
    const query = parameters.map(({ name, schema }) => writeProperty(name, writer.write(schema)));
    const commaLists = listCommaLists(operation);
    const required = parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    const fields = [
      `method: "${method}", path: "${path}", success: ${findSuccess(operation)}`,
      ...(body ? [`body: ${writer.writeBody(body)}`] : []),
      ...(body && !operation.requestBody?.isRequired ? ["isBodyOptional: true"] : []),
      ...(query.length > 0 ? [`query: { ${query.join(", ")} }`] : []),
      ...(commaLists.length > 0 ? [`commaLists: ${JSON.stringify(commaLists)}`] : []),
      ...(required.length > 0 ? [`requiredQuery: ${JSON.stringify(required)}`] : []),
    ];
    return `  ${operationId}: { ${fields.join(", ")} },\n`;
  });
  return `import type { OperationId } from "${api.typesModule}";
import type { RequestSchema } from "../testing/request-schema.ts";
import type { Route } from "../testing/router.ts";

${writer.writeConstants()}
/** The route of each operation. */
export const routes: Record<OperationId, Route> = {
${routes.join("")}};
`;
}

/** Returns the first documented status of a success. */
const findSuccess = ({ responses }: Operation): string =>
  [...responses.keys()].find((status) => /^[23]\d\d$/.test(status)) ?? "200";
