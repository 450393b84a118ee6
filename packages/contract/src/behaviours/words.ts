import { expect } from "vitest";
import type { Call } from "../api.ts";
import { calls } from "../calls.ts";
import type { Operation } from "../description/operation.ts";
import type { Behaviour } from "./behaviour.ts";

const named =
  (pattern: RegExp) =>
  ({ operationId }: Operation) =>
    pattern.test(operationId);

/** A refusal of our server says which name, which id, which address it is about. */
export const words: Behaviour[] = [
  {
    title: "names the name that is taken",
    appliesTo: named(/^create/),
    needsState: true,
    async run(operationId, world) {
      const call = await calls[operationId](world);
      const name = `Caf\u00e9 ${world.name()}`;
      await world.given(operationId, withBody(call, { name }));
      const { status, text } = await world.call(operationId, withBody(call, { name: name.toUpperCase() }));
      expect(status).toBe(409);
      expect(text).toContain(name);
    },
  },
  {
    title: "names the ids that are not there",
    appliesTo: named(/^(create|update)\w+(Role|Policy)$/),
    needsState: true,
    async run(operationId, world) {
      const call = await calls[operationId](world);
      const field = operationId.endsWith("Role") ? "policyIds" : "permissionIds";
      const { status, text } = await world.call(
        operationId,
        withBody(call, { [field]: ["nothing-has-this-id"] }),
      );
      expect(status).toBe(422);
      expect(text).toContain("nothing-has-this-id");
    },
  },
  {
    title: "names the role that still has the policy",
    appliesTo: named(/^delete\w+Policy$/),
    needsState: true,
    async run(operationId, world) {
      const projectId = operationId.includes("Project") ? await world.projectId() : undefined;
      const role = projectId === undefined ? await world.organizationRole() : await world.projectRole();
      const path = { ...(projectId && { projectId }), policyId: role.policies[0]?.id ?? "" };
      const { status, text } = await world.call(operationId, { path });
      expect(status).toBe(409);
      expect(text).toContain(role.name);
    },
  },
  {
    title: "says how many members still have the role",
    appliesTo: named(/^delete\w+Role$/),
    needsState: true,
    async run(operationId, world) {
      const path = operationId.includes("Project")
        ? { projectId: "PROJECT-ID", roleId: "project-role-uuid-3" }
        : { roleId: "role-uuid-3" };
      const { status, text } = await world.call(operationId, { path });
      expect(status).toBe(409);
      expect(text).toContain("still assigned to 1 member");
    },
  },
  {
    title: "names the address that no member has",
    appliesTo: named(/^createProject$/),
    needsState: true,
    async run(operationId, world) {
      const body = { name: world.name(), email: "nobody@contract.example" };
      const { status, text } = await world.call(operationId, { body });
      expect(status).toBe(422);
      expect(text).toContain("nobody@contract.example");
    },
  },
];

const withBody = (call: Call, fields: object): Call => ({
  ...call,
  body: { ...(call.body as object), ...fields },
});
