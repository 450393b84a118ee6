// Run by the test runner of Bun, which accepts only real promises.
import { expect, test } from "bun:test";
import { createClient, NotFoundError } from "@rolewright/client";
import { createFakeApi } from "@rolewright/client/testing";

const { fetch } = createFakeApi();
const client = createClient({ apiKey: "test", fetch });

test("`resolves` and `rejects` accept the promise of a call", async () => {
  await expect(client.projects.list()).resolves.toEqual([]);
  await expect(client.project("missing").retrieve()).rejects.toThrow(NotFoundError);
});
