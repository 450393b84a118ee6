import { ConnectionError } from "@rolewright/client";
import { shareOfRuns } from "@rolewright/test-support";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPlan } from "./apply/apply-plan.ts";
import { writeConfig } from "./pull/write-config.ts";
import { readState } from "./state/read-state.ts";
import { organizations } from "./testing/random-organization.ts";
import { applyObserved, listAccess } from "./testing/observed-access.ts";
import { pairs, planFor, planPair } from "./testing/random-pair.ts";
import { createFakeOrganization } from "./testing/fake-organization.ts";

/** `test:stress` sets `ROLEWRIGHT_ACCESS_RUNS=1000`. */
const numRuns = shareOfRuns(Number(process.env["ROLEWRIGHT_ACCESS_RUNS"] ?? 40));
const options = { numRuns };

describe(`in ${numRuns} random organizations`, () => {
  it("a plan of what pull wrote is empty", () => {
    fc.assert(
      fc.property(organizations, fc.constantFrom("none", "listed"), (state, members) => {
        const existing = `organization: x # the name\nmanage: { policies: all, roles: all, members: ${members} }\n`;
        const source = writeConfig(state, existing);
        expect(planFor(state, source).requests).toEqual([]);
        expect(planFor(state, writeConfig(state)).requests).toEqual([]);
        // Writing into the result changes nothing.
        expect(writeConfig(state, source)).toBe(source);
      }),
      options,
    );
  });

  it("apply sends exactly the plan, and a second plan is empty", async () => {
    let planned = 0;
    await fc.assert(
      fc.asyncProperty(pairs, async (pair) => {
        const prepared = planPair(pair);
        if (!prepared) return;
        planned += 1;
        const api = createFakeOrganization(pair.stored);
        const result = await applyPlan(prepared.plan, api);
        expect(result).toEqual({ done: prepared.plan.requests, remaining: [] });
        expect(api.writes.map(({ action }) => action)).toEqual(
          prepared.plan.requests.map(({ action }) => action),
        );
        expect(planFor(await readState(api), prepared.source).requests).toEqual([]);
      }),
      options,
    );
    expect(planned).toBeGreaterThan(numRuns / 4);
  });

  it("no member lacks a permission that both states grant, at any moment", async () => {
    let observed = 0;
    await fc.assert(
      fc.asyncProperty(pairs, async (pair) => {
        const prepared = planPair(pair);
        if (!prepared) return;
        const { lost, shared } = await applyObserved(prepared.plan, pair.stored);
        expect(lost).toEqual([]);
        observed += prepared.plan.requests.length > 0 && shared > 0 ? 1 : 0;
      }),
      options,
    );
    expect(observed).toBeGreaterThan(numRuns / 4);
  });

  it("a run that ends after any request converges when it is repeated, without duplicates", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), async (pair, at) => {
        const prepared = planPair(pair);
        if (!prepared || prepared.plan.requests.length === 0) return;
        const api = createFakeOrganization(pair.stored);
        const last = 1 + (at % prepared.plan.requests.length);
        api.afterWrite = (number) => {
          if (number === last) throw new Error("killed");
        };
        const { stopped } = await applyPlan(prepared.plan, api);
        expect(stopped).toContain("killed");
        delete api.afterWrite;
        await applyPlan(planFor(await readState(api), prepared.source), api);
        expect(planFor(await readState(api), prepared.source).requests).toEqual([]);
      }),
      options,
    );
  });

  it("a lost response leads to no duplicate and no failure of a creation", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), async (pair, at) => {
        const prepared = planPair(pair);
        const creations = prepared?.plan.requests.filter(({ method }) => method === "POST") ?? [];
        if (!prepared || creations.length === 0) return;
        const lost = creations[at % creations.length]?.number;
        const api = createFakeOrganization(pair.stored);
        api.afterWrite = (number) => {
          if (number === lost) throw new ConnectionError("The connection was lost.");
        };
        expect(await applyPlan(prepared.plan, api)).toMatchObject({ remaining: [] });
        expect(api.writes).toHaveLength(prepared.plan.requests.length);
      }),
      options,
    );
  });

  it("a change by somebody else between plan and apply stops everything, and is not lost", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), async (pair, at) => {
        const prepared = planPair(pair);
        const updates =
          prepared?.plan.requests.filter(
            ({ method, action }) => method === "PUT" && action !== "assignRole",
          ) ?? [];
        const target = updates[at % updates.length];
        if (!prepared || !target) return;
        const api = createFakeOrganization(pair.stored);
        for (const item of api.state.scopes.flatMap(({ policies, roles }) => [...policies, ...roles]))
          if (item.id === target.id) item.description = "changed by somebody else";
        const changed = structuredClone(api.state);
        await expect(applyPlan(prepared.plan, api)).rejects.toThrow("has changed since the plan was created");
        expect(api.state).toEqual(changed);
        expect(api.writes).toEqual([]);
      }),
      options,
    );
  });

  it("a change by somebody else during apply stops before the resource is written", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.nat(), async (pair, at) => {
        const prepared = planPair(pair);
        const later =
          prepared?.plan.requests.filter(
            ({ method, number, action }) => method === "PUT" && action !== "assignRole" && number > 1,
          ) ?? [];
        const target = later[at % later.length];
        if (!prepared || !target) return;
        const api = createFakeOrganization(pair.stored);
        api.afterWrite = (number) => {
          if (number !== target.number - 1) return;
          for (const item of api.state.scopes.flatMap(({ policies, roles }) => [...policies, ...roles]))
            if (item.id === target.id) item.description = "changed by somebody else";
        };
        const { stopped, done } = await applyPlan(prepared.plan, api);
        expect(stopped).toContain("differs from the plan: its description differs");
        expect(done).toHaveLength(target.number - 1);
      }),
      options,
    );
  });

  it("effective permissions equal a truth table that is computed in another way", () => {
    let questions = 0;
    fc.assert(
      fc.property(organizations, (state) => {
        const granted = listAccess(state);
        for (const { scope, members, permissions, roles, policies } of state.scopes)
          for (const member of members ?? [])
            for (const { id, name } of permissions) {
              questions += 1;
              const role = roles.filter((each) => each.id === member.role?.id);
              const held = role.some((each) =>
                each.isBuiltIn
                  ? each.name !== "Member" || name.endsWith(":read")
                  : policies.some(
                      (policy) =>
                        each.policies.some((own) => own.id === policy.id) &&
                        policy.permissions.some((own) => own.id === id),
                    ),
              );
              const place = scope.kind === "project" ? scope.id : "organization";
              expect(granted.has(`${member.email} ${place} ${name}`)).toBe(held);
            }
      }),
      options,
    );
    expect(questions).toBeGreaterThan(numRuns);
  });
});
