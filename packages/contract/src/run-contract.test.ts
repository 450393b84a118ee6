import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { addOrganization, seedDemo, startServer } from "@rolewright/server";
import { afterEach, describe, expect, it } from "vitest";
import { checkNames } from "./check-names.ts";
import { refusal } from "./faults/change.ts";
import { startFaulty } from "./faults/index.ts";
import { type ContractOptions, CouldNotRunError } from "./options.ts";
import { runContract } from "./run-contract.ts";

const running: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of running.splice(0)) await close();
});

/** The reference server in memory, with the demo organization, and all that a run can be given. */
async function reference(): Promise<ContractOptions> {
  const { url, store, close } = await startServer({ mockPreferences: true });
  running.push(close);
  const { apiKey } = await seedDemo(store);
  const { apiKey: secondKey } = await addOrganization(store, "Another organization");
  return {
    baseUrl: url,
    apiKey,
    secondKey,
    member: "ada@fernhill.example",
    assignedRoles: ["role-uuid-3", "PROJECT-ID/project-role-uuid-3"],
    prefer: true,
    // The tests of other packages run beside these.
    maxResponseTimeMs: 9_000,
  };
}

/** Everything that the demo organization has. */
async function everything({ baseUrl, apiKey }: ContractOptions): Promise<string[]> {
  const paths = ["organization", "organization/policies", "organization/roles", "projects"];
  const inProject = ["projects/PROJECT-ID/policies", "projects/PROJECT-ID/roles"];
  return Promise.all(
    [...paths, ...inProject].map(async (path) => {
      const answer = await fetch(`${baseUrl}/v1/${path}`, { headers: { CONFIDENT_API_KEY: apiKey } });
      return answer.text();
    }),
  );
}

describe("a run on the reference server", () => {
  it("passes every check, covers everything, and leaves everything as it was", async () => {
    const options = await reference();
    const before = await everything(options);
    const report = await runContract({ ...options, fuzz: 300 });
    expect(report.findings).toEqual([]);
    expect(report.checks.map(({ check, outcome, notRun }) => ({ check, outcome, notRun }))).toEqual(
      checkNames.map((check) => ({ check, outcome: "passed", notRun: [] })),
    );
    expect(report.coverage.parts.map(({ kind, missing }) => ({ kind, missing }))).toEqual(
      ["operations", "parameters", "keywords", "examples", "responses"].map((kind) => ({
        kind,
        missing: [],
      })),
    );
    // What is left are limits of values that only the implementation knows.
    const beyond = report.coverage.parts.flatMap(({ notReachable }) => notReachable.map(({ what }) => what));
    expect(beyond.filter((what) => !/email|permissionIds/.test(what))).toEqual([]);
    expect(report.left).toEqual([]);
    expect(await everything(options)).toEqual(before);
  });

  it("asks the same for the same seed", async () => {
    const logs: string[][] = [];
    const only = ["negative_data_rejection", "uniqueness"] as const;
    for (let run = 0; run < 2; run += 1) {
      const sent: string[] = [];
      const options = await reference();
      const onRequest: ContractOptions["onRequest"] = (lane, { method, path, body }) => {
        // Requests of one lane are in order; which lane comes first is the machine's affair.
        if (lane !== "clean up") sent.push(`${lane} | ${method} ${path} ${String(body ?? "")}`);
      };
      await runContract({ ...options, seed: 42, fuzz: 100, only, onRequest });
      const lanes = new Map<string, string[]>();
      for (const line of sent.map(withoutServerIds)) {
        const [lane = ""] = line.split(" | ", 1);
        lanes.set(lane, [...(lanes.get(lane) ?? []), line]);
      }
      logs.push(
        [...lanes].toSorted(([one], [other]) => (one < other ? -1 : 1)).flatMap(([, lines]) => lines),
      );
    }
    expect(logs[0]?.length).toBeGreaterThan(1_000);
    expect(logs[1]).toEqual(logs[0]);
  });

  it("looks for nothing but what it was asked for", async () => {
    const report = await runContract({ ...(await reference()), only: ["idempotent_put"] });
    expect(report.checks.map(({ check, outcome }) => [check, outcome])).toEqual([
      ["idempotent_put", "passed"],
    ]);
    expect(report.requests).toBeLessThan(800);
  });

  it("says which checks it could not run, and what they need", async () => {
    const { baseUrl, apiKey } = await reference();
    const report = await runContract({ baseUrl, apiKey, only: ["tenant_isolation", "in_use"] });
    const byName = new Map(report.checks.map((result) => [result.check, result]));
    expect(byName.get("tenant_isolation")).toMatchObject({
      outcome: "not run",
      notRun: ["needs the key of another organization, --second-key"],
    });
    expect(byName.get("in_use")?.notRun[0]).toContain("--assigned-role");
  });

  it("stops when its time is over, and deletes what it made", async () => {
    const options = await reference();
    const before = await everything(options);
    const report = await runContract({ ...options, maxTimeMs: 700, fuzz: 100_000 });
    expect(report.incomplete).toContain("the time was over");
    expect(report.left).toEqual([]);
    expect(await everything(options)).toEqual(before);
  });

  it("does not wait for each deletion when nothing answers any more, and says what is left", async () => {
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
      fuzz: 0,
      only: ["uniqueness"],
      onRequest: (lane) => void (deletions += Number(lane === "clean up")),
    });
    // Eight are sent at once, and while they go unanswered one after the other, seven more.
    expect(deletions).toBeLessThan(16);
    expect(report.left.length).toBeGreaterThan(16);
  });

  it("names the least usual of the last requests when the server is gone", async () => {
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
    const report = await runContract({ ...options, baseUrl, fuzz: 0 });
    const gone = report.findings.find(({ what }) => what.startsWith("ends the server"));
    expect(gone?.curl.join("\n")).toContain("--data-binary 'null'");
  });

  it("is not finished where there is no room, and blames nobody", async () => {
    const { url, close, ...given } = await startFaulty({
      plant: () => {
        let room = 8;
        return async (call, next) => {
          const isMeant = call.operationId === "createOrganizationPolicy";
          const answer = isMeant && room <= 0 ? refusal(409, "Limit reached.") : await next(call);
          if (isMeant && answer.status === 200) room -= 1;
          return answer;
        };
      },
    });
    running.push(close);
    const only = ["uniqueness", "positive_data_acceptance", "uniqueness_race"] as const;
    const report = await runContract({ baseUrl: url, ...given, only, fuzz: 100 });
    expect(report.findings).toEqual([]);
    expect(report.incomplete).toContain("createOrganizationPolicy had no room for more");
  });

  it("works in a project that it is given, and leaves it as it was", async () => {
    const options = await reference();
    const before = await everything(options);
    const only = ["use_after_free"] as const;
    const report = await runContract({ ...options, project: "PROJECT-ID", only });
    expect(report.findings).toEqual([]);
    expect(await everything(options)).toEqual(before);
  });
});

