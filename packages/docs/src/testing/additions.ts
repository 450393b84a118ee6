/** Additions to the description, each with a word that nothing else has. Shares no code with the builder. */

// oxlint-disable-next-line typescript/no-explicit-any -- the addition may be anywhere in the description
type Node = any;

/** Adds something to a node of the description. Returns the words that a page then has to have. */
type Add = (node: Node, word: string) => string[];

/** The kinds of nodes that additions are for. */
type Kind =
  | "example"
  | "header"
  | "mediaType"
  | "object"
  | "operation"
  | "parameter"
  | "pathItem"
  | "reference"
  | "response"
  | "schema"
  | "schemaReference"
  | "server"
  | "tag";

/** Sets one field, whose value has the word. */
const set =
  (name: string, create: (word: string) => unknown): Add =>
  (node, word) => {
    node[name] = create(word);
    return [word];
  };

const docs = (word: string) => ({ url: `https://docs.example/${word}`, description: `About ${word}` });
const property = (word: string) => ({ properties: { [word]: { type: "string" } } });
const operation = (word: string) => ({ post: { operationId: word, responses: {} } });

/** The additions, by the kind of node and a name. */
export const additions: Record<Kind, Record<string, Add>> = {
  schema: {
    not: set("not", (word) => ({ const: word })),
    "if, then and else": (node, word) => {
      Object.assign(node, {
        if: property(`${word}a`),
        // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
        then: property(`${word}b`),
        else: property(`${word}c`),
      });
      return [`${word}a`, `${word}b`, `${word}c`];
    },
    dependentSchemas: set("dependentSchemas", (word) => ({ [word]: property("other") })),
    dependentRequired: set("dependentRequired", (word) => ({ [word]: ["other"] })),
    patternProperties: set("patternProperties", (word) => ({ [`^${word}`]: { type: "string" } })),
    propertyNames: set("propertyNames", (word) => ({ pattern: word })),
    prefixItems: set("prefixItems", (word) => [{ const: word }]),
    contains: set("contains", (word) => ({ const: word })),
    discriminator: set("discriminator", (word) => ({
      propertyName: word,
      mapping: { [word]: "#/components" },
    })),
    xml: set("xml", (name) => ({ name })),
    contentEncoding: set("contentEncoding", (word) => word),
    contentMediaType: set("contentMediaType", (word) => `image/${word}`),
    contentSchema: set("contentSchema", (word) => ({ const: word })),
    externalDocs: set("externalDocs", docs),
    title: set("title", (word) => word),
    $comment: set("$comment", (word) => word),
    "unknown keyword": set("surprise", (word) => word),
    $defs: set("$defs", (word) => ({ [word]: { type: "string" } })),
    $anchor: set("$anchor", (word) => word),
  },
  object: {
    property: (node, word) => {
      node.properties = { ...node.properties, [word]: { type: "string", description: `${word} text` } };
      return [word, `${word} text`];
    },
    additionalProperties: set("additionalProperties", (word) => ({ type: "string", description: word })),
    unevaluatedProperties: set("unevaluatedProperties", (word) => ({ type: "string", description: word })),
  },
  parameter: {
    examples: (node, word) => {
      delete node.example;
      node.examples = {
        a: { summary: `${word}a`, description: `${word}b`, value: `${word}c` },
        b: { summary: `${word}d`, value: `${word}e` },
      };
      return ["a", "b", "c", "d", "e"].map((letter) => word + letter);
    },
    "example elsewhere": set("examples", (word) => ({
      a: { externalValue: `https://docs.example/${word}` },
    })),
    content: (node, word) => {
      delete node.schema;
      node.content = { [`application/${word}`]: {} };
      return [`application/${word}`];
    },
    style: set("style", (word) => word),
    "unknown key": set("surprise", (word) => word),
  },
  header: {
    description: set("description", (word) => word),
    examples: (node, word) => {
      delete node.example;
      node.examples = { a: { summary: `${word}a`, value: `${word}b` }, b: { value: `${word}c` } };
      return [`${word}a`, `${word}b`, `${word}c`];
    },
    content: (node, word) => {
      delete node.schema;
      node.content = { [`application/${word}`]: {} };
      return [`application/${word}`];
    },
    "unknown key": set("surprise", (word) => word),
  },
  mediaType: {
    encoding: set("encoding", (word) => ({ [word]: { contentType: "image/png" } })),
    "example elsewhere": (node, word) => {
      node.examples = { ...node.examples, [word]: { externalValue: `https://docs.example/${word}` } };
      return [`https://docs.example/${word}`];
    },
    "unknown key": set("surprise", (word) => word),
  },
  example: {
    description: set("description", (word) => `More about ${word}`),
    "unknown key": set("surprise", (word) => word),
  },
  response: {
    header: (node, word) => {
      node.headers = { ...node.headers, [word]: { description: `${word} text`, schema: { type: "string" } } };
      return [word, `${word} text`];
    },
    "media type": (node, word) => {
      node.content = {
        ...node.content,
        [`text/${word}`]: { schema: { type: "string", description: `${word} text` }, example: `${word}e` },
      };
      return [`text/${word}`, `${word} text`, `${word}e`];
    },
    "server of a link": set("links", (word) => ({
      next: { operationId: "x", server: { url: `https://${word}.example` } },
    })),
    "body of a link": set("links", (word) => ({ next: { operationId: "x", requestBody: word } })),
    "reference of a link": set("links", (word) => ({ next: { operationRef: `#/paths/${word}` } })),
    "unknown key": set("surprise", (word) => word),
  },
  operation: {
    externalDocs: set("externalDocs", docs),
    callbacks: set("callbacks", (word) => ({ [word]: { "{$request.body#/url}": operation(word) } })),
    "server with variables": set("servers", (word) => [
      {
        url: "https://{a}.example",
        description: word,
        variables: { a: { default: word, description: word } },
      },
    ]),
    "path parameter": (node, word) => {
      node.parameters = [
        ...(node.parameters ?? []),
        { name: word, in: "query", description: `${word} text`, schema: { type: "string", maxLength: 9 } },
      ];
      return [word, `${word} text`];
    },
    "unknown key": set("surprise", (word) => word),
  },
  pathItem: {
    summary: set("summary", (word) => word),
    description: set("description", (word) => word),
    servers: set("servers", (word) => [{ url: `https://${word}.example` }]),
    parameters: (node, word) => {
      node.parameters = [
        ...(node.parameters ?? []),
        { name: word, in: "header", description: `${word} text`, schema: { type: "string" } },
      ];
      return [word, `${word} text`];
    },
    "unknown key": set("surprise", (word) => word),
  },
  tag: { externalDocs: set("externalDocs", docs), "unknown key": set("surprise", (word) => word) },
  server: {
    variables: (node, word) => {
      node.url = "https://{region}.example";
      node.variables = { region: { default: word, enum: [word, `${word}e`], description: `${word} text` } };
      return [word, `${word}e`, `${word} text`];
    },
    "unknown key": set("surprise", (word) => word),
  },
  // OpenAPI allows a summary and a description beside `$ref`, which replace those of the component.
  reference: {
    description: set("description", (word) => word),
    summary: set("summary", (word) => word),
  },
  schemaReference: {
    description: set("description", (word) => word),
    title: set("title", (word) => word),
    deprecated: (node) => {
      node.deprecated = true;
      return ["deprecated"];
    },
    "unknown keyword": set("surprise", (word) => word),
    not: set("not", (word) => ({ const: word })),
  },
};

