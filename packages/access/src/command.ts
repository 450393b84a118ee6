import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { RolewrightError } from "@rolewright/client";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { AccessApi } from "./api/access-api.ts";
import { createApi } from "./api/create-api.ts";
import { applyPlan, type ApplyResult } from "./apply/apply-plan.ts";
import type { LoadedConfig } from "./config/config.ts";
import { parseConfig } from "./config/parse-config.ts";
import { AccessError, StalePlanError } from "./errors.ts";
import { createPlan } from "./plan/create-plan.ts";
import { checkOrganization } from "./plan/desired-state.ts";
import { type Guard, guardNames } from "./plan/guard-names.ts";
import { parsePlan, type Plan } from "./plan/plan.ts";
import { writeConfig } from "./pull/write-config.ts";
import { type AccessFormat, accessFormats, printAccess } from "./report/access-report.ts";
import { escapeControls, escapeLines } from "./report/escape.ts";
import { countRequests, summarizePlan } from "./report/plan-lines.ts";
import { type PlanFormat, planFormats, printPlan } from "./report/plan-report.ts";
import type { AccessState, ApiVersion } from "./state/access-state.ts";
import { readState } from "./state/read-state.ts";
import { readTextFile, readTextFileIfExists, writeTextFile } from "./text-files.ts";
import { filterGrants, listGrants } from "./who/effective-access.ts";
import { checkQuery } from "./who/unknown-names.ts";

/** The exit codes of every command. */
const exitCodes = { success: 0, difference: 1, error: 2 } as const;
type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

interface GlobalOptions {
  file: string;
  api: ApiVersion;
  baseUrl?: string;
}

/**
 * Runs the command line.
 *
 * @returns The exit code: 0 success, 1 a difference, a broken rule or an incomplete `apply`, 2 an error before any write.
 */
export async function runCommand(args: string[]): Promise<number> {
  let exitCode: ExitCode = exitCodes.success;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.error;
    if (!(error instanceof AccessError) && !(error instanceof RolewrightError)) throw error;
    process.stderr.write(`${escapeLines(error.message)}\n`);
    return error instanceof StalePlanError ? exitCodes.difference : exitCodes.error;
  }
}

function createProgram(setExitCode: (code: ExitCode) => void): Command {
  const program = new Command("rolewright")
    .description(
      "Access as code for Confident AI: manage roles, policies and members from a reviewed file.\nIndependent and unofficial.",
    )
    .version(readVersion())
    .addOption(
      new Option("--file <file>", "the configuration file").default("rolewright.yaml").env("ROLEWRIGHT_FILE"),
    )
    .addOption(
      new Option("--api <version>", "the version of the API")
        .choices(["v1", "v2"])
        .default("v2")
        .env("ROLEWRIGHT_API"),
    )
    .option("--base-url <url>", "the base URL of another server (or CONFIDENT_BASE_URL)")
    .addHelpText(
      "after",
      "\nThe API key of the organization is read from CONFIDENT_ORG_API_KEY.\nExit codes: 0 success, 1 a difference, a broken rule or an incomplete apply, 2 an error before any write.",
    )
    .exitOverride()
    .showHelpAfterError("Run rolewright --help for all options.");
  const globals = () => program.opts<GlobalOptions>();

  program
    .command("pull")
    .description("write what exists as a configuration file")
    .option("--out <file>", "the file to write or to update; default: standard output")
    .action(async ({ out }: { out?: string }) => {
      const existing = out === undefined ? undefined : await readTextFileIfExists(out);
      const state = await read(globals());
      // The entries of another organization would be lost.
      if (existing !== undefined && out !== undefined) checkOrganization(parseConfig(existing, out), state);
      const text = writeConfig(state, existing, out);
      await (out === undefined ? print(text) : writeTextFile(out, text));
    });

  program
    .command("plan")
    .description("list the exact requests that apply would send")
    .option("--out <file>", "write the plan for apply")
    .addOption(new Option("--report <format>", "the format").choices(planFormats).default("text"))
    .addOption(allowOption())
    .action(async ({ out, report, allow }: { out?: string; report: PlanFormat; allow?: Guard[] }) => {
      const { file } = globals();
      if (out !== undefined && resolve(out) === resolve(file))
        throw new AccessError([{ message: `--out would overwrite ${file}. Name another file.` }]);
      const plan = createPlan(await load(globals()), await read(globals()), { allow });
      if (out !== undefined) await writeTextFile(out, printPlan(plan, "json"));
      await print(printPlan(plan, report, hasColors()));
    });

  program
    .command("apply")
    .description("send the requests of a plan")
    .argument("[plan]", "a file that plan --out wrote")
    .option("--yes", "plan and apply in one step, without a plan file")
    .addOption(allowOption())
    .action(async (file: string | undefined, { yes, allow = [] }: { yes?: true; allow?: Guard[] }) => {
      const api = createApi(globals());
      const plan = await preparePlan(file, yes, allow, globals(), api);
      if (plan.violations.length > 0 && !allow.includes("rule-violations"))
        throw new AccessError(
          plan.violations.map((message) => ({ message })),
          undefined,
          "The plan breaks these rules, and nothing was sent. To permit it, add --allow rule-violations.",
        );
      const result = await apply(plan, api, allow);
      if (result.stopped !== undefined) setExitCode(exitCodes.difference);
    });

  program
    .command("check")
    .description("compare the file with the organization, and evaluate the rules; never writes")
    .addOption(new Option("--report <format>", "the format").choices(planFormats).default("text"))
    .action(async ({ report }: { report: PlanFormat }) => {
      const plan = createPlan(await load(globals()), await read(globals()), { allow: guardNames });
      await print(printPlan(plan, report, hasColors()));
      if (plan.requests.length + plan.violations.length > 0) setExitCode(exitCodes.difference);
    });

  program
    .command("who")
    .description("list effective permissions, and the role and policy that grant each")
    .argument("[email]", "a member")
    .option("--can <permission>", 'only this permission, or a pattern such as "*:delete"')
    .option("--in <project>", "only in this project, or in: organization")
    .addOption(new Option("--report <format>", "the format").choices(accessFormats).default("text"))
    .action(
      async (email: string | undefined, options: { can?: string; in?: string; report: AccessFormat }) => {
        const state = await read(globals());
        if (state.apiVersion === "v1")
          throw new AccessError([{ message: "Version 1 of the API has no members. Use --api v2." }]);
        const query = { ...options, email };
        checkQuery(query, state);
        const builtInRoles = (await loadIfExists(globals()))?.config.builtInRoles;
        const grants = filterGrants(listGrants(state, builtInRoles), query);
        await print(printAccess(grants, options.report, state));
      },
    );

  return program;
}

