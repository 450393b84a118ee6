/** Reads the vendor's Python SDK as text. It is never imported. Anything that does not look as expected is an error. */
import { unzipSync } from "fflate";
import { type ApiShape, type Field, type Fields, mergeVariant } from "./shape.ts";

/** The package has another layout than this reader knows, so that nothing can be said about it. */
export class UnknownLayoutError extends Error {
  override readonly name = "UnknownLayoutError";
}

/** The types of the SDK: the lines of classes, the values of enumerations, and the members of unions. */
interface Types {
  classes: Map<string, { name: string; type: string; isOptional: boolean }[]>;
  enums: Map<string, string[]>;
  unions: Map<string, string[]>;
}

/** Reads the operations of a wheel. */
export function readSdk(wheel: Uint8Array): ApiShape {
  const files = unzip(wheel);
  const endpointsFile = [...files.keys()].find((path) => /^[^/]+\/endpoints\.py$/.test(path));
  if (endpointsFile === undefined) throw new UnknownLayoutError("The package has no endpoints.py.");
  const endpoints = readEndpoints(files.get(endpointsFile) ?? "");
  const types = readTypes([...files].filter(([path]) => path.endsWith("/types.py")).map(([, text]) => text));
  const shape: ApiShape = new Map();
  for (const [path, text] of files)
    if (path.endsWith("/operations.py")) addOperations(shape, text, path, endpoints, types);
  if (shape.size === 0) throw new UnknownLayoutError("The package has no operations.");
  return shape;
}

function unzip(wheel: Uint8Array): Map<string, string> {
  try {
    const entries = unzipSync(wheel, { filter: ({ name }) => name.endsWith(".py") });
    return new Map(
      Object.entries(entries).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const),
    );
  } catch (cause) {
    throw new UnknownLayoutError("The file is not a wheel.", { cause });
  }
}

function readEndpoints(text: string): Map<string, string> {
  const endpoints = [...text.matchAll(/^ +(\w+) = \(?\s*"(\/[^"]*)"/gm)];
  if (endpoints.length === 0) throw new UnknownLayoutError("endpoints.py has no paths.");
  return new Map(
    endpoints.map(([, name = "", path = ""]) => [name, path.replaceAll(/:\w+|\{\w+\}/g, "{}")] as const),
  );
}

function readTypes(files: string[]): Types {
  const types: Types = { classes: new Map(), enums: new Map(), unions: new Map() };
  for (const text of files) {
    for (const [, name = "", base, body = ""] of text.matchAll(
      /^class (\w+)\((\w+)\):\n((?: +.*\n|\n)*)/gm,
    )) {
      if (base === "Enum")
        types.enums.set(
          name,
          [...body.matchAll(/^ {4}\w+ = "([^"]*)"/gm)].map(([, value = ""]) => value),
        );
      else types.classes.set(name, readFields(body));
    }
    for (const [, name = "", members = ""] of text.matchAll(/^(\w+) = Union\[([^]*?)\]\n(?=\n|\w|$)/gm))
      types.unions.set(name, splitTypes(members));
  }
  return types;
}

/** Joins lines that a formatter broke, and reads `name: type = Field(alias="…")`. */
function readFields(body: string) {
  const joined = body.replaceAll(/\n {5,}/g, " ").replaceAll(/\n {4}([)\]])/g, "$1");
  return [...joined.matchAll(/^ {4}(\w+): (.*)$/gm)].map(([, name = "", rest = ""]) => {
    const [type = "", value = ""] = rest.split(/ = (.*)/s);
    return {
      name: /alias="([^"]+)"/.exec(value)?.[1] ?? name,
      type: type.trim(),
      isOptional: /^None|\(\s*(?:default=)?None/.test(value),
    };
  });
}

