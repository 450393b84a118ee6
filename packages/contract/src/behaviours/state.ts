import type { OperationId, PolicySummary } from "@rolewright/types";
import { expect } from "vitest";
import type { Call } from "../api.ts";
import { calls } from "../calls.ts";
import type { Operation } from "../description.ts";
import type { World } from "../world.ts";
import { type Behaviour, takesId } from "./behaviour.ts";

/** A role, a policy or a project, as far as these behaviours look at it. */
interface Thing {
  id: string;
  name: string;
  description: string | null;
  policies?: PolicySummary[];
}

const named =
  (pattern: RegExp) =>
  ({ operationId }: Operation) =>
    pattern.test(operationId);

/** Ways to write a name that are the same name. */
const disguises = (name: string) => [name, ` ${name}\u00a0`, name.toUpperCase(), name.normalize("NFD")];

/** What only an implementation that keeps what it is given can show. */
export const state: Behaviour[] = [
  {
    title: "shows in the list what was created, and no longer what was deleted",
    appliesTo: named(/^create/),
    needsState: true,
    async run({ operationId }, world) {
      const call = await calls[operationId](world);
      const thing = await done(world, operationId, call);
      expect(await listed(world, operationId, call)).toContainEqual(thing);
      const path = { ...call.path, [idOf(operationId)]: thing.id };
      const remove = operationId.replace("create", "delete") as OperationId;
      expect((await world.call(remove, { path })).body).toMatchObject({
        data: { id: thing.id, deleted: true },
      });
      expect((await listed(world, operationId, call)).map(({ id }) => id)).not.toContain(thing.id);
      expect((await world.call(remove, { path })).status).toBe(404);
    },
  },
  {
    title: "refuses a name that is taken with 409, however it is written",
    appliesTo: named(/^create/),
    needsState: true,
    async run({ operationId }, world) {
      const call = await calls[operationId](world);
      const name = `Caf\u00e9 ${world.name()}`;
      await done(world, operationId, withBody(call, { name }));
      for (const taken of disguises(name)) {
        const { status, text } = await world.call(operationId, withBody(call, { name: taken }));
        expect({ taken, status }).toEqual({ taken, status: 409 });
        expect(text).toContain(name);
      }
    },
  },
  {
    title: "refuses another's name with 409, and takes its own in another case",
    appliesTo: named(/^update(?!Organization$)/),
    needsState: true,
    async run({ operationId }, world) {
      const create = operationId.replace("update", "create") as OperationId;
      const other = await done(world, create, await calls[create](world));
      const call = withBody(await calls[operationId](world), {});
      const name = world.name();
      await done(world, operationId, withBody(call, { name }));
      for (const taken of disguises(other.name)) {
        expect((await world.call(operationId, withBody(call, { name: taken }))).status).toBe(409);
      }
      const own = await done(world, operationId, withBody(call, { name: name.toUpperCase() }));
      expect(own.name).toBe(name.toUpperCase());
    },
  },
  {
    title: "refuses the name of a system-defined role with 409, however it is written",
    appliesTo: named(/^(create|update)\w+Role$/),
    needsState: true,
    async run({ operationId }, world) {
      const call = await calls[operationId](world);
      const system = (await listed(world, operationId, call)).filter(isGlobal);
      expect(system).toHaveLength(3);
      for (const name of system.flatMap((role) => disguises(role.name))) {
        const { status } = await world.call(operationId, withBody(call, { name }));
        expect({ name, status }).toEqual({ name, status: 409 });
      }
    },
  },
  {
    title: "refuses a global role with 403, and leaves it as it is",
    appliesTo: named(/^(update|delete)\w+Role$/),
    needsState: true,
    async run({ operationId }, world) {
      const call = await calls[operationId](world);
      const before = (await listed(world, operationId, call)).filter(isGlobal);
      for (const { id } of before) {
        const path = { ...call.path, roleId: id };
        expect((await world.call(operationId, { ...call, path })).status).toBe(403);
      }
      expect((await listed(world, operationId, call)).filter(isGlobal)).toEqual(before);
    },
  },
  {
    title: "refuses ids that are not there, or are the other scope's, with 422, and names them",
    appliesTo: named(/^(create|update)\w+(Role|Policy)$/),
    needsState: true,
    async run({ operationId }, world) {
      const call = await calls[operationId](world);
      const field = operationId.endsWith("Role") ? "policyIds" : "permissionIds";
      const ofProject = operationId.includes("Project") ? undefined : await world.projectId();
      const otherBody = operationId.endsWith("Role")
        ? await world.roleInput(ofProject)
        : await world.policyInput(ofProject);
      const others = (otherBody as unknown as Record<string, string[]>)[field] ?? [];
      for (const id of ["nothing-has-this-id", ...others]) {
        const { status, text } = await world.call(operationId, withBody(call, { [field]: [id] }));
        expect({ id, status }).toEqual({ id, status: 422 });
        expect(text).toContain(id);
      }
    },
  },
  {
    title: "replaces: what is not sent is not kept",
    appliesTo: named(/^update\w+(Role|Policy)$/),
    needsState: true,
    async run({ operationId }, world) {
      const call = await calls[operationId](world);
      await done(world, operationId, call);
      const field = operationId.endsWith("Role") ? "policyIds" : "permissionIds";
      const name = world.name();
      const thing = await done(world, operationId, { ...call, body: { name, [field]: [] } });
      const empty = { policyIds: "policies", permissionIds: "permissions" }[field];
      expect(thing).toMatchObject({ name, description: null, [empty]: [] });
      expect(await listed(world, operationId, call)).toContainEqual(thing);
    },
  },
  {
    title: "keeps what is not sent",
    appliesTo: named(/^updateProject$/),
    needsState: true,
    async run({ operationId }, world) {
      const path = { projectId: await world.newProject() };
      const name = world.name();
      await done(world, operationId, { path, body: { name, description: "Kept" } });
      const renamed = await done(world, operationId, { path, body: { name: `${name} 2` } });
      expect(renamed).toMatchObject({ name: `${name} 2`, description: "Kept" });
      const cleared = await done(world, operationId, { path, body: { description: null } });
      expect(cleared).toMatchObject({ name: `${name} 2`, description: null });
    },
  },
  {
    title: "shows a policy's new name in the roles that have it",
    appliesTo: named(/^update\w+Policy$/),
    needsState: true,
    async run({ operationId }, world) {
      const { role, path } = await roleWithPolicy(world, operationId);
      const [policy] = role.policies ?? [];
      const call = withBody(await calls[operationId](world), { name: world.name() });
      const renamed = await done(world, operationId, {
        ...call,
        path: { ...path, policyId: policy?.id ?? "" },
      });
      const roles = await listed(world, operationId.replace("Policy", "Role") as OperationId, { path });
      expect(roles.find(({ id }) => id === role.id)?.policies).toEqual([
        { id: renamed.id, name: renamed.name },
      ]);
    },
  },
  {
    title: "refuses to delete a policy that a role still has with 409, naming the role",
    appliesTo: named(/^delete\w+Policy$/),
    needsState: true,
    async run({ operationId }, world) {
      const { role, path } = await roleWithPolicy(world, operationId);
      const call = { path: { ...path, policyId: role.policies?.[0]?.id ?? "" } };
      const refused = await world.call(operationId, call);
      expect(refused.status).toBe(409);
      expect(refused.text).toContain(role.name);
      const update = operationId.replace("delete", "update").replace("Policy", "Role") as OperationId;
      await done(world, update, {
        path: { ...path, roleId: role.id },
        body: { name: role.name, policyIds: [] },
      });
      expect((await world.call(operationId, call)).status).toBe(200);
    },
  },
  {
    title: "refuses to delete a role that a member still has with 409",
    appliesTo: named(/^delete\w+Role$/),
    needsState: true,
    async run({ operationId }, world) {
      // No operation gives a role to a member yet: only the demo organization has such roles.
      if (!world.api.target.isDemo) return;
      const path = operationId.includes("Project")
        ? { projectId: "PROJECT-ID", roleId: "project-role-uuid-3" }
        : { roleId: "role-uuid-3" };
      const { status, text } = await world.call(operationId, { path });
      expect(status).toBe(409);
      expect(text).toContain("still assigned to 1 member");
      expect((await listed(world, operationId, { path })).map(({ id }) => id)).toContain(path.roleId);
    },
  },
  {
    title: "takes everything in the project with it",
    appliesTo: named(/^deleteProject$/),
    needsState: true,
    async run({ operationId }, world) {
      const path = { projectId: await world.newProject() };
      const policy = await done(world, "createProjectPolicy", {
        path,
        body: { name: world.name(), permissionIds: [] },
      });
      const body = { name: world.name(), policyIds: [policy.id] };
      const role = await done(world, "createProjectRole", { path, body });
      expect((await world.call(operationId, { path })).status).toBe(200);
      for (const gone of ["retrieveProject", "listProjectRoles", "listProjectPolicies"] as const) {
        expect((await world.call(gone, { path })).status).toBe(404);
      }
      const ofRole = { path: { ...path, roleId: role.id } };
      expect((await world.call("updateProjectRole", { ...ofRole, body })).status).toBe(404);
      expect((await world.call("deleteProjectRole", ofRole)).status).toBe(404);
    },
  },
  {
    title: "refuses an address that no member has with 422",
    appliesTo: named(/^createProject$/),
    needsState: true,
    async run({ operationId }, world) {
      const body = { name: world.name(), email: "nobody@contract.example" };
      const { status, text } = await world.call(operationId, { body });
      expect(status).toBe(422);
      expect(text).toContain("nobody@contract.example");
      expect((await listed(world, operationId, {})).map(({ name }) => name)).not.toContain(body.name);
    },
  },
  {
    title: "refuses the key of a project with 403, and after the project is deleted with 401",
    needsState: true,
    async run({ operationId }, world) {
      const call = await calls[operationId](world);
      const created = await world.given<{ project: Thing; apiKey: { value: string } }>("createProject", {
        body: { name: world.name() },
      });
      const headers = { CONFIDENT_API_KEY: created.apiKey.value };
      expect((await world.call(operationId, { ...call, headers })).status).toBe(403);
      await world.given("deleteProject", { path: { projectId: created.project.id } });
      expect((await world.call(operationId, { ...call, headers })).status).toBe(401);
    },
  },
  {
    title: "refuses a key that is wrong with 401, in the words for none",
    needsState: true,
    async run({ operationId }, world) {
      const call = await calls[operationId](world);
      const answers = [];
      for (const key of ["confident_org_wrong", "x", `${world.api.target.apiKey}x`, ""]) {
        answers.push(await world.call(operationId, { ...call, headers: { CONFIDENT_API_KEY: key } }));
      }
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    },
  },
  {
    title:
      "answers for what is another organization's exactly as for what does not exist, and changes nothing",
    appliesTo: takesId,
    needsState: true,
    async run(operation, world) {
      const { otherApiKey } = world.api.target;
      if (otherApiKey === undefined) return;
      const { operationId } = operation;
      const call = await calls[operationId](world);
      const headers = { CONFIDENT_API_KEY: otherApiKey };
      const theirs = await world.call(operationId, { ...call, headers });
      const nobodys = await world.call(operationId, {
        ...call,
        headers,
        path: Object.fromEntries(operation.parameters.map((name) => [name, `${call.path?.[name]}-no`])),
      });
      expect([theirs.status, nobodys.status]).toEqual([404, 404]);
      expect(theirs.text).toBe(nobodys.text);
      expect([...theirs.headers.keys()]).toEqual([...nobodys.headers.keys()]);
      expect((await world.call(operationId, call)).status).toBe(200);
      world.isolation.push(`${operationId.padEnd(26)}  ${theirs.status}  ${nobodys.status}  the same words`);
    },
  },
];

