import type { DocumentedResponse, Operation, Pointer } from "../description/operation.ts";

/** The statuses that a refusal may have, and where the description says so. */
export interface Refusal {
  statuses: number[];
  pointer: Pointer;
}

/**
 * How an operation refuses something: with the status that has an example of one of these names. Where the description has
 * no such example, it leaves open which of the usual statuses it is, and any documented one of them is right.
 */
export function refusalOf(operation: Operation, examples: string[], usual: number[]): Refusal {
  for (const name of examples) {
    const response = operation.responses.find((each) => exampleNames(each).includes(name));
    const status = Number(response?.status);
    if (response && Number.isInteger(status))
      return { statuses: [status], pointer: exampleAt(response, name) };
  }
  const documented = usual.filter((status) =>
    operation.responses.some((each) => each.status === String(status)),
  );
  const pointer = operation.responses.find((each) => each.status === String(documented[0]))?.pointer;
  return {
    statuses: documented.length > 0 ? documented : usual,
    pointer: pointer ?? `${operation.pointer}/responses`,
  };
}

/** Whether the description has an example of a refusal by this name, so that the rule behind it is known. */
export const documentsRefusal = (operation: Operation | undefined, example: string): boolean =>
  operation?.responses.some((each) => exampleNames(each).includes(example)) ?? false;

/** How large a body may be, where the description of the refusal of a larger one says so: `The body is larger than 100,000 bytes.` */
export function sizeLimit(operation: Operation): { bytes: number; refusal: Refusal } | undefined {
  const refusal = operation.responses.find(({ status }) => status === "413");
  const number = /larger than (\d[\d,]*) bytes/.exec(refusal?.description ?? "")?.[1];
  if (!refusal || number === undefined) return undefined;
  return {
    bytes: Number(number.replaceAll(",", "")),
    refusal: { statuses: [413], pointer: `${refusal.pointer}/description` },
  };
}

const exampleNames = ({ content }: DocumentedResponse) =>
  content.flatMap(({ examples }) => Object.keys(examples));

const exampleAt = ({ content, pointer }: DocumentedResponse, name: string): Pointer =>
  content.flatMap(({ examples }) => examples[name]?.pointer ?? [])[0] ?? pointer;

/** The refusals that every operation may have, by the names that their examples have in the description of the roles API. */
export const refusals = {
  body: (operation: Operation) => refusalOf(operation, ["invalidField"], [422, 400]),
  duplicate: (operation: Operation) =>
    refusalOf(operation, ["duplicatePolicy", "duplicatePermission", "invalidField"], [422, 400]),
  unknownIds: (operation: Operation) =>
    refusalOf(operation, ["unknownPolicy", "unknownPermission", "invalidField"], [422, 400, 404, 409]),
  json: (operation: Operation) => refusalOf(operation, ["malformedJson"], [400, 422]),
  mediaType: (operation: Operation) => refusalOf(operation, ["unsupportedMediaType"], [415, 400]),
  url: (operation: Operation) => refusalOf(operation, ["malformedUrl"], [400, 404]),
  id: (operation: Operation) => refusalOf(operation, ["malformedId"], [400, 404, 422]),
  key: (operation: Operation) => refusalOf(operation, ["invalidApiKey"], [401, 403]),
  projectKey: (operation: Operation) => refusalOf(operation, ["projectKey"], [403, 401]),
  missing: (operation: Operation) =>
    refusalOf(operation, ["roleNotFound", "policyNotFound", "projectNotFound"], [404, 410]),
  taken: (operation: Operation) => refusalOf(operation, ["nameTaken"], [409, 422]),
  systemName: (operation: Operation) => refusalOf(operation, ["systemName"], [409]),
  globalRole: (operation: Operation) => refusalOf(operation, ["globalRole"], [403]),
  inUse: (operation: Operation) => refusalOf(operation, ["policyInUse", "roleAssigned"], [409]),
};
