/** Generated from package.json. Do not edit: run `pnpm generate`. */
/** The version of this package. */
export const version = "0.1.0";
