import { describe, expect, it } from "vitest";
import { BoundedPattern, PatternTimeoutError } from "./description/bounded-pattern.ts";
import {
  describeOperation,
  ok,
  problem,
  run,
  startItems,
  summarize,
} from "./testing/items-server.test-support.ts";

/** Patterns that take exponential or polynomial time for some texts, and such a text. */
const expensive: [string, string][] = [
  ["^(a+)+$", `${"a".repeat(60)}!`],
  ["^(?:a|a)*$", `${"a".repeat(60)}!`],
  ["^(?:a?){40}a{40}$", `${"a".repeat(60)}!`],
  [`^${"a?".repeat(40)}${"a".repeat(20)}$`, `${"a".repeat(60)}!`],
  ["^(?=(?:a|aa)+$)a+$", `${"a".repeat(60)}!`],
  [String.raw`^(\w+\s?)*$`, `${"a".repeat(60)}!`],
  ["a*a*a*a*$", `${"a".repeat(20_000)}!`],
];

describe("an expensive pattern", () => {
  it.each(expensive)("%s is stopped", (pattern, text) => {
    expect(() => new BoundedPattern(pattern).test(text)).toThrow(PatternTimeoutError);
  });

  it("still decides what takes little time", () => {
    const pattern = new BoundedPattern("^(a+)+$");
    expect([pattern.test("aaaa"), pattern.test("b"), pattern.test("aaaa!")]).toEqual([true, false, false]);
  });

  it("does not stop a run with it in the body, the query or a header", async () => {
    const schema = { type: "string", minLength: 1, maxLength: 80, pattern: "^(a+)+$" };
    const spec = describeOperation({
      parameters: [
        { name: "q", in: "query", required: true, schema },
        { name: "X-Part", in: "header", required: true, schema },
      ],
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: ["name"],
              properties: {
                name: schema,
                labels: { type: "object", patternProperties: { "^(b+)+$": schema } },
              },
            },
          },
        },
      },
    });
    const isValid = (text: unknown) => typeof text === "string" && /^a{1,80}$/.test(text);
    const { baseUrl } = await startItems(({ query, headers, body }) => {
      const { name, labels = {} } = parse(body);
      const isBodyValid = isValid(name) && labels !== null && labels.constructor === Object;
      return isBodyValid && isValid(query.get("q")) && isValid(headers["x-part"]) ? 200 : 400;
    }, "POST");
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings).filter(({ check }) => check !== "malformed_request")).toEqual([]);
  });

  it("is named if a response cannot be validated with it", async () => {
    const schema = {
      type: "object",
      properties: { name: { type: "string", pattern: "^(a+)+$" } },
    };
    const spec = describeOperation({
      responses: {
        "200": { ...ok, content: { "application/json": { schema } } },
        "400": problem,
        "404": problem,
      },
    });
    const text = JSON.stringify({ name: `${"a".repeat(60)}!` });
    const { baseUrl } = await startItems(() => 200, "GET", { text });
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings)).toEqual([]);
    expect(report.outcome).toBe("incomplete");
    expect(report.incompleteReason).toContain(
      "useItems: the body the pattern ^(a+)+$ was stopped after 100 ms",
    );
  });
});

const parse = (text: string): { name?: unknown; labels?: object | null } => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
};
