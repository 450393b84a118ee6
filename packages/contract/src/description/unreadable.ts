/** A description that cannot be used; the message says why, and what to do. */
export class UnreadableDescriptionError extends Error {
  override name = "UnreadableDescriptionError";
}
