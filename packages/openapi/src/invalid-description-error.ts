/** A description cannot be used. The message says in one sentence what is invalid and where, and in another what to do. */
export class InvalidDescriptionError extends Error {
  override name = "InvalidDescriptionError";
}
