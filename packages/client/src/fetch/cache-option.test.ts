import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

// A copy of the module asks the platform once. Other tests must not get the copies of these tests.
beforeEach(() => void vi.resetModules());

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Sends a request with a new copy of the module, and returns the `cache` option of its `fetch`. */
async function sendRequest(): Promise<{ cache?: string }> {
  const { createResilientFetch } = await import("./index.ts");
  let sent: { cache?: string } = {};
  const resilientFetch = createResilientFetch({
    fetch: async (_, init) => {
      sent = init;
      return new Response();
    },
  });
  await resilientFetch("https://x.example/a");
  await resilientFetch("https://x.example/a");
  return sent;
}

describe("the option `cache`", () => {
  it("keeps a browser from returning stale lists", async () => {
    expect((await sendRequest()).cache).toBe("no-store");
  });

  it("is not sent on a platform that rejects it, such as Cloudflare Workers", async () => {
    const PlatformRequest = Request;
    vi.stubGlobal(
      "Request",
      class extends PlatformRequest {
        constructor(input: string, init?: RequestInit) {
          if (init !== undefined && "cache" in init) throw new Error("The 'cache' field is not implemented.");
          super(input, init);
        }
      },
    );
    expect(await sendRequest()).not.toHaveProperty("cache");
  });

  it("is not sent on a platform that ignores it, and is asked for once", async () => {
    let count = 0;
    const PlatformRequest = Request;
    vi.stubGlobal(
      "Request",
      class extends PlatformRequest {
        constructor(input: string, { cache, ...init }: RequestInit = {}) {
          super(input, init);
          if (cache !== undefined) count += 1;
        }
      },
    );
    expect(await sendRequest()).not.toHaveProperty("cache");
    expect(count).toBe(1);
  });
});
