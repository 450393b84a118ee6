import type { Description } from "@rolewright/openapi";

/** The description has parts that the pages cannot show. Nothing is dropped silently, so the build stops. */
export class UnsupportedDescriptionError extends Error {
  override name = "UnsupportedDescriptionError";
  /** Where each part is: `paths./v1/roles.post.callbacks`. */
  readonly parts: string[];

  constructor(parts: string[]) {
    super(
      `The documentation cannot show ${parts.length} parts of this description. Remove them, or add support for them:\n${parts.map((part) => `- ${part}`).join("\n")}`,
    );
    this.parts = parts;
  }
}

/**
 * Checks that the pages can show everything in the description. Extensions (`x-…`) are for tools and are not checked.
 *
 * @throws {UnsupportedDescriptionError} with a list of the parts that they cannot show.
 */
export function requireSupported(description: Description): void {
  const parts = findUnsupported(description.document, "description", []);
  if (parts.length > 0) throw new UnsupportedDescriptionError(parts);
}

// oxlint-disable-next-line typescript/no-explicit-any -- any JSON may be a description
type Node = any;

/** Whether a page can link to an address: relative, or with one of these schemes. A script in a link would run. */
export function isLink(href: string): boolean {
  // Browsers ignore white space and control characters in a scheme.
  const [, scheme] = /^([a-z][a-z\d+.-]*):/i.exec(href.replaceAll(/[\s\p{Cc}]/gu, "")) ?? [];
  return scheme === undefined || /^(https?|mailto)$/i.test(scheme);
}

/** The kind of an object, or of each entry of a list (`[kind]`) or map (`{kind}`); `any` is not checked further. */
type Kind = string;

const operationKeys: Record<string, Kind> = {
  tags: "any",
  summary: "any",
  description: "any",
  externalDocs: "externalDocs",
  operationId: "any",
  parameters: "[parameter]",
  requestBody: "requestBody",
  responses: "{response}",
  deprecated: "any",
  security: "securityRequirements",
  servers: "[server]",
};

const headerKeys: Record<string, Kind> = {
  description: "any",
  required: "any",
  deprecated: "any",
  style: "any",
  explode: "any",
  schema: "schema",
  example: "any",
  examples: "{example}",
};

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The keys of each object that the pages show, as OpenAPI names them. */
const supported: Record<string, Record<string, Kind>> = {
  description: {
    openapi: "any",
    info: "info",
    servers: "[server]",
    tags: "[tag]",
    paths: "{pathItem}",
    components: "components",
    security: "securityRequirements",
    externalDocs: "externalDocs",
  },
  info: {
    title: "any",
    version: "any",
    summary: "any",
    description: "any",
    termsOfService: "url",
    contact: "contact",
    license: "license",
  },
  contact: { name: "any", url: "url", email: "any" },
  license: { name: "any", url: "url", identifier: "any" },
  externalDocs: { url: "url", description: "any" },
  server: { url: "any", description: "any", variables: "{serverVariable}" },
  serverVariable: { default: "any", description: "any", enum: "any" },
  tag: { name: "any", description: "any", externalDocs: "externalDocs" },
  pathItem: {
    summary: "any",
    description: "any",
    servers: "[server]",
    parameters: "[parameter]",
    ...Object.fromEntries(methods.map((method) => [method, "operation"])),
  },
  operation: operationKeys,
  parameter: { name: "any", in: "any", ...headerKeys },
  header: headerKeys,
  requestBody: { description: "any", required: "any", content: "requestContent" },
  mediaType: { schema: "schema", example: "any", examples: "{example}" },
  example: { summary: "any", description: "any", value: "any" },
  response: { description: "any", headers: "{header}", content: "{mediaType}", links: "{link}" },
  link: { operationId: "any", parameters: "any", description: "any" },
  components: {
    schemas: "{schema}",
    responses: "{response}",
    parameters: "{parameter}",
    examples: "{example}",
    requestBodies: "{requestBody}",
    headers: "{header}",
    securitySchemes: "{securityScheme}",
    links: "{link}",
  },
  securityScheme: {
    type: "any",
    description: "any",
    name: "any",
    in: "any",
    scheme: "any",
    bearerFormat: "any",
    flows: "any",
    openIdConnectUrl: "any",
  },
};

/** The styles that samples can write, by the place of the parameter. */
const styles: Record<string, string[]> = {
  query: ["form", "deepObject", "spaceDelimited", "pipeDelimited"],
  path: ["simple"],
  header: ["simple"],
  cookie: ["form"],
};

