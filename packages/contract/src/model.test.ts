import type { Permission, Policy, Role } from "@rolewright/types";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "./api.ts";
import { operationOf, ScopeModel } from "./model.ts";
import { type RunningTarget, targets } from "./targets.ts";

/** `ROLEWRIGHT_MODEL_RUNS=1000` is the full count; the seed of a run that diverges is printed. */
const runs = Number(process.env["ROLEWRIGHT_MODEL_RUNS"] ?? 8);

interface Step {
  verb: "create" | "update" | "delete";
  kind: "Role" | "Policy";
  isProject: boolean;
  /** Which of the things that were made, and which of those that they are made of. */
  which: number;
  parts: number[];
  name: string;
  description: string | null;
}

const steps = fc.array(
  fc.record<Step>({
    verb: fc.constantFrom("create", "create", "update", "delete"),
    kind: fc.constantFrom("Role", "Policy"),
    isProject: fc.boolean(),
    which: fc.nat(9),
    parts: fc.array(fc.nat(9), { maxLength: 3 }),
    name: fc.constantFrom(
      "a",
      "A",
      " a ",
      "b",
      "Owner",
      "manager",
      "caf\u00e9",
      "CAFE\u0301",
      "\u{1f600}",
      "x y",
    ),
    description: fc.option(
      fc.string({ unit: "grapheme", maxLength: 5 }).filter((text) => !text.includes("\0")),
    ),
  }),
  { minLength: 50, maxLength: 50, size: "max" },
);

const kept = targets.filter(({ keepsState, skipped }) => keepsState && skipped === undefined);

describe.each(kept.filter(({ name }) => name.startsWith("server")))("the model and $name", ({ start }) => {
  let running: RunningTarget;

  beforeAll(async () => {
    running = await start();
  });

  afterAll(() => running.stop());

  it("never diverge", { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const scopes = new Scopes(new Api({ ...running, apiKey: await running.newOrganization() }));
        await scopes.prepare();
        for (const step of sequence) await scopes.take(step);
        await scopes.compareLists();
      }),
      { numRuns: runs, endOnFailure: true },
    );
  });
});

/** One organization with one project, and the model of both. */
class Scopes {
  readonly #api: Api;
  readonly #models = new Map<boolean, ScopeModel>();
  readonly #permissions = new Map<boolean, string[]>();
  #projectId = "";

  constructor(api: Api) {
    this.#api = api;
  }

  async prepare(): Promise<void> {
    const created = await this.#api.call("createProject", { body: { name: "project" } });
    this.#projectId = dataOf<{ project: { id: string } }>(created.body).project.id;
    for (const isProject of [false, true]) {
      const globalRoles = await this.#list<Role>(isProject, "Role");
      const permissionIds = (await this.#list<Permission>(isProject, "Permission")).map(({ id }) => id);
      this.#permissions.set(isProject, permissionIds);
      this.#models.set(
        isProject,
        new ScopeModel({
          permissionIds,
          systemNames: globalRoles.map(({ name }) => name),
          globalRoleIds: globalRoles.map(({ id }) => id),
        }),
      );
    }
  }

  async take({ verb, kind, isProject, which, parts, name, description }: Step): Promise<void> {
    const model = this.#modelOf(isProject);
    const globalId = isProject ? "project-role-uuid-1" : "role-uuid-1";
    const others = kind === "Role" ? model.roles : model.policies;
    const id = [...others.keys(), globalId, "nothing"][which % (others.size + 2)] ?? "";
    const pool =
      kind === "Role" ? [...model.policies.keys(), "nothing"] : (this.#permissions.get(isProject) ?? []);
    const ids = parts.map((part) => pool[part % pool.length] ?? "");
    const sent = verb === "delete" ? undefined : { name, description, ids };
    const field = kind === "Role" ? "policyIds" : "permissionIds";

    const path = { ...this.#path(isProject), ...(verb !== "create" && { [`${kind.toLowerCase()}Id`]: id }) };
    const body = sent && { name, description, [field]: ids };
    const answer = await this.#api.call(operationOf(verb, isProject, kind), { path, ...(body && { body }) });
    const status = model.expect(verb, kind, verb === "create" ? "" : id, sent);
    expect(answer.status, `${verb} ${kind} ${JSON.stringify(body)} of ${id}: ${answer.text}`).toBe(status);
    if (status !== 200) return;
    const data = dataOf<Record<string, { id: string }>>(answer.body);
    model.keep(kind, verb === "create" ? (data[kind.toLowerCase()]?.id ?? "") : id, sent);
  }

  async compareLists(): Promise<void> {
    for (const isProject of [false, true]) {
      const model = this.#modelOf(isProject);
      const policies = await this.#list<Policy>(isProject, "Policie");
      expect(
        policies.map(({ id, name, description, permissions }) => [id, name, description, idsOf(permissions)]),
      ).toEqual([...model.policies].map(([id, { name, description, ids }]) => [id, name, description, ids]));
      const roles = (await this.#list<Role>(isProject, "Role")).slice(3);
      expect(
        roles.map(({ id, name, description, policies: parts }) => [id, name, description, parts]),
      ).toEqual(
        [...model.roles].map(([id, { name, description, ids }]) => [
          id,
          name,
          description,
          ids.map((each) => ({ id: each, name: model.policies.get(each)?.name })),
        ]),
      );
    }
  }

  async #list<Thing>(isProject: boolean, kind: string): Promise<Thing[]> {
    const answer = await this.#api.call(operationOf("list", isProject, `${kind}s`), {
      path: this.#path(isProject),
    });
    return Object.values(dataOf<Record<string, Thing[]>>(answer.body))[0] ?? [];
  }

  #path(isProject: boolean): Record<string, string> {
    return isProject ? { projectId: this.#projectId } : {};
  }

  #modelOf(isProject: boolean): ScopeModel {
    const model = this.#models.get(isProject);
    if (!model) throw new Error("The scopes are not prepared.");
    return model;
  }
}

const idsOf = (things: { id: string }[]) => things.map(({ id }) => id);

// Every answer has been held to the description before this looks into it.
const dataOf = <Data>(body: unknown) => (body as { data: Data }).data;
