import type { ListRow } from "../storage/statements.ts";
import { compareText } from "./compare-text.ts";

/** Returns the items of a list, the oldest first. Sorted here, because databases sort text differently. */
export function sortByCreatedAt(rows: ListRow[]): ListRow[] {
  return rows
    .filter(({ kind }) => kind === "item")
    .toSorted((a, b) => compareText(toSortKey(a), toSortKey(b)));
}

const toSortKey = ({ created_at, id }: ListRow) => `${created_at} ${id}`;
