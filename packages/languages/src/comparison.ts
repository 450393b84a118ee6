import { stripVTControlCharacters } from "node:util";
import type { Result } from "./verify.ts";

const header = ["language", "generator", "version", "this description", "the other description"];

/**
 * Formats what the generators create from another description, next to their results for this project's description. A
 * generator that fails has a row with its error message.
 */
export function formatComparison(
  results: Result[],
  findOwnResult: (result: Result) => Result | undefined,
): string {
  const rows = results.map((result) => {
    const { language, generator, version } = result.recipe;
    return [language, generator, version, describeOwn(findOwnResult(result)), describeOther(result)];
  });
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function describeOwn(result: Result | undefined): string {
  if (result === undefined) return "no result";
  if (result.failed !== undefined) return `${result.failed.step} failed`;
  return `${formatLineCount(result)}, ${result.steps} steps passed`;
}

function describeOther(result: Result): string {
  if (result.missing.length > 0) return `not run: no ${result.missing.join(", no ")}`;
  if (result.failed !== undefined)
    return `${result.failed.step} failed: ${extractMessage(result.failed.output)}`;
  return result.linesGenerated === 0 ? "nothing was generated" : formatLineCount(result);
}

function formatLineCount({ linesGenerated }: Result): string {
  return `${linesGenerated.toLocaleString("en")} lines`;
}

/** Matches lines of stack traces in Java, JavaScript, Python, Rust and Go, and box-drawing characters. */
const stackTrace = /^(?:at |File "|\d+: |\^|Stack backtrace|\/\S+:\d+$|[\w./()*-]+\.[\w()*]+$|[│╭╰─]*$)/;

/** Returns the error message: up to three lines, from the first that mentions an error, without the stack trace. */
function extractMessage(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !stackTrace.test(line));
  const first = lines.findIndex((line) =>
    /error|exception|panic|invalid|fail|not supported|cannot|null/i.test(line),
  );
  const message = lines
    .slice(first < 0 ? -1 : first)
    .slice(0, 3)
    .join(" ");
  return message === "" ? "no message" : `\`${truncate(message).replaceAll("|", "\\|")}\``;
}

function truncate(line: string): string {
  const text = line.replaceAll("`", "'");
  return text.length > 240 ? `${text.slice(0, 239)}…` : text;
}
