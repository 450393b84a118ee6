import { InvalidDescriptionError } from "./invalid-description-error.ts";
import { appendKey, type Pointer } from "./json-pointer.ts";
import { listPathParameterNames } from "./operation.ts";
import type {
  DocumentedResponse,
  Example,
  ExternalDocs,
  Link,
  MediaType,
  Operation,
  Parameter,
  ParameterLocation,
  RequestBody,
  SecurityRequirement,
  SecurityScheme,
  Server,
} from "./operation.ts";
import type { Located, References } from "./references.ts";
import { getComponentName, getValueType, type Schema } from "./schema.ts";

type Node = Record<string, unknown>;

/** The document and the means to read it. */
interface Source {
  document: Node;
  /** The file, as errors name it. */
  file: string;
  references: References;
  /** The contents of responses by node. Most operations refer to the same errors. */
  responseContents: Map<Node, ResponseContents>;
}

type ResponseContents = Pick<DocumentedResponse, "description" | "headers" | "content" | "links">;

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const parameterLocations = new Set<unknown>(["path", "query", "header", "cookie"]);

/**
 * Reads every operation, in the order of the description.
 *
 * @throws {InvalidDescriptionError} if a part of an operation is missing or contradicts another.
 */
export function readOperations(description: Omit<Source, "responseContents">): Operation[] {
  const source = { ...description, responseContents: new Map() };
  const operations = listEntries(source.document["paths"]).flatMap(([path]) => {
    const item = source.references.locate(appendKey("#/paths", path));
    return Object.keys(item.node)
      .filter((key) => methods.includes(key))
      .map((method) => readOperation(source, path, method, item));
  });
  requireUniqueIds(source, operations);
  return operations;
}

function requireUniqueIds({ file }: Source, operations: Operation[]): void {
  const pointers = new Map<string, Pointer>();
  for (const { operationId, pointer } of operations) {
    const other = pointers.get(operationId);
    if (other !== undefined) {
      throw new InvalidDescriptionError(
        `${file}: ${other} and ${pointer} have the same operationId "${operationId}". Rename one of them.`,
      );
    }
    pointers.set(operationId, pointer);
  }
}

