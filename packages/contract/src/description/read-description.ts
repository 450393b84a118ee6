import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Description as ReadDescription,
  InvalidDescriptionError,
  type Pointer,
  readDescription as readOpenapi,
} from "@rolewright/openapi";
import { type Operation, toTestedOperation } from "./operation.ts";
import { findInvalidSchemas } from "./schema-errors.ts";
import { createValidator, type SchemaProblem } from "./validator.ts";

/** An OpenAPI description with what the checks need. */
export interface Description extends Omit<ReadDescription, "operations" | "findOperation"> {
  operations: Operation[];
  findOperation(operationId: string): Operation | undefined;
  /** Validates a value against the schema at a JSON pointer. */
  problems(schemaPointer: Pointer, value: unknown): SchemaProblem[];
  /** Formats that are not validated. */
  unknownFormats: string[];
}

/**
 * Reads an OpenAPI 3.1 description in YAML or JSON. Default: the bundled description of the roles API.
 *
 * @throws {InvalidDescriptionError} if the file is missing, not YAML, not OpenAPI 3.1, or has no operations.
 */
export function readDescription(file?: string, name = file ?? "openapi.yaml"): Description {
  const path = file ?? findBundledDescription("openapi.yaml");
  const last = known.get(path);
  if (last !== undefined && isUnchanged(last, path)) return last;
  const description = toTestedDescription(readOpenapi(path, name));
  known.set(path, description);
  return description;
}

/** The last description by path, so that repeated runs compile its validators once. */
const known = new Map<string, Description>();

/** The text does not tell whether another file, to which the description refers, has changed. */
const isUnchanged = ({ document, text }: Description, path: string): boolean =>
  !("x-files" in document) && existsSync(path) && readFileSync(path, "utf8") === text;

function toTestedDescription(description: ReadDescription): Description {
  requireValidSchemas(description);
  const operations = description.operations.map((operation) => toTestedOperation(operation));
  const operationsById = new Map(operations.map((operation) => [operation.operationId, operation]));
  return {
    ...description,
    ...createValidator(description),
    operations,
    findOperation: (operationId) => operationsById.get(operationId),
  };
}

function requireValidSchemas(description: ReadDescription): void {
  const { file, lineOf } = description;
  const lines = findInvalidSchemas(description).map(
    ({ pointer, message }) => `${file}:${lineOf(pointer) ?? ""} ${pointer}: ${message}`,
  );
  if (lines.length === 0) return;
  const more = lines.length - maxListedErrors;
  throw new InvalidDescriptionError(
    [...lines.slice(0, maxListedErrors), ...(more > 0 ? [`and ${more} more invalid schemas`] : [])].join(
      "\n",
    ),
  );
}

/** A converted description can have the same error in hundreds of places. */
const maxListedErrors = 10;

/** Finds a bundled description. In the repository, it is the source file. */
export function findBundledDescription(name: "openapi.yaml" | "openapi-v2.yaml"): string {
  const copy = fileURLToPath(new URL(`../${name}`, import.meta.url));
  return existsSync(copy) ? copy : fileURLToPath(import.meta.resolve(`@rolewright/spec/${name}`));
}
