/** Random changes to the description, and which pages have to change with each. Like the facts, it knows no builder. */

// oxlint-disable-next-line typescript/no-explicit-any -- any description at all may be changed
type Node = any;

/** A change that was made. */
export interface Change {
  /** What was changed: `components/schemas/Role/description`. */
  at: string[];
  what: string;
  /** The pages that have to be other ones now. All others have to be the same. */
  pages: Set<string>;
}

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Changes one thing in the description, in place. */
export function changeOne(document: Node, random: () => number): Change {
  const places = placesOf(document);
  const at = places[Math.floor(random() * places.length)] ?? [];
  const key = at.at(-1) ?? "";
  const parent = at.slice(0, -1).reduce((node: Node, step) => node[step], document);
  const before: unknown = parent[key];
  // Where it is used is asked before it may be gone.
  const pages = pagesOf(document, at);
  if (Array.isArray(parent) && isWordList(at.slice(0, -1))) parent.splice(Number(key), 1);
  else parent[key] = changed(before, random);
  return { at, what: `${JSON.stringify(before)} to ${JSON.stringify(parent[key])}`, pages };
}

function changed(value: unknown, random: () => number): unknown {
  const word = `q${Math.floor(random() * 1e9).toString(36)}`;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (value === null) return word;
  return `${String(value)} ${word}`;
}

/** Lists from which a word can be taken, where a new one would make no sense. */
const isWordList = (at: string[]) =>
  ["required", "x-ours"].includes(at.at(-1) ?? "") && at.includes("schemas");

/** Everything that can be changed so that the description is still one. */
function placesOf(node: Node, at: string[] = []): string[][] {
  if (typeof node !== "object" || node === null) return isChangeable(at) ? [at] : [];
  return Object.entries(node).flatMap(([key, value]) => placesOf(value, [...at, key]));
}

function isChangeable(at: string[]): boolean {
  const path = at.join("/");
  return ![
    // Which version of OpenAPI it is, and who wrote it under which licence, are for tools and lawyers.
    /^(openapi$|externalDocs|info\/(contact|license))/,
    /x-internal$/,
    // These are names that other places refer to, or that URLs are made of, which are kept for ever.
    /\$ref$/,
    /operationId$/,
    /\/tags\/\d+$|^tags\/\d+\/name$/,
    /^paths\/.*\/parameters\/\d+\/name$|components\/parameters\/\w+\/(name|in|required)$/,
    /securitySchemes\/\w+\/(type|in)$|^security/,
    // An object that becomes something else is another description.
    /\/(type|type\/\d+)$/,
    // Told once for the whole: answers are open.
    /\/examples\/0$(?<=(success|deleted)\/examples\/0)/,
    /^components\/schemas\/ErrorResponse\/unevaluatedProperties$/,
  ].some((pattern) => pattern.test(path));
}

/** The pages that tell of a place. */
function pagesOf(document: Node, at: string[]): Set<string> {
  const [kind, second = "", third = "", ...rest] = at;
  const operations = operationsOf(document);
  const all = operations.map(({ page }) => page);
  if (kind === "info" || kind === "tags") return new Set(["index"]);
  if (kind === "servers")
    return new Set(["authentication", ...(second === "0" && third === "url" ? all : [])]);
  if (kind === "paths") return pagesOfPath(operations, second, third, rest);
  if (second === "securitySchemes") return new Set(["authentication", ...(rest[0] === "name" ? all : [])]);
  const isScalar = second === "schemas" && document.components.schemas[third]?.type !== "object";
  // A shared type's own example is shown with the type: elsewhere it would speak of another use of it.
  if (isScalar && rest[0] === "examples") return new Set(["conventions"]);
  const uses = operations.filter(({ item }) => refersTo(document, item, second, third, rest));
  const others = [
    ...(isScalar ? ["conventions"] : []),
    ...(third === "ErrorResponse" ? ["errors"] : []),
    ...(second === "responses" && rest[0] !== "headers" ? ["errors"] : []),
  ];
  return new Set([...uses.map(({ page }) => page), ...others]);
}

function pagesOfPath(operations: Used[], path: string, method: string, rest: string[]): Set<string> {
  const here = operations.filter(
    (each) => each.path === path && (method === "parameters" || each.method === method),
  );
  const isError = rest[0] === "responses" && !rest[1]?.startsWith("2") && rest[2] !== "headers";
  return new Set([
    ...here.map(({ page }) => page),
    ...(rest[0] === "summary" ? ["index"] : []),
    ...(isError ? ["errors"] : []),
  ]);
}

interface Used {
  path: string;
  method: string;
  page: string;
  /** Everything that belongs to the operation, in one. */
  item: Node;
}

function operationsOf(document: Node): Used[] {
  return Object.entries<Node>(document.paths).flatMap(([path, item]) =>
    Object.entries<Node>(item)
      .filter(([, operation]) => operation.operationId)
      .map(([method, operation]) => ({
        path,
        method,
        page: `${operation.tags[0].toLowerCase().replaceAll(" ", "-")}/${operation.operationId}`,
        item: { shared: item.parameters, ...operation },
      })),
  );
}

/** Whether a node tells of that place in a component, itself or by what it refers to. */
function refersTo(
  document: Node,
  node: Node,
  kind: string,
  name: string,
  rest: string[],
  seen = new Set(),
): boolean {
  if (typeof node !== "object" || node === null || seen.has(node)) return false;
  seen.add(node);
  if (typeof node.$ref === "string") {
    const [, , itsKind, itsName] = node.$ref.split("/");
    // A description beside the reference stands in for the component's.
    const isHidden = rest.length === 1 && rest[0] === "description" && node.description !== undefined;
    // The envelope of errors is told on a page of its own.
    if (itsName === "ErrorResponse") return false;
    if (itsKind === kind && itsName === name && !isHidden) return true;
    return refersTo(document, document.components[itsKind][itsName], kind, name, rest, seen);
  }
  return Object.entries(node).some(([key, value]) => {
    // Of what a list of words or numbers is made, its rules are told and not what the type says of itself.
    if (key === "items" && rest[0] === "description" && isScalarItem(document, value)) return false;
    if (key === "schema" && rest[0] === "description" && node.description !== undefined) return false;
    return refersTo(document, value, kind, name, rest, seen);
  });
}

const isScalarItem = (document: Node, { $ref = "" }: Node) =>
  document.components.schemas[$ref.split("/").at(-1)]?.type !== "object";
