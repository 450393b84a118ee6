/** An error response, thrown by the rule that causes it. */
export class Rejection extends Error {
  override readonly name = "Rejection";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
