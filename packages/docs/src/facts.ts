/**
 * What the description says, and where a reader has to find it. It shares no code with the builder on purpose: it reads
 * the YAML by itself, and knows of the pages only in which words they tell a rule.
 */
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Something that has to stand together on a page: all of these words in one paragraph, row or item. */
export interface Fact {
  /** The page without its extension. */
  page: string;
  /** Where it is in the description. */
  from: string;
  words: string[];
}

/** A JSON value that has to be on a page, in whatever layout. */
export interface Value {
  page: string;
  from: string;
  value: unknown;
}

// oxlint-disable-next-line typescript/no-explicit-any -- the point is to read the file without the builder's types
type Node = any;

export const source = readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8");
const document: Node = parse(source);

export const facts: Fact[] = [];
export const values: Value[] = [];

collect();

function collect(): void {
  for (const paragraph of paragraphs(document.info.description)) add("index", "info", [paragraph]);
  for (const tag of document.tags) {
    add("index", "tag", [tag.name]);
    add("index", "tag", [tag.description]);
  }
  for (const server of document.servers) add("authentication", "server", [server.url, server.description]);
  for (const scheme of Object.values<Node>(document.components.securitySchemes)) {
    const [first = "", ...rest] = paragraphs(scheme.description);
    add("authentication", "security", [scheme.name, first]);
    for (const paragraph of rest) add("authentication", "security", [paragraph]);
  }
  for (const [name, schema] of Object.entries<Node>(document.components.schemas)) {
    if (schema.type !== "object")
      add("conventions", name, [name, schema.description, ...rules(schema), ...example(schema)]);
  }
  fields(document.components.schemas.ErrorResponse, "", "errors");
  for (const [path, item] of Object.entries<Node>(document.paths)) {
    for (const [method, operation] of Object.entries<Node>(item)) {
      if (operation.operationId) collectOperation(path, method, item.parameters ?? [], operation);
    }
  }
}

function collectOperation(path: string, method: string, shared: Node[], operation: Node): void {
  const page = `${operation.tags[0].toLowerCase().replaceAll(" ", "-")}/${operation.operationId}`;
  add(page, "operation", [operation.summary]);
  add(page, "call", [method.toUpperCase(), `${document.servers[0].url}${path}`, operation.operationId]);
  add("index", operation.operationId, [method.toUpperCase(), operation.summary, path]);
  for (const paragraph of paragraphs(operation.description)) add(page, "description", [paragraph]);
  add(page, "key", ["CONFIDENT_API_KEY", "string", "required"]);
  for (const reference of [...shared, ...(operation.parameters ?? [])]) {
    const parameter = deref(reference);
    const schema = deref(parameter.schema);
    add(page, parameter.name, [
      parameter.name,
      typeWords(parameter.schema),
      need(parameter.required),
      parameter.description,
      ...rules(schema),
      `e.g. ${parameter.example}`,
    ]);
  }
  if (operation.requestBody) collectRequest(page, operation.requestBody);
  for (const [status, response] of Object.entries<Node>(operation.responses)) {
    collectAnswer(page, status, deref(response));
  }
}

function collectRequest(page: string, { content, description, required }: Node): void {
  const { schema, examples } = content["application/json"];
  const body = deref(schema);
  add(page, "request", [
    description,
    schema.$ref.split("/").at(-1),
    body.description,
    required ? "body is required" : "optional",
  ]);
  add(page, "request", [
    body.additionalProperties === false ? "Fields that are not here are refused" : "Other fields",
  ]);
  add(page, "request", rules(body));
  fields(schema, "", page);
  for (const [name, { summary, value }] of Object.entries<Node>(examples)) {
    add(page, name, [name]);
    add(page, name, [summary]);
    values.push({ page, from: `request ${name}`, value });
  }
}

