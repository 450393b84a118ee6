import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { type RunningServer, startServer } from "@rolewright/server";
import {
  createTemporaryDatabase,
  databaseKinds,
  findSkipReason,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApi } from "./api/create-api.ts";
import { applyPlan } from "./apply/apply-plan.ts";
import type { Config } from "./config/config.ts";
import { parseConfig } from "./config/parse-config.ts";
import { guardNames } from "./plan/guard-names.ts";
import type { Plan, PlannedRequest, Reference } from "./plan/plan.ts";
import { printPlan } from "./report/plan-report.ts";
import { simulateRequests } from "./plan/simulate.ts";
import { writeConfig } from "./pull/write-config.ts";
import type { AccessState, Scope } from "./state/access-state.ts";
import { readState } from "./state/read-state.ts";
import { startCommand } from "./testing/command-run.ts";
import { organizations } from "./testing/random-organization.ts";
import { pairs, planFor, type RandomPair, writeDesired } from "./testing/random-pair.ts";
import { type RecordedWrite, type Recorder, startRecorder } from "./testing/recorder.ts";
import { storeOrganization, usePermissionsOf } from "./testing/stored-organization.ts";
import { readTextFile, writeTextFile } from "./text-files.ts";
import { AccessError } from "./errors.ts";
import { listGrants } from "./who/effective-access.ts";

/** `test:stress` sets larger numbers. */
const readCount = (name: string, normal: number) => Number(process.env[name] ?? normal);
const pairCount = readCount("ROLEWRIGHT_ACCESS_HTTP_PAIRS", 3);
const pullCount = readCount("ROLEWRIGHT_ACCESS_HTTP_PULLS", 3);
const secondWriterCount = readCount("ROLEWRIGHT_ACCESS_SECOND_WRITERS", 2);
const killedPlanCount = readCount("ROLEWRIGHT_ACCESS_KILLED_PLANS", 1);
/** Killed plans have at most this many requests: each is killed at every request, twice. */
const maxKilledRequests = killedPlanCount > 1 ? 12 : 3;

const cli = join(import.meta.dirname, "../dist/cli.js");
const allowAll = ["--allow", ...guardNames];

