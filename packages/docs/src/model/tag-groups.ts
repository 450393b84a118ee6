import type { Description } from "./description.ts";

/** A tag, and where it is in the sidebar. */
export interface TagPlace {
  tag: string;
  /** The group of tags: `Organization`. */
  group?: string;
  /** The name of the tag inside the group, `API keys`. There is none if the tag has the name of the group. */
  shortName?: string;
}

/**
 * Groups tags for the sidebar: by the `x-tagGroups` of the description if it has any, or else by their first word, if several have
 * the same. Returns every tag once, those of a group next to each other.
 *
 * @param tags the names of all tags, in their order.
 * @see https://redocly.com/docs/realm/content/api-docs/openapi-extensions/x-tag-groups
 */
export function groupTags({ document }: Pick<Description, "document">, tags: string[]): TagPlace[] {
  const groups = document["x-tagGroups"] as { name: string; tags: string[] }[] | undefined;
  return groups === undefined ? groupByFirstWord(tags) : groupByExtension(tags, groups);
}

function groupByExtension(tags: string[], groups: { name: string; tags: string[] }[]): TagPlace[] {
  const placed = groups.flatMap(({ name, tags: members }) =>
    members.map((tag): [string, TagPlace] => [tag, { tag, group: name, shortName: tag }]),
  );
  const known = new Map(placed.filter(([tag]) => tags.includes(tag)));
  const others = tags.filter((tag) => !known.has(tag));
  return [...known.values(), ...others.map((tag) => ({ tag }))];
}

function groupByFirstWord(tags: string[]): TagPlace[] {
  const byFirstWord = Map.groupBy(tags, (tag) => tag.split(" ")[0] ?? tag);
  return [...byFirstWord].flatMap(([word, members]) =>
    members.map((tag) => (members.length === 1 ? { tag } : placeTag(tag, word))),
  );
}

function placeTag(tag: string, group: string): TagPlace {
  const rest = tag.slice(group.length + 1);
  return {
    tag,
    group,
    ...(rest !== "" && { shortName: rest.replace(/^./, (first) => first.toUpperCase()) }),
  };
}
