import type { Pointer } from "./operation.ts";

/** Writes a key as a part of a JSON pointer. */
export const escapeKey = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

const unescapeKey = (key: string): string =>
  decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");

/** How one gets about in a document: from a place to what stands there, through references, and back. */
export function references(document: object) {
  let pointers: WeakMap<object, Pointer> | undefined;
  const known = new Map<Pointer, unknown>();
  const at = (pointer: Pointer): unknown => {
    if (!known.has(pointer)) known.set(pointer, find(document, pointer));
    return known.get(pointer);
  };
  return {
    at,
    /** What a reference, or a chain of them, leads to; what is no reference stays as it is. */
    resolve<Node extends object>(node: Node): Node {
      let here: object = node;
      for (let hops = 0; hops < 20; hops += 1) {
        const ref = (here as { $ref?: unknown }).$ref;
        if (typeof ref !== "string" || !ref.startsWith("#")) return here as Node;
        const target = at(ref);
        if (typeof target !== "object" || target === null) return here as Node;
        here = target;
      }
      return here as Node;
    },
    /** Where an object of the document stands. */
    pointerOf(node: object): Pointer | undefined {
      pointers ??= allPointers(document);
      return pointers.get(node);
    },
  };
}

const find = (document: object, pointer: Pointer): unknown =>
  pointer
    .replace(/^#\/?/, "")
    .split("/")
    .filter((key) => key !== "")
    .reduce<unknown>(
      (node, key) => (node as Record<string, unknown> | undefined)?.[unescapeKey(key)],
      document,
    );

function allPointers(document: object): WeakMap<object, Pointer> {
  const pointers = new WeakMap<object, Pointer>();
  const pending: [object, Pointer][] = [[document, "#"]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, pointer] = next;
    if (pointers.has(node)) continue;
    pointers.set(node, pointer);
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "object" && value !== null) pending.push([value, `${pointer}/${escapeKey(key)}`]);
    }
  }
  return pointers;
}
