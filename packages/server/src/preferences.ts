import type { Operation } from "./description.ts";
import { Refusal, refusals } from "./refusals.ts";

/** A documented answer that a caller has asked for instead of the real one. */
export interface PreferredAnswer {
  status: number;
  body: unknown;
}

/**
 * Reads a `Prefer` header (RFC 7240) as Prism does: `code=409`, `example=systemName`, separated by commas or semicolons.
 * Other preferences are ignored. A refusal says which answers there are.
 */
export function preferredAnswer(
  header: string | undefined,
  { operationId, responses }: Operation,
): PreferredAnswer | Refusal<400> | undefined {
  const asked = new Map((header ?? "").split(/[,;]/).map(nameAndValue));
  const code = asked.get("code");
  const example = asked.get("example");
  if (code === undefined && example === undefined) return undefined;

  const documented = Object.entries(responses).map(
    ([status, { content }]) => [status, content["application/json"].examples] as const,
  );
  const candidates = code === undefined ? documented : documented.filter(([status]) => status === code);
  const fallback = /^[45]\d\d$/.test(code ?? "") ? documented.filter(([status]) => status === "default") : [];
  for (const [status, examples] of candidates.length > 0 ? candidates : fallback) {
    const name = example ?? Object.keys(examples)[0] ?? "";
    if (name in examples) return { status: statusOf(code ?? status), body: examples[name]?.value };
  }
  const answers = documented.map(([status, examples]) => `${status} (${Object.keys(examples).join(", ")})`);
  return refusals.preference(`${operationId} has no such answer. It has ${answers.join(", ")}.`);
}

function nameAndValue(part: string): [name: string, value: string] {
  const [name = "", ...value] = part.split("=");
  const text = value.join("=").trim();
  return [name.trim().toLowerCase(), text.replace(/^"(.*)"$/, "$1")];
}

/** `default` stands for any status that is not documented; 405 is the one that its example speaks of. */
const statusOf = (status: string) => (status === "default" ? 405 : Number(status));
