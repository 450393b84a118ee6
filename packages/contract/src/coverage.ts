import type { Pointer, Schema } from "@rolewright/openapi";
import type { Description } from "./description/read-description.ts";
import type { Operation } from "./description/operation.ts";

/** The coverage of one dimension. */
export interface CoverageDimension {
  kind: "operations" | "parameters" | "keywords" | "examples" | "responses";
  covered: number;
  /** All items except unreachable ones. */
  total: number;
  missing: string[];
  unreachable: { item: string; reason: string }[];
}

/** The coverage of a run. */
export interface Coverage {
  dimensions: CoverageDimension[];
  /** The state of each documented response, by operation and status. */
  responses: Record<string, Record<string, "seen" | "not seen" | "unreachable">>;
}

/** Records what a run covers. */
export class CoverageLog {
  readonly #description: Description;
  readonly #operations = new Set<string>();
  readonly #responses = new Set<string>();
  readonly #sides = new Set<string>();
  readonly #examples = new Set<Pointer>();
  readonly #unreachable = new Map<string, string>();

  constructor(description: Description) {
    this.#description = description;
  }

  recordResponse({ operationId }: Operation, status: string | undefined): void {
    this.#operations.add(operationId);
    if (status !== undefined) this.#responses.add(`${operationId} ${status}`);
  }

  recordSide(pointer: Pointer, side: "valid" | "invalid"): void {
    this.#sides.add(`${pointer} ${side}`);
  }

  recordExample(pointer: Pointer): void {
    this.#examples.add(pointer);
  }

  /** Marks an item that no request to this server can cover. */
  markUnreachable(item: string, reason: string): void {
    this.#unreachable.set(item, reason);
  }

  result(): Coverage {
    const { operations } = this.#description;
    const responses = operations.flatMap(({ operationId, responses: all }) =>
      all.map(({ status }) => `${operationId} ${status}`),
    );
    return {
      dimensions: [
        this.#dimension(
          "operations",
          operations.map(({ operationId }) => operationId),
          this.#operations,
        ),
        this.#dimension("parameters", parameterSides(this.#description), this.#sides),
        this.#dimension("keywords", keywordSides(this.#description), this.#sides),
        this.#dimension("examples", examplePointers(this.#description), this.#examples),
        this.#dimension("responses", responses, this.#responses),
      ],
      responses: Object.fromEntries(
        operations.map((operation) => [operation.operationId, this.#row(operation)]),
      ),
    };
  }

  #dimension(kind: CoverageDimension["kind"], all: string[], seen: ReadonlySet<string>): CoverageDimension {
    const unseen = all.filter((each) => !seen.has(each));
    const unreachable = unseen.flatMap((item) => {
      const reason = this.#unreachable.get(item);
      return reason === undefined ? [] : [{ item, reason }];
    });
    const missing = unseen.filter((each) => !this.#unreachable.has(each));
    const total = all.length - unreachable.length;
    return { kind, covered: total - missing.length, total, missing, unreachable };
  }

  #row({ operationId, responses }: Operation) {
    return Object.fromEntries(
      responses.map(({ status }) => {
        const item = `${operationId} ${status}`;
        const state = this.#responses.has(item)
          ? "seen"
          : this.#unreachable.has(item)
            ? "unreachable"
            : "not seen";
        return [status, state] as const;
      }),
    );
  }
}

/** The key of a parameter of an operation. */
export const parameterKey = (operation: Operation, name: string): string =>
  `${operation.operationId} ${name}`;

function parameterSides({ operations }: Description): string[] {
  return operations.flatMap((operation) =>
    operation.parameters.flatMap(({ name }) =>
      (["valid", "invalid"] as const).map((side) => `${parameterKey(operation, name)} ${side}`),
    ),
  );
}

/** The keywords that distinguish valid from invalid values. */
export const assertions = [
  "type",
  "required",
  "enum",
  "const",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "additionalProperties",
] as const;

/** Both sides of every rule about requests. */
function keywordSides(description: Description): string[] {
  const found = new Set<Pointer>();
  for (const { parameters, requestBody } of description.operations) {
    const schemas = [...parameters, ...(requestBody ? [requestBody] : [])];
    for (const { schemaPointer } of schemas)
      for (const pointer of collectKeywords(description, schemaPointer).keys()) found.add(pointer);
  }
  return [...found].flatMap((pointer) => [`${pointer} valid`, `${pointer} invalid`]);
}

/** A keyword of a schema that distinguishes valid from invalid values. */
export interface Keyword {
  keyword: (typeof assertions)[number];
  schema: Schema;
}

/** Returns the keywords of a schema and of the schemas in it, by their location. */
export function collectKeywords(description: Description, pointer: Pointer): Map<Pointer, Keyword> {
  const found = new Map<Pointer, Keyword>();
  collect(description, pointer, found, 0);
  return found;
}

function collect(
  description: Description,
  pointer: Pointer,
  found: Map<Pointer, Keyword>,
  depth: number,
): void {
  const schema = description.at(pointer) as Schema | undefined;
  if (typeof schema !== "object" || depth > 8) return;
  if (schema.$ref !== undefined) collect(description, schema.$ref, found, depth + 1);
  for (const keyword of assertions) {
    const rule = schema[keyword];
    const isRule =
      keyword === "additionalProperties" || keyword === "uniqueItems"
        ? typeof rule === "boolean"
        : rule !== undefined;
    const forbids =
      keyword === "additionalProperties" ? rule === false : keyword === "uniqueItems" ? rule === true : true;
    // A minimum of 0 cannot be violated.
    const isEmpty =
      ((keyword === "minLength" || keyword === "minItems") && rule === 0) ||
      // Every integer in JSON is valid.
      (keyword === "format" && rule === "int64");
    if (isRule && forbids && !isEmpty) found.set(`${pointer}/${keyword}`, { keyword, schema });
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (description.resolve(property).readOnly === true) continue;
    collect(description, `${pointer}/properties/${name}`, found, depth + 1);
  }
  for (const keyword of ["allOf", "anyOf", "oneOf"] as const)
    for (const index of (schema[keyword] ?? []).keys())
      collect(description, `${pointer}/${keyword}/${index}`, found, depth + 1);
  if (schema.items) collect(description, `${pointer}/items`, found, depth + 1);
}

/** The locations of every documented example of a request or response. */
function examplePointers({ operations }: Description): Pointer[] {
  const all = operations.flatMap(({ requestBody, responses }) => [
    ...Object.values(requestBody?.examples ?? {}),
    ...responses.flatMap(({ content }) => content.flatMap(({ examples }) => Object.values(examples))),
  ]);
  return [...new Set(all.map(({ pointer }) => pointer))];
}
