/** The resource methods: interfaces with the texts of the description, and thin calls of each operation. */
import {
  formatMethod,
  formatResource,
  listMethodIds,
  listPathIds,
  type PathId,
  type ResourceNode as ResourceNodeOf,
  ResourceTree,
} from "@rolewright/openapi";
import type { Api, Operation } from "./description.ts";
import { writeLiteral, writeProperty } from "./literals.ts";
import { type OperationShape, readShape } from "./operation-shape.ts";
import { getErrorClassName } from "./status-errors.ts";

type ResourceNode = ResourceNodeOf<Operation>;

/** A version of the API, with its methods. */
interface Model extends Api {
  tree: ResourceTree<Operation>;
  shapes: ReadonlyMap<Operation, OperationShape>;
}

/** Writes src/generated/operations.ts. */
export function writeOperationsFile(version: Api): string {
  const api: Model = {
    ...version,
    tree: new ResourceTree(version.operations),
    shapes: new Map(version.operations.map((operation) => [operation, readShape(version, operation)])),
  };
  const all = [...api.shapes.values()];
  const imports = [...new Set(["operations", ...all.flatMap((shape) => shape.imports)])].toSorted();
  const secretTypes = [...new Set(all.flatMap((shape) => shape.secretTypes))].toSorted();
  const hasPages = all.some(({ pagination }) => pagination !== undefined);
  const hasBinaryInput = all.some(({ inputType }) => inputType === "BodyInput");
  return `${writeImport(imports, api.typesModule)}import type { ApiPromise } from "../api-promise.ts";
import type { RequestOptions } from "../client-options.ts";
import type { OperationCaller } from "../operation-call.ts";
import type { Operation } from "../operation.ts";
${hasPages ? 'import { callPaged, type PagePromise } from "../page-promise.ts";\n' : ""}import { encodePathParam } from "../path-params.ts";
${secretTypes.length > 0 ? writeImport(secretTypes, `./secret-types${api.suffix}.ts`) : ""}${hasBinaryInput ? "\n/** A request body that is not JSON. */\ntype BodyInput = ArrayBuffer | ArrayBufferView | Blob | FormData | ReadableStream | string | URLSearchParams;\n" : ""}
${writeInterfaces(api, api.tree.root).join("\n")}
${api.operations.map((operation) => writeDefinition(api, operation)).join("\n")}
/** Creates the methods of every operation. */
export const createOperations = (caller: OperationCaller): Operations => (${writeMembers(api, api.tree.root, "")});
`;
}

const writeImport = (names: string[], module: string): string =>
  `import type {\n${names.map((name) => `  ${name},\n`).join("")}} from "${module}";\n`;

// Every operation of the model has a shape.
const getShape = ({ shapes }: Model, operation: Operation) => shapes.get(operation) as OperationShape;

function writeDefinition(api: Model, operation: Operation): string {
  const { operationId, method, path } = operation;
  const { dataType, requestType, takesArray, isInputRequired, commaLists, response, pagination, secrets } =
    getShape(api, operation);
  const facts = {
    method,
    path,
    ...(requestType !== undefined && { requestType }),
    ...(takesArray && { takesArray }),
    ...(requestType !== undefined && !isInputRequired && { isInputOptional: true }),
    ...(commaLists && { commaLists }),
    response,
    ...(pagination && { pagination }),
    ...(secrets.length > 0 && { secrets }),
  };
  return `const ${operationId}: Operation<${dataType}, operations["${operationId}"]> = ${writeLiteral(facts)};\n`;
}

function writeInterfaces(api: Model, node: ResourceNode): string[] {
  const methods = [...node.methods].map(([verb, operation]) => writeSignature(api, verb, operation));
  const members = [...node.children].map(([key, child]) => writeMemberType(api, key, child));
  const own = `${writeComment([describeNode(api, node)], "")}export interface ${node.interfaceName} {\n${[...methods, ...members].join("\n")}}\n`;
  return [own, ...[...node.children.values()].flatMap((child) => writeInterfaces(api, child))];
}

function describeNode(api: Model, node: ResourceNode): string {
  if (node === api.tree.root) return "The operations of the API, by the segments of their paths.";
  const [first] = node.methods.values();
  return (
    api.description.tags.find(({ name }) => name === first?.tags[0])?.description ??
    `The operations at \`${formatResource(node.steps)}\`.`
  );
}