const allowOption = () =>
  new Option(
    "--allow <risks...>",
    `permit risks that are rejected otherwise: ${guardNames.join(", ")}`,
  ).argParser((value, risks: Guard[] = []) => [...risks, parseGuard(value)]);

function parseGuard(value: string): Guard {
  const guard = guardNames.find((name) => name === value);
  if (guard === undefined)
    throw new InvalidArgumentError(
      `The risks are ${guardNames.join(", ")}. Write other arguments before --allow.`,
    );
  return guard;
}

async function preparePlan(
  file: string | undefined,
  yes: true | undefined,
  allow: Guard[],
  options: GlobalOptions,
  api: AccessApi,
): Promise<Plan> {
  if (file !== undefined)
    return parsePlan(await readTextFile(file, "Create a plan with: rolewright plan --out plan.json"), file);
  if (!yes)
    throw new AccessError([{ message: "Name a plan file, or add --yes to plan and apply in one step." }]);
  const plan = createPlan(await load(options), await readState(api), { allow });
  await print(printPlan(plan, "text", hasColors()));
  return plan;
}

/** Applies a plan, and prints what was done and what was not. Ctrl-C stops after the request under way. */
async function apply(plan: Plan, api: AccessApi, allow: Guard[]): Promise<ApplyResult> {
  const controller = new AbortController();
  const removeListeners = () => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
  const stop = () => {
    // A second signal ends the process at once.
    removeListeners();
    process.stderr.write("Stopping after the request under way. Press Ctrl-C again to end at once.\n");
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  const describe = ({ number, method, path, name }: Plan["requests"][number]) =>
    escapeControls(`${number}. ${method} ${path} "${name}"`);
  try {
    const result = await applyPlan(plan, api, {
      signal: controller.signal,
      allow,
      onRequest: (request) => process.stdout.write(`done: ${describe(request)}\n`),
    });
    for (const request of result.remaining) process.stdout.write(`not done: ${describe(request)}\n`);
    if (result.stopped !== undefined)
      process.stderr.write(`${escapeControls(result.stopped)}\nTo continue, create a new plan.\n`);
    else
      process.stdout.write(
        plan.requests.length === 0
          ? `${summarizePlan(plan)}\n`
          : `${countRequests(result.done.length)} done.\n`,
      );
    return result;
  } finally {
    removeListeners();
  }
}

async function load({ file }: GlobalOptions): Promise<LoadedConfig> {
  const advice =
    "Write what exists with rolewright pull --out rolewright.yaml, or name another file with --file.";
  return parseConfig(await readTextFile(file, advice), file);
}

async function loadIfExists({ file }: GlobalOptions): Promise<LoadedConfig | undefined> {
  const source = await readTextFileIfExists(file);
  return source === undefined ? undefined : parseConfig(source, file);
}

/** Reads the state. On a terminal, shows the progress. */
function read(options: GlobalOptions): Promise<AccessState> {
  const showsProgress = process.stderr.isTTY;
  return readState(createApi(options), (done, total) => {
    if (showsProgress)
      process.stderr.write(`\rread ${done} of ${total}${done === total ? "\r\u001b[K" : ""}`);
  });
}

/**
 * Prints the result of a command.
 *
 * @throws {AccessError} if it is lost, for example on a full disk. A reader that ends early, such as `head`, is no error.
 */
async function print(text: string): Promise<void> {
  const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolveWith) => {
    process.stdout.write(text, resolveWith);
  });
  if (error && error.code !== "EPIPE")
    throw new AccessError([{ message: `Cannot write to the standard output: ${error.message}.` }]);
}

const hasColors = (): boolean => process.stdout.isTTY && process.stdout.hasColors();

function readVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
