/** Random changes to the description, and the pages that have to change with each. Shares no code with the builder. */

// oxlint-disable-next-line typescript/no-explicit-any -- the change may be anywhere in the description
type Node = any;

/** A change of the description. */
export interface Change {
  /** The location: `components/schemas/Role/description`. */
  at: string[];
  what: string;
  pages: ChangedPages;
}

/** The pages that show a location of the description. All others have to stay the same. */
export interface ChangedPages {
  /** They have to change in HTML and in Markdown. */
  both: string[];
  /** They have to change in HTML. In Markdown, operations refer to other pages for what many of them share. */
  html: string[];
  /** They may change. */
  optional: string[];
}

/** Creates a generator of numbers from 0 to 1 that is deterministic for a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Changes one value of the description, in place. */
export function changeOne(document: Node, random: () => number): Change {
  const places = listPlaces(document);
  const at = places[Math.floor(random() * places.length)] ?? [];
  const key = at.at(-1) ?? "";
  const parent = at.slice(0, -1).reduce((node: Node, step) => node[step], document);
  const before: unknown = parent[key];
  // The uses are collected first, since the change may remove them.
  const pages = findPages(document, at);
  if (Array.isArray(parent) && isWordList(at.slice(0, -1))) parent.splice(Number(key), 1);
  else parent[key] = changeValue(before, random);
  return { at, what: `${JSON.stringify(before)} to ${JSON.stringify(parent[key])}`, pages };
}

function changeValue(value: unknown, random: () => number): unknown {
  const word = `q${Math.floor(random() * 1e9).toString(36)}`;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (value === null) return word;
  return `${String(value)} ${word}`;
}

/** Lists from which a word is removed, since a new one would have no meaning. */
const isWordList = (at: string[]) =>
  ["required", "x-unofficial"].includes(at.at(-1) ?? "") && at.includes("schemas");

/** Lists every value that can be changed in a valid description. */
function listPlaces(node: Node, at: string[] = []): string[][] {
  if (typeof node !== "object" || node === null) return isChangeable(at) ? [at] : [];
  return Object.entries(node).flatMap(([key, value]) => listPlaces(value, [...at, key]));
}

function isChangeable(at: string[]): boolean {
  const path = at.join("/");
  return ![
    /^openapi$/,
    // Extensions are for tools.
    /x-(internal|source)$/,
    // Other places refer to these names, or URLs are made of them.
    /\$ref$/,
    /operationId$/,
    /\/tags\/\d+$|^tags\/\d+\/name$/,
    /^paths\/.*\/parameters\/\d+\/name$|components\/parameters\/\w+\/(name|in|required)$/,
    /securitySchemes\/\w+\/(type|in)$|^security/,
    // A changed type would make the description invalid.
    /\/(type|type\/\d+)$/,
    // The page says once that responses are open.
    /\/examples\/0$(?<=(success|deleted)\/examples\/0)/,
    /^components\/schemas\/ErrorResponse\/unevaluatedProperties$/,
  ].some((pattern) => pattern.test(path));
}

const changed = (pages: Partial<ChangedPages>): ChangedPages => ({
  both: [],
  html: [],
  optional: [],
  ...pages,
});

/** Finds the pages that show a location. */
function findPages(document: Node, at: string[]): ChangedPages {
  const [kind, second = "", third = "", ...rest] = at;
  const operations = listUses(document);
  const all = operations.map(({ page }) => page);
  if (kind === "info" || kind === "externalDocs") return changed({ both: ["reference"] });
  if (kind === "tags")
    return changed({ both: ["reference", `${slug(document.tags[Number(second)].name)}/index`] });
  if (kind === "servers") {
    const isUsed = second === "0" && third === "url";
    // The samples have a list of servers in HTML.
    return changed({ both: ["authentication", ...(isUsed ? all : [])], optional: isUsed ? [] : all });
  }
  if (kind === "paths") return findPagesOfPath(operations, second, third, rest);
  if (second === "securitySchemes")
    return changed({ both: ["authentication", ...(rest[0] === "name" ? all : [])] });
  const uses = operations
    .filter(({ item }) => refersTo(document, item, second, third, rest))
    .map(({ page }) => page);
  if (second === "responses") return findPagesOfResponse(document, operations, third, rest, uses);
  if (second === "headers")
    return uses.length >= operations.length / 4
      ? changed({ both: ["conventions"], html: uses })
      : changed({ both: uses });
  return second === "schemas" ? findPagesOfSchema(document, third, rest, uses) : changed({ both: uses });
}

