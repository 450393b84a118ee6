import {
  createTemporaryDatabase,
  databaseKinds,
  findSkipReason,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import type { Policy, ProjectRole, Role } from "@rolewright/types";
import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { catalogs } from "../domain/catalog.ts";
import { DomainError } from "../domain/domain-error.ts";
import { openStore } from "../storage/open-store.ts";
import { sql } from "../storage/statements.ts";
import { queryAll, type Store, type TransactionScript } from "../storage/store.ts";
import { addOrganization } from "./demo-organization.ts";
import { createPolicy } from "./policies.ts";
import { createProject } from "./projects.ts";
import { createRole, listRoles } from "./roles.ts";
import { type Scope, toOrganizationScope, toProjectScope } from "./scope.ts";

/** The time of every operation in the tests. */
export const now = "2026-11-28T00:00:00.000Z";

/** Returns a result that is no error. */
export function expectSuccess<Result>(result: Result): Exclude<Result, DomainError> {
  if (result instanceof DomainError) throw new Error(result.message);
  // Errors are excluded above.
  return result as Exclude<Result, DomainError>;
}

/** What tests of operations share: a store, and an organization that each test gets for itself. */
export type OperationContext = ReturnType<typeof createContext>;

/** Describes operations on each kind of store. */
export function describeOperations(subject: string, define: (context: OperationContext) => void): void {
  describe.each(databaseKinds)(`${subject} on %s`, (kind) => {
    const skipReason = findSkipReason(kind);
    const context = createContext(kind);
    let database: TemporaryDatabase;

    beforeAll(async () => {
      if (skipReason !== undefined) return;
      database = await createTemporaryDatabase(kind);
      context.store = await openStore(database.name);
    });

    afterAll(async () => {
      if (skipReason !== undefined) return;
      await context.store.close();
      await database.remove();
    });

    beforeEach(async ({ skip }) => {
      if (skipReason !== undefined) skip(skipReason);
      const { id, apiKey } = await addOrganization(context.store, "Acme");
      Object.assign(context, { organizationId: id, apiKey });
    });

    define(context);
  });
}

function createContext(kind: (typeof databaseKinds)[number]) {
  // Set before the tests, and the ID and the key before each.
  const shared = { kind, store: undefined as unknown as Store, organizationId: "", apiKey: "" };
  const write = <Result>(script: () => TransactionScript<Result>) =>
    shared.store.write(shared.organizationId, script);
  const read = <Result>(script: () => TransactionScript<Result>) => shared.store.read(script);
  const input = <Params, Body>(params: Params, body: Body) => ({
    organizationId: shared.organizationId,
    params,
    query: {},
    body,
    now,
    createId: shared.store.clock.createId,
  });
  const addProject = async (name: string) =>
    expectSuccess(await write(() => createProject(input({}, { name })))).project.id;
  type Created<Result> = Promise<Result | DomainError>;
  const addRole = (
    scope: Scope,
    name: string,
    policyIds: string[] = [],
  ): Created<{ role: Role | ProjectRole }> => write(() => createRole(scope, input({}, { name, policyIds })));
  const addPolicy = (scope: Scope, name: string, permissionIds: string[] = []): Created<{ policy: Policy }> =>
    write(() => createPolicy(scope, input({}, { name, permissionIds })));
  return Object.assign(shared, {
    write,
    read,
    input,
    addProject,
    addRole,
    addPolicy,
    setCounts: (scope: Scope, roles: number, policies: number, projects: number) =>
      write(() => queryAll(sql.adjustCounts, scope.organizationId, scope.id, roles, policies, projects)),
    /** Runs a test in the scope of the organization, and in that of a new project. */
    inEachScope: async (test: (scope: Scope) => Promise<void>) => {
      const { organizationId } = shared;
      await test(toOrganizationScope({ organizationId }));
      const projectId = await addProject(`Project ${shared.store.clock.createId()}`);
      await test(toProjectScope({ organizationId, params: { projectId } }));
    },
    mustAddRole: async (scope: Scope, name: string, policyIds: string[] = []) =>
      expectSuccess(await addRole(scope, name, policyIds)).role.id,
    mustAddPolicy: async (scope: Scope, name: string) =>
      expectSuccess(await addPolicy(scope, name)).policy.id,
    listCustomRoles: async (scope: Scope): Promise<(Role | ProjectRole)[]> => {
      const { roles } = expectSuccess(await read(() => listRoles(scope)));
      return roles.slice(catalogs[scope.kind].builtInRoles.length);
    },
  });
}
