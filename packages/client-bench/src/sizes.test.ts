import { describe, expect, it } from "vitest";
import { bundledSize, packedSize, programs } from "./sizes.ts";

describe("@rolewright/client", () => {
  it("is at most 6.0 kB, minified and gzipped", async () => {
    expect(await bundledSize(programs["@rolewright/client, everything"] ?? "")).toBeLessThanOrEqual(6_000);
    expect(packedSize()).toBeLessThan(150_000);
  });
});
