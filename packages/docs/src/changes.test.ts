import { share, shareOfRuns } from "@rolewright/test-support";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { sources } from "./testing/expected-facts.ts";
import { print } from "./testing/printed-pages.ts";
import { changeOne, randomFrom } from "./testing/random-change.ts";

/** `test:stress` sets `ROLEWRIGHT_SPEC_MUTATIONS=1000`. A change of version 2 takes about half a second. */
const count = shareOfRuns(Number(process.env["ROLEWRIGHT_SPEC_MUTATIONS"] ?? 30));
/** Each share changes other places. */
const seed = Number(process.env["ROLEWRIGHT_SEED"] ?? 20_261_121) + share.index - 1;

/** Version 2 has more than twice as many pages, and the same code shows them. */
const versions = sources.map(({ text, folder }) =>
  folder === ""
    ? { text, version: "v1", times: count }
    : { text, version: "v2", times: Math.ceil(count / 5) },
);

describe.each(versions)(
  `each of $times random changes to the description of $version, from seed ${seed},`,
  { timeout: 1_200_000 },
  ({ text, version, times }) => {
    const random = randomFrom(seed);
    const original = parse(text) as Record<string, unknown>;

    it("changes the pages that show it and no others, in HTML and in Markdown", async () => {
      const before = await print(original, version);
      const mismatches: unknown[] = [];
      for (let index = 0; index < times; index += 1) {
        const document = structuredClone(original);
        const { at, what, pages } = changeOne(document, random);
        const after = await print(document, version);
        for (const form of ["markdown", "html"] as const) {
          const actual = [...before.keys()].filter(
            (page) => before.get(page)?.[form] !== after.get(page)?.[form],
          );
          const expected = [...pages.both, ...(form === "html" ? pages.html : [])];
          const missed = expected.filter((page) => !actual.includes(page));
          const tooMany = actual.filter((page) => !expected.includes(page) && !pages.optional.includes(page));
          if (missed.length + tooMany.length > 0)
            mismatches.push({ at: at.join("/"), what, form, missed, tooMany });
        }
      }
      expect(mismatches).toEqual([]);
    });
  },
);
