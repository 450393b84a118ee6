import { formatMethod, listMethodIds, locateMethod, type PathId, reservedWords } from "@rolewright/openapi";
import { examplesOf, isError, type Operation } from "../model/operations.ts";
import { javascript } from "./literals.ts";
import { exampleText, isIn, keyVariable, redirects, sentQueryParameters } from "./request.ts";

/** Creates a sample for `@rolewright/client`, if its methods cover the path of the operation. */
export function createClientSample(
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
