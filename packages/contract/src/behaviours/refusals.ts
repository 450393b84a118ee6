import { expect } from "vitest";
import type { Call, RawCall } from "../api.ts";
import { brokenBodies } from "../broken-bodies.ts";
import { calls } from "../calls.ts";
import type { Operation } from "../description.ts";
import { type Behaviour, takesBody, takesId } from "./behaviour.ts";

/** What is not a well-formed call, and how it is refused. */
export const refusals: Behaviour[] = [
  {
    title: "refuses a call without a key, an empty one included, with 401",
    async run(operation, world) {
      const call = rawCall(operation, await calls[operation.operationId](world));
      for (const key of [undefined, ""]) {
        const answer = await world.api.raw(operation, { ...call, headers: { CONFIDENT_API_KEY: key } });
        expect(answer.status).toBe(401);
      }
    },
  },
  {
    title: "refuses a bad percent escape in the path with 400, and answers the next call",
    appliesTo: takesId,
    async run(operation, world) {
      const call = rawCall(operation, await calls[operation.operationId](world));
      const path = operation.path.replaceAll(/\{\w+\}/g, "%zz");
      expect((await world.api.raw(operation, { ...call, path })).status).toBe(400);
      expect((await world.api.call("retrieveOrganization")).status).toBe(200);
    },
  },
  {
    title: "refuses an id that cannot be one with 400",
    appliesTo: takesId,
    async run(operation, world) {
      const call = await calls[operation.operationId](world);
      const last = operation.parameters.at(-1) as string;
      for (const id of ["a b", "caf\u00e9", "x".repeat(129)]) {
        const { status } = await world.call(operation.operationId, {
          ...call,
          path: { ...call.path, [last]: id },
        });
        expect({ id, status }).toEqual({ id, status: 400 });
      }
    },
  },
  {
    title: "refuses a body that is not JSON with 400, and answers the next call",
    appliesTo: takesBody,
    async run(operation, world) {
      const call = rawCall(operation, await calls[operation.operationId](world));
      for (const body of ['{"name":', "{'name': 'x'}", "name=x", '{"name":"x"}}']) {
        expect((await world.api.raw(operation, { ...call, body })).status).toBe(400);
      }
      expect((await world.api.call("retrieveOrganization")).status).toBe(200);
    },
  },
  {
    title: "refuses a body that is not UTF-8, or holds half of a surrogate pair, with 400",
    appliesTo: takesBody,
    async run(operation, world) {
      const call = rawCall(operation, await calls[operation.operationId](world));
      const notUtf8 = Uint8Array.from([...Buffer.from('{"name":"'), 0xff, ...Buffer.from('"}')]);
      for (const body of [notUtf8, '{"name":"\\ud800"}', '{"name":"x","\\udc00":[]}']) {
        expect((await world.api.raw(operation, { ...call, body })).status).toBe(400);
      }
    },
  },
  {
    title: "refuses a body of another content type with 415",
    appliesTo: takesBody,
    async run(operation, world) {
      const call = rawCall(operation, await calls[operation.operationId](world));
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/xml"]) {
        expect((await world.api.raw(operation, { ...call, headers: { "Content-Type": type } })).status).toBe(
          415,
        );
      }
    },
  },
  {
    title: "refuses a body that is too large with 413",
    appliesTo: takesBody,
    async run(operation, world) {
      const call = rawCall(operation, await calls[operation.operationId](world));
      const body = JSON.stringify({ name: "x".repeat(200_000) });
      expect((await world.api.raw(operation, { ...call, body })).status).toBe(413);
    },
  },
  {
    title: "refuses every body that breaks one rule of its schema with 422",
    appliesTo: takesBody,
    async run(operation, world) {
      const { path, body: valid } = await calls[operation.operationId](world);
      const broken = brokenBodies(operation.requestBody?.schema ?? {}, valid as object);
      expect(broken.length).toBeGreaterThan(5);
      for (const { rule, body } of broken) {
        const { status } = await world.call(operation.operationId, { ...(path && { path }), body });
        expect({ rule, status }).toEqual({ rule, status: 422 });
      }
    },
  },
  {
    title: "refuses a body of a thousand faults with 422, in an answer that keeps the contract",
    appliesTo: takesBody,
    async run({ operationId }, world) {
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
    async run(operation, world) {
      const { path } = await calls[operation.operationId](world);
      expect((await world.call(operation.operationId, { ...(path && { path }) })).status).toBe(422);
    },
  },
  {
    title: "refuses a slash at the end of its path, and a path below it, with 404",
    async run(operation, world) {
      const call = rawCall(operation, await calls[operation.operationId](world));
      for (const path of [`${call.path}/`, `${call.path}/nothing/here/at/all`]) {
        const { status, body } = await world.api.send({ ...call, path });
        expect({ path, status, body }).toEqual({ path, status: 404, body: anyError });
      }
    },
  },
  {
    title: "refuses methods that its path does not have with 405, and says in Allow which it has",
    async run(operation, world) {
      const { path } = rawCall(operation, await calls[operation.operationId](world));
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
  path: path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? "")),
  ...(body !== undefined && { body: JSON.stringify(body) }),
});
