import type { Description } from "./description/read-description.ts";
import type { Operation, Pointer, Schema } from "./description/operation.ts";

/** How much of one kind of thing was asked for and answered as expected. */
export interface CoverageOf {
  kind: "operations" | "parameters" | "keywords" | "examples" | "responses";
  covered: number;
  /** What could be covered: all but what is not reachable. */
  total: number;
  missing: string[];
  notReachable: { what: string; reason: string }[];
}

/** What a run asked for, and what answered. */
export interface Coverage {
  parts: CoverageOf[];
  /** For the table: operation by documented status. */
  responses: Record<string, Record<string, "seen" | "not seen" | "not reachable">>;
}

/** Notes what was asked and answered. */
export class CoverageLog {
  readonly #description: Description;
  readonly #operations = new Set<string>();
  readonly #responses = new Set<string>();
  readonly #sides = new Set<string>();
  readonly #examples = new Set<Pointer>();
  readonly #notReachable = new Map<string, string>();

  constructor(description: Description) {
    this.#description = description;
  }

  answered({ operationId }: Operation, status: string | undefined): void {
    this.#operations.add(operationId);
    if (status !== undefined) this.#responses.add(`${operationId} ${status}`);
  }

  side(pointer: Pointer, side: "valid" | "invalid"): void {
    this.#sides.add(`${pointer} ${side}`);
  }

  example(pointer: Pointer): void {
    this.#examples.add(pointer);
  }

  /** Notes that something cannot be asked of this implementation from outside, and why. */
  notReachable(what: string, reason: string): void {
    this.#notReachable.set(what, reason);
  }

  result(): Coverage {
    const { operations } = this.#description;
    const responses = operations.flatMap(({ operationId, responses: all }) =>
      all.map(({ status }) => `${operationId} ${status}`),
    );
    return {
      parts: [
        this.#part(
          "operations",
          operations.map(({ operationId }) => operationId),
          this.#operations,
        ),
        this.#part("parameters", parameterSides(this.#description), this.#sides),
        this.#part("keywords", keywordSides(this.#description), this.#sides),
        this.#part("examples", examplePointers(this.#description), this.#examples),
        this.#part("responses", responses, this.#responses),
      ],
      responses: Object.fromEntries(
        operations.map((operation) => [operation.operationId, this.#row(operation)]),
      ),
    };
  }

  #part(kind: CoverageOf["kind"], all: string[], seen: ReadonlySet<string>): CoverageOf {
    const unseen = all.filter((each) => !seen.has(each));
    const notReachable = unseen.flatMap((what) => {
      const reason = this.#notReachable.get(what);
      return reason === undefined ? [] : [{ what, reason }];
    });
    const missing = unseen.filter((each) => !this.#notReachable.has(each));
    const total = all.length - notReachable.length;
    return { kind, covered: total - missing.length, total, missing, notReachable };
  }

  #row({ operationId, responses }: Operation) {
    return Object.fromEntries(
      responses.map(({ status }) => {
        const what = `${operationId} ${status}`;
        const state = this.#responses.has(what)
          ? "seen"
          : this.#notReachable.has(what)
            ? "not reachable"
            : "not seen";
        return [status, state] as const;
      }),
    );
  }
}

/** Both sides of every parameter of every operation. */
export const parameterKey = (operation: Operation, name: string): string =>
  `${operation.operationId} ${name}`;

function parameterSides({ operations }: Description): string[] {
  return operations.flatMap((operation) =>
    operation.parameters.flatMap(({ name }) =>
      (["valid", "invalid"] as const).map((side) => `${parameterKey(operation, name)} ${side}`),
    ),
  );
}

/** The keywords that tell valid from invalid; the others only lead to more schemas. */
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

/** Both sides of every rule about what is sent. */
function keywordSides(description: Description): string[] {
  const found = new Set<Pointer>();
  for (const { parameters, requestBody } of description.operations) {
    for (const { pointer } of parameters) collect(description, `${pointer}/schema`, found);
    if (requestBody) collect(description, requestBody.schemaPointer, found);
  }
  return [...found].flatMap((pointer) => [`${pointer} valid`, `${pointer} invalid`]);
}

function collect(description: Description, pointer: Pointer, found: Set<Pointer>, depth = 0): void {
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
    // Nothing is shorter than nothing: such a rule has no broken side.
    const isEmpty = (keyword === "minLength" || keyword === "minItems") && rule === 0;
    if (isRule && forbids && !isEmpty) found.add(`${pointer}/${keyword}`);
  }
  for (const name of Object.keys(schema.properties ?? {})) {
    collect(description, `${pointer}/properties/${name}`, found, depth + 1);
  }
  if (schema.items) collect(description, `${pointer}/items`, found, depth + 1);
}

/** Every documented example, of requests and of answers. */
function examplePointers({ operations }: Description): Pointer[] {
  const all = operations.flatMap(({ requestBody, responses }) => [
    ...Object.values(requestBody?.examples ?? {}),
    ...responses.flatMap(({ content }) => content.flatMap(({ examples }) => Object.values(examples))),
  ]);
  return [...new Set(all.map(({ pointer }) => pointer))];
}
