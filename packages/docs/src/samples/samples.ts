import { formatMethod, listMethodIds, locateMethod, type PathId, reservedWords } from "@rolewright/openapi";
import { type Content, examplesOf, isError, type Operation, type Parameter } from "../model/operations.ts";
import {
  compactJson,
  javascript,
  javascriptKey,
  json,
  powershellWord,
  python,
  shellWord,
  stringLiteral,
} from "./literals.ts";
import type { Sample } from "./sample.ts";

/** The environment variable that every sample reads the API key from. Samples never contain a key. */
const keyVariable = "CONFIDENT_ORG_API_KEY";

/** Creates a sample in each language for the same request. `body` is the value of an example, if the operation has one. */
export function createSamples(operation: Operation, body?: unknown): Sample[] {
  const client = createClientSample(operation, body);
  return [
    { label: "curl", language: "shell", code: createCurlSample(operation, body) },
    ...(client ? [{ label: "TypeScript", language: "typescript", ...client } as const] : []),
    { label: "fetch", language: "javascript", code: createFetchSample(operation, body) },
    { label: "Python", language: "python", code: createPythonSample(operation, body) },
    { label: "Go", language: "go", code: createGoSample(operation, body) },
    { label: "Java", language: "java", code: createJavaSample(operation, body) },
    { label: "PowerShell", language: "powershell", code: createPowershellSample(operation, body) },
  ];
}

/** Returns the URL with the examples of its parameters, percent-encoded so that no shell interprets any part of it. */
export function exampleUrl(operation: Operation): string {
  const { server, path, parameters } = operation;
  const values = new Map(parameters.filter(isIn("path")).map((each) => [each.name, exampleText(each)]));
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encode(values.get(name) ?? name));
  const query = exampleQuery(operation).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return server + filled + (query.length > 0 ? `?${query.join("&")}` : "");
}

const isIn = (place: string) => (parameter: Parameter) => parameter.in === place;

/** The query parameters that samples send: the required ones, and those with an example. */
export function sentQueryParameters({ parameters }: Operation): Parameter[] {
  return parameters
    .filter(isIn("query"))
    .filter(({ required, example }) => required || example !== undefined);
}

function exampleQuery(operation: Operation): [name: string, value: string][] {
  return sentQueryParameters(operation).flatMap((parameter) => {
    const { name, example, isExploded } = parameter;
    if (!Array.isArray(example)) return [[name, exampleText(parameter)]];
    return isExploded
      ? example.map((each): [string, string] => [name, String(each)])
      : [[name, example.join(",")]];
  });
}

/** The example of a parameter, or else its default or its name. */
export function exampleText({ name, example, default: fallback }: Parameter): string {
  return String(example ?? fallback ?? name);
}

const encode = (value: string) =>
  encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The headers of a request: the API key, the header parameters of the operation, and the content type. */
interface SampleHeader {
  name: string;
  /** Fixed text. The key goes after it if `hasKey`. */
  value: string;
  hasKey: boolean;
}

function listHeaders({ credential, parameters, body, responses }: Operation, value: unknown): SampleHeader[] {
  const own = parameters
    .filter(isIn("header"))
    .filter(({ required, example }) => required || example !== undefined)
    .map((each) => ({ name: each.name, value: exampleText(each), hasKey: false }));
  const sent = body && value !== undefined ? [body.contents[0]?.mediaType ?? "application/json"] : [];
  const accepted = responses.find((response) => !isError(response))?.contents[0]?.mediaType;
  return [
    ...(credential?.in === "header"
      ? [{ name: credential.name, value: credential.prefix, hasKey: true }]
      : []),
    ...own,
    ...sent.map((mediaType) => ({ name: "Content-Type", value: mediaType, hasKey: false })),
    ...(accepted !== undefined && !isJson(accepted)
      ? [{ name: "Accept", value: accepted, hasKey: false }]
      : []),
  ];
}

const isJson = (mediaType: string) => /[/+]json\b/.test(mediaType);

/** Whether the successful response has JSON. Anything else is saved as a file or printed as text. */
function returnsJson({ responses }: Operation): boolean {
  const contents: Content[] = responses.find((response) => !isError(response))?.contents ?? [];
  return contents.some(({ mediaType }) => isJson(mediaType));
}

function createCurlSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body).map(({ name, value, hasKey }) =>
    hasKey ? `-H "${name}: ${value}$${keyVariable}"` : `-H ${shellWord(`${name}: ${value}`)}`,
  );
  return [
    `curl -X ${operation.method}${redirects(operation) ? " --include" : ""}`,
    shellWord(exampleUrl(operation)),
    ...headers,
    ...(body === undefined ? [] : [`-d ${shellWord(formatBody(operation, body))}`]),
  ].join(" \\\n  ");
}

/**
 * Whether the successful response is a redirect. The samples print its address and do not follow it: most HTTP clients send
 * the API key to the other host, since they remove only the header `Authorization`.
 */
const redirects = ({ responses }: Operation) =>
  responses.find((response) => !isError(response))?.status.startsWith("3") === true;

