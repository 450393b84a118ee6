/**
 * What names are compared by: Unicode NFC, without white space around them, ignoring case. Lower and then upper case, so
 * that letters which only one of the two tells apart (`ß`, `ς`) are the same as well.
 */
export const nameKey = (name: string) =>
  name.normalize("NFC").trim().toLowerCase().toUpperCase().normalize("NFC");
