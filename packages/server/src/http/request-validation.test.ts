import { describe, expect, it } from "vitest";
import * as validators from "../generated/validators.ts";
import { operations } from "../openapi/description.ts";
import { createBodyValidator, createPathParamValidator } from "./request-validation.ts";

const role = { name: "Auditor", policyIds: [] };
const idMessage = "must be 1 to 128 visible ASCII characters. Use an ID that the API returned.";

describe("a valid body", () => {
  it.each([
    ["createOrganizationRole", role],
    ["createOrganizationRole", { ...role, description: null, policyIds: ["a", "b"] }],
    ["createProjectPolicy", { name: "x".repeat(255), permissionIds: ["perm-uuid-1"] }],
    ["createProject", { name: "Checkout", email: "ada@fernhill.example" }],
    ["updateProject", { description: "New" }],
    ["updateOrganization", { name: "Acme" }],
  ])("passes %s: %j", (operationId, body) => {
    expect(createBodyValidator(operationId, validators)(body)).toBeUndefined();
  });
});

it.each([
  [{}, "body: must be a JSON array."],
  [undefined, "body: is missing. Send a JSON array."],
])("names the documented type instead of the body %j", (body, message) => {
  const violation = { instancePath: "", keyword: "type", params: { type: "array" } };
  const reorderRolesBody = Object.assign(() => false, { errors: [violation] });
  expect(createBodyValidator("reorderRoles", { reorderRolesBody })(body)?.message).toBe(message);
});

describe("an invalid body", () => {
  it.each([
    ["createProjectRole", undefined, "body: is missing. Send a JSON object."],
    ["createProjectRole", null, "body: is missing. Send a JSON object."],
    ["createProjectRole", [], "body: must be a JSON object."],
    ["createProjectRole", "x", "body: must be a JSON object."],
    ["createProjectRole", { policyIds: [] }, "name: is required."],
    ["createProjectRole", { name: "x" }, "policyIds: is required."],
    ["createProjectRole", { ...role, color: 1 }, "color: is not a field of this request. Remove it."],
    ["createProjectRole", { ...role, name: 5 }, "name: must be a string."],
    [
      "createProjectRole",
      { ...role, name: "" },
      "name: must not be blank. Send a name of 1 to 255 characters.",
    ],
    [
      "createProjectRole",
      { ...role, name: " " },
      "name: must not be blank. Send a name of 1 to 255 characters.",
    ],
    [
      "createProjectRole",
      { ...role, name: "x".repeat(256) },
      "name: is too long. Send a name of 1 to 255 characters.",
    ],
    [
      "createProjectRole",
      { ...role, name: "a\nb" },
      "name: must not have control characters. Send a name of 1 to 255 characters.",
    ],
    ["createProjectRole", { ...role, description: 1 }, "description: must be a string or null."],
    [
      "createProjectRole",
      { ...role, description: "x".repeat(1_001) },
      "description: must have at most 1000 characters.",
    ],
    [
      "createProjectRole",
      { ...role, description: "\0" },
      "description: must not contain the character U+0000.",
    ],
    ["createProjectRole", { ...role, policyIds: "a" }, "policyIds: must be an array."],
    ["createProjectRole", { ...role, policyIds: [1] }, "policyIds.0: must be a string."],
    ["createProjectRole", { ...role, policyIds: ["a", "é"] }, `policyIds.1: ${idMessage}`],
    [
      "createProjectRole",
      { ...role, policyIds: ["a", "b", "a"] },
      'policyIds: "a" is listed twice. Send each ID once.',
    ],
    [
      "createProjectRole",
      { ...role, name: "\u202eAdmin" },
      "name: must not have characters that change the direction of text. Send a name of 1 to 255 characters.",
    ],
    [
      "updateOrganization",
      { name: "\u200b" },
      "name: must have a visible character. Send a name of 1 to 255 characters.",
    ],
    ["createProjectPolicy", { name: "x", permissionIds: [" "] }, `permissionIds.0: ${idMessage}`],
    ["createProject", { name: "x", email: "nobody" }, "email: must be an email address."],
    ["updateProject", {}, "body: is empty. Send at least one field."],
    ["updateProject", { name: "\t" }, "name: must not be blank. Send a name of 1 to 255 characters."],
  ])("fails %s with 422 and a text: %j", (operationId, body, message) => {
    expect(createBodyValidator(operationId, validators)(body)).toMatchObject({ status: 422, message });
  });

  it("is quoted without null characters, unpaired surrogates and long names", () => {
    const validate = createBodyValidator("createProjectRole", validators);
    const readMessage = (field: string) => validate({ ...role, [field]: 1 })?.message;
    expect(readMessage("a\0b")).toBe("a\ufffdb: is not a field of this request. Remove it.");
    expect(readMessage("a\ud800")).toBe("a\ufffd: is not a field of this request. Remove it.");
    expect(readMessage("x".repeat(300))).toBe(
      `${"x".repeat(200)}: is not a field of this request. Remove it.`,
    );
  });
});

describe("a path parameter", () => {
  const operation = operations.find(({ operationId }) => operationId === "updateProjectRole");
  if (!operation) throw new Error("There is no operation updateProjectRole.");
  const validate = createPathParamValidator(operation, validators);

  it.each(["a", "a".repeat(128), "!~", "01a20033-3bb8-71e5-90c1-cc92b64fedd7"])("can be %j", (roleId) => {
    expect(validate({ projectId: "PROJECT-ID", roleId })).toBeUndefined();
  });

  it.each(["a b", "é", "\t", "a".repeat(129)])("cannot be %j", (roleId) => {
    expect(validate({ projectId: "PROJECT-ID", roleId })).toMatchObject({
      status: 400,
      message: `roleId: ${idMessage}`,
    });
  });
});

describe("a format", () => {
  it.each([
    ["email", "must be an email address."],
    ["date", "must be a date, such as 2026-03-01."],
    ["date-time", "must be a date and time with a time zone, such as 2026-03-01T09:00:00Z."],
    ["int32", "must be an integer from -2147483648 to 2147483647."],
    ["int64", "must be an integer from -9007199254740991 to 9007199254740991."],
    ["uuid", 'must have the format "uuid".'],
  ])("that a value does not have is described: %s", (format, text) => {
    const errors = [{ instancePath: "/field", keyword: "format", params: { format } }];
    const validate = createBodyValidator("createThis", {
      createThisBody: Object.assign(() => false, { errors }),
    });
    expect(validate({ field: "x" })?.message).toBe(`field: ${text}`);
  });
});

it("fails at start if a validator is missing", () => {
  expect(() => createBodyValidator("createProjectRole", {})).toThrow(
    "There is no validator createProjectRoleBody. Install matching versions",
  );
});
