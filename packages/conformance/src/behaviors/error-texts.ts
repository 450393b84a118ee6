import { expect } from "vitest";
import type { OperationRequest } from "../contract-client.ts";
import { calls } from "../calls.ts";
import type { Operation } from "@rolewright/contract/internal";
import type { Behavior } from "./behavior.ts";

const withId =
  (pattern: RegExp) =>
  ({ operationId }: Operation) =>
    pattern.test(operationId);

/** Error texts name the value that caused the error. */
export const errorTexts: Behavior[] = [
  {
    title: "shows the conflicting name",
    appliesTo: withId(/^create/),
    needsState: true,
    async run(operationId, fixtures) {
      const request = await calls[operationId](fixtures);
      const name = `Caf\u00e9 ${fixtures.uniqueName()}`;
      await fixtures.expectSuccess(operationId, withBody(request, { name }));
      const { status, text } = await fixtures.call(
        operationId,
        withBody(request, { name: name.toUpperCase() }),
      );
      expect(status).toBe(409);
      expect(text).toContain(name);
    },
  },
  {
    title: "shows the unknown ids",
    appliesTo: withId(/^(create|update)\w+(Role|Policy)$/),
    needsState: true,
    async run(operationId, fixtures) {
      const request = await calls[operationId](fixtures);
      const field = operationId.endsWith("Role") ? "policyIds" : "permissionIds";
      const { status, text } = await fixtures.call(
        operationId,
        withBody(request, { [field]: ["nothing-has-this-id"] }),
      );
      expect(status).toBe(422);
      expect(text).toContain("nothing-has-this-id");
    },
  },
  {
    title: "shows how many members have the role",
    appliesTo: withId(/^delete\w+Role$/),
    needsState: true,
    async run(operationId, fixtures) {
      const path = operationId.includes("Project")
        ? { projectId: "PROJECT-ID", roleId: "project-role-uuid-3" }
        : { roleId: "role-uuid-3" };
      const { status, text } = await fixtures.call(operationId, { path });
      expect(status).toBe(409);
      expect(text).toContain("assigned to 1 member");
    },
  },
  {
    title: "shows the email address that no member has",
    appliesTo: withId(/^createProject$/),
    needsState: true,
    async run(operationId, fixtures) {
      const body = { name: fixtures.uniqueName(), email: "nobody@contract.example" };
      const { status, text } = await fixtures.call(operationId, { body });
      expect(status).toBe(422);
      expect(text).toContain("nobody@contract.example");
    },
  },
];

const withBody = (request: OperationRequest, fields: object): OperationRequest => ({
  ...request,
  body: { ...(request.body as object), ...fields },
});
