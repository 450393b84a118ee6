import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { addOrganization, seedDemo, startServer } from "@rolewright/server";
import { afterEach, describe, expect, it } from "vitest";
import { type CheckName, checkNames } from "./check-names.ts";
import { type ContractOptions, ContractSetupError } from "./options.ts";
import { runContract } from "./run-contract.ts";

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

/** The reference server in memory, with the demo organization, and every option of a run. */
async function reference(): Promise<ContractOptions & { baseUrl: string }> {
  const { url, store, close } = await startServer({ preferHeader: true });
  running.push(close);
  const { apiKey } = await seedDemo(store);
  const { apiKey: secondApiKey } = await addOrganization(store, "Another organization");
  return {
    baseUrl: url,
    apiKey,
    secondApiKey,
    memberEmail: "ada@fernhill.example",
    assignedRoleIds: ["role-uuid-3", "PROJECT-ID/project-role-uuid-3"],
    usePreferHeader: true,
    // Tests of other packages run concurrently.
    maxResponseTimeMs: 9_000,
    maxFillTimeMs: 120_000,
  };
}

/** The checks whose rules version 1 does not have. */
const checksOfOtherRules: CheckName[] = [
  "pagination",
  "single_owner",
  "one_time_secrets",
  "credential_rotation",
  "removal_cascades",
  "background_jobs",
];

/** Reads everything in the demo organization. */
async function everything({ baseUrl, apiKey }: ContractOptions): Promise<string[]> {
  const paths = ["organization", "organization/policies", "organization/roles", "projects"];
  const inProject = ["projects/PROJECT-ID/policies", "projects/PROJECT-ID/roles"];
  return Promise.all(
    [...paths, ...inProject].map(async (path) => {
      const response = await fetch(`${baseUrl}/v1/${path}`, { headers: { CONFIDENT_API_KEY: apiKey } });
      return response.text();
    }),
  );
}

/** Tests `tenant_isolation` on a server in front of the reference server. Returns the findings as texts. */
async function testIsolation(options: ContractOptions, front: Server): Promise<string[]> {
  front.listen(0, "127.0.0.1");
  running.push(async () => void front.close());
  await once(front, "listening");
  const baseUrl = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  const { findings } = await runContract({ ...options, baseUrl, checks: ["tenant_isolation"], seed: 1 });
  return findings.map(({ check, message }) => `${check}: ${message}`);
}

