/** What a whole run costs on the reference server: time, cases a minute, and a ratio to the same requests without the kit. The middle of three rounds, each a run and a replay. */
import { temporaryDatabase } from "../src/databases.ts";
import { killServers, runCommand, startProcess } from "../src/processes.ts";
import type { Report } from "../src/report/report.ts";
import { runContract } from "../src/run-contract.ts";
import { Recording, replay } from "./replay.ts";

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
  row(
    "  answers to those with the same status",
    middle(({ same }) => same),
    "",
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
  /** The time of the same requests without the kit, by the time of the run. */
  ratio: number;
  /** How many of the bare requests were answered with the same status, from 0 to 1. */
  same: number;
}

async function round(): Promise<Round> {
  const recording = new Recording();
  let before = "";
  const report = await onServer((url, apiKey) => {
    before = apiKey;
    return runContract({
      baseUrl: url,
      apiKey,
      seed: 1,
      concurrency,
      onRequest: (lane, sent) => recording.onRequest(lane, sent),
      onAnswer: (sent, answer) => recording.onAnswer(sent, answer),
    });
  });
  const bare = await onServer((url, now) => replay(url, { before, now }, recording, concurrency));
  return { report, ratio: bare.ms / report.durationMs, same: bare.same };
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

function row(what: string, value: number, bar: string): void {
  const text = value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
  console.log(`${what.padEnd(56)} ${text.padStart(8)}   ${bar}`);
}