function collectAnswer(
  page: string,
  status: string,
  { description, content, headers = {}, links = {} }: Node,
): void {
  const { schema, examples } = content["application/json"];
  if (status.startsWith("2")) {
    add(page, status, [`Answer ${status}`]);
    add(page, status, [description, schema.$ref.split("/").at(-1), deref(schema).description]);
    fields(schema, "", page);
    for (const [name, { value }] of Object.entries<Node>(examples))
      values.push({ page, from: `answer ${name}`, value });
  } else {
    for (const where of [page, "errors"]) {
      add(where, status, [status, description]);
      for (const [name, { summary, value }] of Object.entries<Node>(examples))
        add(where, name, [name, summary, value.error]);
    }
  }
  for (const [name, reference] of Object.entries<Node>(headers)) {
    const header = deref(reference);
    const { required, schema: type } = header;
    add(page, name, [
      name,
      status,
      typeWords(type),
      need(required),
      header.description,
      ...rules(type),
      `e.g. ${header.example}`,
    ]);
  }
  for (const link of Object.values<Node>(links)) {
    add(page, "link", [
      link.operationId,
      link.description,
      ...Object.entries(link.parameters ?? {})
        .flat()
        .map(String),
    ]);
  }
}

function fields(reference: Node, path: string, page: string): void {
  const { properties = {}, required = [] } = deref(reference);
  for (const [name, property] of Object.entries<Node>(properties)) {
    const schema = deref(property);
    const items = schema.items && deref(schema.items);
    const words = [
      path + name,
      typeWords(property),
      need(required.includes(name)),
      property.description ?? schema.description,
    ];
    const isShared = property.$ref && schema.type !== "object";
    add(page, path + name, [
      ...words,
      ...rules(schema),
      ...(items ? rules(items).map((rule) => rule.replace(/^ours: /, "")) : []),
      ...(items?.properties ? [items.description] : []),
      ...(isShared ? [] : example(schema)),
    ]);
    if (schema.properties) fields(property, `${path}${name}.`, page);
    if (items?.properties) fields(schema.items, `${path}${name}[].`, page);
  }
}

/** The rules of a value in the words of the pages, those that are ours marked so. */
function rules(schema: Node): string[] {
  const { minLength: from, maxLength: to, minimum, maximum, minItems, maxItems } = schema;
  const told: Record<string, string | undefined> = {
    minLength: to === undefined ? `at least ${from} character` : `${from} to ${to} characters`,
    maxLength: from === undefined ? `at most ${to} characters` : `${from} to ${to} characters`,
    minimum: maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`,
    maximum: minimum === undefined ? `at most ${maximum}` : `${minimum} to ${maximum}`,
    minItems: maxItems === undefined ? `at least ${minItems} entr` : `${minItems} to ${maxItems} entr`,
    maxItems: minItems === undefined ? `at most ${maxItems} entr` : `${minItems} to ${maxItems} entr`,
    uniqueItems: "none twice",
    minProperties: `at least ${schema.minProperties} of its fields`,
    pattern: `matches ${schema.pattern}`,
    format: `format ${schema.format}`,
    const: `always ${JSON.stringify(schema.const)}`,
    enum: schema.enum && `one of ${schema.enum.join(", ")}`,
  };
  return Object.keys(told)
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => `${schema["x-ours"]?.includes(keyword) ? "ours: " : ""}${told[keyword]}`);
}

function example({ examples, const: constant }: Node): string[] {
  if (examples === undefined || constant !== undefined) return [];
  const [first] = examples;
  return [`e.g. ${typeof first === "string" ? first : JSON.stringify(first)}`];
}

function typeWords(reference: Node): string {
  const schema = deref(reference);
  const words = [schema.type].flat().map((type) => {
    if (type === "object") return `object ${reference.$ref.split("/").at(-1)}`;
    return type === "array" ? `list of ${typeWords(schema.items).replace(/^\w+/, "$&s")}` : type;
  });
  return words.join(" or ");
}

function need(required: boolean): string {
  return required ? "required" : "optional";
}

function paragraphs(text: string): string[] {
  return text.split("\n\n");
}

function deref(node: Node): Node {
  if (node?.$ref === undefined) return node;
  return node.$ref
    .split("/")
    .slice(1)
    .reduce((at: Node, key: string) => at[key], document);
}

function add(page: string, from: string, words: string[]): void {
  facts.push({ page, from, words: words.filter(Boolean).map(plain) });
}

/** Without the marks of Markdown, white space as one blank. */
export function plain(text: string): string {
  return text
    .replaceAll(/`|\*\*/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