describe("a run on the reference server", () => {
  it("passes every check, covers everything, and restores the previous state", async () => {
    const options = await reference();
    const before = await everything(options);
    const report = await runContract({ ...options, maxExamples: 300 });
    expect(report.findings).toEqual([]);
    const own = report.checks.filter(({ check }) => !checksOfOtherRules.includes(check));
    expect(own.map(({ check, outcome, skipReasons }) => ({ check, outcome, skipReasons }))).toEqual(
      checkNames
        .filter((check) => !checksOfOtherRules.includes(check))
        .map((check) => ({ check, outcome: "passed", skipReasons: [] })),
    );
    expect(report.coverage.dimensions.map(({ kind, missing }) => ({ kind, missing }))).toEqual(
      ["operations", "parameters", "keywords", "examples", "responses"].map((kind) => ({
        kind,
        missing: [],
      })),
    );
    // Only limits of values that the server alone knows remain unreachable.
    const beyond = report.coverage.dimensions.flatMap(({ unreachable }) =>
      unreachable.map(({ item }) => item),
    );
    expect(beyond.filter((item) => !/email|permissionIds/.test(item))).toEqual([]);
    expect(report.undeletedResources).toEqual([]);
    expect(await everything(options)).toEqual(before);
  }, 180_000);

  it("sends the same requests for the same seed", async () => {
    const logs: string[][] = [];
    const only = ["negative_data_rejection", "name_uniqueness"] as const;
    for (let run = 0; run < 2; run += 1) {
      const sent: string[] = [];
      const options = await reference();
      const onRequest: ContractOptions["onRequest"] = (ctx, { method, path, body }) => {
        // Requests of one context are in order. The order of contexts varies.
        if (ctx !== "clean up") sent.push(`${ctx} | ${method} ${path} ${String(body ?? "")}`);
      };
      await runContract({ ...options, seed: 42, maxExamples: 100, checks: only, onRequest });
      const contexts = new Map<string, string[]>();
      for (const line of sent.map(withoutServerIds)) {
        const [ctx = ""] = line.split(" | ", 1);
        contexts.set(ctx, [...(contexts.get(ctx) ?? []), line]);
      }
      logs.push(
        [...contexts].toSorted(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, lines]) => lines),
      );
    }
    expect(logs[0]?.length).toBeGreaterThan(1_000);
    expect(logs[1]).toEqual(logs[0]);
  });

  it("runs only the selected checks", async () => {
    const report = await runContract({ ...(await reference()), checks: ["idempotent_put"] });
    expect(report.checks.map(({ check, outcome }) => [check, outcome])).toEqual([
      ["idempotent_put", "passed"],
    ]);
    // Measured: 923 with each of five seeds. A run of all checks sends 22,303.
    expect(report.requests).toBeLessThan(950);
  });

  it("fails tenant_isolation if another organization sees, changes or deletes resources", async () => {
    const options = await reference();
    // The server takes the second key for the first one, except for the organization itself.
    const front = createServer((request, response) => {
      const isSecond = request.headers["confident_api_key"] === options.secondApiKey;
      if (isSecond && request.url !== "/v1/organization")
        request.headers["confident_api_key"] = String(options.apiKey);
      request.pipe(onward(options.baseUrl, request, response));
    });
    expect(await testIsolation(options, front)).toEqual(
      expect.arrayContaining([
        "tenant_isolation: accepts an invalid request: the resource belongs to another organization",
        "tenant_isolation: lists a resource of another organization",
      ]),
    );
  });

  it("fails tenant_isolation if the same response goes to everybody who reads a path at the same time", async () => {
    const options = await reference();
    const underway = new Map<string, Promise<{ status: number; body: string }>>();
    const read = async (path: string, key: string) => {
      const response = await fetch(options.baseUrl + path, { headers: { confident_api_key: key } });
      const body = await response.text();
      await setTimeout(20);
      underway.delete(path);
      return { status: response.status, body };
    };
    const front = createServer((request, response) => {
      const { method, url = "", headers } = request;
      const key = headers["confident_api_key"];
      if (method !== "GET" || url !== "/v1/organization/roles" || typeof key !== "string")
        return void request.pipe(onward(options.baseUrl, request, response));
      const shared = underway.get(url) ?? read(url, key);
      underway.set(url, shared);
      void shared.then(({ status, body }) =>
        response.writeHead(status, { "content-type": "application/json" }).end(body),
      );
    });
    expect(await testIsolation(options, front)).toContain(
      "tenant_isolation: lists a resource of another organization",
    );
  });

  it("names the checks that did not run, and what they need", async () => {
    const { baseUrl, apiKey } = await reference();
    const report = await runContract({
      baseUrl,
      apiKey,
      checks: ["tenant_isolation", "referential_integrity"],
    });
    const byName = new Map(report.checks.map((result) => [result.check, result]));
    expect(byName.get("tenant_isolation")).toMatchObject({
      outcome: "not run",
      skipReasons: ["needs the credentials of another organization: set --second-api-key"],
    });
    expect(byName.get("referential_integrity")?.skipReasons[0]).toContain("--assigned-role-id");
  });

  it("stops at its time limit, and deletes created resources", async () => {
    const options = await reference();
    const before = await everything(options);
    const report = await runContract({ ...options, maxTimeMs: 700, maxExamples: 100_000 });
    expect(report.incompleteReason).toContain("--max-time");
    expect(report.undeletedResources).toEqual([]);
    expect(await everything(options)).toEqual(before);
  });

  it("stops waiting for deletions when the server is gone, and lists the undeleted resources", async () => {
    const options = await reference();
    const proxy = createServer((request, response) => {
      if (request.method !== "DELETE") request.pipe(onward(options.baseUrl, request, response));
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    running.push(async () => void proxy.close().closeAllConnections());
    let deletions = 0;
    const report = await runContract({
      ...options,
      baseUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      requestTimeoutMs: 1_000,
      maxExamples: 0,
      checks: ["idempotent_put"],
      onRequest: (ctx) => void (deletions += Number(ctx === "clean up")),
    });
    // Eight are sent concurrently. Seven more start before the eighth consecutive failure.
    expect(deletions).toBeLessThan(16);
    expect(report.undeletedResources.length).toBeGreaterThan(16);
  });

  it("names the most unusual of the last requests when the server is gone", async () => {
    const options = await reference();
    const fragile = createServer((request, response) => {
      void text(request).then((body) => {
        if (body === "null") return fragile.close().closeAllConnections();
        return onward(options.baseUrl, request, response)
          .on("error", () => response.destroy())
          .end(body);
      });
    }).listen(0, "127.0.0.1");
    await once(fragile, "listening");
    const baseUrl = `http://127.0.0.1:${(fragile.address() as AddressInfo).port}`;
    const checks = ["negative_data_rejection"] as const;
    const report = await runContract({ ...options, baseUrl, maxExamples: 0, checks });
    const gone = report.findings.find(({ message }) => message.startsWith("ends the server"));
    expect(gone?.reproduce.join("\n")).toContain("--data-binary 'null'");
  });

  it("uses a given project, and leaves its contents unchanged", async () => {
    const options = await reference();
    const before = await everything(options);
    const only = ["use_after_free"] as const;
    const report = await runContract({ ...options, project: "PROJECT-ID", checks: only });
    expect(report.findings).toEqual([]);
    expect(await everything(options)).toEqual(before);
  });
});