function addOperations(
  shape: ApiShape,
  text: string,
  file: string,
  endpoints: Map<string, string>,
  types: Types,
): void {
  const calls = [...text.matchAll(/_api\.request\(\n((?: {12}.*\n)+) {8}\)/g)];
  if (calls.length !== text.split("_api.request(").length - 1)
    throw new UnknownLayoutError(`${file} has a call with another layout.`);
  for (const [, call = ""] of calls) {
    const method = /HttpMethods\.(\w+)/.exec(call)?.[1];
    const path = endpoints.get(/Endpoints\.(\w+)/.exec(call)?.[1] ?? "");
    if (method === undefined || path === undefined)
      throw new UnknownLayoutError(`${file} has a call without a method or a path.`);
    const query = /\bquery=\{([^}]*)\}/.exec(call)?.[1] ?? "";
    shape.set(`${method} ${path}`, {
      query: new Set([...query.matchAll(/"(\w+)":/g)].map(([, name = ""]) => name)),
      request: readArgument(types, call, "request_schema"),
      response: readArgument(types, call, "response_schema"),
    });
  }
}

/** Reads the type that a call passes as an argument. */
function readArgument(types: Types, call: string, argument: string): Fields {
  const fields: Fields = new Map();
  const [, name] =
    new RegExp(`^ {12}${argument}=([^]*?),?\\s*(?=\\n {12}\\w|$(?![^]))`, "m").exec(call) ?? [];
  if (name !== undefined) addType(fields, types, "", name, { isRequired: true, isNullable: false }, 0);
  fields.delete("");
  return fields;
}

const scalars: Record<string, string> = { str: "string", int: "integer", bool: "boolean", float: "number" };
const maxDepth = 8;

function addType(
  fields: Fields,
  types: Types,
  path: string,
  type: string,
  presence: Pick<Field, "isRequired" | "isNullable">,
  depth: number,
): void {
  const [, generic, inner = ""] = /^(Optional|List|Dict|Union|Literal)\[(.*)\]$/s.exec(type) ?? [];
  if (generic === "Optional")
    return addType(fields, types, path, inner.trim(), { ...presence, isNullable: true }, depth);
  if (generic === "List") {
    fields.set(path, { type: "array", ...presence });
    return addType(
      fields,
      types,
      `${path}[]`,
      inner.trim(),
      { isRequired: true, isNullable: false },
      depth + 1,
    );
  }
  const union = generic === "Union" ? splitTypes(inner) : types.unions.get(type);
  if (union !== undefined) return addUnion(fields, types, path, union, presence, depth);
  const values =
    generic === "Literal" ? splitTypes(inner).map((text) => text.replaceAll('"', "")) : types.enums.get(type);
  if (values !== undefined) return void fields.set(path, { type: "string", values, ...presence });
  const members = types.classes.get(type);
  if (members === undefined || depth > maxDepth) {
    const known = type === "Any" || generic === "Dict" || depth > maxDepth;
    if (scalars[type] === undefined && !known)
      throw new UnknownLayoutError(`The type ${type} of ${path} is unknown.`);
    return void fields.set(path, { type: scalars[type] ?? "any", ...presence });
  }
  fields.set(path, { type: "object", ...presence });
  for (const { name, type: memberType, isOptional } of members)
    addType(
      fields,
      types,
      path === "" ? name : `${path}.${name}`,
      memberType,
      { isRequired: !isOptional, isNullable: false },
      depth + 1,
    );
}

function addUnion(
  fields: Fields,
  types: Types,
  path: string,
  union: string[],
  presence: Pick<Field, "isRequired" | "isNullable">,
  depth: number,
): void {
  const merged: Fields = new Map();
  for (const member of union) {
    const variant: Fields = new Map();
    addType(variant, types, path, member, presence, depth + 1);
    mergeVariant(merged, variant);
  }
  for (const [name, field] of merged) fields.set(name, field);
}

/** Splits at the commas that are not inside of brackets. */
const splitTypes = (text: string): string[] =>
  [...text.matchAll(/(?:[^,[\]]|\[(?:[^[\]]|\[[^\]]*\])*\])+/g)]
    .map(([part]) => part.trim())
    .filter((part) => part !== "");
