import { operations } from "./description.ts";

/** Every answer that the description documents: `listProjects 200`. */
export const documentedAnswers = operations.flatMap(({ operationId, responses }) =>
  Object.keys(responses).map((status) => `${operationId} ${status}`),
);

const statuses = [...new Set(operations.flatMap(({ responses }) => Object.keys(responses)))].toSorted();

/** Operation by status: which documented answers were seen (●), which were not (·). */
export function coverageTable(seen: ReadonlySet<string>): string {
  const width = Math.max(...operations.map(({ operationId }) => operationId.length));
  const rows = operations.map(({ operationId, responses }) => {
    const mark = (status: string) =>
      seen.has(`${operationId} ${status}`) ? "●" : status in responses ? "·" : "";
    return [
      operationId.padEnd(width),
      ...statuses.map((status) => mark(status).padStart(status.length)),
    ].join("  ");
  });
  const count = documentedAnswers.filter((answer) => seen.has(answer)).length;
  return [
    ["".padEnd(width), ...statuses].join("  "),
    ...rows,
    `${count} of ${documentedAnswers.length} documented answers seen (●)`,
  ].join("\n");
}
