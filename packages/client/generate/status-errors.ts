import { v1, v2 } from "./description.ts";

const allOperations = [...v1.operations, ...v2.operations];

/** The reason phrases of RFC 9110, of the statuses that a description is likely to have. */
const reasons: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  408: "Request Timeout",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  413: "Content Too Large",
  414: "URI Too Long",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  423: "Locked",
  428: "Precondition Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

const statuses = [
  ...new Set(
    allOperations.flatMap(({ responses }) =>
      [...responses.keys()].filter((status) => /^[45]\d\d$/.test(status)),
    ),
  ),
]
  .map(Number)
  .toSorted((a, b) => a - b);

/** Returns the name of the class: `NotFoundError` for 404. */
export function getErrorClassName(status: number): string {
  const reason = reasons[status];
  if (reason === undefined)
    throw new Error(`generate/status-errors.ts has no reason phrase for ${status}. Add it.`);
  return `${reason.replaceAll(" ", "").replace(/Error$/, "")}Error`;
}

/** Writes a class for each documented status. */
export function writeStatusErrorsFile(): string {
  const classes = statuses.map(
    (status) => `/** The API returned ${status} ${reasons[status]}. ${describeStatus(status)} */
export class ${getErrorClassName(status)} extends ApiError<${status}> {
  static override readonly [errorClassId]: string = "${getErrorClassName(status)}";
  override readonly name = "${getErrorClassName(status)}";
}
`,
  );
  return `import { errorClassId } from "../error-class.ts";
import { ApiError } from "../errors.ts";\n\n${classes.join("\n")}`;
}

/** Returns the description of a status, if all operations share one. */
function describeStatus(status: number): string {
  const texts = new Set(
    allOperations.flatMap(({ responses }) => responses.get(String(status))?.description ?? []),
  );
  return texts.size === 1
    ? ([...texts][0] ?? "").replaceAll("\n", " ")
    : "See each operation for the causes.";
}

/** Writes the table of the classes. */
export function writeErrorsByStatusFile(): string {
  const names = statuses.map(getErrorClassName);
  return `import {\n${names
    .toSorted()
    .map((name) => `  ${name},\n`)
    .join("")}} from "./status-errors.ts";

/** The error of each documented status code. */
export interface StatusErrors {
${statuses.map((status) => `  ${status}: ${getErrorClassName(status)};\n`).join("")}}

/** The error class of each documented status code. */
export const statusErrors = {
${statuses.map((status) => `  ${status}: ${getErrorClassName(status)},\n`).join("")}};
`;
}
