#!/usr/bin/env node
import { execFile } from "node:child_process";
import { accessSync, appendFileSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs, promisify } from "node:util";
import { assertNodeVersion } from "@rolewright/node-kit";
import { type CheckName, checkNames, checks } from "./check-names.ts";
import type { ContractOptions, Progress } from "./options.ts";
import type { Report } from "./report/report.ts";
import { type BundledApi, bundledApis } from "./rules/bundled-apis.ts";

const usage = `rolewright-contract: tests an API server against its OpenAPI 3.1 description. Independent and unofficial.

Usage: rolewright-contract --base-url URL [options]
       rolewright-contract init --spec FILE [--output FILE]   Write a contract file for another API
       rolewright-contract explain CHECK                      Explain a check

The run creates, changes and deletes resources, and restores the previous state at the end.
Exit code: 0 if all checks passed, 1 if a check failed, 2 if the run could not start or did not finish.

  --base-url URL           Base URL of the server (or ROLEWRIGHT_BASE_URL)
  --api-key KEY            API key with full permissions. Prefer ROLEWRIGHT_API_KEY, which does not show in process lists
  --auth CREDENTIALS       Other credentials: basic:USER:PASS or bearer:TOKEN (or ROLEWRIGHT_AUTH)
  --header "NAME: VALUE"   Header of every request. Repeatable
  --second-api-key KEY     API key of another organization, for tenant_isolation (or ROLEWRIGHT_SECOND_API_KEY)
  --project ID             Use this project instead of a new one
  --member-email EMAIL     Email address of a member of this organization only, for createProject
  --assigned-role-id ID    Role that a member has: ROLE or PROJECT/ROLE. The run tries to delete it. Repeatable
  --contract FILE          Contract file with the rules of another API        (default: contract.yaml, if it exists)
  --spec FILE              OpenAPI 3.1 description, YAML or JSON              (default: that of the contract file)
  --api VERSION            Bundled description and rules of the roles API: v1 or v2         (default: v1)
  --checks CHECK           Run only these checks and their prerequisites. Repeatable, or separated by commas
  --skip CHECK[:OPERATION] Do not run a check, or not for an operation. Repeatable, or separated by commas
  --accepted FILE          YAML file with findings that do not fail the run   (default: those of the contract file)
  --list                   List the checks and what each verifies
  --seed N                 Generate the same requests as the run with this seed
  --max-examples N         Number of generated requests                       (default 2000)
  --accept-invitation CMD  Command that accepts an invitation, as the invited person does. {token} stands for its token
  --stateless              The server stores nothing, like a mock. Skip checks that need state
  --use-prefer-header      Request every documented response with Prefer: code=…, example=…, as mocks support
  --max-time 60s           Stop sending requests after this time, and clean up (30s, 5m; default: none)
  --max-fill-time 10s      Do not fill a collection to its limit if that takes longer (default 10s)
  --max-response-time 2s   Report responses that take longer                  (default 2s)
  --timeout 10s            Timeout for each response                          (default 10s)
  --concurrency N          Number of concurrent requests                      (default 16)
  --report FORMAT          Also write a report: junit, html or json; FORMAT=FILE names the file. Repeatable
                           (default contract-report.xml, .html, .json)
  --no-cleanup             Keep the created resources, so that the commands in the report work as they are
  --allow-remote           Allow a server that is not on this machine
  --quiet                  Print only the report, no progress
  --version                Show the version
  --help                   Show help`;

