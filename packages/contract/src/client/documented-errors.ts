import type { DocumentedResponse, Pointer } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { ErrorKind, ErrorStatuses } from "../rules/resource.ts";

/** A documented error: its possible statuses, and the location in the description. */
export interface DocumentedError {
  statuses: readonly number[];
  pointer: Pointer;
}

/**
 * Finds the status of an error by the names of its examples. If the description has no such example, any documented
 * one of the usual statuses is valid, and the most specific one also if it is documented by `default` or `4XX`.
 */
export function findDocumentedError(
  operation: Operation,
  examples: readonly string[],
  candidates: readonly number[],
): DocumentedError {
  for (const name of examples) {
    const response = operation.responses.find((each) => exampleNames(each).includes(name));
    const status = Number(response?.status);
    if (response && Number.isInteger(status))
      return { statuses: [status], pointer: findExample(response, name) };
  }
  const isNamed = (status: number) => operation.responses.some((each) => each.status === String(status));
  const hasFallback = operation.responses.some(({ status }) => /^(?:default|4XX)$/i.test(status));
  const documented = candidates.filter(
    (status, index) => isNamed(status) || (index === 0 && hasFallback && candidates.some(isNamed)),
  );
  const pointer = operation.responses.find(({ status }) =>
    documented.some((each) => status === String(each)),
  )?.pointer;
  return {
    statuses: documented.length > 0 ? documented : candidates,
    pointer: pointer ?? `${operation.pointer}/responses`,
  };
}

/** Whether the description has an error example with this name, which implies the rule behind it. */
export const documentsError = (operation: Operation | undefined, example: string): boolean =>
  operation?.responses.some((each) => exampleNames(each).includes(example)) ?? false;

/** Returns the maximum body size if the description of 413 states it: `larger than 100,000 bytes`. */
export function sizeLimit(operation: Operation): { bytes: number; error: DocumentedError } | undefined {
  const response = operation.responses.find(({ status }) => status === "413");
  const number = /larger than (\d[\d,]*) bytes/.exec(response?.description ?? "")?.[1];
  if (!response || number === undefined) return undefined;
  return {
    bytes: Number(number.replaceAll(",", "")),
    error: { statuses: [413], pointer: `${response.pointer}/description` },
  };
}

const exampleNames = ({ content }: DocumentedResponse) =>
  content.flatMap(({ examples }) => Object.keys(examples));

const findExample = ({ content, pointer }: DocumentedResponse, name: string): Pointer =>
  content.flatMap(({ examples }) => examples[name]?.pointer ?? [])[0] ?? pointer;

/** The names of examples that document an error, and the usual statuses. */
const errorKinds: Record<ErrorKind, [examples: readonly string[], candidates: readonly number[]]> = {
  invalidBody: [["invalidField"], [422, 400]],
  duplicateReference: [
    ["duplicatePolicy", "duplicatePermission", "invalidField"],
    [422, 400],
  ],
  unknownReference: [
    ["unknownPolicy", "unknownPermission", "invalidField"],
    [422, 400, 404, 409],
  ],
  malformedJson: [["malformedJson"], [400, 422]],
  mediaType: [["unsupportedMediaType"], [415, 400]],
  malformedUrl: [["malformedUrl"], [400, 404]],
  malformedId: [["malformedId"], [400, 404, 422]],
  /** A parameter of a query, header or cookie. */
  invalidParameter: [["invalidParameter"], [422, 400]],
  unauthorized: [["invalidApiKey"], [401, 403]],
  issuedKey: [["projectKey"], [403, 401]],
  unknownId: [
    ["roleNotFound", "policyNotFound", "projectNotFound"],
    [404, 410],
  ],
  nameConflict: [["nameConflict"], [409, 422]],
  reservedName: [["builtInRoleName"], [409]],
  readOnlyItem: [["builtInRole"], [404, 403]],
  limitExceeded: [["limitExceeded"], [409]],
  used: [["policyInUse", "roleAssigned"], [409]],
};

/** The expected error of an operation, by its kind. */
export type DocumentedErrors = Record<ErrorKind, (operation: Operation) => DocumentedError>;

/** Finds errors in the description. The statuses of a contract file replace the documented ones. */
export function createDocumentedErrors(statuses: ErrorStatuses): DocumentedErrors {
  const find = (kind: ErrorKind) => (operation: Operation) => {
    const [examples, candidates] = errorKinds[kind];
    const own = statuses[kind];
    if (own === undefined) return findDocumentedError(operation, examples, candidates);
    return { ...findDocumentedError(operation, examples, own), statuses: own };
  };
  return Object.fromEntries(
    (Object.keys(errorKinds) as ErrorKind[]).map((kind) => [kind, find(kind)]),
  ) as DocumentedErrors;
}
