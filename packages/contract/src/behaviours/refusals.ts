import { expect } from "vitest";
import type { Call, RawCall } from "../api.ts";
import { calls } from "../calls.ts";
import { fillPath, type Operation } from "../description/operation.ts";
import { operationNamed } from "../own-description.ts";
import { type Behaviour, takesBody } from "./behaviour.ts";

/** What is no well-formed call, where the description leaves open how it is refused. */
export const refusals: Behaviour[] = [
  {
    title: "refuses a body that holds half of a surrogate pair with 400",
    appliesTo: takesBody,
    async run(operationId, world) {
      const operation = operationNamed(operationId);
      const call = rawCall(operation, await calls[operationId](world));
      for (const body of ['{"name":"\\ud800"}', '{"name":"x","\\udc00":[]}']) {
        expect((await world.api.raw(operation, { ...call, body })).status).toBe(400);
      }
    },
  },
  {
    title: "refuses a body that is too large with 413",
    appliesTo: takesBody,
    async run(operationId, world) {
      const operation = operationNamed(operationId);
      const call = rawCall(operation, await calls[operationId](world));
      const body = JSON.stringify({ name: "x".repeat(200_000) });
      expect((await world.api.raw(operation, { ...call, body })).status).toBe(413);
    },
  },
  {
    title: "refuses a body of a thousand faults with 422, in an answer that keeps the contract",
    appliesTo: takesBody,
    async run(operationId, world) {
      const { path } = await calls[operationId](world);
      const faults = Array.from({ length: 1_000 }, (_, index) => index);
      const body = {
        name: 7,
        policyIds: faults,
        permissionIds: faults,
        ...Object.fromEntries(faults.entries()),
      };
      expect((await world.call(operationId, { ...(path && { path }), body })).status).toBe(422);
    },
  },
  {
    title: "refuses a call without its body with 422",
    appliesTo: takesBody,
    async run(operationId, world) {
      const { path } = await calls[operationId](world);
      expect((await world.call(operationId, { ...(path && { path }) })).status).toBe(422);
    },
  },
  {
    title: "refuses a slash at the end of its path, and a path below it, with 404",
    async run(operationId, world) {
      const operation = operationNamed(operationId);
      const call = rawCall(operation, await calls[operationId](world));
      for (const path of [`${call.path}/`, `${call.path}/nothing/here/at/all`]) {
        const { status, body } = await world.api.send({ ...call, path });
        expect({ path, status, body }).toEqual({ path, status: 404, body: anyError });
      }
    },
  },
  {
    title: "refuses methods that its path does not have with 405, and says in Allow which it has",
    async run(operationId, world) {
      const operation = operationNamed(operationId);
      const { path } = rawCall(operation, await calls[operationId](world));
      for (const method of ["PATCH", "OPTIONS", "PROPFIND", "HEAD"]) {
        const { status, headers, body } = await world.api.send({ method, path });
        expect({ method, status, body }).toEqual({
          method,
          status: 405,
          body: method === "HEAD" ? undefined : anyError,
        });
        expect(headers.get("allow")?.split(", ")).toContain(operation.method);
        expect(headers.get("allow")).not.toContain(method);
      }
    },
  },
];

const anyError = { success: false, error: expect.any(String) };

const rawCall = ({ method, path }: Operation, { path: parameters = {}, body }: Call): RawCall => ({
  method,
  path: fillPath(path, parameters),
  ...(body !== undefined && { body: JSON.stringify(body) }),
});