const options = {
  "base-url": { type: "string", default: process.env["ROLEWRIGHT_BASE_URL"] ?? "" },
  "api-key": { type: "string", default: process.env["ROLEWRIGHT_API_KEY"] ?? "" },
  auth: { type: "string", default: process.env["ROLEWRIGHT_AUTH"] ?? "" },
  header: { type: "string", multiple: true },
  "second-api-key": { type: "string", default: process.env["ROLEWRIGHT_SECOND_API_KEY"] ?? "" },
  project: { type: "string" },
  "member-email": { type: "string" },
  "assigned-role-id": { type: "string", multiple: true },
  "accept-invitation": { type: "string" },
  contract: { type: "string" },
  spec: { type: "string" },
  api: { type: "string" },
  checks: { type: "string", multiple: true },
  skip: { type: "string", multiple: true },
  accepted: { type: "string" },
  list: { type: "boolean", default: false },
  seed: { type: "string" },
  "max-examples": { type: "string" },
  stateless: { type: "boolean", default: false },
  "use-prefer-header": { type: "boolean", default: false },
  "max-time": { type: "string" },
  "max-fill-time": { type: "string" },
  "max-response-time": { type: "string" },
  timeout: { type: "string" },
  concurrency: { type: "string" },
  report: { type: "string", multiple: true },
  "no-cleanup": { type: "boolean", default: false },
  "allow-remote": { type: "boolean", default: false },
  quiet: { type: "boolean", default: false },
  version: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/** The contract file that applies without a flag. */
const contractFile = "contract.yaml";

const initOptions = {
  spec: { type: "string" },
  output: { type: "string", default: contractFile },
  help: { type: "boolean", default: false },
} as const;

const extensions = { junit: "xml", html: "html", json: "json" };
type Format = keyof typeof extensions;

type Flags = ReturnType<typeof readFlags>;

const expectedErrors = new Set([
  "ContractSetupError",
  "InvalidContractError",
  "InvalidDescriptionError",
  "NodeVersionError",
]);

/** An invalid command line. The message says what to change. */
class UsageError extends Error {}

try {
  assertNodeVersion("20");
  process.exitCode = await main();
} catch (error) {
  const { name, message, stack, code = "" } = error as Error & { code?: string };
  const isExpected =
    error instanceof UsageError || expectedErrors.has(name) || code.startsWith("ERR_PARSE_ARGS");
  const more = code.startsWith("ERR_PARSE_ARGS") ? `${message.replace(/\.?$/, ".")} See --help.` : message;
  console.error(
    isExpected
      ? `rolewright-contract: ${more}`
      : `rolewright-contract: internal error, please report it: ${stack ?? message}`,
  );
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const [command, ...args] = process.argv.slice(2);
  if (command === "init") return init(args);
  if (command === "explain") return explain(args);
  const flags = readFlags();
  if (flags.help) return print(usage);
  if (flags.version) return print(readVersion());
  if (flags.list) return print(checkNames.map((name) => `${name.padEnd(30)} ${checks[name]}`).join("\n"));
  const files = (flags.report ?? []).map(readReport);
  const stop = new AbortController();
  // A second Ctrl-C ends the process immediately, without cleanup.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
  // Loaded late, so that --help stays fast.
  const { runContract } = await import("./run-contract.ts");
  const show = flags.quiet ? undefined : createProgress();
  const report = await runContract({ ...runOptions(flags), signal: stop.signal, onProgress: show?.note });
  show?.end();
  const { textReport } = await import("./report/text.ts");
  console.log(textReport(report));
  await reportToGithub(report);
  for (const { format, file } of files) {
    const text = await formatted(format, report);
    failWithUsageError(file, () => writeFileSync(file, text));
    console.log(`Report written to ${file}.`);
  }
  return exitCode(report, stop.signal.aborted);
}

/** Writes a contract file. */
async function init(args: string[]): Promise<number> {
  const { spec, output, help } = parseArgs({ args, options: initOptions }).values;
  if (help) return print(usage);
  if (spec === undefined) throw new UsageError("--spec is missing. Set it to an OpenAPI 3.1 description.");
  const { initContract } = await import("./init.ts");
  return print(initContract(spec, output));
}

/** Explains checks: what each verifies, why, and where a specification says so. */
async function explain(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !(checkNames as string[]).includes(name));
  if (names.length === 0 || unknown.length > 0)
    throw new UsageError(
      `${unknown.length > 0 ? `Unknown check "${unknown.join('", "')}".` : "The check is missing."} Use one of ${checkNames.join(", ")}.`,
    );
  const { checkExplanations } = await import("./check-explanations.ts");
  const explanations = (names as CheckName[]).map((name) => {
    const { why, source } = checkExplanations[name];
    return [name, `  what    ${checks[name]}`, `  why     ${why}`, `  source  ${source}`].join("\n");
  });
  return print(explanations.join("\n\n"));
}

