/** The versions of the API. Each has a description and a scenario. */
export const apiVersions = ["v1", "v2"] as const;

export type ApiVersion = (typeof apiVersions)[number];

/**
 * How to generate a client with one generator, and how to build and run its example and its scenarios. The commands run once for each version
 * of the API, in a folder with the recipe's files and those of its subfolder `v1/` or `v2/`.
 */
export interface Recipe {
  /** The language's name: `Python`. */
  language: string;
  /** The generator's name, in its own spelling. */
  generator: string;
  version: string;
  /** The description of version 1 that the generator reads, a file of spec/dist. It reads the same format of version 2. */
  description: "openapi.json" | "openapi-3.0.json";
  /** The versions with a scenario. For the others, the client is generated and compiled. */
  scenarios: ApiVersion[];
  /** What the machine has to provide. */
  requirements: Requirement[];
  /** Installs tools into `$TOOLS`, where they are cached. Runs again if the command changes. */
  install?: string;
  /** Generates the client into `generated/` from `$DESCRIPTION`. */
  generate: string;
  /** Compiles the client, the example, and the scenario if there is one. Warnings are counted in its output. */
  compile: string;
  /** Runs the compiled example of the guide. It is the same for all versions. */
  example: string;
  /** Runs the compiled scenario. */
  scenario: string;
  /** A glob for the generated source files whose lines are counted. */
  sources: string;
  /** Matches a line of the compiler's output that is a warning. */
  warning: RegExp;
  /** Generated names that developers of the language would find unusual. */
  namingIssues: string;
  /** What users should know: limitations of the generator, with a link to the issue, and workarounds. */
  notes: string[];
}

/** A toolchain that a recipe depends on. */
export interface Requirement {
  /** The name that is printed if it is missing. */
  name: string;
  /** A shell command that exits with 0 if the toolchain is installed. */
  check: string;
}
