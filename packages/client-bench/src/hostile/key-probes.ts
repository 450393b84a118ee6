/** The API key and the region. */
import { both, create, failed, inTime, input, list, respond, status } from "./behavior.ts";
import { type Observation, type Probe, apiKey } from "./probe.ts";
import type { Setup } from "./subjects.ts";

const showsNoKey = ({ shown }: Observation) => !shown.includes("HOSTILE-SECRET");

const lowerKey = apiKey.toLowerCase();

const bytesOf = (error: unknown): string =>
  error instanceof Error
    ? Object.values(error)
        .filter((value) => value instanceof Uint8Array)
        .map((bytes) => Buffer.from(bytes).toString())
        .join("") + bytesOf(error.cause)
    : "";

const rejects = (title: string, setup: Partial<Setup>, group: Probe["group"] = "region"): Probe => ({
  group,
  title,
  setup,
  passes: both(({ rejectedBeforeSending }) => rejectedBeforeSending, showsNoKey),
});

export const keyProbes: Probe[] = [
  rejects("a key with a line break is rejected without being shown", { apiKey: `${apiKey}\n` }, "key"),
  rejects("a key with a space is rejected without being shown", { apiKey: `${apiKey} x` }, "key"),
  rejects(
    "http to another machine is rejected: the key would be readable",
    { baseUrl: "http://api.example" },
    "key",
  ),
  rejects("an invalid base URL is rejected at construction", { baseUrl: "api.confident-ai.com" }, "key"),
  rejects(
    "a base URL with a query is rejected at construction",
    { baseUrl: "https://x.example/?a=b" },
    "key",
  ),
  {
    group: "key",
    title: "an error response shows no key",
    deeds: [status(401)],
    act: list,
    passes: both(failed, showsNoKey),
  },
  {
    group: "key",
    title: "a lost connection shows no key",
    deeds: ["reset"],
    act: create,
    passes: both(failed, showsNoKey),
  },
  {
    group: "key",
    title: "a timeout shows no key",
    deeds: ["hang"],
    act: (caller) => caller.create(input, { timeoutMs: 200 }),
    passes: both(failed, inTime, showsNoKey),
  },
  {
    group: "key",
    title: "a key that the server repeats in an error is redacted",
    deeds: [respond(`{"success":false,"error":"bad key ${apiKey}"}`, 401)],
    act: list,
    passes: both(failed, showsNoKey),
  },
  {
    group: "key",
    title: "a key that the server repeats in a header is redacted",
    deeds: [{ status: 401, headers: { "x-echo": apiKey, "x-request-id": apiKey }, body: "{}" }],
    act: list,
    passes: both(failed, showsNoKey),
  },
  {
    group: "key",
    title: "a key that an HTML page repeats is redacted",
    deeds: [respond(`<p>${apiKey}</p>`, 200, "text/html")],
    act: list,
    passes: both(failed, showsNoKey),
  },

  rejects(
    "an unencrypted base URL that contains the key is rejected without being shown",
    { baseUrl: `http://api.example/${apiKey}` },
    "key",
  ),
  {
    group: "key",
    title: "a key in a response that is not HTTP is redacted",
    deeds: [{ bytes: `${apiKey}\r\n\r\n` }],
    act: create,
    passes: both(failed, showsNoKey, ({ error }) => !bytesOf(error).includes(apiKey)),
  },
  {
    group: "key",
    title: "a key that the server repeats in a header name is redacted",
    deeds: [{ status: 401, headers: { [`x-${lowerKey}`]: "1" }, body: "{}" }],
    setup: { apiKey: lowerKey },
    act: list,
    passes: both(failed, ({ shown }) => !shown.includes(lowerKey)),
  },

  {
    ...rejects("an unknown region is rejected", { region: "JP" }),
    needsRegions: true,
    setup: { region: "JP", baseUrl: undefined as never },
  },
  {
    ...rejects("a lower-case region is not treated as another region", { region: "eu" }),
    needsRegions: true,
    setup: { region: "eu", baseUrl: undefined as never },
  },
  {
    ...rejects("a region that the key contradicts is rejected", {}),
    needsRegions: true,
    setup: { region: "US", apiKey: "confident_eu_org_HOSTILE-SECRET", baseUrl: undefined as never },
  },
  {
    ...rejects("a host that the key contradicts is rejected", {}),
    needsRegions: true,
    setup: { apiKey: "confident_eu_org_HOSTILE-SECRET", baseUrl: "https://api.confident-ai.com" },
  },
  {
    ...rejects("a host that the key contradicts is rejected with a dot at its end too", {}),
    needsRegions: true,
    setup: { apiKey: "confident_eu_org_HOSTILE-SECRET", baseUrl: "https://api.confident-ai.com./" },
  },
];