/** Annotates the description, and adds to the summary of the job, where GitHub Actions runs. */
async function reportToGithub(report: Report): Promise<void> {
  if (process.env["GITHUB_ACTIONS"] !== "true") return;
  const { githubAnnotations, githubSummary } = await import("./report/github.ts");
  for (const annotation of githubAnnotations(report)) console.log(annotation);
  const file = process.env["GITHUB_STEP_SUMMARY"];
  if (file) failWithUsageError(file, () => appendFileSync(file, githubSummary(report)));
}

function print(text: string): number {
  console.log(text);
  return 0;
}

/** A run that ended early and found nothing is incomplete, not passed. */
function exitCode({ outcome }: Report, isInterrupted: boolean): number {
  if (outcome === "failed") return 1;
  return isInterrupted || outcome === "incomplete" ? 2 : 0;
}

function readFlags() {
  return parseArgs({ options }).values;
}

function runOptions(flags: Flags): ContractOptions {
  return {
    baseUrl: flags["base-url"],
    apiKey: flags["api-key"],
    auth: flags.auth || undefined,
    headers: Object.fromEntries((flags.header ?? []).map(readHeader)),
    secondApiKey: flags["second-api-key"] || undefined,
    project: flags.project,
    memberEmail: flags["member-email"],
    assignedRoleIds: flags["assigned-role-id"] ?? [],
    acceptInvitation: readAcceptance(flags["accept-invitation"]),
    ...readSources(flags),
    // runContract rejects unknown names and lists the known ones.
    checks: (flags.checks ?? []).flatMap((names) =>
      names.split(",").filter(Boolean),
    ) as ContractOptions["checks"],
    skip: (flags.skip ?? []).flatMap((names) => names.split(",").filter(Boolean)),
    accepted: flags.accepted,
    seed: readNumber("seed", flags.seed, 0, 2 ** 31 - 1),
    maxExamples: readNumber("max-examples", flags["max-examples"], 0, 1_000_000),
    stateless: flags.stateless,
    usePreferHeader: flags["use-prefer-header"],
    maxTimeMs: readTime("max-time", flags["max-time"]),
    maxFillTimeMs: readTime("max-fill-time", flags["max-fill-time"]),
    maxResponseTimeMs: readTime("max-response-time", flags["max-response-time"]),
    requestTimeoutMs: readTime("timeout", flags.timeout),
    concurrency: readNumber("concurrency", flags.concurrency, 1, 256),
    cleanup: !flags["no-cleanup"],
    allowRemote: flags["allow-remote"],
  };
}

/** The contract file of the working directory applies, unless a flag names another source. */
function readSources({ contract, spec, api }: Flags): Pick<ContractOptions, "contract" | "spec" | "api"> {
  if (api !== undefined && !(bundledApis as readonly string[]).includes(api))
    throw new UsageError(`--api is "${api}". Set ${bundledApis.join(" or ")}.`);
  if (api !== undefined && contract !== undefined)
    throw new UsageError("Set either --api or --contract, which both name the rules.");
  const isImplicit = api === undefined && contract === undefined && spec === undefined;
  const found = isImplicit && existsSync(contractFile) ? contractFile : contract;
  return { contract: found, spec, api: api as BundledApi | undefined };
}

/** Returns a function that runs the command. It is not run by a shell, so that a token cannot be a command. */
function readAcceptance(command: string | undefined): ContractOptions["acceptInvitation"] {
  if (command === undefined) return undefined;
  if (!command.includes("{token}"))
    throw new UsageError(
      '--accept-invitation has no {token}. Set a command such as "accept-invitation {token}".',
    );
  const [file = "", ...args] = splitCommand(command);
  return (token, signal) =>
    promisify(execFile)(
      file,
      args.map((arg) => arg.replaceAll("{token}", token)),
      { signal, killSignal: "SIGKILL" },
    );
}

