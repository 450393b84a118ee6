/** A runtime, test runner or compiler in which the checks run. */
export interface Runtime {
  name: string;
  /** The npm packages that it needs. */
  packages: string[];
  /** Default: "module". */
  packageType?: "module" | "commonjs";
  /** Runs the checks against a server. Returns the failures. */
  failures(directory: string, url: string, reported: Promise<string>): Promise<string[]>;
}

/** The runtime cannot be installed. It is skipped with this reason. */
export class Unavailable extends Error {}
