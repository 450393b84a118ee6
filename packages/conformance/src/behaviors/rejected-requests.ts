import { expect } from "vitest";
import type { OperationRequest, RawRequest } from "../contract-client.ts";
import { calls } from "../calls.ts";
import { fillPath, type Operation } from "@rolewright/contract/internal";
import { getOperation } from "../description.ts";
import { type Behavior, hasRequestBody } from "./behavior.ts";

/** Malformed requests whose status the description leaves open. */
export const rejectedRequests: Behavior[] = [
  {
    title: "rejects a lone surrogate with 400",
    appliesTo: hasRequestBody,
    async run(operationId, fixtures) {
      const operation = getOperation(operationId);
      const request = toRawRequest(operation, await calls[operationId](fixtures));
      for (const body of ['{"name":"\\ud800"}', '{"name":"x","\\udc00":[]}']) {
        expect((await fixtures.client.sendTo(operation, { ...request, body })).status).toBe(400);
      }
    },
  },
  {
    title: "rejects a body that is too large with 413",
    appliesTo: hasRequestBody,
    async run(operationId, fixtures) {
      const operation = getOperation(operationId);
      const request = toRawRequest(operation, await calls[operationId](fixtures));
      const body = JSON.stringify({ name: "x".repeat(200_000) });
      expect((await fixtures.client.sendTo(operation, { ...request, body })).status).toBe(413);
    },
  },
  {
    title: "rejects a body with 1,000 violations with 422",
    appliesTo: hasRequestBody,
    async run(operationId, fixtures) {
      const { path } = await calls[operationId](fixtures);
      const values = Array.from({ length: 1_000 }, (_, index) => index);
      const body = {
        name: 7,
        policyIds: values,
        permissionIds: values,
        ...Object.fromEntries(values.entries()),
      };
      expect((await fixtures.call(operationId, { ...(path && { path }), body })).status).toBe(422);
    },
  },
  {
    title: "rejects a request without a body with 422",
    appliesTo: hasRequestBody,
    async run(operationId, fixtures) {
      const { path } = await calls[operationId](fixtures);
      expect((await fixtures.call(operationId, { ...(path && { path }) })).status).toBe(422);
    },
  },
  {
    title: "rejects a trailing slash and an unknown subpath with 404",
    async run(operationId, fixtures) {
      const operation = getOperation(operationId);
      const request = toRawRequest(operation, await calls[operationId](fixtures));
      for (const path of [`${request.path}/`, `${request.path}/nothing/here/at/all`]) {
        const { status, body } = await fixtures.client.send({ ...request, path });
        expect({ path, status, body }).toEqual({ path, status: 404, body: anyError });
      }
    },
  },
  {
    title: "rejects unsupported methods with 405 and lists the supported ones in Allow",
    async run(operationId, fixtures) {
      const operation = getOperation(operationId);
      const { path } = toRawRequest(operation, await calls[operationId](fixtures));
      for (const method of ["PATCH", "OPTIONS", "PROPFIND", "HEAD"]) {
        const { status, headers, body } = await fixtures.client.send({ method, path });
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

const toRawRequest = (
  { method, path }: Operation,
  { path: parameters = {}, body }: OperationRequest,
): RawRequest => ({
  method,
  path: fillPath(path, parameters),
  ...(body !== undefined && { body: JSON.stringify(body) }),
});
