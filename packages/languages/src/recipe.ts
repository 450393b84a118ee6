/** How one generator makes a client of the description, and how the story of it is built and run. */
export interface Recipe {
  /** As people write it: `Python`. */
  language: string;
  /** As its makers write it. */
  generator: string;
  version: string;
  /** The file that the generator reads, of spec/dist. */
  description: "openapi.json" | "openapi-3.0.json";
  /** What the machine needs to have: a command each that works when it is there. */
  needs: Need[];
  /** Fetches what is kept between runs into `$TOOLS`. Done again when its words change. */
  install?: string;
  /** Makes the client in `generated/` of `$DESCRIPTION`. */
  generate: string;
  /** Compiles client and story; what it prints is searched for warnings. */
  compile: string;
  /** Runs the compiled story. */
  story: string;
  /** The files that the generator wrote for the machine to read: their lines are counted. */
  sources: string;
  /** A line of `compile`'s output that is a warning. */
  warning: RegExp;
  /** Names that a developer of the language would have chosen otherwise, and why the generator made them so. */
  uglyNames: string;
  /** What a user should know: faults of the generator with its own issue, and what to do instead. */
  remarks: string[];
}

/** A toolchain that a recipe cannot do without. */
export interface Need {
  /** What the machine is said to lack. */
  name: string;
  /** Ends with 0 where it is there. */
  check: string;
}
