import ajvFormats from "ajv-formats";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { description, type DocumentedResponse, type Operation, resolve, type Schema } from "./description.ts";

/** An answer as far as it can be held to the description. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; `undefined` when it is not JSON. */
  body: unknown;
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true });
// ajv-formats is CommonJS whose types say `default`; under Node that is the function itself.
(ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
// Words of OpenAPI, and our mark, that are no keywords of JSON Schema.
ajv.addVocabulary(["components", "example", "x-ours"]);
ajv.addSchema({ $id: "description", components: description.components } as never);

const validators = new Map<string, ValidateFunction>();

/** What is wrong with a value, as the schema sees it; nothing when it is right. */
export function schemaProblems(schema: Schema, value: unknown): string[] {
  const validate = validatorOf(schema);
  return validate(value) ? [] : (validate.errors ?? []).map((error) => describe(error, schema));
}

/**
 * What is wrong with an answer, as the description sees it; nothing when it keeps the contract. It checks that the status
 * is documented, the content type, the headers and the body.
 */
export function answerProblems(operation: Operation, answer: Answer): string[] {
  const at = `${operation.operationId} answered ${answer.status}`;
  const documented = operation.responses[answer.status] ?? errorDefault(operation, answer.status);
  if (documented === undefined) {
    const statuses = Object.keys(operation.responses).join(", ");
    return [`${at}, which is not documented. ${operation.method} ${operation.path} documents ${statuses}.`];
  }
  return [
    ...contentTypeProblems(documented, answer),
    ...headerProblems(documented, answer),
    ...bodyProblems(documented, answer),
  ].map((problem) => `${at}: ${problem}`);
}

/** `default` stands for errors alone: an undocumented 201 is not covered by it. */
const errorDefault = ({ responses }: Operation, status: number) =>
  status >= 400 ? responses["default"] : undefined;

function contentTypeProblems({ content }: DocumentedResponse, { headers }: Answer): string[] {
  const sent = headers.get("content-type");
  const mediaType = sent?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (mediaType in content) return [];
  return [
    `the Content-Type is ${sent === null ? "missing" : `"${sent}"`}, and ${Object.keys(content).join(", ")} is documented.`,
  ];
}

function headerProblems({ headers: documented = {} }: DocumentedResponse, { headers }: Answer): string[] {
  return Object.entries(documented).flatMap(([name, header]) => {
    const { required, schema } = resolve<{ required?: boolean; schema: Schema }>(header);
    const sent = headers.get(name);
    if (sent === null) return required ? [`the header ${name} is missing.`] : [];
    const value = schema.type === "integer" ? Number(sent) : sent;
    return schemaProblems(schema, value).map((problem) => `the header ${name}, "${sent}": ${problem}`);
  });
}

function bodyProblems({ content }: DocumentedResponse, { body, text }: Answer): string[] {
  if (body === undefined) return [`the body is not JSON: ${JSON.stringify(text.slice(0, 100))}`];
  return schemaProblems(content["application/json"]?.schema ?? {}, body);
}

function validatorOf(schema: Schema): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known) return known;
  // References in the description are to itself, which Ajv knows by its name.
  const validate = ajv.compile(
    JSON.parse(key.replaceAll('"#/components/', '"description#/components/')) as object,
  );
  validators.set(key, validate);
  return validate;
}

const describe = ({ instancePath, message, params }: ErrorObject, { $ref }: Schema) =>
  `${instancePath || "the body"} ${message}${"additionalProperty" in params ? ` (${params["additionalProperty"]})` : ""}` +
  `${$ref ? `, says ${$ref.slice(2)}` : ""}.`;
