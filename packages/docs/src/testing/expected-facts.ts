/**
 * Lists what the description says, and the page that has to show it. It shares no code with the builder: it reads the YAML by
 * itself, and knows only the descriptions of rules.
 */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { rules, rulesOrType, unofficially } from "./expected-rules.ts";

/** Texts that have to be together on a page, in one paragraph, row or list item. */
export interface Fact {
  /** The path of the page, without its extension. */
  page: string;
  /** The location in the description. */
  from: string;
  words: string[];
  /** Where and how Markdown says it, if differently: its operation pages have to be short, so what many share is on other pages. */
  markdown?: { page?: string; words?: string[] };
}

/** A JSON value that has to be on a page, in any layout. */
export interface Value {
  page: string;
  from: string;
  value: unknown;
}

// oxlint-disable-next-line typescript/no-explicit-any -- the point is to read the file without the builder's types
type Node = any;

/** A description, and the folder of the site that shows it. */
interface Source {
  folder: string;
  text: string;
  document: Node;
}

/** What the pages say for the runtime expressions of links in the descriptions. */
const sourceText = (expression: string): string =>
  ({
    "$request.path.projectId": "projectId of the request",
    "$response.body#/data/apiKeys/0/id": "data.apiKeys[0].id of the response",
    "$response.body#/data/id": "data.id of the response",
    "$response.body#/data/invitations/0/id": "data.invitations[0].id of the response",
    "$response.body#/data/policies/0/id": "data.policies[0].id of the response",
    "$response.body#/data/policy/id": "data.policy.id of the response",
    "$response.body#/data/project/id": "data.project.id of the response",
    "$response.body#/data/projects/0/id": "data.projects[0].id of the response",
    "$response.body#/data/role/id": "data.role.id of the response",
  })[expression] ?? expression;

const readSource = (folder: string, file: string): Source => {
  const text = readFileSync(new URL(import.meta.resolve(`@rolewright/spec/${file}`)), "utf8");
  return { folder, text, document: parse(text) };
};

export const sources = [readSource("", "openapi.yaml"), readSource("v2/", "openapi-v2.yaml")];

export const facts: Fact[] = [];
export const values: Value[] = [];

/** Collects the facts of one description. */
class FactCollector {
  readonly #document: Node;
  readonly #folder: string;

  constructor({ document, folder }: Source) {
    this.#document = document;
    this.#folder = folder;
  }

