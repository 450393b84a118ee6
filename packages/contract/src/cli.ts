#!/usr/bin/env node
import { accessSync, constants, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { checkNames, checks } from "./check-names.ts";
import type { ContractOptions, Progress } from "./options.ts";
import type { Report } from "./report/report.ts";

const usage = `rolewright-contract: holds an implementation of an API to its OpenAPI 3.1 description. Independent and unofficial.

Usage: rolewright-contract --base-url URL [options]

It creates, changes and deletes; at the end everything is as it was. Exit code 0: the description is kept, 1: it is
broken, 2: nothing could be found out.

  --base-url URL           where the implementation is (or ROLEWRIGHT_BASE_URL)
  --api-key KEY            a key that may do everything; better in ROLEWRIGHT_API_KEY, where no list of processes shows it
  --second-key KEY         the key of another organization, for tenant_isolation (or ROLEWRIGHT_SECOND_KEY)
  --project ID             a project to use instead of one of the run's own
  --member EMAIL           the address of a member of this organization alone, which createProject may be given
  --assigned-role ID       a role that a member has: ROLE, or PROJECT/ROLE; the run tries to delete it. May be repeated
  --spec FILE              another OpenAPI 3.1 description, YAML or JSON     (default: the one of the roles API)
  --only CHECK             look for these failures, and what stands in their way; may be repeated, or have commas
  --list                   print the checks, and what each holds
  --seed N                 make up the same requests as the run that names this seed
  --fuzz N                 how many requests to make up                      (default 2000)
  --stateless              it keeps nothing, as a mock: leave out what only an implementation that does can show
  --prefer                 ask for every documented answer by Prefer: code=…, example=…, as mocks understand it
  --max-time 60s           send nothing new after that time, and clean up    (30s, 5m; default: none)
  --max-response-time 2s   what takes longer is a failure                    (default 2s)
  --timeout 10s            stop waiting for an answer                        (default 10s)
  --concurrency N          how many requests at once                         (default 16)
  --report FORMAT          junit, html or json as well; FORMAT=FILE names the file, may be repeated
                           (default contract-report.xml, .html, .json)
  --keep                   leave what the run made, so that the commands in the report can be repeated as they are
  --allow-remote           write to what is not on this machine
  --quiet                  print the report alone, not how far it is
  --version                print the version
  --help                   print this`;

const options = {
  "base-url": { type: "string", default: process.env["ROLEWRIGHT_BASE_URL"] ?? "" },
  "api-key": { type: "string", default: process.env["ROLEWRIGHT_API_KEY"] ?? "" },
  "second-key": { type: "string", default: process.env["ROLEWRIGHT_SECOND_KEY"] ?? "" },
  project: { type: "string" },
  member: { type: "string" },
  "assigned-role": { type: "string", multiple: true },
  spec: { type: "string" },
  only: { type: "string", multiple: true },
  list: { type: "boolean", default: false },
  seed: { type: "string" },
  fuzz: { type: "string" },
  stateless: { type: "boolean", default: false },
  prefer: { type: "boolean", default: false },
  "max-time": { type: "string" },
  "max-response-time": { type: "string" },
  timeout: { type: "string" },
  concurrency: { type: "string" },
  report: { type: "string", multiple: true },
  keep: { type: "boolean", default: false },
  "allow-remote": { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  version: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

const extensions = { junit: "xml", html: "html", json: "json" };
type Format = keyof typeof extensions;

type Flags = ReturnType<typeof readFlags>;

/** A mistake of whoever typed the command. */
class UsageError extends Error {}

try {
  process.exitCode = await main();
} catch (error) {
  const { name, message, stack, code = "" } = error as Error & { code?: string };
  const isExpected =
    error instanceof UsageError || name === "CouldNotRunError" || code.startsWith("ERR_PARSE_ARGS");
  const more = code.startsWith("ERR_PARSE_ARGS") ? `${message.replace(/\.?$/, ".")} See --help.` : message;
  console.error(`rolewright-contract: ${isExpected ? more : (stack ?? message)}`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const flags = readFlags();
  if (flags.help) return say(usage);
  if (flags.version) return say(readVersion());
  if (flags.list) return say(checkNames.map((name) => `${name.padEnd(30)} ${checks[name]}`).join("\n"));
  if (flags["base-url"] === "")
    throw new UsageError("Which implementation? Give its URL with --base-url. See --help.");
  if (flags["api-key"] === "")
    throw new UsageError("With which key? Set ROLEWRIGHT_API_KEY, or give --api-key.");
  const files = (flags.report ?? []).map(readReport);
  const stop = new AbortController();
  // A second Ctrl-C ends it at once, whatever is left behind.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  // Whoever asks for the usage shall not wait for what only a run needs.
  const { runContract } = await import("./run-contract.ts");
  const show = flags.quiet ? undefined : progress();
  const report = await runContract({ ...runOptions(flags), signal: stop.signal, onProgress: show?.note });
  show?.end();
  const { textReport } = await import("./report/text.ts");
  console.log(textReport(report));
  for (const { format, file } of files) {
    const text = await formatted(format, report);
    orRefuse(file, () => writeFileSync(file, text));
    console.log(`The report is in ${file}.`);
  }
  return exitCode(report, stop.signal.aborted);
}

function say(text: string): number {
  console.log(text);
  return 0;
}

/** What could not be looked at is not kept: a run that ended early says so, unless it found something. */
function exitCode({ outcome, incomplete }: Report, isInterrupted: boolean): number {
  if (outcome === "broken") return 1;
  return isInterrupted || incomplete !== undefined ? 2 : 0;
}

function readFlags() {
  return parseArgs({ options }).values;
}

function runOptions(flags: Flags): ContractOptions {
  return {
    baseUrl: flags["base-url"],
    apiKey: flags["api-key"],
    secondKey: flags["second-key"] || undefined,
    project: flags.project,
    member: flags.member,
    assignedRoles: flags["assigned-role"] ?? [],
    spec: flags.spec,
    // runContract names those that there are, if one is none.
    only: (flags.only ?? []).flatMap((names) => names.split(",").filter(Boolean)) as ContractOptions["only"],
    seed: readNumber("seed", flags.seed, 0, 2 ** 31 - 1),
    fuzz: readNumber("fuzz", flags.fuzz, 0, 1_000_000),
    stateless: flags.stateless,
    prefer: flags.prefer,
    maxTimeMs: readTime("max-time", flags["max-time"]),
    maxResponseTimeMs: readTime("max-response-time", flags["max-response-time"]),
    requestTimeoutMs: readTime("timeout", flags.timeout),
    concurrency: readNumber("concurrency", flags.concurrency, 1, 256),
    keep: flags.keep,
    allowRemote: flags["allow-remote"],
  };
}

function readNumber(flag: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${flag} is "${text}". Give a whole number from ${least} to ${most}.`);
}

function readTime(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = "s"] = /^(\d{1,7}(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? [];
  const ms = Number(number) * ({ ms: 1, s: 1_000, m: 60_000 }[unit] ?? Number.NaN);
  // Longer than that Node's timers cannot wait.
  if (ms > 0 && ms < 2 ** 31) return ms;
  throw new UsageError(`--${flag} is "${text}". Give a time such as 500ms, 60s or 5m.`);
}

function readReport(text: string): { format: Format; file: string } {
  const [format = "", ...file] = text.split("=");
  if (!Object.hasOwn(extensions, format)) {
    throw new UsageError(
      `--report is "${text}". Give junit, html or json, or one of them with a file: junit=report.xml.`,
    );
  }
  const name = format as Format;
  const path = file.join("=") || `contract-report.${extensions[name]}`;
  // Now, so that nobody waits for a report that has no place.
  orRefuse(path, () => accessSync(dirname(path), constants.W_OK));
  return { format: name, file: path };
}

async function formatted(format: Format, report: Report): Promise<string> {
  if (format === "junit") return (await import("./report/junit.ts")).junitReport(report);
  if (format === "html") return (await import("./report/html.ts")).htmlReport(report);
  return `${JSON.stringify(report, null, 2)}\n`;
}

function orRefuse(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UsageError(
      `The report cannot be written to ${file} (${(error as NodeJS.ErrnoException).code}). Name another file.`,
    );
  }
}

/** One line that changes on a terminal; one line for each phase elsewhere. */
function progress() {
  const isTerminal = process.stderr.isTTY;
  let last = "";
  const clear = () => isTerminal && process.stderr.write("\r\u001b[K");
  return {
    note({ phase, done, total, requests, findings }: Progress): void {
      const line = `${phase}: ${done} of ${total}, ${requests} requests, ${findings} failures`;
      if (isTerminal) process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
      else if (phase !== last) console.error(`${phase} …`);
      last = phase;
    },
    end: clear,
  };
}

function readVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
