import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The version increase that a change requires, largest first. */
const impacts = ["major", "minor", "patch"] as const;
export type Impact = (typeof impacts)[number];

export interface JudgedChange {
  /** Where in the description, as a JSON pointer that follows references. */
  path: string;
  kind: "added" | "removed" | "modified";
  property?: string;
  impact: Impact;
  /** Why it breaks callers, if it does. */
  reasons: string[];
}

interface Report {
  changes: {
    path: string;
    typeName: string;
    kind: JudgedChange["kind"];
    property?: string;
    impact: Impact;
    verdicts: { message: string }[];
    revision?: { value?: unknown };
  }[];
}

const spec = join(import.meta.dirname, "..");

/**
 * Lists the changes between two descriptions and which of them break callers: `redocly diff`, and one change that it does not find.
 *
 * @throws {Error} when one of the files cannot be read as a description.
 */
export function judge(baseFile: string, revisionFile: string): JudgedChange[] {
  const flags = ["--config", join(spec, "redocly.yaml"), "--format", "json", "--fail-on", "none"];
  // The file in `.bin` would be a batch file on Windows, which cannot be started without a shell.
  const redocly = join(spec, "node_modules/@redocly/cli/bin/cli.js");
  const diff = spawnSync(process.execPath, [redocly, "diff", baseFile, revisionFile, ...flags], {
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (diff.status !== 0 || diff.stdout === "") throw new Error(`redocly diff failed:\n${diff.stderr}`);
  const { changes } = JSON.parse(diff.stdout) as Report;
  return changes.map(({ path, kind, property, impact, verdicts, typeName, revision }) => {
    const addsBody = typeName === "RequestBody" && kind === "added" && isRequired(revision?.value);
    return {
      path,
      kind,
      ...(property !== undefined && { property }),
      impact: addsBody ? "major" : impact,
      reasons: addsBody
        ? ["A body became required for an operation that accepted none."]
        : verdicts.map(({ message }) => message),
    };
  });
}

/** The worst of several impacts; none if nothing changed. */
export function worst(changes: JudgedChange[]): Impact | undefined {
  return impacts.find((impact) => changes.some((change) => change.impact === impact));
}

function isRequired(body: unknown): boolean {
  return typeof body === "object" && body !== null && "required" in body && body.required === true;
}