  collect(): void {
    const { info, externalDocs } = this.#document;
    for (const paragraph of paragraphs(info.description)) this.#add("reference", "info", [paragraph]);
    this.#add("reference", "info", [info.title, info.version]);
    this.#add("reference", "license", [info.license.name]);
    this.#add("reference", "contact", [info.contact.name]);
    this.#add("reference", "externalDocs", [externalDocs.description]);
    for (const tag of this.#document.tags) {
      for (const page of ["reference", `${slug(tag.name)}/index`]) {
        this.#add(page, "tag", [tag.name]);
        this.#add(page, "tag", [tag.description]);
      }
    }
    for (const server of this.#document.servers)
      this.#add("authentication", "server", [server.url, server.description]);
    for (const scheme of Object.values<Node>(this.#document.components.securitySchemes)) {
      const [first = "", ...rest] = paragraphs(scheme.description);
      this.#add("authentication", "security", [scheme.in, scheme.name, first]);
      for (const paragraph of rest) this.#add("authentication", "security", [paragraph]);
    }
    for (const [name, schema] of Object.entries<Node>(this.#document.components.schemas)) {
      if (schema.type && ![schema.type].flat().includes("object"))
        this.#add("conventions", name, [name, schema.description, ...rules(schema), ...example(schema)]);
    }
    this.#fields(this.#document.components.schemas.ErrorResponse, "errors", false);
    for (const [path, item] of Object.entries<Node>(this.#document.paths)) {
      for (const [method, operation] of Object.entries<Node>(item)) {
        if (operation.operationId) this.#collectOperation(path, method, item.parameters ?? [], operation);
      }
    }
  }

  #collectOperation(path: string, method: string, shared: Node[], operation: Node): void {
    const page = `${slug(operation.tags[0])}/${operation.operationId}`;
    this.#add(page, "operation", [operation.summary]);
    this.#add(page, "endpoint", [
      method.toUpperCase(),
      `${this.#document.servers[0].url}${path}`,
      operation.operationId,
    ]);
    for (const list of ["reference", `${slug(operation.tags[0])}/index`])
      this.#add(list, operation.operationId, [method.toUpperCase(), operation.summary, path]);
    for (const paragraph of paragraphs(operation.description)) this.#add(page, "description", [paragraph]);
    const [scheme = ""] = Object.keys((operation.security ?? this.#document.security)[0]);
    this.#add(page, "key", [this.#document.components.securitySchemes[scheme].name, "string", "required"]);
    for (const reference of [...shared, ...(operation.parameters ?? [])]) {
      const parameter = this.#deref(reference);
      const schema = this.#deref(parameter.schema);
      const words = [
        parameter.name,
        this.#typeWords(parameter.schema),
        need(parameter.required, true),
        parameter.description,
      ];
      // In Markdown, the example is in the URL of the samples.
      this.#add(page, parameter.name, [...words, ...rules(schema), formatExample(parameter.example)], {
        words: [...words, ...rulesOrType(parameter.schema, schema)],
      });
    }
    if (operation.requestBody) this.#collectRequest(page, operation.requestBody);
    for (const [status, response] of Object.entries<Node>(operation.responses)) {
      this.#collectResponse(page, status, this.#deref(response), this.#isCommon(response));
    }
    this.#collectResponseHeaders(page, operation.responses);
  }

  #collectRequest(page: string, { content, description, required }: Node): void {
    const { schema, examples } = content["application/json"];
    const body = this.#deref(schema);
    this.#add(page, "request", [
      description,
      schema.$ref.split("/").at(-1),
      body.description,
      required ? "" : "optional",
      body.additionalProperties === false
        ? unofficially(body, "additionalProperties", "Unknown fields are rejected")
        : "",
    ]);
    this.#add(page, "request", rules(body));
    this.#fields(
      schema,
      page,
      true,
      Object.values<Node>(examples).map(({ value }) => value),
    );
    for (const [name, { summary, value }] of Object.entries<Node>(examples)) {
      this.#add(page, name, [name]);
      this.#add(page, name, [summary]);
      values.push({ page: this.#folder + page, from: `request ${name}`, value });
    }
  }

  #collectResponse(
    page: string,
    status: string,
    { description, content = {}, links = {} }: Node,
    isShared: boolean,
  ): void {
    const { schema, examples } = content["application/json"] ?? {};
    if (schema === undefined) {
      this.#add(page, status, [status, description]);
    } else if (status.startsWith("2")) {
      this.#add(page, status, [status, description]);
      this.#add(page, status, [schema.$ref.split("/").at(-1), this.#deref(schema).description]);
      this.#fields(
        schema,
        page,
        false,
        Object.values<Node>(examples).map(({ value }) => value),
      );
      for (const [name, { value }] of Object.entries<Node>(examples))
        values.push({ page: this.#folder + page, from: `response ${name}`, value });
    } else {
      // Operations link to the descriptions of common errors, and in Markdown to the texts of all errors.
      this.#add(page, status, [status, description], isShared ? { words: [status] } : {});
      this.#add("errors", status, [status, description]);
      for (const [name, { summary, value }] of Object.entries<Node>(examples)) {
        if (!isShared) this.#add(page, name, [name, summary, value.error], { words: [status, name] });
        this.#add("errors", name, [name, summary, value.error]);
      }
    }
    for (const link of Object.values<Node>(links)) {
      this.#add(page, "link", [link.operationId, link.description]);
      this.#add(
        page,
        "link",
        Object.entries(link.parameters ?? {}).map(([name, from]) => `${name} is ${sourceText(String(from))}`),
      );
    }
  }

  /** A header is listed once, with the statuses that have it. */
  #collectResponseHeaders(page: string, responses: Node): void {
    const all = Object.entries<Node>(responses).map(([status, response]) => ({
      status,
      headers: this.#deref(response).headers ?? {},
    }));
    const entries = all.flatMap((each) =>
      Object.entries<Node>(each.headers).map(([key, header]) => ({ status: each.status, name: key, header })),
    );
    for (const { status, name, header: reference } of entries) {
      const header = this.#deref(reference);
      const { required, schema: type } = header;
      const words = [
        name,
        this.#typeWords(type),
        need(required, false),
        header.description,
        ...rules(type),
        formatExample(header.example),
      ];
      const isCommon = this.#isRepeated((operation) =>
        Object.values<Node>(operation.responses).some((response) =>
          Object.values<Node>(this.#deref(response).headers ?? {}).some(
            ({ $ref }) => $ref === reference.$ref,
          ),
        ),
      );
      const others = all.filter(({ headers }) => headers[name]?.$ref !== reference.$ref);
      const inMost = `With every response except ${others.map((each) => each.status).join(" and ")}`;
      const isInMost = others.length < 3 && all.length - others.length > 2;
      const use = others.length === 0 ? "With every response" : isInMost ? inMost : status;
      this.#add(page, `${status} ${name}`, [...words, use], isCommon ? { page: "conventions", words } : {});
    }
  }

  /** `examples` are the JSON examples on the page: where they have a value of a field, Markdown does not repeat one. */
  #fields(reference: Node, page: string, isRequest: boolean, examples: unknown[] = []): void {
    const { properties = {}, required = [], oneOf = [] } = this.#deref(reference);
    for (const variant of oneOf) {
      this.#add(page, variant.$ref, [variant.$ref.split("/").at(-1), this.#deref(variant).description]);
      this.#fields(variant, page, isRequest, examples);
    }
    for (const [name, property] of Object.entries<Node>(properties)) {
      const schema = this.#deref(property);
      const items = schema.items && this.#deref(schema.items);
      const words = [
        name,
        this.#typeWords(property),
        need(required.includes(name), isRequest),
        property.description ?? schema.description,
        ...(items?.properties ? [items.description] : []),
      ];
      const isShared = property.$ref && schema.type !== "object";
      const shownExample = isShared ? [] : example(schema);
      const itemRules = items ? rules(items).map((rule) => rule.replace(/^Unofficial: /, "")) : [];
      const inExamples = examples.flatMap((value) => valuesOf(value, name));
      const isShown = inExamples.some((value) => value !== null || schema.examples?.[0] === null);
      const isCommon = "data" in properties && name !== "data" && this.#isInEveryResponse(name, property);
      this.#add(page, name, [...words, ...rules(schema), ...itemRules, ...shownExample], {
        ...(isCommon && { page: "conventions" }),
        words: [
          ...words,
          ...rulesOrType(property, schema),
          ...(items ? rulesOrType(schema.items, items, itemRules) : []),
          ...(isShown ? [] : shownExample),
        ],
      });
      if (schema.properties || schema.oneOf) this.#fields(property, page, isRequest, inExamples);
      if (items?.properties) this.#fields(schema.items, page, isRequest, inExamples);
    }
  }

  /** Whether at least a quarter of all operations have the same field next to `data`. */
  #isInEveryResponse(name: string, property: Node): boolean {
    return this.#isRepeated(({ responses }) =>
      Object.entries<Node>(responses).some(([status, response]) => {
        const { schema } = this.#deref(response).content?.["application/json"] ?? {};
        if (!status.startsWith("2") || schema === undefined) return false;
        return JSON.stringify(this.#deref(schema).properties[name]) === JSON.stringify(property);
      }),
    );
  }

  #isRepeated(test: (operation: Node) => boolean): boolean {
    const operations = this.#listOperations();
    return operations.filter(test).length >= operations.length / 4;
  }

  #listOperations(): Node[] {
    return Object.values<Node>(this.#document.paths).flatMap((item) =>
      Object.values<Node>(item).filter(({ operationId }) => operationId),
    );
  }

  #typeWords(reference: Node): string {
    const schema = this.#deref(reference);
    if (schema.oneOf) return "object";
    const words = [schema.type].flat().map((type) => {
      if (type === "object") return `object ${reference.$ref.split("/").at(-1)}`;
      return type === "array" ? `list of ${this.#typeWords(schema.items).replace(/^\w+/, "$&s")}` : type;
    });
    return words.join(" or ");
  }

  /** Whether at least a quarter of all operations refer to the same response. */
  #isCommon({ $ref }: Node): boolean {
    return (
      $ref !== undefined &&
      this.#isRepeated(({ responses }) =>
        Object.values<Node>(responses).some((response) => response.$ref === $ref),
      )
    );
  }

  #deref(node: Node): Node {
    if (node?.$ref === undefined) return node;
    return node.$ref
      .split("/")
      .slice(1)
      .reduce((at: Node, key: string) => at[key], this.#document);
  }

  #add(page: string, from: string, words: string[], markdown: Fact["markdown"] = {}): void {
    const clean = (list: string[]) => list.filter(Boolean).map(plain);
    facts.push({
      page: this.#folder + page,
      from,
      words: clean(words),
      markdown: {
        ...(markdown.page !== undefined && { page: this.#folder + markdown.page }),
        ...(markdown.words && { words: clean(markdown.words) }),
      },
    });
  }
}

/** The values of a field in an object, or in each object of a list. */
function valuesOf(value: Node, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesOf(each, name));
  return typeof value === "object" && value !== null && name in value ? [value[name]] : [];
}

function example({ examples, const: constant }: Node): string[] {
  if (examples === undefined || constant !== undefined) return [];
  const [first] = examples;
  return [formatExample(first)];
}

/** Responses are complete unless a field is optional, so only requests say "required". */
function need(required: boolean, isRequest: boolean): string {
  if (isRequest && required) return "required";
  return !isRequest && !required ? "optional" : "";
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

function paragraphs(text: string): string[] {
  return text.split("\n\n");
}

/** Removes Markdown syntax and normalizes whitespace. */
export function plain(text: string): string {
  return text.replaceAll(/[`*]/g, "").replaceAll(/\s+/g, " ").trim();
}

for (const each of sources) new FactCollector(each).collect();

function formatExample(value: unknown): string {
  return `e.g. ${typeof value === "string" ? value : JSON.stringify(value)}`;
}