describe("a run that cannot be carried out", () => {
  const attempt = { baseUrl: "http://127.0.0.1:9", apiKey: "confident_org_nothing" };

  it.each([
    ["nobody is there", attempt, "Nothing answers at http://127.0.0.1:9"],
    ["the URL is none", { ...attempt, baseUrl: "127.0.0.1:9" }, "is none"],
    ["the URL is elsewhere", { ...attempt, baseUrl: "https://api.example.com" }, "--allow-remote"],
    [
      "the URL only looks like this machine",
      { ...attempt, baseUrl: "http://127.0.0.1.example.com" },
      "--allow-remote",
    ],
    ["the key is empty", { ...attempt, apiKey: "" }, "The key is empty"],
    ["there is no such check", { ...attempt, only: ["nonsense"] as never[] }, 'There is no check "nonsense"'],
    ["there is no such file", { ...attempt, spec: "/nowhere.yaml" }, "/nowhere.yaml cannot be read (ENOENT)"],
  ])("says so when %s", async (_, options, message) => {
    const failure = await runContract(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CouldNotRunError);
    expect((failure as Error).message).toContain(message);
  });

  it("says so when the key is refused by everything", async () => {
    const { baseUrl } = await reference();
    await expect(runContract({ baseUrl, apiKey: "confident_org_wrong" })).rejects.toThrow(
      "refused by everything",
    );
  });

  it.each([
    ["the second key is nobody's", { secondKey: "confident_org_wrong" }, "--second-key is refused"],
    ["no list has the assigned role", { assignedRoles: ["role-uuid-99"] }, "--assigned-role role-uuid-99"],
    [
      "no project has the assigned role",
      { assignedRoles: ["NONE/role-uuid-3"] },
      "--assigned-role NONE/role",
    ],
  ])("says so when %s", async (_, given: Partial<ContractOptions>, message) => {
    const options = await reference();
    const before = await everything(options);
    const failure = await runContract({ ...options, ...given }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CouldNotRunError);
    expect((failure as Error).message).toContain(message);
    expect(await everything(options)).toEqual(before);
  });

  it("says so when the second key is the first", async () => {
    const options = await reference();
    await expect(runContract({ ...options, secondKey: options.apiKey })).rejects.toThrow(
      "--second-key is the same as --api-key",
    );
  });

  it("says so when nothing of the description is there", async () => {
    const { baseUrl, apiKey } = await reference();
    await expect(runContract({ baseUrl: `${baseUrl}/elsewhere`, apiKey })).rejects.toThrow(
      "none of the description's paths",
    );
  });
});

/** The same request to the server behind a proxy, whose answer is passed on; it lacks its body. */
function onward(
  baseUrl: string,
  { method, url, headers }: IncomingMessage,
  response: ServerResponse,
): ClientRequest {
  const { host } = new URL(baseUrl);
  return httpRequest(baseUrl + url, { method, headers: { ...headers, host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 0, answer.headers);
    answer.pipe(response);
  });
}

/** Ids of the server's making, some of which a body breaks off in the middle of. */
const withoutServerIds = (line: string) =>
  line.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{0,27}/g, "ID").replaceAll(/confident_\w+/g, "KEY");
