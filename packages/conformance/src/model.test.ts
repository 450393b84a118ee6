import type { Permission, Policy, Role } from "@rolewright/types";
import { shareOfRuns } from "@rolewright/test-support";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ContractClient } from "./contract-client.ts";
import { toOperationId, ScopeModel } from "./scope-model.ts";
import { type RunningTarget, targets } from "./targets.ts";

/** The number of command sequences. The output has the seed of one that fails. */
const runs = shareOfRuns(Number(process.env["ROLEWRIGHT_MODEL_RUNS"] ?? 8));

interface Step {
  verb: "create" | "update" | "delete";
  kind: "Role" | "Policy";
  isProject: boolean;
  /** Select a resource, and the policies or permissions of its body, from those that exist. */
  index: number;
  partIndexes: number[];
  name: string;
  description: string | null;
}

const steps = fc.array(
  fc.record<Step>({
    verb: fc.constantFrom("create", "create", "update", "delete"),
    kind: fc.constantFrom("Role", "Policy"),
    isProject: fc.boolean(),
    index: fc.nat(9),
    partIndexes: fc.array(fc.nat(9), { maxLength: 3 }),
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

const statefulTargets = targets.filter(
  ({ isStateful, skipReason }) => isStateful && skipReason === undefined,
);

describe.each(statefulTargets.filter(({ name }) => name.startsWith("server")))(
  "the model and $name",
  ({ start }) => {
    let running: RunningTarget;

    beforeAll(async () => {
      running = await start();
    });

    afterAll(() => running.stop());

    it("agree after every command", { timeout: 3_600_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (sequence) => {
          const organization = new ModeledOrganization(
            new ContractClient({ ...running, apiKey: await running.newOrganization() }),
          );
          await organization.prepare();
          for (const step of sequence) await organization.execute(step);
          await organization.compareLists();
        }),
        { numRuns: runs, endOnFailure: true },
      );
    });
  },
);

/** An organization with one project, and the models of both scopes. */
class ModeledOrganization {
  readonly #client: ContractClient;
  readonly #models = new Map<boolean, ScopeModel>();
  readonly #permissions = new Map<boolean, string[]>();
  #projectId = "";

  constructor(client: ContractClient) {
    this.#client = client;
  }

  async prepare(): Promise<void> {
    const created = await this.#client.call("createProject", { body: { name: "project" } });
    this.#projectId = parseData<{ project: { id: string } }>(created.body).project.id;
    for (const isProject of [false, true]) {
      const builtInRoles = await this.#list<Role>(isProject, "Roles");
      const permissionIds = (await this.#list<Permission>(isProject, "Permissions")).map(({ id }) => id);
      this.#permissions.set(isProject, permissionIds);
      this.#models.set(
        isProject,
        new ScopeModel({
          permissionIds,
          builtInNames: builtInRoles.map(({ name }) => name),
          builtInRoleIds: builtInRoles.map(({ id }) => id),
        }),
      );
    }
  }

  async execute({ verb, kind, isProject, index, partIndexes, name, description }: Step): Promise<void> {
    const model = this.#getModel(isProject);
    const builtInRoleId = isProject ? "project-role-uuid-1" : "role-uuid-1";
    const entries = kind === "Role" ? model.roles : model.policies;
    const id = [...entries.keys(), builtInRoleId, "nothing"][index % (entries.size + 2)] ?? "";
    const knownIds =
      kind === "Role" ? [...model.policies.keys(), "nothing"] : (this.#permissions.get(isProject) ?? []);
    const ids = partIndexes.map((part) => knownIds[part % knownIds.length] ?? "");
    const entry = verb === "delete" ? undefined : { name, description, ids };
    const field = kind === "Role" ? "policyIds" : "permissionIds";

    const path = { ...this.#path(isProject), ...(verb !== "create" && { [`${kind.toLowerCase()}Id`]: id }) };
    const body = entry && { name, description, [field]: ids };
    const response = await this.#client.call(toOperationId(verb, isProject, kind), {
      path,
      ...(body && { body }),
    });
    const status = model.expectStatus(verb, kind, verb === "create" ? "" : id, entry);
    expect(response.status, `${verb} ${kind} ${JSON.stringify(body)} of ${id}: ${response.text}`).toBe(
      status,
    );
    if (status !== 200) return;
    const data = parseData<Record<string, { id: string }>>(response.body);
    model.apply(kind, verb === "create" ? (data[kind.toLowerCase()]?.id ?? "") : id, entry);
  }

  async compareLists(): Promise<void> {
    for (const isProject of [false, true]) {
      const model = this.#getModel(isProject);
      const policies = await this.#list<Policy>(isProject, "Policies");
      expect(
        policies.map(({ id, name, description, permissions }) => [
          id,
          name,
          description,
          mapIds(permissions),
        ]),
      ).toEqual([...model.policies].map(([id, { name, description, ids }]) => [id, name, description, ids]));
      const roles = (await this.#list<Role>(isProject, "Roles")).slice(3);
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

  async #list<Item>(isProject: boolean, kind: string): Promise<Item[]> {
    const response = await this.#client.call(toOperationId("list", isProject, kind), {
      path: this.#path(isProject),
    });
    return Object.values(parseData<Record<string, Item[]>>(response.body))[0] ?? [];
  }

  #path(isProject: boolean): Record<string, string> {
    return isProject ? { projectId: this.#projectId } : {};
  }

  #getModel(isProject: boolean): ScopeModel {
    const model = this.#models.get(isProject);
    if (!model) throw new Error("Call prepare() first.");
    return model;
  }
}

const mapIds = (resources: { id: string }[]) => resources.map(({ id }) => id);

// The contract client has validated every response.
const parseData = <Data>(body: unknown) => (body as { data: Data }).data;