function writeMemberType(api: Model, key: string, child: ResourceNode): string {
  if (child.id === undefined)
    return `${writeComment([describeNode(api, child)], "  ")}  ${key}: ${child.interfaceName};\n`;
  const operations = listOperations(child);
  const [parameter] = operations.map((operation) => findPathParameter(operation, child.id?.name));
  const lines = [
    `One ${key} and its resources. No request is sent until a method is called.`,
    "",
    `@param ${child.id.identifier} ${parameter?.description ?? ""}`,
    "@throws {ConfigurationError} if the ID is empty, blank, `.` or `..`.",
  ];
  return `${writeComment(lines, "  ")}  ${key}(${writePathParameter(operations, child.id)}): ${child.interfaceName};\n`;
}

/** Lists the operations at a node and below it. */
const listOperations = ({ methods, children }: ResourceNode): Operation[] => [
  ...methods.values(),
  ...[...children.values()].flatMap(listOperations),
];

/** Finds a parameter in the path of an operation. Its query can have one of the same name. */
const findPathParameter = ({ parameters }: Operation, name: string | undefined) =>
  parameters.find((parameter) => parameter.in === "path" && parameter.name === name);

/** Writes an ID that these operations have in their paths. */
function writePathParameter(operations: Operation[], { name, identifier }: PathId): string {
  const types = operations.map((operation) =>
    findPathParameter(operation, name)?.type === "integer" ? "number" : "string",
  );
  return `${identifier}: ${[...new Set(types)].toSorted().join(" | ")}`;
}

function writeSignature(api: Model, verb: string, operation: Operation): string {
  const { pagination, dataType, itemType } = getShape(api, operation);
  const documented = `operations["${operation.operationId}"]`;
  const promise = pagination
    ? `PagePromise<${dataType}, ${itemType}, ${documented}>`
    : `ApiPromise<${dataType}, ${documented}>`;
  return `${writeComment(describeMethod(api, verb, operation), "  ")}  ${verb}(${writeParameters(api, operation).join(", ")}): ${promise};\n`;
}

function writeParameters(api: Model, operation: Operation): string[] {
  const { inputType, isInputRequired, queryType, isQueryRequired } = getShape(api, operation);
  // TypeScript has no optional parameters before required ones.
  const inputMark = isInputRequired || isQueryRequired ? "" : "?";
  return [
    ...listMethodIds(operation).map((id) => writePathParameter([operation], id)),
    ...(inputType === undefined
      ? []
      : [`input${inputMark}: ${inputType}${isInputRequired ? "" : " | undefined"}`]),
    ...(queryType === undefined
      ? []
      : [`query${isQueryRequired ? "" : "?"}: ${queryType}${isQueryRequired ? "" : " | undefined"}`]),
    "options?: RequestOptions",
  ];
}

/** Writes the methods and children of a node as members of an object. */
function writeMembers(api: Model, node: ResourceNode, indent: string): string {
  const inner = `${indent}  `;
  const methods = [...node.methods].map(
    ([verb, operation]) => `${inner}${verb}: ${writeCall(api, operation)},\n`,
  );
  const children = [...node.children].map(([key, child]) =>
    child.id === undefined
      ? `${inner}${key}: ${writeMembers(api, child, inner)},\n`
      : `${inner}${key}: (${child.id.identifier}) => {
${inner}  encodePathParam("${child.id.name}", ${child.id.identifier});
${inner}  return ${writeMembers(api, child, `${inner}  `)};
${inner}},\n`,
  );
  return `{\n${[...methods, ...children].join("")}${indent}}`;
}

function writeCall(api: Model, operation: Operation): string {
  const { inputType, queryType, pagination } = getShape(api, operation);
  const names = [
    ...listMethodIds(operation).map(({ identifier }) => identifier),
    ...(inputType === undefined ? [] : ["input"]),
    ...(queryType === undefined ? [] : ["query"]),
    "options",
  ];
  const ids = listPathIds(operation);
  const parts = [
    ...(ids.length > 0
      ? [
          `path: { ${ids.map(({ name, identifier }) => (name === identifier ? name : writeProperty(name, identifier))).join(", ")} }`,
        ]
      : []),
    ...(inputType === undefined ? [] : ["body: input"]),
    ...(queryType === undefined ? [] : ["query"]),
  ];
  const input = parts.length > 0 ? `{ ${parts.join(", ")} }` : "{}";
  return `(${names.join(", ")}) => ${pagination ? "callPaged(caller, " : "caller.call("}${operation.operationId}, ${input}, options)`;
}

