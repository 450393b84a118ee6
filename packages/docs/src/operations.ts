import {
  type Description,
  type Example,
  type Link,
  type MediaType,
  nameOf,
  type Parameter,
  type RawOperation,
  resolve,
  type Response,
  type Schema,
} from "./description.ts";
import { type Field, fieldOf, fieldsOf, isClosed, limitsOf } from "./fields.ts";

/** One operation, with everything that its page says. */
export interface Operation {
  operationId: string;
  tag: string;
  summary: string;
  /** Markdown. */
  description: string;
  /** Upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  server: string;
  /** The header that carries the API key. */
  keyHeader: string;
  parameters: (Field & { in: string })[];
  body?: Body & { required: boolean };
  answers: Answer[];
}

/** What is sent, or what comes back. */
export interface Body {
  description: string;
  /** The name of its schema. */
  schema: string;
  schemaDescription: string;
  fields: Field[];
  /** Rules for the whole of it. */
  limits: string[];
  ours: string[];
  /** Whether a field that is not documented is refused. */
  closed: boolean;
  examples: NamedExample[];
}

export interface NamedExample extends Example {
  name: string;
  summary: string;
}

/** One status that an operation answers with. */
export interface Answer extends Body {
  /** `200`, or `default`. */
  status: string;
  headers: Field[];
  links: Link[];
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Every operation of the description, in its order. */
export function operationsOf(description: Description): Operation[] {
  return Object.entries(description.paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => methods.includes(key))
      .map((method) => operationOf(path, method, description)),
  );
}

function operationOf(path: string, method: string, description: Description): Operation {
  const item = description.paths[path] ?? {};
  const { operationId, tags, summary, requestBody, responses, ...raw } = item[method] as RawOperation;
  const parameters = [...(item.parameters ?? []), ...(raw.parameters ?? [])];
  const content = requestBody?.content["application/json"];
  return {
    operationId,
    tag: tags[0] ?? "",
    summary,
    description: raw.description,
    method: method.toUpperCase(),
    path,
    server: description.servers[0]?.url ?? "",
    keyHeader: Object.values(description.components.securitySchemes)[0]?.name ?? "",
    parameters: parameters.map((parameter) => parameterOf(resolve(parameter, description), description)),
    ...(content && {
      body: {
        ...bodyOf(requestBody?.description ?? "", content, description),
        required: requestBody?.required === true,
      },
    }),
    answers: Object.entries(responses).map(([status, response]) =>
      answerOf(status, resolve<Response>(response, description), description),
    ),
  };
}

function parameterOf(
  parameter: Parameter & { in?: string },
  description: Description,
): Operation["parameters"][0] {
  const { name, required = false, schema, example } = parameter;
  const field = fieldOf(
    name,
    { ...schema, ...(parameter.description && { description: parameter.description }) },
    required,
    description,
  );
  return { ...field, in: parameter.in ?? "", ...(example !== undefined && { example }) };
}

function bodyOf(text: string, { schema, examples = {} }: MediaType, description: Description): Body {
  const resolved = resolve<Schema>(schema, description);
  const { additionalProperties: _, unevaluatedProperties: __, ...rules } = resolved;
  return {
    description: text,
    schema: nameOf(schema) ?? "",
    schemaDescription: resolved.description ?? "",
    fields: fieldsOf(schema, description),
    ...limitsOf(rules),
    closed: isClosed(resolved),
    examples: Object.entries(examples).map(([name, example]) => namedExample(name, example)),
  };
}

const namedExample = (name: string, example: Example): NamedExample => ({ name, summary: name, ...example });

function answerOf(status: string, response: Response, description: Description): Answer {
  const content = response.content?.["application/json"] ?? { schema: {} };
  const headers = Object.entries(response.headers ?? {}).map(([name, header]) =>
    parameterOf({ name, ...resolve<Omit<Parameter, "name">>(header, description) }, description),
  );
  return {
    status,
    ...bodyOf(response.description, content, description),
    headers,
    links: Object.values(response.links ?? {}),
  };
}
