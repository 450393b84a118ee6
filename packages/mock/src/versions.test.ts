import { fillPath, findResponse, type Operation, readDescription } from "@rolewright/openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MockServer, startMock } from "./index.ts";

const versions = ["openapi.json", "openapi-v2.json"].map((name) =>
  readDescription(new URL(import.meta.resolve(`@rolewright/spec/${name}`))),
);

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const send = ({ method, path, parameters, requestBody }: Operation) => {
  const examples = Object.fromEntries(parameters.map(({ name, example }) => [name, String(example)]));
  const required = parameters.filter((parameter) => parameter.in === "query" && parameter.isRequired);
  const query = required.flatMap(({ name, example }) =>
    [example ?? []].flat().map((value): [string, string] => [name, String(value)]),
  );
  const body = Object.values(requestBody?.content[0]?.examples ?? {})[0]?.value;
  return fetch(`${mock.url}${fillPath(path, examples)}?${new URLSearchParams(query).toString()}`, {
    method,
    redirect: "manual",
    // The vendor's SDK sends the header on every request.
    headers: { CONFIDENT_API_KEY: "any", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
};

describe.each(versions)("the mock of $info.title", ({ operations }) => {
  it.each(operations)("responds to $operationId with its documented success", async (operation) => {
    const response = await send(operation);
    expect(response.status).toBeLessThan(400);
    // Only the outgoing value of a rotated API key gets a warning.
    expect(response.headers.get("sunset")).toBeNull();
    expect(response.headers.get("x-api-key-warning")).toBeNull();
    const documented = findResponse(operation, response.status);
    const [media] = documented?.content ?? [];
    const [example] = Object.values(media?.examples ?? {});
    const text = await response.text();
    // A redirect has no body.
    const location = documented?.headers.find(({ name }) => name === "Location")?.example ?? null;
    expect(media?.name === "application/json" ? JSON.parse(text) : text).toEqual(example?.value ?? "");
    expect(response.headers.get("location")).toBe(location);
  });
});

// The description says so for numeric IDs. A malformed text ID is a 400.
it.each([
  ["organization/api-keys/abc", 404, "Request path parameter apiKeyId must be integer."],
  ["organization/api-keys/0", 404, "Request path parameter apiKeyId must be >= 1."],
  ["projects/%07/api-keys/35", 400, expect.stringContaining("projectId")],
  ["projects/%07/api-keys/abc", 400, expect.stringContaining("projectId")],
])("rejects the path %s with %i", async (path, status, error) => {
  const response = await fetch(`${mock.url}/v2/${path}`, { headers: { CONFIDENT_API_KEY: "any" } });
  expect([response.status, await response.json()]).toEqual([status, { success: false, error }]);
});