function describeMethod(api: Model, verb: string, operation: Operation): string[] {
  const errors = [...operation.responses].filter(([status]) => /^[45]\d\d$/.test(status));
  const query = operation.parameters.filter(({ in: location }) => location === "query");
  return [
    `${operation.summary}.`,
    "",
    ...replaceOperationIds(api, operation.description ?? "").split("\n"),
    "",
    ...listMethodIds(operation).map(
      ({ name, identifier }) =>
        `@param ${identifier} ${firstSentence(api, findPathParameter(operation, name)?.description ?? "")}`,
    ),
    ...(query.length > 0
      ? [
          `@param query ${query.map(({ name, description: text = "" }) => `\`${name}\`: ${firstSentence(api, text)}`).join(" ")}`,
        ]
      : []),
    ...errors.map(
      ([status, { description: text }]) =>
        `@throws {${getErrorClassName(Number(status))}} ${status}: ${firstSentence(api, text)}`,
    ),
    "@example",
    writeExample(api, verb, operation),
    `@see {@link ${operation.externalDocs?.url ?? api.description.externalDocs?.url ?? ""}}`,
  ];
}

/** The rest is in the documentation. Repeated for each operation, it would make the package large. */
const firstSentence = (api: Model, text: string) =>
  replaceOperationIds(api, /^.*?\.(?= |$)/.exec(text.replaceAll("\n", " "))?.[0] ?? text);

/** Replaces operationIds by the methods of this client. */
const replaceOperationIds = (api: Model, text: string) =>
  text.replaceAll(/`(\w+)`/g, (quoted, name: string) => {
    const method = api.tree.findMethod(name);
    return method === undefined ? quoted : `\`${formatMethod(method)}\``;
  });

function writeExample(api: Model, verb: string, operation: Operation): string {
  const { response, pagination } = getShape(api, operation);
  const call = writeExampleCall(api, verb, operation);
  if (pagination) return `for await (const item of ${call}) console.log(item);`;
  if (response.kind === "empty") return `await ${call};`;
  const names = { delete: "deletion", create: "created" } as Record<string, string>;
  const name =
    response.kind === "json"
      ? (response.field ?? names[verb] ?? "data")
      : response.kind === "stream"
        ? "stream"
        : "location";
  return `const ${name} = await ${call};`;
}

function writeExampleCall(api: Model, verb: string, operation: Operation): string {
  const examples = Object.values(operation.requestBody?.content[0]?.examples ?? {});
  const example = ({ name }: PathId) =>
    JSON.stringify(findPathParameter(operation, name)?.example ?? `${name}-1`);
  const ids = listMethodIds(operation).map((id) => example(id));
  const input = examples[0] === undefined ? [] : [writeLiteral(examples[0].value)];
  const method = api.tree.findMethod(operation.operationId);
  const expression = method === undefined ? verb : formatMethod(method, example);
  return `${expression}(${[...ids, ...input, ...writeExampleQuery(api, operation)].join(", ")})`;
}

/** Required parameters, and those that have an example. Pages are shown without: the defaults are the usual ones. */
function writeExampleQuery(api: Model, operation: Operation): string[] {
  const isPaged = getShape(api, operation).pagination !== undefined;
  const entries = operation.parameters
    .filter((parameter) => parameter.in === "query" && parameter.example !== undefined)
    .filter(({ isRequired }) => isRequired || !isPaged)
    .map(({ name, example }) => [name, example]);
  return entries.length === 0 ? [] : [writeLiteral(Object.fromEntries(entries))];
}

/** Text of the description must not end the comment. */
function writeComment(lines: string[], indent: string): string {
  const safe = lines.map((line) => line.trimEnd().replaceAll("*/", "*\\/"));
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} *${line && ` ${line}`}\n`).join("")}${indent} */\n`;
}
