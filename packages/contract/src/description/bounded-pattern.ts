import { createContext, Script } from "node:vm";

/** A pattern takes too long for a text, so that nobody knows whether it matches. */
export class PatternTimeoutError extends Error {
  override name = "PatternTimeoutError";

  constructor(source: string) {
    super(
      `the pattern ${source} was stopped after ${timeoutMs} ms, because it backtracks too much. Simplify the pattern`,
    );
  }
}

/**
 * Creates the regular expression of a pattern. Escapes of characters that need none, such as `\_` and `\:`, are common in patterns
 * for other languages. They mean the character, and only the flag `u` forbids them.
 *
 * @throws {SyntaxError} if the pattern is invalid.
 */
export const toRegExp = (source: string): RegExp =>
  new RegExp(
    source.replaceAll(/\\(.)/gsu, (escape, character: string) =>
      needlesslyEscaped.test(character)
        ? String.raw`\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`
        : escape,
    ),
    "u",
  );

const needlesslyEscaped = /[ !"#%&',:;<=>@_`~-]/;

/**
 * A pattern of a description. Patterns such as `^(a+)+$` take exponential time for some texts, which would hang the run, so
 * that expensive evaluations are stopped.
 */
export class BoundedPattern {
  readonly #expression: RegExp;
  readonly #growth: Growth;
  readonly #results = new Map<string, boolean>();
  #timeouts = 0;

  /** @throws {SyntaxError} if the pattern is invalid. */
  constructor(source: string) {
    this.#expression = toRegExp(source);
    this.#growth = estimateGrowth(source);
  }

  /** @throws {PatternTimeoutError} if the evaluation takes too long. */
  test(text: string): boolean {
    if (this.#isCheap(text)) return this.#expression.test(text);
    const known = this.#results.get(text) ?? this.#testInTime(text);
    if (this.#results.size > maxResults) this.#results.clear();
    if (text.length < maxRemembered) this.#results.set(text, known);
    return known;
  }

  #isCheap(text: string): boolean {
    const { choices, loops } = this.#growth;
    return 2 ** choices * text.length ** loops <= maxSteps;
  }

  #testInTime(text: string): boolean {
    if (this.#timeouts >= maxTimeouts) throw new PatternTimeoutError(this.#expression.source);
    context.evaluate = () => this.#expression.test(text);
    for (let attempt = 1; ; attempt += 1) {
      const before = process.cpuUsage();
      try {
        return evaluation.runInContext(context, { timeout: timeoutMs }) as boolean;
      } catch {
        const { user, system } = process.cpuUsage(before);
        const cpuMs = (user + system) / 1_000;
        // On a busy machine, the time passes while the process waits for a core.
        if (cpuMs < timeoutMs / 2 && attempt < maxAttempts) continue;
        this.#timeouts += 1;
        throw new PatternTimeoutError(this.#expression.source);
      }
    }
  }

  /** The key by which Ajv shares patterns. */
  toString(): string {
    return String(this.#expression);
  }
}

const timeoutMs = 100;

/** How often an evaluation is tried that got hardly any CPU time. */
const maxAttempts = 10;

/** After so many timeouts of a pattern, expensive texts are no longer tried. */
const maxTimeouts = 20;

/** An evaluation with fewer steps takes less time than a timer. */
const maxSteps = 1_000_000;

const maxResults = 2_000;
/** Longer texts would need much memory. */
const maxRemembered = 1_000;

/** A timer can stop regular expressions only in a context of `node:vm`. */
const context = createContext({}) as { evaluate?: () => boolean };
const evaluation = new Script("evaluate()");

/** A bound of the steps: `2 ** choices * length ** loops`. */
interface Growth {
  choices: number;
  loops: number;
}

/** Estimates the steps of a pattern from its quantifiers and alternatives. Those inside of a repeated group multiply without limit. */
function estimateGrowth(source: string): Growth {
  // Escapes and classes match one character.
  let rest = source.replaceAll(/\\(?:[pPu]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]/gsu, "x");
  for (let group = innermostGroup.exec(rest); group; group = innermostGroup.exec(rest)) {
    const [all, content = "", quantifier = ""] = group;
    const isRepeated = quantifier !== "" && quantifier !== "?";
    if (isRepeated && /[*+?{|]/.test(content)) return { choices: Infinity, loops: 0 };
    rest = rest.replace(all, () => `${isRepeated ? "x" : content}${quantifier}`);
  }
  return {
    choices: rest.match(/\||(?<![*+}])\?/g)?.length ?? 0,
    // An unanchored pattern is tried at each position.
    loops: (rest.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0) + (rest.startsWith("^") ? 0 : 1),
  };
}

const innermostGroup = /\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?([^()]*)\)([*+?]|\{\d+(?:,\d*)?\})?/;
