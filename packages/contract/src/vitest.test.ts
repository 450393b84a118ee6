import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { useDescription } from "./vitest.ts";

const role = { id: "r", name: "n", description: null, organizationId: "o", policies: [] };
const right = { status: 200, body: { success: true, data: { role } } };

describe("toMatchOperation", () => {
  it("takes an answer that is as documented, with fields that came later", async () => {
    await expect(right).toMatchOperation("createOrganizationRole");
    const more = { success: true, data: { role: { ...role, color: "red" }, took: 3 }, trace: "x" };
    await expect({ status: 200, body: more }).toMatchOperation("createOrganizationRole");
  });

  it("takes a Response, and leaves its body readable", async () => {
    const response = Response.json(right.body);
    await expect(response).toMatchOperation("createOrganizationRole");
    expect(await response.json()).toEqual(right.body);
  });

  it.each([
    ["another status", { ...right, status: 201 }, "status_code_conformance"],
    [
      "a lost field",
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
  ])("refuses %s, and says what the description says", async (_, answer, message) => {
    const failure = await refusal(answer);
    expect(failure.message).toContain(message);
    expect(failure.message).toMatch(/openapi\.yaml:\d+ #\//);
  });

  it("holds answers to another description when it is told to", async () => {
    useDescription(fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.json")));
    await expect(right).toMatchOperation("createOrganizationRole");
    expect(() => useDescription("/nowhere.yaml")).toThrow("/nowhere.yaml cannot be read");
  });

  it("says so when there is no such operation", async () => {
    await expect(expect(right).toMatchOperation("createNothing")).rejects.toThrow("no operation");
  });
});

/** What a matcher says about an answer that it does not take. */
async function refusal(answer: unknown): Promise<Error> {
  try {
    await expect(answer).toMatchOperation("createOrganizationRole");
  } catch (error) {
    return error as Error;
  }
  throw new Error("It was taken.");
}
