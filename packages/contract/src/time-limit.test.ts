import { expect, it } from "vitest";
import { describeOperation, ok, run, startItems } from "./testing/items-server.test-support.ts";

const operationCount = 300;

/** A schema with nested objects, the innermost of which have one property of each type. */
const nest = (depth: number): object =>
  depth === 0
    ? { type: "string", maxLength: 40 }
    : {
        type: "object",
        required: ["text"],
        properties: {
          text: { type: "string", minLength: 1, maxLength: 100 },
          count: { type: "integer", minimum: 0, maximum: 1_000 },
          list: { type: "array", maxItems: 5, items: nest(depth - 1) },
          inner: nest(depth - 1),
        },
      };

/** Describes `/items`, and many other operations whose response has an invalid example. */
function describeMany(): string {
  const media = { schema: nest(2), examples: { wrong: { value: { text: 7 } } } };
  const operations = Array.from({ length: operationCount }, (_, index) => [
    `/notes${index}/{noteId}`,
    {
      put: {
        operationId: `replaceNote${index}`,
        parameters: [{ name: "noteId", in: "path", required: true, schema: { type: "string" } }],
        requestBody: { required: true, content: { "application/json": { schema: nest(2) } } },
        responses: { "200": { description: "Done.", content: { "application/json": media } } },
      },
    },
  ]);
  const items = { get: { operationId: "useItems", responses: { "200": ok } } };
  return describeOperation({}, { paths: { "/items": items, ...Object.fromEntries(operations) } });
}

it("does no more work than its time allows, of 300 operations with nested schemas", async () => {
  const { baseUrl } = await startItems(() => 200);
  const maxSteps = 100;
  let seconds = 0;
  // The clock advances by a second with each task, each request, and each operation whose examples are validated.
  const now = () => (seconds += 1) * 1_000;
  const options = { stateless: true, concurrency: 1, maxTimeMs: maxSteps * 1_000, now };
  const report = await run({ baseUrl, spec: describeMany(), ...options });
  const validated = report.findings.find(({ check }) => check === "examples_valid")?.operations ?? [];
  expect(validated.length).toBeGreaterThan(0);
  expect(validated.length + report.requests).toBeLessThanOrEqual(maxSteps);
  expect(report.incompleteReason).toMatch(/^--max-time of 100 s elapsed; \d+ of \d+ tasks did not finish$/);
  expect(report.coverage.dimensions[0]).toMatchObject({ kind: "operations", total: operationCount + 1 });
  expect(report.coverage.dimensions[0]?.covered).toBeLessThanOrEqual(report.requests);
});

it("counts the time in which it reads the description", async () => {
  const { baseUrl, received } = await startItems(() => 200);
  const times = [0];
  const spec = describeOperation({});
  const report = await run({ baseUrl, spec, maxTimeMs: 60_000, now: () => times.pop() ?? 60_000 });
  expect(received).toHaveLength(1);
  expect(report.outcome).toBe("incomplete");
  expect(report.incompleteReason).toMatch(/^--max-time of 60 s elapsed; (\d+) of \1 tasks did not finish$/);
});
