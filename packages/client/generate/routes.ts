/** The routes of the fake API: where each operation is, and which requests it accepts. */
import { type Api, findJson, type Operation } from "./description.ts";
import { writeProperty } from "./literals.ts";
import { createSchemaWriter } from "./schemas.ts";

/** The keywords that a request can violate, and the defaults of its parameters. */
const requestKeywords = [
  "type",
  "format",
  "required",
  "additionalProperties",
  "minProperties",
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "uniqueItems",
  "default",
];

/** Writes src/generated/routes.ts. */
export function writeRoutesFile(api: Api): string {
  const writer = createSchemaWriter(api, "RequestSchema", requestKeywords);
  const routes = api.operations.map((operation) => {
    const { operationId, method, path } = operation;
    const body = findJson(operation.requestBody);
    const parameters = operation.parameters.filter((parameter) => parameter.in === "query");
    const query = parameters.map(({ name, schema }) => writeProperty(name, writer.write(schema)));
    const required = parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    const fields = [
      `method: "${method}", path: "${path}", success: ${findSuccess(operation)}`,
      ...(body ? [`body: ${writer.writeBody(body)}`] : []),
      ...(query.length > 0 ? [`query: { ${query.join(", ")} }`] : []),
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
