/** The contract file is invalid. The message names the file, the line and the column. */
export class InvalidContractError extends Error {
  override name = "InvalidContractError";
}
