import type { Operation } from "../description/operation.ts";

/** Names of parameters whose values only a previous response tells. */
export const cursorNames =
  /^(?:cursor|after|before|starting_?after|ending_?before|page_?token|next_?token|continuation(?:_?token)?)$/i;

/** Returns the values that a query parameter lists. */
export const findValues = (operation: Operation | undefined, name: string): unknown[] | undefined =>
  operation?.parameters.find((each) => each.name === name && each.in === "query")?.schema["enum"] as
    | unknown[]
    | undefined;
