import type { Operation } from "./description.ts";
import type { Preferences } from "./engine.ts";
import { problems } from "./problem.ts";

/**
 * Reads a `Prefer` header (RFC 7240): `code=409`, `example=systemName`, `dynamic=true`, `seed=42`, separated by commas or
 * semicolons. Other preferences are ignored, as the RFC wants it.
 *
 * @throws {Problem} when `code` or `example` is not documented for the operation, or a value makes no sense.
 */
export function readPreferences(header: string | undefined, operation: Operation): Preferences {
  const asked = new Map((header ?? "").split(/[,;]/).map(nameAndValue));
  const dynamic = asked.get("dynamic");
  const seed = asked.get("seed");
  return {
    ...(dynamic !== undefined && { dynamic: readBoolean(dynamic) }),
    ...(seed !== undefined && { seed }),
    ...readAnswer(asked.get("code"), asked.get("example"), operation),
  };
}

function nameAndValue(part: string): [name: string, value: string] {
  const [name = "", ...value] = part.split("=");
  return [
    name.trim().toLowerCase(),
    value
      .join("=")
      .trim()
      .replace(/^"(.*)"$/, "$1"),
  ];
}

function readBoolean(value: string): boolean {
  if (value !== "true" && value !== "false") {
    throw problems.preference(`dynamic is "${value}". Write dynamic=true or dynamic=false.`);
  }
  return value === "true";
}

/** Which documented answer is meant. An example alone also names the status that has it. */
function readAnswer(
  code: string | undefined,
  example: string | undefined,
  operation: Operation,
): Preferences {
  const { operationId, examples } = operation;
  if (code !== undefined && !examples.has(code) && !/^[45]\d\d$/.test(code)) {
    const statuses = [...examples.keys()].filter((status) => status !== "default").join(", ");
    throw problems.preference(
      `${operationId} has no status "${code}". It documents ${statuses}; any other from 400 to 599 answers with its default.`,
    );
  }
  if (example === undefined) return code === undefined ? {} : { code: statusOf(code) };

  const status = code ?? [...examples].find(([, names]) => names.includes(example))?.[0];
  const names =
    status === undefined
      ? [...examples.values()].flat()
      : (examples.get(status) ?? examples.get("default") ?? []);
  if (status === undefined || !names.includes(example)) {
    const where = code === undefined ? operationId : `${operationId} at ${code}`;
    throw problems.preference(
      `${where} has no example "${example}". It has ${[...new Set(names)].join(", ")}.`,
    );
  }
  return { code: statusOf(status), example };
}

/** `default` stands for any status that is not documented; 405 is the one that its examples speak of. */
const statusOf = (status: string) => (status === "default" ? 405 : Number(status));
