import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { useDescription } from "./vitest.ts";

const role = { id: "r", name: "n", description: null, organizationId: "o", policies: [] };
const right = { status: 200, body: { success: true, data: { role } } };

describe("toMatchOperation", () => {
  it("accepts a documented response with additional fields", async () => {
    await expect(right).toMatchOperation("createOrganizationRole");
    const more = { success: true, data: { role: { ...role, color: "red" }, took: 3 }, trace: "x" };
    await expect({ status: 200, body: more }).toMatchOperation("createOrganizationRole");
  });

  it("accepts a Response, and leaves its body readable", async () => {
    const response = Response.json(right.body);
    await expect(response).toMatchOperation("createOrganizationRole");
    expect(await response.json()).toEqual(right.body);
  });

  it.each([
    ["another status", { ...right, status: 201 }, "status_code_conformance"],
    [
      "a missing field",
      { status: 200, body: { success: true, data: { role: { ...role, name: undefined } } } },
      "data.role must have required property 'name'",
    ],
    [
      "another content type",
      { ...right, headers: { "content-type": "text/html" } },
      "content_type_conformance",
    ],
    [
      "a 429 without Retry-After",
      { status: 429, body: { success: false, error: "slow down" } },
      "response_headers_conformance",
    ],
  ])("rejects %s, and quotes the description", async (_, response, message) => {
    const failure = await rejection(response);
    expect(failure.message).toContain(message);
    expect(failure.message).toMatch(/openapi\.yaml:\d+ #\//);
  });

  it("validates against another description after useDescription", async () => {
    useDescription(fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.json")));
    await expect(right).toMatchOperation("createOrganizationRole");
    expect(() => useDescription("/nowhere.yaml")).toThrow("/nowhere.yaml cannot be read");
  });

  it("shows no secret that the description marks", async () => {
    useDescription(fileURLToPath(import.meta.resolve("@rolewright/spec/openapi-v2.yaml")));
    const value = "confident_us_org_1f6b0d7c93e24a58";
    const failure = await rejection(
      { status: 200, body: { success: true, data: { id: 1, value } } },
      "createOrganizationApiKey",
    );
    expect(failure.message).toContain("data must have required properties 'name', 'valid'");
    expect(failure.message).toContain('"value":"[secret value]"');
    expect(failure.message).not.toContain(value);
  });

  it("explains that the body must be unread if the body of the response was read", async () => {
    const response = new Response("{}");
    await response.text();
    await expect(expect(response).toMatchOperation("listProjects")).rejects.toThrow(
      "The body of the response was read already. Pass response.clone()",
    );
  });

  it("names an unknown operation", async () => {
    await expect(expect(right).toMatchOperation("createNothing")).rejects.toThrow("no operation");
  });
});

/** Returns the matcher's message about a response that it rejects. */
async function rejection(response: unknown, operationId = "createOrganizationRole"): Promise<Error> {
  try {
    await expect(response).toMatchOperation(operationId);
  } catch (error) {
    return error as Error;
  }
  throw new Error("The matcher accepted the response.");
}
