import { createDescription, type Description } from "@rolewright/openapi";

interface Document extends Record<string, unknown> {
  tags: { name: string }[];
  paths: Record<string, Record<string, RawOperation>>;
  components: Record<string, object>;
}

interface RawOperation {
  operationId?: string;
  tags?: string[];
  summary?: string;
}

/** Repeats every path, tag and component of a description, with a new name for each copy. */
export function repeatDescription({ document, text, file }: Description, times: number): Description {
  const original = document as Document;
  const copies = Array.from({ length: times - 1 }, (_, index) => createCopy(original, index + 1));
  const merged = structuredClone(original);
  for (const copy of copies) {
    merged.tags.push(...copy.tags);
    Object.assign(merged.paths, copy.paths);
    for (const [kind, components] of Object.entries(copy.components)) {
      if (kind !== "securitySchemes") Object.assign(merged.components[kind] ?? {}, components);
    }
  }
  return createDescription(merged, text, file);
}

function createCopy(description: Document, index: number): Document {
  const copy = JSON.parse(
    JSON.stringify(description).replaceAll(/("#\/components\/\w+\/\w+)"/g, `$1Copy${index}"`),
  ) as Document;
  copy.tags = copy.tags.map((tag) => ({ ...tag, name: `${tag.name} ${index}` }));
  copy.paths = Object.fromEntries(
    Object.entries(copy.paths).map(([path, item]) => {
      for (const operation of Object.values(item)) {
        if (!operation.operationId) continue;
        operation.operationId += `Copy${index}`;
        operation.tags = [`${operation.tags?.[0]} ${index}`];
        operation.summary += ` ${index}`;
      }
      return [`/copy${index}${path}`, item];
    }),
  );
  for (const [kind, components] of Object.entries(copy.components)) {
    if (kind === "securitySchemes") continue;
    const entries = Object.entries(components).map(([name, value]) => [`${name}Copy${index}`, value]);
    Object.assign(copy.components, { [kind]: Object.fromEntries(entries) });
  }
  return copy;
}
