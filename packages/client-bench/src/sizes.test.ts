import { describe, expect, it } from "vitest";
import { bundledSize, packedSize, programs } from "./sizes.ts";

describe("@rolewright/client", () => {
  it("stays small: what is above its last measured size has to be meant", async () => {
    expect(await bundledSize(programs["@rolewright/client, everything"] ?? "")).toBeLessThan(6_900);
    expect(packedSize()).toBeLessThan(150_000);
  });
});
