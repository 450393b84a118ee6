import type { Language } from "./blocks.ts";
import { javascript, javascriptKey, json, python, shellWord } from "./literals.ts";
import type { Operation } from "./operations.ts";

/** A program that makes one call and prints the answer. */
export interface Sample {
  label: string;
  language: Language;
  code: string;
}

/** Where every sample finds the API key: no key is ever written into one. */
const keyVariable = "CONFIDENT_ORG_API_KEY";

/** The same call, with this body if it takes one, in everything that samples are offered for. */
export function samplesOf(operation: Operation, body: unknown): Sample[] {
  return [
    { label: "curl", language: "shell", code: curlSample(operation, body) },
    { label: "@rolewright/client", language: "typescript", code: clientSample(operation, body) },
    { label: "fetch", language: "javascript", code: fetchSample(operation, body) },
    { label: "Python", language: "python", code: pythonSample(operation, body) },
  ];
}

/** The URL with the parameters' examples in it, encoded so far that no shell or language sees anything in it. */
export function exampleUrl({ server, path, parameters }: Operation): string {
  const values = new Map(parameters.map(({ name, example }) => [name, String(example ?? name)]));
  return server + path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encode(values.get(name) ?? name));
}

const encode = (value: string) =>
  encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function curlSample(operation: Operation, body: unknown): string {
  return [
    `curl -X ${operation.method} ${shellWord(exampleUrl(operation))}`,
    `-H "${operation.keyHeader}: $${keyVariable}"`,
    ...(body === undefined
      ? []
      : [`-H ${shellWord("Content-Type: application/json")}`, `-d ${shellWord(json(body))}`]),
  ].join(" \\\n  ");
}

function clientSample(operation: Operation, body: unknown): string {
  const data = operation.answers.find(({ status }) => status === "200");
  const names = (data?.fields ?? []).flatMap(({ name }) => /^data\.(\w+)$/.exec(name)?.[1] ?? []);
  const result = names.length === 1 ? names[0] : "answer";
  return [
    'import { createClient } from "@rolewright/client";',
    "",
    "const client = createClient({",
    `  apiKey: process.env.${keyVariable},`,
    `  baseUrl: ${JSON.stringify(operation.server)},`,
    "});",
    `const ${result} = await ${clientCall(operation, body)};`,
    `console.log(${result});`,
  ].join("\n");
}

/** `/v1/projects/{projectId}/roles/{roleId}` is `client.project(projectId).roles`, then a verb, with the role's id. */
function clientCall({ operationId, path, parameters }: Operation, body: unknown): string {
  const values = new Map(
    parameters.map(({ name, example }) => [`{${name}}`, JSON.stringify(String(example ?? name))]),
  );
  const [, , scope = "", ...rest] = path.split("/");
  const [verb = ""] = /^[a-z]+/.exec(operationId) ?? [];
  const project = scope === "projects" ? values.get(rest[0] ?? "") : undefined;
  const collection = rest.filter((segment) => !segment.startsWith("{"));
  const owner = ["client", project === undefined ? scope : `project(${project})`, ...collection, verb].join(
    ".",
  );
  const id = rest.slice(project === undefined ? 0 : 1).find((segment) => segment.startsWith("{"));
  const input = [
    ...(id === undefined ? [] : [values.get(id)]),
    ...(body === undefined ? [] : [javascript(body)]),
  ];
  return `${owner}(${input.join(", ")})`;
}

function fetchSample(operation: Operation, body: unknown): string {
  return [
    `const response = await fetch(${JSON.stringify(exampleUrl(operation))}, {`,
    `  method: "${operation.method}",`,
    "  headers: {",
    `    ${javascriptKey(operation.keyHeader)}: process.env.${keyVariable},`,
    ...(body === undefined ? [] : ['    "Content-Type": "application/json",']),
    "  },",
    ...(body === undefined ? [] : [`  body: JSON.stringify(${javascript(body, "  ")}),`]),
    "});",
    "console.log(await response.json());",
  ].join("\n");
}

function pythonSample(operation: Operation, body: unknown): string {
  const imports = body === undefined ? "import os" : "import json, os";
  const type = body === undefined ? "" : ', "Content-Type": "application/json"';
  return [
    `${imports}, urllib.request`,
    "",
    "request = urllib.request.Request(",
    `    ${JSON.stringify(exampleUrl(operation))},`,
    `    method="${operation.method}",`,
    `    headers={"${operation.keyHeader}": os.environ["${keyVariable}"]${type}},`,
    ...(body === undefined ? [] : [`    data=json.dumps(${python(body, "    ")}).encode(),`]),
    ")",
    "print(urllib.request.urlopen(request).read().decode())",
  ].join("\n");
}
