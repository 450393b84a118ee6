import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundleFiles } from "./file-references.ts";
import { InvalidDescriptionError } from "./invalid-description-error.ts";
import type { Pointer } from "./json-pointer.ts";
import { createLineFinder } from "./line-numbers.ts";
import { loadYaml } from "./load-yaml.ts";
import type { ExternalDocs, Operation, SecurityScheme, Server } from "./operation.ts";
import { readOperations, readSecurityScheme } from "./read-operations.ts";
import { References } from "./references.ts";
import type { Schema } from "./schema.ts";

/** An OpenAPI 3.1 description. */
export interface Description {
  /** The file, as errors name it. */
  file: string;
  /** The text that was parsed. */
  text: string;
  info: Info;
  servers: Server[];
  /** The declared tags, in order. */
  tags: Tag[];
  externalDocs?: ExternalDocs;
  /** In the order of the description. At least one. */
  operations: Operation[];
  /** The component schemas by name, as they are written. */
  schemas: Record<string, Schema>;
  /** The security schemes of the components, in order. */
  securitySchemes: SecurityScheme[];
  /** The whole document, as it is written, for tools that read OpenAPI themselves. */
  document: Record<string, unknown>;
  findOperation(operationId: string): Operation | undefined;
  /** Follows the references of a node. Returns any other node unchanged. */
  resolve<Node extends object>(node: Node | { $ref: string }): Node;
  /** Returns the node at a location, or `undefined` if there is none. */
  at(pointer: Pointer): unknown;
  /** Returns the location of an object of the document. */
  pointerOf(node: object): Pointer | undefined;
  /** Returns the line of a location, counted from 1. */
  lineOf(pointer: Pointer): number | undefined;
}

export interface Info {
  title: string;
  version: string;
  summary?: string;
  description?: string;
  termsOfService?: string;
  contact?: { name?: string; url?: string; email?: string };
  license?: { name: string; url?: string; identifier?: string };
}

export interface Tag {
  name: string;
  description?: string;
  externalDocs?: ExternalDocs;
}

/**
 * Reads a description from a file. Files in its folder that it refers to are part of it, under `x-files` of the document.
 *
 * @param file A path or a `file:` URL of YAML or JSON. JSON is faster: parsing YAML takes 50 ms.
 * @param name How errors name the file. Default: its path.
 * @throws {InvalidDescriptionError} if a file cannot be read or is outside of the folder, or as `parseDescription` does.
 */
export function readDescription(file: string | URL, name?: string): Description {
  const path = typeof file === "string" ? file : fileURLToPath(file);
  const text = readText(path, name ?? path);
  const document = parseDocumentText(text, name ?? path);
  requireOpenApi31(document, name ?? path);
  bundleFiles(document, { path, name: name ?? path, parse: parseDocumentText });
  return createDescription(document, text, name ?? path);
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new InvalidDescriptionError(
      `${name} cannot be read (${(error as NodeJS.ErrnoException).code}). Use the path of an OpenAPI 3.1 file.`,
      { cause: error },
    );
  }
}

/**
 * Parses a description, YAML or JSON.
 *
 * @param file How errors name the text.
 * @throws {InvalidDescriptionError} if it is not YAML or JSON, or as `createDescription` does.
 * @example
 * const { operations } = parseDescription(await readFile("openapi.yaml", "utf8"), "openapi.yaml");
 */
export const parseDescription = (text: string, file: string): Description =>
  createDescription(parseDocumentText(text, file), text, file);

/**
 * Creates a description from a parsed document.
 *
 * @param text What the document was parsed from, for line numbers.
 * @param file How errors name the document.
 * @throws {InvalidDescriptionError} if it is not OpenAPI 3.1, has no operations, or if an operation is invalid. The message
 *   names the location.
 */
export function createDescription(
  document: Record<string, unknown>,
  text: string,
  file: string,
): Description {
  requireOpenApi31(document, file);
  const references = new References(document, file);
  const operations = readOperations({ document, file, references });
  if (operations.length === 0) {
    throw new InvalidDescriptionError(
      `${file} has no operations under "paths". Add one, or use another file.`,
    );
  }
  const operationsById = new Map(operations.map((operation) => [operation.operationId, operation]));
  const { externalDocs, components = {} } = document as {
    externalDocs?: ExternalDocs;
    components?: { schemas?: Record<string, Schema>; securitySchemes?: object };
  };
  return {
    file,
    text,
    info: { title: file, version: "", ...(document["info"] as object | undefined) },
    servers: (document["servers"] ?? []) as Server[],
    tags: (document["tags"] ?? []) as Tag[],
    ...(externalDocs && { externalDocs }),
    operations,
    schemas: components.schemas ?? {},
    securitySchemes: Object.keys(components.securitySchemes ?? {}).map((name) =>
      readSecurityScheme(references, name),
    ),
    document,
    findOperation: (operationId) => operationsById.get(operationId),
    resolve: (node) => references.resolve(node),
    at: (pointer) => references.at(pointer),
    pointerOf: (node) => references.pointerOf(node),
    lineOf: createLineFinder(text),
  };
}

function parseDocumentText(text: string, file: string): Record<string, unknown> {
  try {
    const document: unknown = text.trimStart().startsWith("{") ? JSON.parse(text) : loadYaml().parse(text);
    if (typeof document === "object" && document !== null) return document as Record<string, unknown>;
  } catch (error) {
    const [line = ""] = (error as Error).message.split("\n");
    throw new InvalidDescriptionError(`${file} is neither YAML nor JSON: ${line} Fix the syntax.`, {
      cause: error,
    });
  }
  throw new InvalidDescriptionError(`${file} is not an OpenAPI description. Use an OpenAPI 3.1 file.`);
}

function requireOpenApi31(document: Record<string, unknown>, file: string): void {
  const { openapi, swagger } = document;
  // An unquoted version such as 3.1 is a number in YAML.
  const version = openapi === undefined ? undefined : String(openapi);
  if (version !== undefined && /^3\.1(?:\.|$)/.test(version)) return;
  const found =
    version !== undefined
      ? `is OpenAPI ${version}`
      : swagger === undefined
        ? 'has no "openapi" version'
        : `is Swagger ${String(swagger)}`;
  const isOlder = swagger !== undefined || /^[0-2]\.|^3(?:\.0|$)/.test(version ?? "");
  const advice = isOlder
    ? 'Convert it first, for example with "npx @scalar/cli document upgrade".'
    : "Use a description in this version.";
  throw new InvalidDescriptionError(`${file} ${found}, and only OpenAPI 3.1 is supported. ${advice}`);
}
