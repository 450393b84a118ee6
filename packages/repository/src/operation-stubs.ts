import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatMethod, listMethodIds, locateMethod, type Operation, type PathId } from "@rolewright/openapi";

/** A table keyed by operationId that needs an entry for each operation. */
interface OperationTable {
  file: string;
  /** The start of its declaration. */
  declaration: string;
  formatEntry(operation: Operation): string;
}

/** A version of the API, which has a description of its own. */
export type ApiVersion = "v1" | "v2";

const formatFake = (operation: Operation): string =>
  hasQuery(operation)
    ? `${operation.operationId}: { queryParams: {}, respond: () => {} },`
    : `${operation.operationId}: () => {},`;

/**
 * The tables of each version. The stubs of the handler and the fake do not compile until they return a result, and until they
 * list their query parameters. The calls are complete if the description has examples for everything that they send.
 */
const tables: Record<ApiVersion, OperationTable[]> = {
  v1: [
    {
      file: "packages/server/src/http/operation-handlers.ts",
      declaration: "export const operationHandlers",
      formatEntry: ({ operationId }) => `${operationId},`,
    },
    {
      file: "packages/client/src/testing/operations.ts",
      declaration: "export const operations",
      formatEntry: formatFake,
    },
    {
      file: "packages/client/src/operation-calls.test-support.ts",
      declaration: "export const calls",
      formatEntry: (operation) => {
        const { operationId } = operation;
        const call = formatCall(operation);
        return `${operationId}: (client${call.includes("ids.") ? ", ids" : ""}) => ${call},`;
      },
    },
    {
      file: "packages/conformance/src/calls.ts",
      declaration: "export const calls",
      formatEntry: (operation) => {
        const request = formatRequest(operation);
        const parameters = request.includes("fixtures.") ? "fixtures" : "";
        return `${operation.operationId}: async (${parameters}) => (${request}),`;
      },
    },
  ],
  v2: [
    {
      file: "packages/server/src/http/operation-handlers-v2.ts",
      declaration: "export const operationHandlersV2",
      formatEntry: (operation) =>
        hasQuery(operation)
          ? `${operation.operationId}: { queryParams: {}, run: () => {} },`
          : `${operation.operationId}: () => {},`,
    },
    {
      file: "packages/client/src/testing/operations-v2.ts",
      declaration: "export const operations",
      formatEntry: formatFake,
    },
  ],
};

const hasQuery = ({ parameters }: Operation): boolean =>
  parameters.some((parameter) => parameter.in === "query");

/** The packages whose users notice a new operation. */
const changedPackages = ["spec", "types", "client", "mock", "server", "docs", "contract"];

/**
 * Writes the stubs of an operation: a handler, a fake, a changeset, and for version 1 the calls. Stubs that exist stay as they
 * are.
 *
 * @param root The folder of the repository.
 * @param version The version whose description has the operation.
 * @returns The files that changed, relative to the root.
 * @throws {Error} if a table is not where it is expected. The message names the file. Nothing is written then.
 */
export function writeOperationStubs(root: string, version: ApiVersion, operation: Operation): string[] {
  const name = toKebabCase(operation.operationId);
  const handlerFile = `packages/server/src/operations/${name}.ts`;
  const updates = tables[version].flatMap((table) => addEntry(root, table, operation));
  for (const { file, text } of updates) writeFileSync(join(root, file), text);
  const changed = updates.map(({ file }) => file);
  if (changed.includes("packages/server/src/http/operation-handlers.ts")) {
    addImport(join(root, "packages/server/src/http/operation-handlers.ts"), operation.operationId, name);
    writeFileSync(join(root, handlerFile), formatHandler(operation));
    changed.push(handlerFile);
  }
  const changeset = `.changeset/${name}.md`;
  if (changed.length > 0 && !existsSync(join(root, changeset))) {
    writeFileSync(join(root, changeset), formatChangeset(operation));
    changed.push(changeset);
  }
  return changed;
}

/** Returns the file of a table with an entry for the operation, or nothing if it has one. */
function addEntry(
  root: string,
  table: OperationTable,
  operation: Operation,
): { file: string; text: string }[] {
  const { file, declaration, formatEntry } = table;
  const text = readFileSync(join(root, file), "utf8");
  const start = text.indexOf(`${declaration}:`);
  const end = text.indexOf("\n};", start);
  if (start === -1 || end === -1) {
    throw new Error(`${file} has no table "${declaration}". Update operation-stubs.ts.`);
  }
  if (new RegExp(`\\n  ${operation.operationId}[:,(]`).test(text.slice(start, end))) return [];
  return [{ file, text: `${text.slice(0, end)}\n  ${formatEntry(operation)}${text.slice(end)}` }];
}

