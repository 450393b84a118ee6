import type { Field } from "./fields.ts";
import { isError, type Operation, type OperationResponse } from "./operations.ts";

/** The fields that many operations share, so that one page explains them for all. */
export interface CommonFields {
  /** Fields of a successful response next to `data`. */
  envelope: Field[];
  /** Headers of responses. */
  headers: Field[];
}

/** Finds the fields and headers of responses that at least a quarter of all operations have in the same form. */
export function findCommonFields(operations: Operation[]): CommonFields {
  return {
    envelope: findRepeated(operations, listEnvelopeFields),
    headers: findRepeated(operations, ({ responses }) => responses.flatMap(({ headers }) => headers)),
  };
}

/** Marks the common fields in every operation. */
export function markCommonFields(operations: Operation[]): Operation[] {
  const { envelope, headers } = findCommonFields(operations);
  const [inEnvelope, inHeaders] = [envelope, headers].map((fields) => new Set(fields.map(serialize)));
  const mark = (fields: Field[], known: Set<string> | undefined) =>
    fields.map((field) =>
      field.name !== "data" && known?.has(serialize(field)) ? { ...field, isCommon: true } : field,
    );
  const markResponse = (response: OperationResponse): OperationResponse => ({
    ...response,
    headers: mark(response.headers, inHeaders),
    contents: isError(response)
      ? response.contents
      : response.contents.map((content) => ({ ...content, fields: mark(content.fields, inEnvelope) })),
  });
  return operations.map((operation) => ({ ...operation, responses: operation.responses.map(markResponse) }));
}

/** Fields as JSON. Operations share those of the errors. */
const serialized = new WeakMap<Field, string>();

function serialize(field: Field): string {
  const json = serialized.get(field) ?? JSON.stringify({ ...field, isCommon: undefined });
  serialized.set(field, json);
  return json;
}

/** Lists the fields of successful responses, if the result is in `data`. */
function listEnvelopeFields({ responses }: Operation): Field[] {
  const fields = responses
    .filter((response) => !isError(response))
    .flatMap(({ contents }) => contents.flatMap((content) => content.fields));
  return fields.some(({ name }) => name === "data") ? fields.filter(({ name }) => name !== "data") : [];
}

function findRepeated(operations: Operation[], list: (operation: Operation) => Field[]): Field[] {
  const counts = new Map<string, { field: Field; count: number }>();
  for (const operation of operations) {
    const distinct = new Map(list(operation).map((field) => [serialize(field), field]));
    for (const [key, field] of distinct) counts.set(key, { field, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()]
    .filter(({ count }) => count > 1 && count >= operations.length / 4)
    .map(({ field }) => field)
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