describe.each(databaseKinds)("with a server on %s", (kind) => {
  const skipReason = findSkipReason(kind);
  let database: TemporaryDatabase;
  let server: RunningServer;
  let catalogs: Parameters<typeof usePermissionsOf>[1];
  let recorder: Recorder;
  let folder: string;

  beforeAll(async () => {
    if (skipReason !== undefined) return;
    database = await createTemporaryDatabase(kind);
    server = await startServer({ database: database.name });
    const [pair] = fc.sample(pairs, { numRuns: 1, seed: 1 });
    const { api } = await storeOrganization(server, withProject(pair as RandomPair).stored);
    const [project] = await api.listProjects();
    catalogs = {
      organization: await api.listPermissions({ kind: "organization" }),
      project: await api.listPermissions({ kind: "project", id: "", name: "", ...project }),
    };
  });

  beforeEach(async () => {
    if (skipReason !== undefined) return undefined;
    recorder = await startRecorder(server.url);
    folder = await mkdtemp(join(tmpdir(), "rolewright-access-"));
    return async () => {
      await recorder.close();
      await rm(folder, { recursive: true });
    };
  });

  afterAll(async () => {
    if (skipReason !== undefined) return;
    await server.close();
    await database.remove();
  });

  /** Stores the first state of a pair. Returns `undefined` if the states conflict, or are equal. */
  async function preparePair({ stored, desired, deletesUnlisted }: RandomPair) {
    const source = writeDesired(usePermissionsOf(desired, catalogs), deletesUnlisted);
    const { api, apiKey } = await storeOrganization(server, usePermissionsOf(stored, catalogs));
    const before = await readState(api);
    const plan = planUnlessConflict(before, source);
    return plan && plan.requests.length > 0 ? { api, apiKey, before, plan, source } : undefined;
  }

  const runWith = (apiKey: string, url: string, args: string[]) =>
    startCommand(cli, args, {
      cwd: folder,
      env: { CONFIDENT_ORG_API_KEY: apiKey, CONFIDENT_BASE_URL: url },
    });

  it.skipIf(skipReason !== undefined)(
    `has nothing to change after pull in ${pullCount} organizations`,
    async () => {
      let entries = 0;
      await fc.assert(
        fc.asyncProperty(organizations, fc.constantFrom("none", "listed"), async (state, members) => {
          const { api } = await storeOrganization(server, usePermissionsOf(state, catalogs));
          const file = join(folder, "rolewright.yaml");
          const existing = `organization: x # the name\nmanage: { policies: all, roles: all, members: ${members} }\n`;
          for (const text of [undefined, existing]) {
            await writeTextFile(file, writeConfig(await readState(api), text));
            const source = await readTextFile(file, "");
            entries += countEntries(parseConfig(source, file).config);
            expect(planFor(await readState(api), source).requests).toEqual([]);
          }
        }),
        { numRuns: pullCount, seed: 1, endOnFailure: true },
      );
      console.log(`${kind}: ${pullCount} organizations pulled, ${entries} entries written`);
      expect(entries).toBeGreaterThan(pullCount);
    },
  );

  it.skipIf(skipReason !== undefined)(
    `applies ${pairCount} pairs of state and file: exactly the plan, nothing twice, and no moment with less access`,
    async () => {
      let planned = 0;
      let moments = 0;
      await fc.assert(
        fc.asyncProperty(pairs, async (pair) => {
          const prepared = await preparePair(pair);
          if (!prepared) return;
          planned += 1;
          const { api, apiKey, before, plan, source } = prepared;
          expect(planFor(before, writeConfig(before, writeDesired(before, true))).requests).toEqual([]);
          recorder.writes = [];
          const held: Map<string, Set<string>>[] = [];
          recorder.beforeResponse = async () => void held.push(listHeld(await readState(api)));
          expect(await applyPlan(plan, createApi({ apiKey, baseUrl: recorder.url }))).toEqual({
            done: plan.requests,
            remaining: [],
          });
          delete recorder.beforeResponse;
          expect(recorder.writes.map(toSent)).toEqual(listExpectedWrites(plan, recorder.writes));
          const after = await readState(api);
          moments += held.length;
          for (const moment of held) expect(listLost(listHeld(before), moment, listHeld(after))).toEqual([]);
          expect(planFor(after, source).requests).toEqual([]);
        }),
        { numRuns: pairCount, seed: 1, endOnFailure: true },
      );
      console.log(`${kind}: ${planned} plans applied, ${moments} moments observed`);
      expect(planned).toBeGreaterThan(0);
    },
  );

  it.skipIf(skipReason !== undefined)(
    `stops for each of ${secondWriterCount} second writers between plan and apply, and loses nothing`,
    async () => {
      let stops = 0;
      for (let seed = 1; stops < secondWriterCount; seed += 1) {
        const [pair] = fc.sample(pairs, { numRuns: 1, seed });
        const prepared = await preparePair(pair as RandomPair);
        const target = prepared && chooseTarget(prepared.plan, seed);
        if (!prepared || !target) continue;
        await changeAsSecondWriter(prepared.api, target);
        const changed = await readState(prepared.api);
        await writeFile(join(folder, "plan.json"), printPlan(prepared.plan, "json"));
        recorder.writes = [];
        const result = await runWith(prepared.apiKey, recorder.url, ["apply", "plan.json"]).closed;
        expect(result).toMatchObject({ code: 1, stdout: "" });
        expect(result.stderr).toContain("The organization has changed since the plan was created.");
        expect(recorder.writes).toEqual([]);
        expect(await readState(prepared.api)).toEqual(changed);
        stops += 1;
      }
    },
  );

  it.skipIf(skipReason !== undefined)(
    `converges after kill -9 at every request of ${killedPlanCount} plans, without orphans and duplicates`,
    async () => {
      let plans = 0;
      let kills = 0;
      for (let seed = 1; plans < killedPlanCount; seed += 1) {
        const [pair] = fc.sample(pairs, { numRuns: 1, seed });
        const first = await preparePair(pair as RandomPair);
        if (!first || first.plan.requests.length > maxKilledRequests) continue;
        plans += 1;
        await writeFile(join(folder, "rolewright.yaml"), first.source);
        const expected = toComparable(simulateRequests(first.before, first.plan.requests));
        for (const { number } of first.plan.requests)
          for (const moment of ["beforeResponse", "afterResponse"] as const) {
            const prepared = await preparePair(pair as RandomPair);
            if (!prepared) throw new Error("The same pair has a plan each time.");
            recorder.writes = [];
            const args = ["apply", "--yes", ...allowAll];
            const run = runWith(prepared.apiKey, recorder.url, args);
            recorder[moment] = async (write) => {
              if (write.number !== number) return;
              run.child.kill("SIGKILL");
              await run.closed;
            };
            await run.closed;
            delete recorder[moment];
            kills += 1;
            const again = await runWith(prepared.apiKey, server.url, args).closed;
            expect(again).toMatchObject({ code: 0, stderr: "" });
            const state = await readState(prepared.api);
            expect(planFor(state, prepared.source).requests).toEqual([]);
            expect(toComparable(state)).toEqual(expected);
          }
      }
      console.log(`${kind}: ${plans} plans, ${kills} kills`);
      expect(kills).toBeGreaterThan(0);
    },
  );
});

/** Counts the policies, roles and members that a file lists. */
const countEntries = ({ projects, ...organization }: Config): number =>
  [organization, ...projects.values()].reduce(
    (sum, { policies, roles, members }) => sum + policies.size + roles.size + members.size,
    0,
  );