/** A request body as text: JSON, or the example as it is. */
function formatBody({ body }: Operation, value: unknown): string {
  return isJson(body?.contents[0]?.mediaType ?? "application/json") ? json(value) : String(value);
}

/** Creates a sample for `@rolewright/client`, if its methods cover the path of the operation. */
function createClientSample(
  operation: Operation,
  body: unknown,
): { code: string; statement: string } | undefined {
  const call = formatClientCall(operation, body);
  if (call === undefined) return undefined;
  const name = findReturnedField(operation);
  // A field such as `import` is not a valid name of a variable.
  const result = name === undefined || reservedWords.has(name) ? "result" : name;
  if (redirects(operation)) return createDownloadSample(operation, call);
  const statement = `const ${result} = await ${call};`;
  const code = [
    ...formatClientHead(operation),
    statement,
    `console.log(${result}); // ${name === undefined ? "data" : `data.${name}`} of the response`,
  ].join("\n");
  return { code, statement };
}

const formatClientHead = ({ path, server }: Operation): string[] => [
  `import { createClient } from "${path.startsWith("/v2/") ? "@rolewright/client/v2" : "@rolewright/client"}";`,
  "",
  "const client = createClient({",
  `  apiKey: process.env.${keyVariable},`,
  `  baseUrl: ${JSON.stringify(server)},`,
  "});",
];

/** The client follows the redirect without the key, and returns the file as a stream. */
function createDownloadSample(operation: Operation, call: string): { code: string; statement: string } {
  const statement = `const file = await ${call}; // a stream of bytes`;
  const code = [
    ...formatClientHead(operation),
    statement,
    "for await (const chunk of file) process.stdout.write(chunk);",
  ].join("\n");
  return { code, statement };
}

/**
 * The field of `data` that the method of the client returns: the only one, if it is a list or an object. Otherwise, the method
 * returns `data`.
 */
function findReturnedField({ responses }: Operation): string | undefined {
  const success = responses.find((response) => !isError(response));
  const data = success?.contents[0]?.fields.find(({ name }) => name === "data");
  const [only, ...others] = data?.children ?? [];
  return others.length === 0 && /^(list|object)\b/.test(only?.type ?? "") ? only?.name : undefined;
}

/** Formats the call of the client's method: the ID of a top-level resource is an argument of the resource. */
function formatClientCall(operation: Operation, body: unknown): string | undefined {
  const { operationId, path, parameters } = operation;
  if (!/^\/v\d+\//.test(path)) return undefined;
  const values = new Map(
    parameters
      .filter(isIn("path"))
      .map((each) => [
        each.name,
        JSON.stringify(typeof each.example === "number" ? each.example : exampleText(each)),
      ]),
  );
  const formatId = ({ name }: PathId) => values.get(name) ?? "";
  const method = locateMethod(operation);
  const ids = listMethodIds(operation).map(formatId);
  const isMemberRole = method.steps.at(-1)?.name === "members" && operationId.endsWith("Role");
  if (isMemberRole && assignsOwner(operation, body))
    return `${formatMethod({ ...method, name: "transferOwnership" }, formatId)}(${ids.join(", ")})`;
  const query = Object.fromEntries(
    sentQueryParameters(operation).map((each) => [each.name, each.example ?? each.default ?? each.name]),
  );
  const input = [
    ...ids,
    ...(body === undefined ? [] : [javascript(body)]),
    ...(Object.keys(query).length === 0 ? [] : [javascript(query)]),
  ];
  return `${formatMethod(method, formatId)}(${input.join(", ")})`;
}

/** Whether a body assigns the Owner role, as an example of a response shows. The client has a method of its own for that. */
function assignsOwner({ responses }: Operation, body: unknown): boolean {
  const { roleId } = (body ?? {}) as { roleId?: unknown };
  const ownerRole = JSON.stringify({ id: roleId, name: "Owner" });
  return responses.some((response) => JSON.stringify(examplesOf(response)).includes(ownerRole));
}

function createFetchSample(operation: Operation, body: unknown): string {
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
  isJson(operation.body?.contents[0]?.mediaType ?? "application/json")
    ? `JSON.stringify(${javascript(body, "    ")})`
    : JSON.stringify(String(body));

function createPythonSample(operation: Operation, body: unknown): string {
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
        : [`    data=${JSON.stringify(String(body))}.encode(),`]),
    ...(redirects(operation) ? ["    allow_redirects=False,"] : []),
    ")",
    "if not response.ok:",
    '    raise SystemExit(f"{response.status_code}: {response.text}")',
    redirects(operation) ? 'print(response.headers["Location"])' : "print(response.text)",
  ].join("\n");
}

const isJsonBody = ({ body }: Operation) => isJson(body?.contents[0]?.mediaType ?? "application/json");

function createGoSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body).map(({ name, value, hasKey }) => {
    const key = `os.Getenv("${keyVariable}")`;
    const text = hasKey ? (value === "" ? key : `${stringLiteral(value)}+${key}`) : stringLiteral(value);
    // Set would change the case of the name, which HTTP/1.1 servers ignore, but which readers compare.
    return `	request.Header.Set(${stringLiteral(name)}, ${text})`;
  });
  const hasBody = body !== undefined;
  return [
    "package main",
    "",
    "import (",
    ...['"fmt"', '"io"', '"log"', '"net/http"', '"os"', ...(hasBody ? ['"strings"'] : [])].map(
      (name) => `	${name}`,
    ),
    ")",
    "",
    "func main() {",
    ...(hasBody ? [`	body := strings.NewReader(${stringLiteral(formatCompactBody(operation, body))})`] : []),
    `	request, err := http.NewRequest("${operation.method}",`,
    `		${stringLiteral(exampleUrl(operation))}, ${hasBody ? "body" : "nil"})`,
    "	if err != nil {",
    "		log.Fatal(err)",
    "	}",
    ...headers,
    ...(redirects(operation)
      ? [
          "	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error {",
          "		return http.ErrUseLastResponse",
          "	}}",
          "	response, err := client.Do(request)",
        ]
      : ["	response, err := http.DefaultClient.Do(request)"]),
    "	if err != nil {",
    "		log.Fatal(err)",
    "	}",
    "	defer response.Body.Close()",
    "	text, err := io.ReadAll(response.Body)",
    "	if err != nil {",
    "		log.Fatal(err)",
    "	}",
    "	if response.StatusCode >= 400 {",
    '		log.Fatalf("%s: %s", response.Status, text)',
    "	}",
    redirects(operation) ? '	fmt.Println(response.Header.Get("Location"))' : "	fmt.Println(string(text))",
    "}",
  ].join("\n");
}

const formatCompactBody = (operation: Operation, body: unknown) =>
  isJsonBody(operation) ? JSON.stringify(body) : String(body);

function createJavaSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body).map(({ name, value, hasKey }) => {
    const key = `System.getenv("${keyVariable}")`;
    const text = hasKey ? (value === "" ? key : `${stringLiteral(value)} + ${key}`) : stringLiteral(value);
    return `        .header(${stringLiteral(name)}, ${text})`;
  });
  const publisher =
    body === undefined
      ? "HttpRequest.BodyPublishers.noBody()"
      : `HttpRequest.BodyPublishers.ofString(\n            ${stringLiteral(formatCompactBody(operation, body))})`;
  return [
    "import java.net.URI;",
    "import java.net.http.HttpClient;",
    "import java.net.http.HttpRequest;",
    "import java.net.http.HttpResponse;",
    "",
    "public class Main {",
    "  public static void main(String[] args) throws Exception {",
    "    HttpRequest request = HttpRequest.newBuilder()",
    `        .uri(URI.create(${stringLiteral(exampleUrl(operation))}))`,
    ...headers,
    `        .method("${operation.method}", ${publisher})`,
    "        .build();",
    "    HttpResponse<String> response = HttpClient.newHttpClient()",
    "        .send(request, HttpResponse.BodyHandlers.ofString());",
    "    if (response.statusCode() >= 400) {",
    '      throw new RuntimeException(response.statusCode() + ": " + response.body());',
    "    }",
    redirects(operation)
      ? '    System.out.println(response.headers().firstValue("Location").orElseThrow());'
      : "    System.out.println(response.body());",
    "  }",
    "}",
  ].join("\n");
}

/** For Windows PowerShell 5.1 and PowerShell 7. */
function createPowershellSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body)
    .filter(({ name }) => name !== "Content-Type")
    .map(({ name, value, hasKey }) => {
      const key = `$env:${keyVariable}`;
      const text = hasKey
        ? value === ""
          ? key
          : `${powershellWord(value)} + ${key}`
        : powershellWord(value);
      return { name: powershellWord(name), text };
    });
  const url = powershellWord(exampleUrl(operation));
  // Invoke-RestMethod of version 7 cannot return a redirect.
  if (redirects(operation))
    return [
      `$request = [Net.WebRequest]::CreateHttp(${url})`,
      `$request.Method = '${operation.method}'`,
      "$request.AllowAutoRedirect = $false",
      ...headers.map(({ name, text }) => `$request.Headers.Add(${name}, ${text})`),
      "$request.GetResponse().Headers['Location']",
    ].join("\n");
  const command = [
    `Invoke-RestMethod -Method ${operation.method}`,
    `-Uri ${url}`,
    `-Headers @{ ${headers.map(({ name, text }) => `${name} = ${text}`).join("; ")} }`,
    ...(body === undefined
      ? []
      : [
          // Without a charset, versions before 7.4 replace most characters by question marks.
          `-ContentType ${powershellWord(`${operation.body?.contents[0]?.mediaType ?? "application/json"}; charset=utf-8`)}`,
          `-Body ${powershellWord(isJsonBody(operation) ? compactJson(body) : String(body))}`,
        ]),
  ].join(" `\n  ");
  // Nested objects are printed only as JSON.
  return returnsJson(operation) ? `${command} | ConvertTo-Json -Depth 9` : command;
}