function readOperation(source: Source, path: string, method: string, item: Located): Operation {
  const pointer = appendKey(item.pointer, method);
  const { node } = source.references.locate(pointer);
  const operation: Operation = {
    operationId: toText(node["operationId"]) ?? `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    pointer,
    tags: (node["tags"] ?? []) as string[],
    ...pickDefined({
      summary: toText(node["summary"] ?? item.node["summary"]),
      description: joinTexts([item.node["description"], node["description"]]),
      externalDocs: node["externalDocs"] as ExternalDocs | undefined,
    }),
    isDeprecated: node["deprecated"] === true,
    servers: (node["servers"] ?? item.node["servers"] ?? source.document["servers"] ?? []) as Server[],
    security: readSecurity(source, node),
    parameters: readParameters(source, [
      [appendKey(item.pointer, "parameters"), item.node["parameters"]],
      [appendKey(pointer, "parameters"), node["parameters"]],
    ]),
    ...(node["requestBody"] !== undefined && {
      requestBody: readRequestBody(source, appendKey(pointer, "requestBody")),
    }),
    responses: listEntries(node["responses"]).map(([status]) =>
      readResponse(source, appendKey(appendKey(pointer, "responses"), status), status),
    ),
  };
  requirePathParameters(source, operation);
  return operation;
}

function requirePathParameters({ file }: Source, { path, pointer, parameters }: Operation): void {
  const declared = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  const names = listPathParameterNames(path);
  const undeclared = names.find((name) => !declared.includes(name));
  const unused = declared.find((name) => !names.includes(name));
  if (undeclared !== undefined) {
    throw new InvalidDescriptionError(
      `${file}: ${pointer} does not describe the path parameter "${undeclared}". Add it to "parameters".`,
    );
  }
  if (unused !== undefined) {
    throw new InvalidDescriptionError(
      `${file}: ${pointer} describes the path parameter "${unused}", which the path ${path} does not have. Add it to the path, or remove it.`,
    );
  }
}

/** Reads lists of parameters. A later one overrides an earlier one with the same name and location. */
function readParameters(source: Source, lists: [Pointer, unknown][]): Parameter[] {
  const parameters = lists.flatMap(([pointer, list]) =>
    Array.isArray(list) ? list.map((_, index) => readParameter(source, appendKey(pointer, index))) : [],
  );
  return [
    ...new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values(),
  ];
}

function readParameter(source: Source, reference: Pointer): Parameter {
  const { node, pointer } = source.references.locate(reference);
  const name = toText(node["name"]);
  if (name === undefined || name === "" || !parameterLocations.has(node["in"])) {
    throw new InvalidDescriptionError(
      `${source.file}: the parameter at ${pointer} needs a "name", and "in" with path, query, header or cookie. Add them.`,
    );
  }
  if (node["in"] === "header" && !isToken(name)) {
    throw new InvalidDescriptionError(
      `${source.file}: the header "${name}" at ${pointer} has a name that HTTP does not allow. Rename it.`,
    );
  }
  return toParameter(source, name, node["in"] as ParameterLocation, { node, pointer });
}

/** A token as in RFC 9110, 5.6.2. */
const isToken = (name: string) => /^[\w!#$%&'*+.^`|~-]+$/.test(name);

function toParameter(
  source: Source,
  name: string,
  location: ParameterLocation,
  { node, pointer }: Located,
): Parameter {
  const [content] = readContent(source, { node, pointer });
  if (node["schema"] === undefined && content === undefined) {
    throw new InvalidDescriptionError(
      `${source.file}: the parameter "${name}" at ${pointer} has no schema. Add one.`,
    );
  }
  const { schema = {}, ...schemaFacts } = content ?? readSchema(source, appendKey(pointer, "schema"));
  const examples = readExamples(source, { node, pointer });
  const style = toText(node["style"]) ?? (location === "query" || location === "cookie" ? "form" : "simple");
  return {
    name,
    in: location,
    pointer,
    isRequired: location === "path" || node["required"] === true,
    isDeprecated: node["deprecated"] === true || schema.deprecated === true,
    schema,
    schemaPointer: schemaFacts.schemaPointer,
    style,
    isExploded: typeof node["explode"] === "boolean" ? node["explode"] : style === "form",
    examples,
    ...pickDefined({
      description: toText(node["description"]),
      schemaName: schemaFacts.schemaName,
      type: getValueType(schema),
      itemType: schema.items && getValueType(source.references.resolve(schema.items)),
      mediaType: content?.name,
      default: schema.default,
      example: Object.values(examples)[0]?.value ?? schema.example ?? schema.examples?.[0],
    }),
  };
}

function readRequestBody(source: Source, reference: Pointer): RequestBody {
  const located = source.references.locate(reference);
  const content = readContent(source, located);
  if (content.length === 0) {
    throw new InvalidDescriptionError(
      `${source.file}: the request body at ${located.pointer} has no media type. Add one under "content".`,
    );
  }
  return {
    pointer: located.pointer,
    isRequired: located.node["required"] === true,
    content,
    ...pickDefined({ description: toText(located.node["description"]) }),
  };
}

function readContent(source: Source, { node, pointer }: Located): MediaType[] {
  return listEntries(node["content"]).map(([name]) => {
    const media = source.references.locate(appendKey(appendKey(pointer, "content"), name));
    const schemaPointer = appendKey(media.pointer, "schema");
    return {
      name,
      pointer: media.pointer,
      ...(media.node["schema"] === undefined ? { schemaPointer } : readSchema(source, schemaPointer)),
      examples: readExamples(source, media),
    };
  });
}

function readSchema(source: Source, reference: Pointer) {
  const { node, pointer, ref } = source.references.locate<Schema>(reference);
  const schemaName = ref === undefined ? undefined : getComponentName({ $ref: ref });
  return { schema: node, schemaPointer: pointer, ...pickDefined({ schemaName }) };
}

/** Reads `example` and those of `examples` that have a value. */
function readExamples(source: Source, { node, pointer }: Located): Record<string, Example> {
  const named = listEntries(node["examples"]).flatMap(([name]) => {
    const example = source.references.locate(appendKey(appendKey(pointer, "examples"), name));
    const { summary, description, value } = example.node;
    if (!("value" in example.node)) return [];
    const texts = pickDefined({ summary: toText(summary), description: toText(description) });
    return [[name, { ...texts, value, pointer: example.pointer }] as const];
  });
  return {
    ...("example" in node && { example: { value: node["example"], pointer: appendKey(pointer, "example") } }),
    ...Object.fromEntries(named),
  };
}

function readResponse(source: Source, reference: Pointer, status: string): DocumentedResponse {
  const located = source.references.locate(reference);
  const { node, pointer, ref } = located;
  const contents = source.responseContents.get(node) ?? readResponseContents(source, located);
  source.responseContents.set(node, contents);
  const name = ref === undefined ? undefined : getComponentName({ $ref: ref });
  return { status, pointer, ...contents, ...pickDefined({ name }) };
}

function readResponseContents(source: Source, located: Located): ResponseContents {
  const { node, pointer } = located;
  const headers = appendKey(pointer, "headers");
  const links = appendKey(pointer, "links");
  return {
    description: toText(node["description"]) ?? "",
    headers: listEntries(node["headers"]).map(([name]) =>
      toParameter(source, name, "header", source.references.locate(appendKey(headers, name))),
    ),
    content: readContent(source, located),
    links: listEntries(node["links"]).flatMap(([name]) => readLink(source, appendKey(links, name), name)),
  };
}

/** Reads a link to an operation by operationId. Links by `operationRef` are omitted. */
function readLink(source: Source, reference: Pointer, name: string): Link[] {
  const { node, pointer } = source.references.locate(reference);
  const operationId = toText(node["operationId"]);
  if (operationId === undefined) return [];
  const parameters = listEntries(node["parameters"]).map(([key, value]) => [key, String(value)]);
  return [
    {
      name,
      operationId,
      parameters: Object.fromEntries(parameters) as Record<string, string>,
      pointer,
      ...pickDefined({ description: toText(node["description"]) }),
    },
  ];
}

function readSecurity(source: Source, operation: Node): SecurityRequirement[] {
  const requirements = (operation["security"] ?? source.document["security"] ?? []) as Record<
    string,
    string[]
  >[];
  return requirements.map((requirement) =>
    Object.entries(requirement).map(([schemeName, scopes]) => ({
      ...readSecurityScheme(source.references, schemeName),
      scopes,
    })),
  );
}

/** Reads the security scheme with a name. */
export function readSecurityScheme(references: References, schemeName: string): SecurityScheme {
  const pointer = appendKey("#/components/securitySchemes", schemeName);
  const { node } = references.locate<Omit<SecurityScheme, "pointer" | "schemeName">>(pointer);
  return { ...node, schemeName, pointer };
}

const listEntries = (node: unknown): [string, unknown][] =>
  typeof node === "object" && node !== null ? Object.entries(node) : [];

/** Joins texts to paragraphs. Returns `undefined` if there are none. */
const joinTexts = (values: unknown[]): string | undefined =>
  values.filter((value) => typeof value === "string" && value !== "").join("\n\n") || undefined;

const toText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Removes the properties without a value, since an optional property is either omitted or has one. */
function pickDefined<Properties extends object>(
  properties: Properties,
): { [Key in keyof Properties]?: Exclude<Properties[Key], undefined> } {
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Properties]?: Exclude<Properties[Key], undefined> };
}
