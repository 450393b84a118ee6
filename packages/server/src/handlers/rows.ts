import type { ListRow } from "../sql.ts";

/** What a list is of, the oldest first. Sorted here, because databases sort text in ways of their own. */
export function inOrder(rows: ListRow[]): ListRow[] {
  return rows.filter(({ kind }) => kind === "t").toSorted((a, b) => compare(ageOf(a), ageOf(b)));
}

/** Compares by code unit, the same on every machine. */
export const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const ageOf = ({ created_at, id }: ListRow) => `${created_at} ${id}`;

/**
 * A body as it is kept: no description is `null`, and half a surrogate pair, which no database can keep, becomes the
 * replacement character at once, so that the answer shows what a list will show.
 */
export function textOf<Body extends { name: string; description?: string | null | undefined }>(
  body: Body,
): Omit<Body, "description"> & { description: string | null } {
  return {
    ...body,
    name: body.name.toWellFormed(),
    description: body.description?.toWellFormed() ?? null,
  };
}
