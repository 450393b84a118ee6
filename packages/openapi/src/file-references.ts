import { readFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { InvalidDescriptionError } from "./invalid-description-error.ts";
import { escapeKey } from "./json-pointer.ts";

type Node = Record<string, unknown>;

interface Source {
  /** The absolute path of the file. */
  path: string;
  /** Where the file's content is in the bundled document: `#`, or `#/x-files/pet.yaml`. */
  pointer: string;
}

/**
 * Loads the files that a description refers to into its `x-files`, and changes the references to JSON pointers. Files must be in
 * the folder of the description. Other hosts are never contacted.
 *
 * @returns whether the description refers to other files
 * @throws {InvalidDescriptionError} if a file is elsewhere, or cannot be read
 */
export function bundleFiles(
  document: Node,
  { path, name, parse }: { path: string; name: string; parse: (text: string, name: string) => Node },
): boolean {
  const root = resolve(path);
  const files = new Map<string, Node>();

  const load = (target: string, ref: string): string => {
    const key = relative(dirname(root), target);
    if (key.startsWith("..") || isAbsolute(key))
      throw new InvalidDescriptionError(
        `${name} refers to ${ref}, which is outside of its folder. Move the file into the folder, then run again.`,
      );
    const pointer = `#/x-files/${escapeKey(key)}`;
    if (files.has(key)) return pointer;
    const content = parse(readReferencedFile(target, name, ref), key);
    files.set(key, content);
    rewrite(content, { path: target, pointer });
    return pointer;
  };

  const toPointer = (ref: string, source: Source): string => {
    const [file = "", fragment = ""] = ref.split("#", 2);
    if (file === "") return source.pointer + fragment;
    if (/^[a-z][a-z\d+.-]*:/i.test(file) || file.startsWith("//"))
      throw new InvalidDescriptionError(
        `${name} refers to ${ref}. Other hosts are not contacted. Save the file next to the description, then run again.`,
      );
    const target = resolve(dirname(source.path), decodeURIComponent(file));
    return (target === root ? "#" : load(target, ref)) + fragment;
  };

  const rewrite = (node: unknown, source: Source, parentKey = ""): void => {
    if (typeof node !== "object" || node === null) return;
    const { $ref: ref } = node as { $ref?: unknown };
    if (typeof ref === "string") (node as Node)["$ref"] = toPointer(ref, source);
    for (const [key, value] of Object.entries(node)) {
      const isExtension = key.startsWith("x-") && !maps.has(parentKey);
      if (!literals.has(key) && !isExtension) rewrite(value, source, key);
    }
  };

  rewrite(document, { path: root, pointer: "#" });
  if (files.size > 0) document["x-files"] = Object.fromEntries(files);
  return files.size > 0;
}

/** Keys of literal values, in which `$ref` is data. */
const literals = new Set(["example", "default", "const", "enum", "value"]);

/** Keys of objects whose own keys are names, such as the header `x-request-id`. Elsewhere, `x-` starts an extension, which is data. */
const maps = new Set(
  "headers properties patternProperties dependentSchemas $defs schemas parameters responses requestBodies examples".split(
    " ",
  ),
);

function readReferencedFile(path: string, name: string, ref: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new InvalidDescriptionError(
      `${name} refers to ${ref}, which cannot be read (${(error as NodeJS.ErrnoException).code}). Correct the reference, then run again.`,
      { cause: error },
    );
  }
}
