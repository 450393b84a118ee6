import type { Pointer } from "@rolewright/openapi";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";

/** The maximum number of requests to find the minimal body of one violation. */
const maxRequests = 40;

/**
 * Repeats the request with smaller bodies as long as the violation is the same. A smaller body stays valid, or
 * violates the same rules. Only the first violation of its kind is minimized.
 */
export async function minimizeBody(
  fixtures: Fixtures,
  pointer: Pointer,
  exchange: Exchange,
  sendBody: (body: unknown) => Promise<Exchange>,
): Promise<void> {
  const violation = exchange.violations.find(({ isFirst }) => isFirst);
  let body = exchange.request.body;
  if (violation === undefined || typeof body !== "object" || body === null) return;
  const rules = violatedRules(fixtures, pointer, body);
  let requestCount = 0;
  for (let isSmaller = true; isSmaller && requestCount < maxRequests;) {
    isSmaller = false;
    for (const candidate of shrinkValue(body)) {
      if (violatedRules(fixtures, pointer, candidate) !== rules || requestCount >= maxRequests) continue;
      requestCount += 1;
      const { violations } = await sendBody(candidate);
      if (
        !violations.some(({ check, message }) => check === violation.check && message === violation.message)
      )
        continue;
      body = candidate;
      isSmaller = true;
      break;
    }
  }
}

const violatedRules = ({ description }: Fixtures, pointer: Pointer, body: unknown): string =>
  [...new Set(description.problems(pointer, body).map((problem) => problem.pointer))].toSorted().join();

/** Returns slightly smaller values, the smallest first. */
function shrinkValue(value: unknown): unknown[] {
  if (typeof value === "string") return shrinkText(value);
  if (Array.isArray(value)) {
    return value.length === 0
      ? []
      : [[], value.slice(0, Math.ceil(value.length / 2)), value.slice(1)].filter(
          (each) => each.length < value.length,
        );
  }
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  return [
    ...entries.map(([name]) => Object.fromEntries(entries.filter(([other]) => other !== name))),
    ...entries.flatMap(([name, each]) => shrinkValue(each).map((smaller) => ({ ...value, [name]: smaller }))),
  ];
}

function shrinkText(text: string): string[] {
  const characters = [...text];
  // Generated unique names stay as they are, so that they remain available.
  if (characters.length < 2 || text.startsWith("contract ")) return [];
  const half = Math.floor(characters.length / 2);
  return [characters.slice(0, half), characters.slice(half), characters.slice(0, -1)].map((part) =>
    part.join(""),
  );
}
