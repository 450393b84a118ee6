/** The values that only the server or the run can provide. */
export interface TestData {
  /** Returns a unique text, of a length in code points if given. */
  unique(length?: number, fill?: string): string;
  /** Returns a unique value that the schema of a property accepts. */
  uniqueValue(property: string): unknown;
  /** Whether a property must be unique. */
  isUnique(property: string): boolean;
  /** Returns existing IDs for a property that refers to other resources, or `undefined` for other properties. */
  ids(property: string): unknown[] | undefined;
  /** Whether only the server knows the valid values of a property. */
  isServerDefined(property: string): boolean;
}
