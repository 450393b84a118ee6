import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LineCounter, parse, parseDocument } from "yaml";
import { readOperations } from "./read-operations.ts";
import type { Operation, Pointer } from "./operation.ts";
import { references } from "./references.ts";
import { UnreadableDescriptionError } from "./unreadable.ts";
import { createValidator, type SchemaProblem } from "./validator.ts";

/** An OpenAPI description, as far as the checks need it. */
export interface Description {
  /** Where it came from, as a person would name it. */
  file: string;
  title: string;
  version: string;
  operations: Operation[];
  operation(operationId: string): Operation | undefined;
  /** What stands at a place. */
  at(pointer: Pointer): unknown;
  /** The line of a place, from 1. */
  lineOf(pointer: Pointer): number | undefined;
  /** Follows a reference within the description; anything else stays as it is. */
  resolve<Node extends object>(node: Node): Node;
  /** What is wrong with a value, as the schema at a place sees it. */
  problems(schemaPointer: Pointer, value: unknown): SchemaProblem[];
}

/**
 * Reads an OpenAPI 3.1 description, YAML or JSON; without a file, the one of the roles API that comes with this package.
 *
 * @throws {UnreadableDescriptionError} when it is not there, not YAML, not OpenAPI 3.1, or has no operations.
 */
export function readDescription(file?: string): Description {
  const path = file ?? ownFile();
  const name = file ?? "openapi.yaml";
  const text = readText(path, name);
  const last = known.get(path);
  if (last?.text === text) return last.description;
  const description = toDescription(text, name);
  known.set(path, { text, description });
  return description;
}

/** What was read last from each path: who runs the kit often has its validators compiled once. */
const known = new Map<string, { text: string; description: Description }>();

function toDescription(text: string, name: string): Description {
  const document = parseText(text, name);
  refuseOtherVersions(document, name);
  const { at, resolve, pointerOf } = references(document);
  const operations = readOperations(document, { at, resolve, name });
  if (operations.length === 0) {
    throw new UnreadableDescriptionError(
      `${name} has no operations under "paths". Give the right file with --spec.`,
    );
  }
  const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
  const info = (document["info"] ?? {}) as { title?: string; version?: string };
  return {
    file: name,
    title: info.title ?? name,
    version: info.version ?? "",
    operations,
    operation: (operationId) => byId.get(operationId),
    at,
    lineOf: lineFinder(text),
    resolve,
    problems: createValidator(document, pointerOf),
  };
}

/** The description that comes with the package; in the repository, the source of truth itself. */
function ownFile(): string {
  const copy = fileURLToPath(new URL("../openapi.yaml", import.meta.url));
  return existsSync(copy) ? copy : fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.yaml"));
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UnreadableDescriptionError(
      `${name} cannot be read (${(error as NodeJS.ErrnoException).code}). Give the path of an OpenAPI 3.1 file with --spec.`,
      { cause: error },
    );
  }
}

function parseText(text: string, name: string): Record<string, unknown> {
  try {
    const document: unknown = text.trimStart().startsWith("{") ? JSON.parse(text) : parse(text);
    if (typeof document === "object" && document !== null) return document as Record<string, unknown>;
  } catch (error) {
    const [line = ""] = (error as Error).message.split("\n");
    throw new UnreadableDescriptionError(
      `${name} is neither YAML nor JSON: ${line} Mend it, then try again.`,
      {
        cause: error,
      },
    );
  }
  throw new UnreadableDescriptionError(`${name} is no OpenAPI description. Give one with --spec.`);
}

function refuseOtherVersions(document: Record<string, unknown>, name: string): void {
  const version = document["openapi"];
  if (typeof version === "string" && version.startsWith("3.1.")) return;
  const what =
    typeof version === "string"
      ? `is OpenAPI ${version}`
      : document["swagger"] === undefined
        ? "does not say which OpenAPI it is"
        : `is Swagger ${String(document["swagger"])}`;
  throw new UnreadableDescriptionError(
    `${name} ${what}, and this reads OpenAPI 3.1, whose schemas are JSON Schema. Convert it first, for instance with "npx @scalar/cli document upgrade".`,
  );
}

/** Lines are asked for when something is wrong; nothing is parsed twice before. */
function lineFinder(text: string): (pointer: Pointer) => number | undefined {
  let find: ((pointer: Pointer) => number | undefined) | undefined;
  return (pointer) => (find ??= parseLines(text))(pointer);
}

function parseLines(text: string) {
  const counter = new LineCounter();
  const root = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  const lines = new Map<Pointer, number | undefined>();
  return (pointer: Pointer) => {
    if (!lines.has(pointer)) {
      const offset = offsetOf(root.contents, pointer);
      lines.set(pointer, offset === undefined ? undefined : counter.linePos(offset).line);
    }
    return lines.get(pointer);
  };
}

interface YamlNode {
  items?: { key?: { value?: unknown; range?: number[] }; value?: YamlNode; range?: number[] }[];
  range?: number[];
}

/** Where the last key of a pointer is written. */
function offsetOf(root: unknown, pointer: Pointer): number | undefined {
  let node = root as YamlNode | undefined;
  let offset: number | undefined = 0;
  for (const key of keysOf(pointer)) {
    const items: YamlNode["items"] = node?.items;
    const pair = items?.find((item) => String(item.key?.value) === key);
    const item = pair === undefined ? (items?.[Number(key)] as YamlNode | undefined) : undefined;
    if (pair === undefined && item === undefined) return undefined;
    offset = pair?.key?.range?.[0] ?? item?.range?.[0];
    node = pair === undefined ? item : pair.value;
  }
  return offset;
}

/** The keys of a pointer: `#/a/b~1c` is `a`, `b/c`. */
const keysOf = (pointer: Pointer): string[] =>
  pointer
    .replace(/^#\/?/, "")
    .split("/")
    .filter((key) => key !== "")
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