/** JSON Schema keywords that would need more than a sentence. All others are shown. */
const unsupportedKeywords = [
  "$anchor",
  "$defs",
  "$dynamicAnchor",
  "$dynamicRef",
  "contains",
  "dependentSchemas",
  "discriminator",
  "else",
  "if",
  "not",
  "patternProperties",
  "prefixItems",
  "propertyNames",
  "then",
  "xml",
];

function findUnsupported(node: Node, kind: Kind, at: string[]): string[] {
  if (kind === "url") return isLink(String(node)) ? [] : [`${at.join(".")}: ${String(node)}`];
  if (kind === "schema" && node === false) return [`${at.join(".")}: false`];
  if (kind === "any" || typeof node !== "object" || node === null) return [];
  if (kind.startsWith("[") || kind.startsWith("{")) {
    const entries = Object.entries(node).filter(([key]) => !key.startsWith("x-"));
    return entries.flatMap(([key, value]) => findUnsupported(value, kind.slice(1, -1), [...at, key]));
  }
  if (typeof node.$ref === "string") {
    const outside = node.$ref.startsWith("#/components/")
      ? []
      : [`${at.join(".")}: $ref to ${node.$ref} (bundle the description first)`];
    return [
      ...outside,
      ...(kind === "schema" ? findInSchema(node, at) : findBesideReference(node, kind, at)),
    ];
  }
  if (kind === "schema") return findInSchema(node, at);
  if (kind === "securityRequirements") return findInSecurity(node, at);
  if (kind === "requestContent")
    return [...findInRequestContent(node, at), ...findUnsupported(node, "{mediaType}", at)];
  const withoutValue =
    kind === "example" && !("value" in node) && !("externalValue" in node)
      ? [`${at.join(".")}: no value`]
      : [];
  if (kind === "parameter" && node.style !== undefined && !styles[node.in]?.includes(node.style))
    return [`${[...at, "style"].join(".")}: ${node.style}`];
  const known = supported[kind] ?? {};
  const inside = Object.entries<Node>(node).flatMap(([key, value]) => {
    if (key.startsWith("x-")) return [];
    const childKind = known[key];
    return childKind === undefined
      ? [[...at, key].join(".")]
      : findUnsupported(value, childKind, [...at, key]);
  });
  return [...withoutValue, ...inside];
}

/** Samples send JSON, forms and text. */
function findInRequestContent(content: Record<string, Node>, at: string[]): string[] {
  return Object.entries(content).flatMap(([mediaType, { example, examples = {} }]) => {
    if (/[/+]json\b|^application\/x-www-form-urlencoded/.test(mediaType)) return [];
    const values = [example, ...Object.values<Node>(examples).map(({ value }) => value)];
    return values.some((value) => typeof value === "object" && value !== null)
      ? [`${[...at, mediaType].join(".")}: an example that is not text`]
      : [];
  });
}

/** Beside a reference, a description replaces the one of the component, and so does the summary of an example. Nothing else has an effect. */
function findBesideReference(node: Node, kind: Kind, at: string[]): string[] {
  const shown = ["$ref", "description", ...(kind === "example" ? ["summary"] : [])];
  return Object.keys(node)
    .filter((key) => !shown.includes(key) && !key.startsWith("x-"))
    .map((key) => `${[...at, key].join(".")} (has no effect beside $ref)`);
}

function findInSchema(schema: Node, at: string[]): string[] {
  const keywords = Object.keys(schema)
    .filter((keyword) => unsupportedKeywords.includes(keyword))
    .map((keyword) => [...at, keyword].join("."));
  const nested = ["properties", "allOf", "oneOf", "anyOf"].flatMap((keyword) =>
    findUnsupported(schema[keyword], "{schema}", [...at, keyword]),
  );
  const inner = ["items", "additionalProperties", "unevaluatedProperties"]
    .filter((keyword) => keyword === "items" || schema[keyword] !== false)
    .flatMap((keyword) => findUnsupported(schema[keyword], "schema", [...at, keyword]));
  const alternatives = schema.oneOf && schema.anyOf ? [`${[...at, "anyOf"].join(".")} (beside oneOf)`] : [];
  return [...keywords, ...nested, ...inner, ...alternatives];
}

/** One scheme at a time is shown: requirements that combine several are not. */
function findInSecurity(requirements: Record<string, string[]>[], at: string[]): string[] {
  return requirements.flatMap((requirement, index) =>
    Object.keys(requirement).length > 1
      ? [`${[...at, String(index)].join(".")}: ${Object.keys(requirement).join(" and ")} together`]
      : [],
  );
}
