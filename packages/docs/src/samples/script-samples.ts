import type { Operation } from "../model/operations.ts";
import { javascript, javascriptKey, python } from "./literals.ts";
import {
  exampleUrl,
  formatOtherBody,
  isJsonBody,
  keyVariable,
  listHeaders,
  redirects,
  returnsJson,
} from "./request.ts";

/** Creates a sample for `fetch`. */
export function createFetchSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body).map(({ name, value, hasKey }) => {
    const key = `process.env.${keyVariable}`;
    const text = hasKey ? (value === "" ? key : `\`${value}\${${key}}\``) : JSON.stringify(value);
    return `    ${javascriptKey(name)}: ${text},`;
  });
  return [
    `const response = await fetch(`,
    `  ${JSON.stringify(exampleUrl(operation))},`,
    "  {",
    `    method: "${operation.method}",`,
    "    headers: {",
    ...headers.map((line) => `  ${line}`),
    "    },",
    ...(body === undefined ? [] : [`    body: ${formatJavascriptBody(operation, body)},`]),
    ...(redirects(operation) ? ['    redirect: "manual",'] : []),
    "  },",
    ");",
    redirects(operation) ? "if (response.status >= 400) {" : "if (!response.ok) {",
    "  throw new Error(`${response.status}: ${await response.text()}`);",
    "}",
    `console.log(${formatFetchResult(operation)});`,
  ].join("\n");
}

function formatFetchResult(operation: Operation): string {
  if (redirects(operation)) return 'response.headers.get("Location")';
  return returnsJson(operation) ? "await response.json()" : "await response.text()";
}

const formatJavascriptBody = (operation: Operation, body: unknown) =>
  isJsonBody(operation)
    ? `JSON.stringify(${javascript(body, "    ")})`
    : JSON.stringify(formatOtherBody(body));

/** Creates a sample for Python's `requests`. */
export function createPythonSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body).filter(
    ({ name }) => !(name === "Content-Type" && isJsonBody(operation)),
  );
  const formatted = headers.map(({ name, value, hasKey }) => {
    const key = `os.environ["${keyVariable}"]`;
    return `${JSON.stringify(name)}: ${hasKey ? (value === "" ? key : `${JSON.stringify(value)} + ${key}`) : JSON.stringify(value)}`;
  });
  return [
    "import os",
    "import requests",
    "",
    `response = requests.request(`,
    `    "${operation.method}",`,
    `    ${JSON.stringify(exampleUrl(operation))},`,
    `    headers={${formatted.join(", ")}},`,
    ...(body === undefined
      ? []
      : isJsonBody(operation)
        ? [`    json=${python(body, "    ")},`]
        : [`    data=${JSON.stringify(formatOtherBody(body))}.encode(),`]),
    ...(redirects(operation) ? ["    allow_redirects=False,"] : []),
    ")",
    "if not response.ok:",
    '    raise SystemExit(f"{response.status_code}: {response.text}")',
    redirects(operation) ? 'print(response.headers["Location"])' : "print(response.text)",
  ].join("\n");
}
