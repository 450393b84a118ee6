import { afterEach, describe, expect, it, vi } from "vitest";
import { ConfigurationError, createClient } from "./index.ts";
import { anything, apiKey, recording } from "./client-fixtures.test-support.ts";

/** A browser has a document and no Node.js version. */
function imitateBrowser(): void {
  vi.stubGlobal("window", { document: {} });
  vi.stubGlobal("process", Object.create(process, { versions: { value: {} } }));
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("in a browser", () => {
  it.each([undefined, false])("no client is created, because visitors could read the key: %s", (allowed) => {
    imitateBrowser();
    const make = () => createClient({ apiKey, dangerouslyAllowBrowser: allowed });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(
      "This is a browser, where every visitor can read the API key. Call the API from a server, or set `dangerouslyAllowBrowser`.",
    );
  });

  it("a client that is allowed sends no headers that need the permission of the server", async () => {
    imitateBrowser();
    const { sent, client } = recording(anything, { dangerouslyAllowBrowser: true });
    await client.projects.list();
    expect(Object.keys(sent[0]?.headers ?? {}).toSorted()).toEqual(["accept", "confident_api_key"]);
  });
});

describe("outside a browser", () => {
  it("a client is created in an environment that imitates one, such as jsdom", () => {
    vi.stubGlobal("window", { document: {} });
    expect(() => createClient({ apiKey })).not.toThrow();
  });

  it("a client is created in a worker, which has no document", () => {
    imitateBrowser();
    vi.stubGlobal("window", {});
    expect(() => createClient({ apiKey })).not.toThrow();
  });

  it("a request ID is random, also on a platform without crypto", async () => {
    for (const crypto of [globalThis.crypto, {}, undefined]) {
      vi.stubGlobal("crypto", crypto);
      const { sent, client } = recording(anything);
      await Promise.all([client.projects.list(), client.projects.list()]);
      const [first, second] = sent.map(({ headers }) => headers["x-request-id"]);
      expect(first).toMatch(/^[\da-z]{8}(-[\da-z]{4,}){3,4}$/);
      expect(first).not.toBe(second);
    }
  });
});