function findPagesOfResponse(
  document: Node,
  operations: Used[],
  name: string,
  rest: string[],
  uses: string[],
): ChangedPages {
  const isShared = isCommon(operations, `#/components/responses/${name}`);
  // Operations show the first example of a common response only, and in Markdown the names of the others.
  const [first] = Object.keys(
    document.components.responses[name].content?.["application/json"]?.examples ?? {},
  );
  const isFirst = rest[rest.indexOf("examples") + 1] === first;
  if (rest.includes("examples")) return changed({ both: ["errors"], html: isShared && !isFirst ? [] : uses });
  return isShared ? changed({ both: ["errors"], html: uses }) : changed({ both: ["errors", ...uses] });
}

function findPagesOfSchema(document: Node, name: string, rest: string[], uses: string[]): ChangedPages {
  const schema = document.components.schemas[name];
  const { ErrorResponse } = document.components.schemas;
  if (name === "ErrorResponse" || refersTo(document, ErrorResponse, "schemas", name, rest))
    return changed({ both: ["errors", ...uses] });
  if (schema.type !== undefined && ![schema.type].flat().includes("object")) {
    // The example of a shared type is shown with the type only, and in Markdown its rules too.
    if (rest[0] === "examples") return changed({ both: ["conventions"] });
    return rest[0] === "description"
      ? changed({ both: ["conventions", ...uses] })
      : changed({ both: ["conventions"], html: uses });
  }
  // Markdown does not repeat the example of a field of which a JSON example has a value.
  const isFieldExample = rest[0] === "properties" && rest[2] === "examples";
  return isFieldExample ? changed({ html: uses, optional: uses }) : changed({ both: uses });
}

function findPagesOfPath(operations: Used[], path: string, method: string, rest: string[]): ChangedPages {
  const here = operations
    .filter((each) => each.path === path && (method === "parameters" || each.method === method))
    .map(({ page }) => page);
  const isPermission = path.endsWith("/permissions") && (rest[0] === "summary" || rest.at(-1) === "name");
  const isError = rest[0] === "responses" && !/^[23]/.test(rest[1] ?? "") && rest[2] !== "headers";
  const others = [
    ...(rest[0] === "summary" ? ["reference", ...here.map((page) => page.replace(/\w+$/, "index"))] : []),
    ...(isError ? ["errors"] : []),
    ...(isPermission ? ["permissions"] : []),
  ];
  const isErrorExample = isError && rest.includes("examples");
  // Markdown has the first entries of long lists only.
  const isLateEntry = rest[0] === "responses" && rest.some((step, index) => index > 8 && Number(step) >= 5);
  return isErrorExample || isLateEntry
    ? changed({ both: others, html: here, optional: here })
    : changed({ both: [...here, ...others] });
}

interface Used {
  path: string;
  method: string;
  page: string;
  /** The operation with the parameters of its path. */
  item: Node;
}

function listUses(document: Node): Used[] {
  return Object.entries<Node>(document.paths).flatMap(([path, item]) =>
    Object.entries<Node>(item)
      .filter(([, operation]) => operation.operationId)
      .map(([method, operation]) => ({
        path,
        method,
        page: `${slug(operation.tags[0])}/${operation.operationId}`,
        item: { shared: item.parameters, ...operation },
      })),
  );
}

const slug = (name: string) => name.toLowerCase().replaceAll(" ", "-");

/** Whether at least a quarter of all operations return the same response. */
function isCommon(operations: Used[], reference: string): boolean {
  const users = operations.filter(({ item }) =>
    Object.values<Node>(item.responses).some(({ $ref }) => $ref === reference),
  );
  return users.length >= operations.length / 4;
}

/** Whether a node shows a location of a component, directly or through references. */
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
    // A description next to the reference replaces the component's.
    const isHidden = rest.length === 1 && rest[0] === "description" && node.description !== undefined;
    // Error objects are explained on their own page.
    if (itsName === "ErrorResponse") return false;
    if (itsKind === kind && itsName === name && !isHidden) return true;
    return refersTo(document, document.components[itsKind][itsName], kind, name, rest, seen);
  }
  return Object.entries(node).some(([key, value]) => {
    // For a list of strings or numbers, the limits of the entries are shown, but not their description.
    if (key === "items" && rest[0] === "description" && isScalarItem(document, value)) return false;
    if (key === "schema" && rest[0] === "description" && node.description !== undefined) return false;
    return refersTo(document, value, kind, name, rest, seen);
  });
}

const isScalarItem = (document: Node, { $ref = "" }: Node) =>
  document.components.schemas[$ref.split("/").at(-1)]?.type !== "object";
