import { allOperations } from "./description.ts";

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
      Object.keys(responses).filter((status) => /^[45]\d\d$/.test(status)),
    ),
  ),
]
  .map(Number)
  .toSorted((a, b) => a - b);

/** `NotFoundError` for 404: the reason phrase, with one "Error" at its end. */
export function classOf(status: number): string {
  const reason = reasons[status];
  if (reason === undefined)
    throw new Error(`generate/status-errors.ts has no reason phrase for ${status}. Add it.`);
  return `${reason.replaceAll(" ", "").replace(/Error$/, "")}Error`;
}

/** A class for each documented status. */
export function statusErrorsFile(): string {
  const classes = statuses.map(
    (status) => `/** The API answered ${status}, ${reasons[status]}. ${meaningOf(status)} */
export class ${classOf(status)} extends ApiError<${status}> {
  override readonly name = "${classOf(status)}";
}
`,
  );
  return `import { ApiError } from "../errors.ts";\n\n${classes.join("\n")}`;
}

/** The description's words for a status, where all operations use the same. */
function meaningOf(status: number): string {
  const words = new Set(
    allOperations.flatMap(({ answers }) => answers.get(String(status))?.description ?? []),
  );
  return words.size === 1
    ? ([...words][0] ?? "").replaceAll("\n", " ")
    : "What it means is said with each operation.";
}

/** Which class a status has. */
export function errorsByStatusFile(): string {
  const names = statuses.map(classOf);
  return `import {\n${names
    .toSorted()
    .map((name) => `  ${name},\n`)
    .join("")}} from "./status-errors.ts";

/** The error that stands for each documented status. */
export interface StatusErrors {
${statuses.map((status) => `  ${status}: ${classOf(status)};\n`).join("")}}

/** The class of the error that stands for each documented status. */
export const statusErrors = {
${statuses.map((status) => `  ${status}: ${classOf(status)},\n`).join("")}};
`;
}