describe("a run that cannot start", () => {
  const attempt = { baseUrl: "http://127.0.0.1:9", apiKey: "confident_org_nothing" };

  it.each([
    ["no server is running", attempt, "No server responds at http://127.0.0.1:9"],
    ["the URL is invalid", { ...attempt, baseUrl: "127.0.0.1:9" }, "is invalid"],
    ["the URL is remote", { ...attempt, baseUrl: "https://api.example.com" }, "--allow-remote"],
    [
      "the URL looks local but is remote",
      { ...attempt, baseUrl: "http://127.0.0.1.example.com" },
      "--allow-remote",
    ],
    ["the key is empty", { ...attempt, apiKey: "" }, "The key is empty"],
    ["the check is unknown", { ...attempt, checks: ["nonsense"] as never[] }, 'Unknown check "nonsense"'],
    [
      "the file does not exist",
      { ...attempt, spec: "/nowhere.yaml" },
      "/nowhere.yaml cannot be read (ENOENT)",
    ],
  ])("says so when %s", async (_, options, message) => {
    const failure = await runContract(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContractSetupError);
    expect((failure as Error).message).toContain(message);
  });

  it("says so when every operation rejects the key", async () => {
    const { baseUrl } = await reference();
    await expect(runContract({ baseUrl, apiKey: "confident_org_wrong" })).rejects.toThrow(
      "Every operation rejects the key",
    );
  });

  it.each([
    ["the second key is unknown", { secondApiKey: "confident_org_wrong" }, "--second-api-key is rejected"],
    [
      "no list has the assigned role",
      { assignedRoleIds: ["role-uuid-99"] },
      "--assigned-role-id role-uuid-99",
    ],
    [
      "no project has the assigned role",
      { assignedRoleIds: ["NONE/role-uuid-3"] },
      "--assigned-role-id NONE/role",
    ],
  ])("says so when %s", async (_, invalid: Partial<ContractOptions>, message) => {
    const options = await reference();
    const before = await everything(options);
    const failure = await runContract({ ...options, ...invalid }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContractSetupError);
    expect((failure as Error).message).toContain(message);
    expect(await everything(options)).toEqual(before);
  });

  it("says so when both keys are equal", async () => {
    const options = await reference();
    await expect(runContract({ ...options, secondApiKey: options.apiKey })).rejects.toThrow(
      "--second-api-key is the same as --api-key",
    );
  });

  it("says so when the server has none of the paths", async () => {
    const { baseUrl, apiKey } = await reference();
    await expect(runContract({ baseUrl: `${baseUrl}/elsewhere`, apiKey })).rejects.toThrow(
      "none of the description's paths",
    );
  });
});

/** Forwards a request to the server behind a proxy, and its response back. */
function onward(
  baseUrl: string,
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
): ClientRequest {
  const { host } = new URL(baseUrl);
  return httpRequest(baseUrl + url, { method, headers: { ...headers, host } }, (upstream) => {
    response.writeHead(upstream.statusCode ?? 0, upstream.headers);
    upstream.pipe(response);
  });
}

/** IDs that the server generated, some of which are truncated in a body. */
const withoutServerIds = (line: string) =>
  line.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{0,27}/g, "ID").replaceAll(/confident_\w+/g, "KEY");
