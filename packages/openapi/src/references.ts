import { InvalidDescriptionError } from "./invalid-description-error.ts";
import { appendKey, findNode, type Pointer } from "./json-pointer.ts";

/** A node of a description, with the location that it has after its references are followed. */
export interface Located<Node extends object = Record<string, unknown>> {
  node: Node;
  pointer: Pointer;
  /** The last reference that led to it. `undefined` if it is not behind a reference. */
  ref?: string;
}

/** The longest chain of references. Longer ones are circular. */
const maxChainLength = 20;

/** Finds nodes of a document by pointer and through references. */
export class References {
  readonly #document: object;
  /** The file, as errors name it. */
  readonly #file: string;
  readonly #nodes = new Map<Pointer, unknown>();
  #pointers: WeakMap<object, Pointer> | undefined;

  constructor(document: object, file: string) {
    this.#document = document;
    this.#file = file;
  }

  /** Returns the node at a location, or `undefined` if there is none. */
  at(pointer: Pointer): unknown {
    if (!this.#nodes.has(pointer)) this.#nodes.set(pointer, this.#find(pointer));
    return this.#nodes.get(pointer);
  }

  /** Finds a node in its parent, which was mostly found before. */
  #find(pointer: Pointer): unknown {
    const end = pointer.lastIndexOf("/");
    if (end < 0) return findNode(this.#document, pointer);
    return findNode(this.at(pointer.slice(0, end)), pointer.slice(end));
  }

  /**
   * Returns the object at a location after its references are followed. Keywords next to `$ref`, such as `description`,
   * override those of the target.
   *
   * @throws {InvalidDescriptionError} if there is none, or if a reference is circular or leads to another file.
   */
  locate<Node extends object = Record<string, unknown>>(pointer: Pointer): Located<Node> {
    return this.#follow(pointer, pointer, 0) as Located<Node>;
  }

  /**
   * Follows the references of a node. Returns any other node unchanged.
   *
   * @throws {InvalidDescriptionError} as `locate` does.
   */
  resolve<Node extends object>(node: Node | { $ref: string }): Node {
    // A schema can be `true` or `false`.
    if (typeof node !== "object" || !("$ref" in node) || typeof node.$ref !== "string") return node as Node;
    const { $ref, ...siblings } = node;
    const target = this.locate<Node>(this.#requireLocal($ref, $ref)).node;
    return Object.keys(siblings).length === 0 ? target : { ...target, ...siblings };
  }

  /** Returns the location of an object of the document. */
  pointerOf(node: object): Pointer | undefined {
    this.#pointers ??= indexPointers(this.#document);
    return this.#pointers.get(node);
  }

  #follow(pointer: Pointer, from: Pointer, hops: number): Located {
    const node = this.#requireObject(pointer, from);
    if (typeof node["$ref"] !== "string") return { node, pointer };
    if (hops === maxChainLength) {
      throw new InvalidDescriptionError(
        `${this.#file}: the reference at ${from} is circular. Point it to a definition.`,
      );
    }
    const { $ref, ...siblings } = node as { $ref: string };
    const target = this.#follow(this.#requireLocal($ref, from), from, hops + 1);
    const hasSiblings = Object.keys(siblings).length > 0;
    return { ref: $ref, ...target, ...(hasSiblings && { node: { ...target.node, ...siblings } }) };
  }

  #requireLocal(ref: string, from: Pointer): Pointer {
    if (ref.startsWith("#")) return ref;
    throw new InvalidDescriptionError(
      `${this.#file}: the reference ${ref} at ${from} leads to another file. Bundle the files first, for example with "redocly bundle".`,
    );
  }

  #requireObject(pointer: Pointer, from: Pointer): Record<string, unknown> {
    const node = this.at(pointer);
    if (typeof node === "object" && node !== null) return node as Record<string, unknown>;
    throw new InvalidDescriptionError(
      pointer === from
        ? `${this.#file}: ${pointer} is not an object. Describe it with an object or a reference.`
        : `${this.#file}: the reference ${pointer} at ${from} has no target. Add the target, or fix the reference.`,
    );
  }
}

function indexPointers(document: object): WeakMap<object, Pointer> {
  const pointers = new WeakMap<object, Pointer>();
  const pending: [object, Pointer][] = [[document, "#"]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, pointer] = next;
    if (pointers.has(node)) continue;
    pointers.set(node, pointer);
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "object" && value !== null) pending.push([value, appendKey(pointer, key)]);
    }
  }
  return pointers;
}
