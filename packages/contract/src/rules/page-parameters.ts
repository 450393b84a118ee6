/** Names of parameters whose values only a previous response tells. */
export const cursorNames =
  /^(?:cursor|after|before|starting_?after|ending_?before|page_?token|next_?token|continuation(?:_?token)?)$/i;