const withBody = (call: Call, fields: object): Call => ({
  ...call,
  body: { ...(call.body as object), ...fields },
});

const isGlobal = (thing: object) =>
  ("organizationId" in thing && thing.organizationId === null) ||
  ("projectId" in thing && thing.projectId === null);

/** The name of the path parameter that names what an operation is about. */
const idOf = (operationId: OperationId) =>
  operationId.endsWith("Role") ? "roleId" : operationId.endsWith("Policy") ? "policyId" : "projectId";

/** Carries out a call that has to succeed, and answers with what it was about. */
async function done(world: World, operationId: OperationId, call: Call): Promise<Thing> {
  const { role, policy, project } = await world.given<Record<"role" | "policy" | "project", Thing>>(
    operationId,
    call,
  );
  return role ?? policy ?? project;
}

/** What the list beside an operation shows. */
async function listed(world: World, operationId: OperationId, { path = {} }: Call): Promise<Thing[]> {
  const subject = operationId.replace(/^(create|update|delete)/, "");
  const list = `list${subject.replace(/Policy$/, "Policies").replace(/(Role|Project)$/, "$1s")}`;
  const data = await world.given<Record<string, Thing[]>>(list as OperationId, { path });
  return Object.values(data)[0] ?? [];
}

/** A role that has one policy, in the scope of an operation. */
async function roleWithPolicy(world: World, operationId: OperationId) {
  const projectId = operationId.includes("Project") ? await world.projectId() : undefined;
  const role: Thing = projectId === undefined ? await world.organizationRole() : await world.projectRole();
  return { role, path: projectId === undefined ? {} : { projectId } };
}
