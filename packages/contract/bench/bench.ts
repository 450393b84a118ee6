/** What a whole run costs on the reference server: time, cases a minute, and a ratio to the same requests without the kit. The middle of three rounds, each a run and a replay. */
import { Agent, request } from "node:http";
import { temporaryDatabase } from "../src/databases.ts";
import { killServers, runCommand, startProcess } from "../src/processes.ts";
import type { Report } from "../src/report/report.ts";
import { runContract } from "../src/run-contract.ts";
import type { Sent } from "../src/session/send.ts";

const concurrency = 16;

try {
  const rounds = [await round(), await round(), await round()];
  const middle = (pick: (each: Round) => number) =>
    rounds.map(pick).toSorted((one, other) => one - other)[1] ?? 0;
  row(
    "a whole run with default settings, seconds",
    middle(({ report }) => report.durationMs / 1_000),
    "under 30",
  );
  row(
    "  requests",
    middle(({ report }) => report.requests),
    "",
  );
  row(
    "  cases",
    middle(({ report }) => report.cases),
    "",
  );
  row(
    "  cases a minute",
    middle(({ report }) => (report.cases / report.durationMs) * 60_000),
    "3,000 or more",
  );
  row(
    "  requests a second, against the same requests bare",
    middle(({ ratio }) => ratio),
    "0.5 or more",
  );
  row("  megabytes of this process", process.memoryUsage.rss() / 2 ** 20, "");
  if (rounds.some(({ report }) => report.outcome === "broken")) {
    throw new Error("The reference server was found broken: the figures are of no use.");
  }
} finally {
  await killServers();
}

interface Round {
  report: Report;
  ratio: number;
}

async function round(): Promise<Round> {
  const sent: Sent[] = [];
  const report = await onServer((url, apiKey) =>
    runContract({ baseUrl: url, apiKey, seed: 1, concurrency, onRequest: (_, each) => void sent.push(each) }),
  );
  // The same requests on a server that is as fresh; what they name is not there, which costs it less, not more.
  const bareMs = await onServer((url, apiKey) => replay(url, apiKey, sent));
  return { report, ratio: report.requests / report.durationMs / (sent.length / bareMs) };
}

/** Does something with a server of its own, in a process of its own, on a file of its own. */
async function onServer<Result>(work: (url: string, apiKey: string) => Promise<Result>): Promise<Result> {
  const database = await temporaryDatabase("sqlite");
  const apiKey = await runCommand(["seed", "demo", "--database", database.name]);
  const { url, child, closed } = await startProcess(["--database", database.name]);
  try {
    return await work(url, apiKey);
  } finally {
    child.kill();
    await closed;
    await database.remove();
  }
}

/** Sends requests as fast as `node:http` does, and looks at nothing. */
async function replay(url: string, apiKey: string, all: Sent[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const since = performance.now();
  let next = 0;
  const worker = async () => {
    for (let each = all[next]; each !== undefined; each = all[next]) {
      next += 1;
      await once(url, apiKey, agent, each);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  agent.destroy();
  return performance.now() - since;
}

function once(
  url: string,
  apiKey: string,
  agent: Agent,
  { method, path, headers, body }: Sent,
): Promise<void> {
  const key = headers["CONFIDENT_API_KEY"] === undefined ? {} : { CONFIDENT_API_KEY: apiKey };
  return new Promise((done) => {
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const outgoing = request(
      url + path,
      { method, agent, headers: { ...headers, ...key, ...length } },
      (response) => {
        response.resume().once("close", done);
      },
    );
    outgoing.once("error", () => done()).end(body);
  });
}

function row(what: string, value: number, bar: string): void {
  const text = value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
  console.log(`${what.padEnd(56)} ${text.padStart(8)}   ${bar}`);
}
