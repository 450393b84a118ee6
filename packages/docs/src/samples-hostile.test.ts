import { createDescription } from "@rolewright/openapi";
import { shareOf } from "@rolewright/test-support";
import { describe, expect, it } from "vitest";
import { buildSite, type Site } from "./site.ts";
import { extractCases } from "./testing/sample-runner.ts";
import {
  every,
  expectSent,
  missing,
  type Node,
  operations,
  original,
  useSampleTests,
} from "./testing/sample-tests.ts";

const hostile = [
  `it's "quoted" and \\ back-slashed \\" \\'`,
  "`touch stolen` $(touch stolen) ${HOME} $HOME $$ $!",
  "'; touch stolen; '",
  "one\ntwo\r\nthree\ttab",
  "EOF\nJSON\n'\n\\",
  "émoji 🎩👩‍👩‍👧 \u2028 \u202e ｆｕｌｌ",
  "%s %n %00 \\u0041 \\x41 \\0 \\\n",
  "</script><img src=x onerror=alert(1)> &amp; <!--",
  "``` ```` # heading\n```\n| a | b |",
  "{{ x }} ${process.exit(3)} #{1} __import__('os') f'{1}'",
  "!! !$ ~ * ? [a-z] {a,b} && || ; > out < in",
];
const hostileId = `a'b"c\`touch_stolen\`$(touch_stolen)\\;&|<>!*?[]{}~#%2F..%zz/é`.replace("é", "e");

describe("hostile strings", { timeout: 120_000 }, () => {
  const tests = useSampleTests();
  const { folder, run } = tests;

  const build = (description: Node): Promise<Site> =>
    buildSite({
      source: {
        text: "",
        description: createDescription(
          { ...description, servers: [{ ...description.servers[0], url: tests.recorder.url }] },
          "",
          "openapi.yaml",
        ),
      },
    });

  /** Returns the description with another string wherever a request may have any string. */
  function insertText(text: string): Node {
    const copy = structuredClone(original);
    for (const parameter of Object.values<Node>(copy.components.parameters)) parameter.example = hostileId;
    for (const item of Object.values<Node>(copy.paths)) {
      for (const { requestBody } of Object.values<Node>(item)) {
        for (const { value } of Object.values<Node>(
          requestBody?.content["application/json"].examples ?? {},
        )) {
          if (value.description) value.description = text;
          if (value.policyIds) value.policyIds = [hostileId];
          // Names may not contain control characters.
          if (value.name) value.name = text.replaceAll(/\p{Cc}/gu, " ");
        }
      }
    }
    return copy;
  }

  it.each(shareOf(hostile.filter((_, index) => every || index % 3 === 0)).map((text) => [text]))(
    "are sent unchanged: %j",
    async (text) => {
      const description = insertText(text);
      const changedSite = await build(description);
      const selected = operations.filter(({ page }) => page === "project-roles/updateProjectRole");
      for (const { path, method, page, parameters } of selected) {
        const [first] = extractCases(String(changedSite.get(`${page}.html`)));
        const examples: Node =
          description.paths[path][method].requestBody.content["application/json"].examples;
        const [name = ""] = Object.keys(examples);
        Object.assign(tests.recorder.wanted, { example: name, method: method.toUpperCase() });
        for (const sample of (first ?? []).filter(({ language }) => !missing.includes(language))) {
          const result = await run(sample);
          const ids = parameters.map((each) => ({ ...each, example: hostileId }));
          expectSent(result, { method, path, parameters: ids, body: examples[name].value });
          expect(JSON.parse(result.printed), sample.code).toBeTypeOf("object");
        }
      }
      expect(folder.unexpectedFiles()).toEqual([]);
    },
  );

  it("are escaped in HTML", async () => {
    const html = [...(await build(insertText(hostile[7] ?? "")))].filter(([path]) => path.endsWith(".html"));
    for (const [path, content] of html) expect(String(content), path).not.toMatch(/<img|<!--|onerror=[^&]*>/);
  });
});