function addImport(path: string, operationId: string, name: string): void {
  const text = readFileSync(path, "utf8");
  writeFileSync(path, `import { ${operationId} } from "../operations/${name}.ts";\n${text}`);
}

function formatHandler(operation: Operation): string {
  const { operationId, summary = operationId } = operation;
  const signature = `(input: OperationInput<"${operationId}">): TransactionScript<never>`;
  const handler = hasQuery(operation)
    ? `export const ${operationId} = {
  queryParams: {},
  *run${signature} {
  },
} as const;`
    : `export function* ${operationId}${signature} {
}`;
  return `import type { TransactionScript } from "../storage/store.ts";
import type { OperationInput } from "./operation-input.ts";

/** ${summary.replace(/\.$/, "")}. */
${handler}
`;
}

/** Formats a call of the client's method with every parameter, as in the examples. */
function formatCall(operation: Operation): string {
  const { parameters, requestBody } = operation;
  const scope = operation.path.includes("{projectId}") ? "ids.project" : "ids.organization";
  const formatId = ({ name, identifier }: PathId) => {
    const parameter = parameters.find((each) => each.in === "path" && each.name === name);
    // Texts are IDs of resources that exist in the tests. An ID that they do not have does not compile.
    if (parameter?.type === "integer") return JSON.stringify(parameter.example ?? null);
    return name === "projectId" ? "ids.projectId" : `${scope}.${identifier}`;
  };
  const body = Object.values(requestBody?.content[0]?.examples ?? {})[0]?.value ?? null;
  const query = parameters
    .filter((parameter) => parameter.in === "query")
    // A parameter without an example does not compile.
    .map(({ name, example = null }) => `${quoteName(name)}: ${JSON.stringify(example)}`);
  const input = [
    ...listMethodIds(operation).map(formatId),
    ...(requestBody ? [replaceIds(JSON.stringify(body), scope)] : []),
    ...(query.length > 0 ? [`{ ${query.join(", ")} }`] : []),
  ];
  return `${formatMethod(locateMethod(operation), formatId)}(${input.join(", ")})`;
}

/** Replaces the IDs of an example by those of resources that exist in the tests. */
const replaceIds = (body: string, scope: string): string =>
  body
    .replaceAll(/"policyIds":\[[^\]]*\]/g, `"policyIds":[${scope}.policyId]`)
    .replaceAll(/"permissionIds":\[[^\]]*\]/g, `"permissionIds":[${scope}.permissionId]`);

/** Formats a request with resources of the fixtures. What they do not have does not compile until it is written. */
function formatRequest({ path, parameters, requestBody }: Operation): string {
  const isProject = path.includes("{projectId}");
  const values = new Map([
    ["projectId", "await fixtures.getProjectId()"],
    ["policyId", `(await fixtures.create${isProject ? "Project" : "Organization"}Policy()).id`],
    ["roleId", `(await fixtures.create${isProject ? "Project" : "Organization"}Role()).id`],
  ]);
  const format = (location: string) =>
    parameters
      .filter((parameter) => parameter.in === location)
      .map(({ name }) => `${quoteName(name)}: ${(location === "path" && values.get(name)) || "undefined"}`)
      .join(", ");
  const [inPath, query] = [format("path"), format("query")];
  const parts = [
    ...(inPath ? [`path: { ${inPath} }`] : []),
    ...(query ? [`query: { ${query} }`] : []),
    ...(requestBody ? ["body: undefined"] : []),
  ];
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

/** Quotes the name of a property if it needs quotes. */
const quoteName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

const formatChangeset = ({ operationId, method, path, summary = "Add an operation" }: Operation): string =>
  `---
${changedPackages.map((name) => `"@rolewright/${name}": minor\n`).join("")}---

${summary.replace(/\.$/, "")} with \`${operationId}\` (\`${method} ${path}\`).
`;

/** `listProjectRoles` becomes `list-project-roles`. */
const toKebabCase = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter, index: number) => `${index === 0 ? "" : "-"}${letter.toLowerCase()}`);