/** A node of the description. */
export interface Place {
  kind: Kind;
  /** `components/schemas/Role/properties/name`. */
  at: string;
  node: Node;
}

const methods = ["get", "put", "post", "delete", "patch"];

/** Lists every node that additions are for. */
export function listPlaces(document: Node): Place[] {
  const { tags = [], servers = [], paths, components } = document;
  return [
    ...list(tags, "tags").map(([node, at]) => ({ kind: "tag" as const, node, at })),
    ...list(servers, "servers").map(([node, at]) => ({ kind: "server" as const, node, at })),
    ...list(paths, "paths").flatMap(([item, at]) => [
      { kind: "pathItem" as const, node: item, at },
      ...list(item.parameters, `${at}/parameters`).flatMap((entry) => listInParameter(...entry, "parameter")),
      ...methods
        .filter((method) => item[method])
        .flatMap((method) => listInOperation(item[method], `${at}/${method}`)),
    ]),
    ...list(components.schemas, "components/schemas").flatMap((entry) => listInSchema(...entry)),
    ...list(components.responses, "components/responses").flatMap((entry) => listInResponse(...entry)),
    ...list(components.parameters, "components/parameters").flatMap((entry) =>
      listInParameter(...entry, "parameter"),
    ),
    ...list(components.headers, "components/headers").flatMap((entry) => listInParameter(...entry, "header")),
  ];
}

const list = (nodes: Node, at: string): [node: Node, at: string][] =>
  Object.entries<Node>(nodes ?? {}).map(([key, node]) => [node, `${at}/${key}`]);

function listInOperation(node: Node, at: string): Place[] {
  return [
    { kind: "operation", node, at },
    ...list(node.parameters, `${at}/parameters`).flatMap((entry) => listInParameter(...entry, "parameter")),
    ...list(node.requestBody?.content, `${at}/requestBody/content`).flatMap((entry) =>
      listInContent(...entry),
    ),
    ...list(node.responses, `${at}/responses`).flatMap((entry) => listInResponse(...entry)),
  ];
}

function listInParameter(node: Node, at: string, kind: "header" | "parameter"): Place[] {
  if (node.$ref) return [{ kind: "reference", node, at }];
  return [{ kind, node, at }, ...(node.schema ? listInSchema(node.schema, `${at}/schema`) : [])];
}

function listInResponse(node: Node, at: string): Place[] {
  if (node.$ref) return [{ kind: "reference", node, at }];
  return [
    { kind: "response", node, at },
    ...list(node.headers, `${at}/headers`).flatMap((entry) => listInParameter(...entry, "header")),
    ...list(node.content, `${at}/content`).flatMap((entry) => listInContent(...entry)),
  ];
}

function listInContent(node: Node, at: string): Place[] {
  return [
    { kind: "mediaType", node, at },
    ...(node.schema ? listInSchema(node.schema, `${at}/schema`) : []),
    ...list(node.examples, `${at}/examples`).map(([example, place]): Place => ({
      kind: "example",
      node: example,
      at: place,
    })),
  ];
}

function listInSchema(node: Node, at: string): Place[] {
  if (node.$ref) return [{ kind: "schemaReference", node, at }];
  return [
    { kind: "schema", node, at },
    ...(node.properties ? [{ kind: "object" as const, node, at }] : []),
    ...list(node.properties, `${at}/properties`).flatMap((entry) => listInSchema(...entry)),
    ...["oneOf", "anyOf", "allOf"].flatMap((keyword) =>
      list(node[keyword], `${at}/${keyword}`).flatMap((entry) => listInSchema(...entry)),
    ),
    ...(node.items ? listInSchema(node.items, `${at}/items`) : []),
  ];
}
