import { UnreadableDescriptionError } from "./unreadable.ts";
import { escapeKey } from "./references.ts";
import type {
  DocumentedResponse,
  Example,
  Link,
  MediaType,
  Operation,
  Parameter,
  Pointer,
  Schema,
} from "./operation.ts";

type Node = Record<string, unknown>;

interface Reader {
  at(pointer: Pointer): unknown;
  resolve<Found extends object>(node: Found): Found;
  /** The file, as errors name it. */
  name: string;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** Every operation, in the description's order. */
export function readOperations(document: Node, reader: Reader): Operation[] {
  return entries(document["paths"]).flatMap(([path]) => {
    const pointer = `#/paths/${escapeKey(path)}`;
    const item = place(reader, pointer);
    return methods
      .filter((method) => typeof item.node[method] === "object")
      .map((method) => readOperation(document, reader, path, method, item));
  });
}

interface Place {
  node: Node;
  pointer: Pointer;
}

/** What stands at a pointer, and where that is once its references are followed. */
function place({ at, name }: Reader, pointer: Pointer): Place {
  let here = pointer;
  for (let hops = 0; hops < 20; hops += 1) {
    const node = at(here);
    if (typeof node !== "object" || node === null) {
      throw new UnreadableDescriptionError(
        `${name} refers to ${here}, which is not there. Mend it, then try again.`,
      );
    }
    const ref = (node as { $ref?: unknown }).$ref;
    if (typeof ref !== "string") return { node: node as Node, pointer: here };
    if (!ref.startsWith("#")) {
      throw new UnreadableDescriptionError(
        `${name} refers to another file, ${ref}. Bundle it into one first, for instance with "redocly bundle".`,
      );
    }
    here = ref;
  }
  throw new UnreadableDescriptionError(`${name}: the reference ${pointer} leads back to itself.`);
}

const entries = (node: unknown): [string, unknown][] =>
  typeof node === "object" && node !== null ? Object.entries(node) : [];

function readOperation(document: Node, reader: Reader, path: string, method: string, item: Place): Operation {
  const pointer = `${item.pointer}/${method}`;
  const node = item.node[method] as Node;
  const parameters = [
    ...readParameters(reader, `${item.pointer}/parameters`, item.node["parameters"]),
    ...readParameters(reader, `${pointer}/parameters`, node["parameters"]),
  ];
  const byName = new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  const requestBody = node["requestBody"] ? readRequestBody(reader, `${pointer}/requestBody`) : undefined;
  return {
    operationId:
      typeof node["operationId"] === "string" ? node["operationId"] : `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    pointer,
    parameters: [...byName.values()],
    ...(requestBody && { requestBody }),
    responses: entries(node["responses"]).map(([status]) => readResponse(reader, pointer, status)),
    ...readKey(document, node),
  };
}

function readParameters(reader: Reader, pointer: Pointer, list: unknown): Parameter[] {
  if (!Array.isArray(list)) return [];
  return list.map((_, index) => {
    const found = place(reader, `${pointer}/${index}`);
    return {
      name: String(found.node["name"]),
      in: found.node["in"] as Parameter["in"],
      required: found.node["required"] === true || found.node["in"] === "path",
      schema: (found.node["schema"] ?? {}) as Schema,
      pointer: found.pointer,
    };
  });
}

function readRequestBody(reader: Reader, pointer: Pointer): Operation["requestBody"] {
  const found = place(reader, pointer);
  const media = readContent(reader, found);
  const json = media.find(({ name }) => isJson(name));
  return json && { ...json, required: found.node["required"] === true, pointer: found.pointer };
}

/** Whether a media type is JSON: `application/json`, `application/problem+json`. */
export const isJson = (mediaType: string): boolean => /^application\/(?:[\w.-]+\+)?json\b/i.test(mediaType);

function readContent(reader: Reader, { node, pointer }: Place): MediaType[] {
  return entries(node["content"]).map(([name, media]) => {
    const here = `${pointer}/content/${escapeKey(name)}`;
    const {
      schema = {},
      examples,
      example,
    } = media as { schema?: Schema; examples?: object; example?: unknown };
    return {
      name,
      schema,
      schemaPointer: `${here}/schema`,
      examples: {
        ...(example !== undefined && { example: { value: example, pointer: `${here}/example` } }),
        ...Object.fromEntries(entries(examples).flatMap(([key]) => readExample(reader, here, key))),
      },
    };
  });
}

function readExample(reader: Reader, here: Pointer, key: string): [string, Example][] {
  const { node, pointer } = place(reader, `${here}/examples/${escapeKey(key)}`);
  return "value" in node ? [[key, { value: node["value"], pointer }]] : [];
}

function readResponse(reader: Reader, operation: Pointer, status: string): DocumentedResponse {
  const { node, pointer } = place(reader, `${operation}/responses/${escapeKey(status)}`);
  return {
    status,
    description: String(node["description"] ?? ""),
    pointer,
    headers: entries(node["headers"]).map(([name]) => readHeader(reader, pointer, name)),
    content: readContent(reader, { node, pointer }),
    links: entries(node["links"]).flatMap(([name]) => readLink(reader, pointer, name)),
  };
}

function readHeader(reader: Reader, response: Pointer, name: string): Parameter {
  const { node, pointer } = place(reader, `${response}/headers/${escapeKey(name)}`);
  return {
    name,
    in: "header",
    required: node["required"] === true,
    schema: (node["schema"] ?? {}) as Schema,
    pointer,
  };
}

function readLink(reader: Reader, response: Pointer, name: string): Link[] {
  const { node, pointer } = place(reader, `${response}/links/${escapeKey(name)}`);
  if (typeof node["operationId"] !== "string") return [];
  const parameters = entries(node["parameters"]).map(([key, value]) => [key, String(value)]);
  return [{ name, operationId: node["operationId"], parameters: Object.fromEntries(parameters), pointer }];
}

/** The header that a key goes into: the first security requirement that is met by one header. */
function readKey(document: Node, operation: Node): { keyHeader?: string; keyPointer?: Pointer } {
  const own = operation["security"] ?? document["security"];
  const schemes = ((document["components"] ?? {}) as Node)["securitySchemes"];
  if (!Array.isArray(own) || own.some((requirement) => Object.keys(requirement as object).length === 0))
    return {};
  for (const name of own.flatMap((requirement) => Object.keys(requirement as object))) {
    const scheme = ((schemes ?? {}) as Record<string, Node>)[name];
    const keyPointer = `#/components/securitySchemes/${escapeKey(name)}`;
    if (scheme?.["type"] === "apiKey" && scheme["in"] === "header") {
      return { keyHeader: String(scheme["name"]), keyPointer };
    }
    if (
      scheme?.["type"] === "http" ||
      scheme?.["type"] === "oauth2" ||
      scheme?.["type"] === "openIdConnect"
    ) {
      return { keyHeader: "Authorization", keyPointer };
    }
  }
  return {};
}
