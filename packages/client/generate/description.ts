import { readFileSync } from "node:fs";
import { parse } from "yaml";

const methods = ["get", "post", "put", "patch", "delete"] as const;

/** A JSON Schema, as far as the description uses it. */
export interface Schema {
  $ref?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  [keyword: string]: unknown;
}

interface Reference {
  $ref?: string;
}

interface Answer extends Reference {
  description: string;
  content: { "application/json": { schema: Schema } };
}

interface OperationObject {
  tags: string[];
  summary: string;
  description: string;
  operationId: string;
  requestBody?: {
    content: { "application/json": { schema: Schema; examples: Record<string, { value: unknown }> } };
  };
  responses: Record<string, Answer>;
  externalDocs?: { url: string };
}

interface Parameter extends Reference {
  name: string;
  description: string;
  example: string;
}

interface Description {
  externalDocs: { url: string };
  tags: { name: string; description: string }[];
  paths: Record<
    string,
    { [method in (typeof methods)[number]]?: OperationObject } & { parameters?: Parameter[] }
  >;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
}

export const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as Description;

/** What a reference points to; anything else is itself. */
export function resolved<Value extends Reference>(value: Value): Value {
  if (value.$ref === undefined) return value;
  const found = value.$ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], description);
  return resolved(found as Value);
}

/** The last part of a reference: the name of what it points to. */
export const nameOf = ({ $ref = "" }: Reference): string => $ref.slice($ref.lastIndexOf("/") + 1);

/** An operation with where it stands. */
export interface Operation extends OperationObject {
  /** Upper case. */
  method: string;
  path: string;
  /** The parameters in its path, by name. */
  parameters: Map<string, Parameter>;
  /** Its answers, by status. */
  answers: Map<string, Answer>;
}

/** Every operation, in the description's order. */
export const allOperations: Operation[] = Object.entries(description.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method];
    if (operation === undefined) return [];
    const parameters = (item.parameters ?? []).map((parameter) => resolved(parameter));
    const answers = Object.entries(operation.responses).map(
      ([status, answer]) => [status, resolved(answer)] as const,
    );
    return Object.assign({}, operation, {
      method: method.toUpperCase(),
      path,
      parameters: new Map(parameters.map((parameter) => [parameter.name, parameter])),
      answers: new Map(answers),
    });
  }),
);
