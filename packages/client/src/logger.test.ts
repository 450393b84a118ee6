import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { apiKey, createTestClient, sequence } from "./client-fixtures.test-support.ts";
import type { ClientOptions, Logger } from "./index.ts";

const good = () => Response.json({ success: true, data: { projects: [] } });
const busy = () =>
  Response.json({ success: false, error: `no ${apiKey}` }, { status: 503, headers: { "retry-after": "0" } });

/** A logger that records its entries, and that needs its `this`. */
class RecordingLogger implements Logger {
  readonly entries: [level: string, message: string, fields: Record<string, unknown>][] = [];
  debug = (message: string, fields: Record<string, unknown>) => this.#add("debug", message, fields);
  info(message: string, fields: Record<string, unknown>) {
    this.#add("info", message, fields);
  }
  warn(message: string, fields: Record<string, unknown>) {
    this.#add("warn", message, fields);
  }
  error(message: string, fields: Record<string, unknown>) {
    this.#add("error", message, fields);
  }
  #add(level: string, message: string, fields: Record<string, unknown>) {
    this.entries.push([level, message, fields]);
  }
}

async function log(options: ClientOptions, ...responses: (() => Response)[]) {
  const logger = new RecordingLogger();
  await createTestClient(sequence(...responses), { logger, ...options }).projects.list();
  return logger.entries;
}

beforeEach(() => {
  // Retries do not wait.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("the logger", () => {
  it("receives each event with its fields, without the key", async () => {
    const entries = await log({ logLevel: "debug" }, busy, good);
    expect(entries.map(([level, message]) => `${level}: ${message}`)).toEqual([
      "debug: request sent",
      "info: response received",
      "warn: request retried",
      "debug: request sent",
      "info: response received",
    ]);
    // Without fields that are undefined, which a logger would print.
    expect(entries[1]?.[2]).toStrictEqual({
      method: "GET",
      path: "/v1/projects",
      attempt: 1,
      status: 503,
      durationMs: expect.any(Number),
    });
    expect(JSON.stringify(entries)).not.toContain(apiKey);
  });

  it("warns of a deprecated operation", async () => {
    const deprecated = () =>
      Response.json({ success: true, data: { projects: [] } }, { headers: { deprecation: "true" } });
    expect(await log({ logLevel: "warn" }, deprecated)).toEqual([
      [
        "warn",
        "operation deprecated",
        { method: "GET", path: "/v1/projects", attempt: 1, deprecation: "true" },
      ],
    ]);
  });

  it.each<[ClientOptions["logLevel"], string[]]>([
    [undefined, []],
    ["off", []],
    ["error", []],
    ["warn", ["warn"]],
    ["info", ["info", "warn", "info"]],
  ])("receives nothing less severe than its level: %s", async (logLevel, levels) => {
    expect((await log({ logLevel }, busy, good)).map(([level]) => level)).toEqual(levels);
  });

  it("receives the message of an error instead of the error", async () => {
    const fail = () => {
      throw new TypeError(`fetch failed with ${apiKey}`);
    };
    const [retried] = await log({ logLevel: "warn" }, fail, good);
    expect(retried?.[2]["error"]).toMatch(/^GET https:\/\/api\.confident-ai\.com\/v1\/projects failed: /);
  });

  it("receives the level of ROLEWRIGHT_LOG, unless an option sets it", async () => {
    vi.stubEnv("ROLEWRIGHT_LOG", "warn");
    expect(await log({}, busy, good)).toHaveLength(1);
    expect(await log({ logLevel: "off" }, busy, good)).toEqual([]);
    vi.stubEnv("ROLEWRIGHT_LOG", "all");
    expect(() => createTestClient(good as never)).toThrow(
      'The log level is "all". Set `logLevel` or ROLEWRIGHT_LOG to one of: off, error, warn, info, debug.',
    );
  });

  it("is the console by default", async () => {
    const info = vi.spyOn(console, "info").mockImplementation(() => {});
    await createTestClient(sequence(good), { logLevel: "info" }).projects.list();
    expect(info).toHaveBeenCalledWith("response received", expect.objectContaining({ status: 200 }));
  });

  it("does not affect the call when it fails, also later", async () => {
    const unhandled: unknown[] = [];
    const record = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", record);
    try {
      const logger = new RecordingLogger();
      logger.debug = () => {
        throw new Error("at once");
      };
      logger.info = () => Promise.reject(new Error("later")) as unknown as void;
      const client = createTestClient(sequence(good), { logger, logLevel: "debug" });
      expect(await client.projects.list()).toEqual([]);
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", record);
    }
  });
});
