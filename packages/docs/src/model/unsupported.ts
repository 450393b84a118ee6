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
    termsOfService: "any",
    contact: "contact",
    license: "license",
  },
  contact: { name: "any", url: "any", email: "any" },
  license: { name: "any", url: "any", identifier: "any" },
  externalDocs: { url: "any", description: "any" },
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
  requestBody: { description: "any", required: "any", content: "{mediaType}" },
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
  const known = supported[kind] ?? {};
  return Object.entries<Node>(node).flatMap(([key, value]) => {
    if (key.startsWith("x-")) return [];
    const childKind = known[key];
    return childKind === undefined
      ? [[...at, key].join(".")]
      : findUnsupported(value, childKind, [...at, key]);
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
  const inner = ["items", "additionalProperties", "unevaluatedProperties"].flatMap((keyword) =>
    findUnsupported(schema[keyword], "schema", [...at, keyword]),
  );
  return [...keywords, ...nested, ...inner];
}

/** One scheme at a time is shown: requirements that combine several are not. */
function findInSecurity(requirements: Record<string, string[]>[], at: string[]): string[] {
  return requirements.flatMap((requirement, index) =>
    Object.keys(requirement).length > 1
      ? [`${[...at, String(index)].join(".")}: ${Object.keys(requirement).join(" and ")} together`]
      : [],
  );
}
