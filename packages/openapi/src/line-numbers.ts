import { parsePointer, type Pointer } from "./json-pointer.ts";
import { loadYaml } from "./load-yaml.ts";

/** Creates a function that returns the line of a location, counted from 1. The text is parsed on the first call. */
export function createLineFinder(text: string): (pointer: Pointer) => number | undefined {
  let findLine: ((pointer: Pointer) => number | undefined) | undefined;
  return (pointer) => (findLine ??= indexLines(text))(pointer);
}

function indexLines(text: string): (pointer: Pointer) => number | undefined {
  const { LineCounter, parseDocument } = loadYaml();
  const lineCounter = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter, uniqueKeys: false });
  const lines = new Map<Pointer, number | undefined>();
  return (pointer) => {
    if (!lines.has(pointer)) {
      const offset = findOffset(contents, pointer);
      lines.set(pointer, offset === undefined ? undefined : lineCounter.linePos(offset).line);
    }
    return lines.get(pointer);
  };
}

/** Returns the offset of the last key of a pointer in the text. */
function findOffset(root: unknown, pointer: Pointer): number | undefined {
  const { isMap, isPair, isScalar, isSeq } = loadYaml();
  let node = root;
  let offset: number | undefined = 0;
  for (const key of parsePointer(pointer)) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (!isPair(pair) || !isScalar(pair.key)) return undefined;
      offset = pair.key.range?.[0];
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (node as { range?: number[] } | undefined)?.range?.[0];
    } else return undefined;
  }
  return offset;
}
