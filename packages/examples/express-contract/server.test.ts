import { once } from "node:events";
import type { AddressInfo } from "node:net";
// oxlint-disable-next-line import/no-unassigned-import -- It adds the matcher.
import "@rolewright/contract/vitest";
import { expect, onTestFinished, test } from "vitest";
import { createApp } from "./server.ts";

async function listPermissions(apiKey: string): Promise<Response> {
  const server = createApp("key").listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/v1/organization/permissions`, {
    headers: { CONFIDENT_API_KEY: apiKey },
  });
}

test("lists permissions as the description says", async () => {
  const response = await listPermissions("key");
  expect(response.status).toBe(200);
  await expect(response).toMatchOperation("listOrganizationPermissions");
});

test("rejects another key as the description says", async () => {
  const response = await listPermissions("another key");
  expect(response.status).toBe(401);
  await expect(response).toMatchOperation("listOrganizationPermissions");
});

test("a response with another shape does not match", async () => {
  const response = Response.json({ success: true, data: { permissions: ["billing:read"] } });
  await expect(expect(response).toMatchOperation("listOrganizationPermissions")).rejects.toThrow(
    "does not conform",
  );
});