/** Adds a project to a pair without one, so that the catalog of projects can be read. */
function withProject(pair: RandomPair): RandomPair {
  const [organization] = pair.stored.scopes;
  if (!organization) return pair;
  const scope: Scope = { kind: "project", id: "catalog", name: "Catalog" };
  const empty = { ...organization, scope, policies: [], roles: [], members: [] };
  return { ...pair, stored: { ...pair.stored, scopes: [{ ...organization, members: [] }, empty] } };
}

function planUnlessConflict(state: AccessState, source: string): Plan | undefined {
  try {
    return planFor(state, source);
  } catch (error) {
    if (error instanceof AccessError) return undefined;
    throw error;
  }
}

const toSent = ({ method, path, body }: RecordedWrite) => ({ method, path, body });

/** The writes of a plan, with the IDs that the server gave to created resources. */
function listExpectedWrites({ requests }: Plan, writes: RecordedWrite[]) {
  const resolve = (reference: Reference) =>
    typeof reference === "string" ? reference : writes[reference.createdBy - 1]?.response?.data?.id;
  return requests.map(({ method, path, body }: PlannedRequest) => {
    if (!body) return { method, path, body };
    if ("roleId" in body) return { method, path, body: { roleId: resolve(body.roleId) } };
    if ("policyIds" in body)
      return { method, path, body: { ...body, policyIds: body.policyIds.map(resolve) } };
    return { method, path, body };
  });
}

/** The permissions of each role and of each member. */
function listHeld(state: AccessState): Map<string, Set<string>> {
  const held = new Map<string, Set<string>>();
  const toPlace = (scope: Scope) => (scope.kind === "project" ? scope.id : "organization");
  for (const { scope, roles, policies } of state.scopes)
    for (const { id, policies: own } of roles)
      held.set(
        `${toPlace(scope)} role ${id}`,
        new Set(
          own
            .flatMap((each) => policies.find((policy) => policy.id === each.id)?.permissions ?? [])
            .map(({ name }) => name),
        ),
      );
  for (const { scope, email, permission } of listGrants(state)) {
    const key = `${toPlace(scope)} member ${email}`;
    held.set(key, (held.get(key) ?? new Set()).add(permission));
  }
  return held;
}

/** What a role or a member holds before and after, and not at a moment in between. */
function listLost(
  before: Map<string, Set<string>>,
  moment: Map<string, Set<string>>,
  after: Map<string, Set<string>>,
): string[] {
  return [...before].flatMap(([key, permissions]) =>
    [...permissions]
      .filter((each) => after.get(key)?.has(each) && !moment.get(key)?.has(each))
      .map((each) => `${key} ${each}`),
  );
}

/** A state without IDs. */
function toComparable({ scopes }: AccessState) {
  const sort = <Item>(items: Item[]) =>
    items.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  return scopes.map(({ scope, policies, roles, members }) => ({
    scope: scope.kind === "project" ? scope.name : "organization",
    policies: sort(
      policies.map(({ name, description, permissions }) => ({
        name,
        description: description || null,
        items: sort(permissions.map((each) => each.name)),
      })),
    ),
    roles: sort(
      roles.map((role) => ({
        name: role.name,
        description: role.description || null,
        items: sort(role.policies.map((each) => each.name)),
      })),
    ),
    members: sort((members ?? []).map(({ email, role }) => ({ email, role: role?.name ?? null }))),
  }));
}

/** Chooses a request about a stored policy or role, or one that creates something. */
function chooseTarget({ requests }: Plan, seed: number): PlannedRequest | undefined {
  const first = new Map<string, PlannedRequest>();
  for (const request of requests) {
    if (request.action === "assignRole" || request.action === "transferOwnership") continue;
    const key = request.id ?? `new ${request.number}`;
    if (!first.has(key)) first.set(key, request);
  }
  return [...first.values()][seed % Math.max(first.size, 1)];
}

/** Creates what the plan creates, or changes the description of what the plan changes or deletes. */
async function changeAsSecondWriter(
  api: ReturnType<typeof createApi>,
  { scope, name, id, action, before }: PlannedRequest,
): Promise<void> {
  const isPolicy = action.endsWith("Policy");
  const itemIds = (before?.itemIds ?? []) as string[];
  const text = { name: before?.name ?? name, description: "changed by somebody else" };
  if (isPolicy) {
    const body = { ...text, permissionIds: itemIds };
    await api.send(
      id === undefined
        ? { scope, action: "createPolicy", body }
        : { scope, action: "updatePolicy", id, body },
    );
  } else {
    const body = { ...text, policyIds: itemIds };
    await api.send(
      id === undefined ? { scope, action: "createRole", body } : { scope, action: "updateRole", id, body },
    );
  }
}