/**
 * Splits a command at whitespace, except inside of quotes: `--file="my data.db"` is one argument.
 *
 * @throws UsageError if a quote has no pair.
 */
function splitCommand(command: string): string[] {
  const argument = /(?:"[^"]*"|'[^']*'|[^\s"'])+/g;
  if (command.replaceAll(argument, "").trim() !== "")
    throw new UsageError(
      `--accept-invitation is ${JSON.stringify(command)}, which has a quote without its pair.`,
    );
  const quoted = /"([^"]*)"|'([^']*)'/g;
  return Array.from(command.matchAll(argument), ([text]) =>
    text.replaceAll(quoted, (_, double, single) => double ?? single),
  );
}

function readHeader(text: string): [string, string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined && /^[ -~]*$/.test(value)) return [name, value];
  throw new UsageError(`--header is invalid. Set "NAME: VALUE" in visible ASCII.`);
}

function readNumber(flag: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`--${flag} is "${text}". Set a whole number from ${least} to ${most}.`);
}

function readTime(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = "s"] = /^(\d{1,7}(?:\.\d+)?)(ms|s|m)?$/.exec(text) ?? [];
  const ms = Number(number) * ({ ms: 1, s: 1_000, m: 60_000 }[unit] ?? Number.NaN);
  // The limit of Node.js timers.
  if (ms > 0 && ms < 2 ** 31) return ms;
  throw new UsageError(`--${flag} is "${text}". Set a duration such as 500ms, 60s or 5m.`);
}

function readReport(text: string): { format: Format; file: string } {
  const [format = "", ...file] = text.split("=");
  if (!Object.hasOwn(extensions, format)) {
    throw new UsageError(
      `--report is "${text}". Set junit, html or json, optionally with a file: junit=report.xml.`,
    );
  }
  const name = format as Format;
  const path = file.join("=") || `contract-report.${extensions[name]}`;
  // Checked before the run, so that an invalid path does not waste it.
  failWithUsageError(path, () => accessSync(dirname(path), constants.W_OK));
  return { format: name, file: path };
}

async function formatted(format: Format, report: Report): Promise<string> {
  if (format === "junit") return (await import("./report/junit.ts")).junitReport(report);
  if (format === "html") return (await import("./report/html.ts")).htmlReport(report);
  return `${(await import("./report/printable.ts")).toPrintableJson(report)}\n`;
}

function failWithUsageError(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UsageError(
      `The report cannot be written to ${file} (${(error as NodeJS.ErrnoException).code}). Choose another file.`,
    );
  }
}

/** Shows progress: one updated line on a terminal, one line for each phase elsewhere. */
function createProgress() {
  const isTerminal = process.stderr.isTTY;
  const since = performance.now();
  let last = "";
  let drawnAt = -Infinity;
  const clear = () => isTerminal && process.stderr.write("\r\u001b[K");
  return {
    note(progress: Progress): void {
      const isNewPhase = progress.phase !== last;
      last = progress.phase;
      if (!isTerminal) return void (isNewPhase && console.error(`${last} …`));
      const now = performance.now();
      if (!isNewPhase && now - drawnAt < drawEveryMs) return;
      drawnAt = now;
      const line = formatProgress(progress, Math.round((now - since) / 1_000));
      process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
    },
    end: clear,
  };
}

/** Counting the findings takes time, and nobody reads faster. */
const drawEveryMs = 100;

const formatProgress = ({ phase, done, total, requests, findings }: Progress, seconds: number): string =>
  `${formatBar(done, total)} ${phase} ${done}/${total}, ${requests.toLocaleString("en")} requests, ${findings} ${findings === 1 ? "finding" : "findings"}, ${seconds} s`;

/** Formats a bar of 16 characters. */
function formatBar(done: number, total: number): string {
  const filled = total === 0 ? 16 : Math.round((done / total) * 16);
  return "█".repeat(filled) + "░".repeat(16 - filled);
}

function readVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
