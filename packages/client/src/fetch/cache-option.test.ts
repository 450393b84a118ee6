import { afterEach, describe, expect, it, vi } from "vitest";

/** Loads the module again: each copy asks the platform once. */
async function loadCopy(): Promise<typeof import("./index.ts")> {
  vi.resetModules();
  return import("./index.ts");
}

const copies = {
  onPlatform: await loadCopy(),
  onRejectingPlatform: await loadCopy(),
  onIgnoringPlatform: await loadCopy(),
};
// Other tests must not get a copy of these.
vi.resetModules();

afterEach(() => void vi.unstubAllGlobals());

/** Sends two requests, and returns what the last `fetch` received. */
async function sendRequests({ createResilientFetch }: typeof import("./index.ts")): Promise<object> {
  let sent = {};
  const resilientFetch = createResilientFetch({
    fetch: async (_, init: object) => {
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
    expect(await sendRequests(copies.onPlatform)).toMatchObject({ cache: "no-store" });
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
    expect(await sendRequests(copies.onRejectingPlatform)).not.toHaveProperty("cache");
  });

  it("is not sent on a platform that ignores it, which is asked once", async () => {
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
    expect(await sendRequests(copies.onIgnoringPlatform)).not.toHaveProperty("cache");
    expect(count).toBe(1);
  });
});
