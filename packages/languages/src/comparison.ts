import { stripVTControlCharacters } from "node:util";
import type { Result } from "./prove.ts";

const head = ["language", "generator", "version", "of ours", "of the other"];

/**
 * A table of what the generators make of another description, beside what they made of ours. A generator that fails has a
 * row that says with what words.
 */
export function comparisonOf(results: Result[], ours: (result: Result) => Result | undefined): string {
  const rows = results.map((result) => {
    const { language, generator, version } = result.recipe;
    return [language, generator, version, oursOf(ours(result)), otherOf(result)];
  });
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function oursOf(result: Result | undefined): string {
  if (result === undefined) return "not run here yet";
  if (result.failed !== undefined) return `${result.failed.step} failed`;
  return `${linesOf(result)}, ${result.steps} steps passed`;
}

function otherOf(result: Result): string {
  if (result.lacks.length > 0) return `not tried: no ${result.lacks.join(", no ")}`;
  if (result.failed !== undefined)
    return `${result.failed.step} failed: ${complaintOf(result.failed.output)}`;
  return result.linesGenerated === 0 ? "nothing was generated" : linesOf(result);
}

function linesOf({ linesGenerated }: Result): string {
  return `${linesGenerated.toLocaleString("en")} lines`;
}

/** What is no words: the lines of a stack trace in Java, JavaScript, Python, Rust and Go, and frames around text. */
const trace = /^(?:at |File "|\d+: |\^|Stack backtrace|\/\S+:\d+$|[\w./()*-]+\.[\w()*]+$|[│╭╰─]*$)/;

/** The words that say what is wrong: from the first line that speaks of it on, without the stack trace. */
function complaintOf(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !trace.test(line));
  const first = lines.findIndex((line) =>
    /error|exception|panic|invalid|fail|not supported|cannot|null/i.test(line),
  );
  const complaint = lines
    .slice(first < 0 ? -1 : first)
    .slice(0, 3)
    .join(" ");
  return complaint === "" ? "it said nothing" : `\`${shortened(complaint).replaceAll("|", "\\|")}\``;
}

function shortened(line: string): string {
  const text = line.replaceAll("`", "'");
  return text.length > 240 ? `${text.slice(0, 239)}…` : text;
}
