/** The change log of the API descriptions: one section for each version of each description. */
import { judge, type JudgedChange } from "./judge.ts";

/** One version of a description, in files. */
export interface DescriptionVersion {
  /** The name of the published file, such as `openapi-v2.yaml`. */
  name: string;
  /** `info.version`. */
  version: string;
  file: string;
  operationCount: number;
  /** The version that was released before. */
  previous?: { version: string; file: string };
}

export const emptyChangelog = `# API change log

What changed in the descriptions, for programs that call the API. Generated from the differences between their versions by
\`pnpm generate\`. Do not edit it.
`;

/**
 * Writes the section of a version into the change log: the newest first. A section of the same version is replaced, since a
 * version can change until it is released.
 */
export function updateChangelog(changelog: string, description: DescriptionVersion): string {
  const heading = `## ${description.name} ${description.version}`;
  const [head = emptyChangelog, ...sections] = changelog.split(/^(?=## )/m);
  const others = sections.filter((section) => !section.startsWith(`${heading}\n`));
  const section = `${heading}\n\n${formatChanges(description)}\n`;
  return [head.trimEnd(), section.trimEnd(), ...others.map((each) => each.trimEnd())]
    .join("\n\n")
    .concat("\n");
}

function formatChanges({ operationCount, file, previous }: DescriptionVersion): string {
  if (previous === undefined) return `First version, with ${operationCount} operations.`;
  const changes = judge(previous.file, file);
  const isBreaking = ({ impact }: JudgedChange) => impact === "major";
  const parts = [
    ...formatGroup("Breaking changes", changes.filter(isBreaking)),
    ...formatGroup(
      "Other changes",
      changes.filter((change) => !isBreaking(change)),
    ),
  ];
  return parts.length === 0 ? `No changes since ${previous.version}.` : parts.join("\n\n");
}

function formatGroup(title: string, changes: JudgedChange[]): string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(({ kind, path, property, reasons }) => {
    const subject = `\`${formatPointer(path)}${property === undefined ? "" : ` ${property}`}\``;
    return `- ${subject} was ${kind}.${reasons.map((reason) => ` ${reason}`).join("")}`;
  });
  return [`### ${title}`, [...new Set(lines)].join("\n")];
}

/** Formats a JSON pointer: `#/paths/~1v1~1projects/get` as `GET /v1/projects`. */
function formatPointer(pointer: string): string {
  const [root, first, ...rest] = pointer
    .replace(/^#\//, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (root !== "paths" || first === undefined) return pointer;
  const [method, ...parts] = rest;
  return [method?.toUpperCase(), first, ...parts].filter((part) => part !== undefined).join(" ");
}
