import type { Description, RawOperation } from "../src/description.ts";

/** The description with every path, tag and component so many times, each under a name of its own. */
export function timesLarger(description: Description, times: number): Description {
  const copies = Array.from({ length: times }, (_, index) =>
    index === 0 ? description : renamed(description, index),
  );
  const merged = structuredClone(description);
  for (const copy of copies.slice(1)) {
    merged.tags.push(...copy.tags);
    Object.assign(merged.paths, copy.paths);
    for (const [kind, components] of Object.entries(copy.components)) {
      if (kind !== "securitySchemes") Object.assign(merged.components[kind] ?? {}, components);
    }
  }
  return merged;
}

function renamed(description: Description, index: number): Description {
  const copy = JSON.parse(
    JSON.stringify(description).replaceAll(/("#\/components\/\w+\/\w+)"/g, `$1Copy${index}"`),
  ) as Description;
  copy.tags = copy.tags.map(({ name, description: about }) => ({
    name: `${name} ${index}`,
    description: about,
  }));
  copy.paths = Object.fromEntries(
    Object.entries(copy.paths).map(([path, item]) => {
      for (const operation of Object.values(item) as Partial<RawOperation>[]) {
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
