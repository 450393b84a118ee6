import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDescription } from "@rolewright/openapi";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { findDifferences } from "./compare.ts";
import { readShape } from "./description-shape.ts";
import { readSdk, UnknownLayoutError } from "./sdk-shape.ts";

const endpoints = `class Endpoints(Enum):
    ROLES_ENDPOINT = "/v2/organization/roles"
    ROLE_ENDPOINT = (
        "/v2/organization/roles/:roleId"
    )
`;
const types = `class Plan(Enum):
    FREE = "FREE"
    TEAM = "TEAM"


class RolePolicy(Model):
    id: str


class Role(Model):
    id: str
    organization_id: Optional[str] = Field(
        alias="organizationId"
    )
    plan: Plan
    policies: List[RolePolicy]


class RoleList(Model):
    roles: List[Role]


class RoleInput(Model):
    name: str
    description: Optional[str] = None
`;
const operations = `class RolesOperations:
    def list_roles(self) -> RoleList:
        return self._api.request(
            HttpMethods.GET,
            Endpoints.ROLES_ENDPOINT,
            response_schema=RoleList,
            query={"page": page},
        )

    def update_role(self) -> Role:
        return self._api.request(
            HttpMethods.PUT,
            Endpoints.ROLE_ENDPOINT,
            response_schema=Role,
            request_schema=RoleInput,
            body={"name": name},
        )
`;

/** Builds a wheel with the layout of the vendor's SDK. */
const createWheel = (files: Record<string, string> = {}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "sdk/endpoints.py": endpoints,
        "sdk/roles/types.py": types,
        "sdk/roles/operations.py": operations,
        ...files,
      }).map(([path, text]) => [path, strToU8(text)]),
    ),
  );

const role = {
  type: "object",
  required: ["id", "organizationId", "plan", "policies"],
  properties: {
    id: { type: "string" },
    organizationId: { type: ["string", "null"] },
    plan: { type: "string", enum: ["FREE", "TEAM"] },
    policies: {
      type: "array",
      items: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
    },
  },
};
const respond = (data: object) => ({
  responses: {
    200: {
      description: "OK.",
      content: { "application/json": { schema: { type: "object", properties: { data } } } },
    },
  },
});
const description = parseDescription(
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Roles", version: "1" },
    paths: {
      "/v2/organization/roles": {
        get: {
          operationId: "listRoles",
          parameters: [{ name: "page", in: "query", schema: { type: "integer" } }],
          ...respond({
            type: "object",
            required: ["roles"],
            properties: { roles: { type: "array", items: role } },
          }),
        },
      },
      "/v2/organization/roles/{roleId}": {
        put: {
          operationId: "updateRole",
          parameters: [{ name: "roleId", in: "path", required: true, schema: { type: "string" } }],
          requestBody: {
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  required: ["name"],
                  properties: { name: { type: "string" }, description: { type: ["string", "null"] } },
                },
              },
            },
          },
          ...respond(role),
        },
      },
    },
  }),
  "roles.json",
);

const compare = (files: Record<string, string> = {}) =>
  findDifferences(readSdk(createWheel(files)), readShape(description)).map(
    ({ sign, subject, detail }) => `${sign} ${subject}: ${detail}`,
  );

describe("comparing the vendor's SDK with a description", () => {
  it("finds nothing if both are equal", () => {
    expect(compare()).toEqual([]);
  });

  it("names new and removed fields, with the operations that have them", () => {
    expect(
      compare({
        "sdk/roles/types.py": types.replace(
          "class Role(Model):\n    id: str",
          "class Role(Model):\n    key: str",
        ),
      }),
    ).toEqual([
      "+ GET /v2/organization/roles response roles[].key: field",
      "- GET /v2/organization/roles response roles[].id: field",
      "+ PUT /v2/organization/roles/{} response key: field",
      "- PUT /v2/organization/roles/{} response id: field",
    ]);
  });

  it("names other types, values, and fields that became required or nullable", () => {
    const changed = types
      .replace("    plan: Plan", "    plan: Optional[Plan]")
      .replace('    TEAM = "TEAM"', '    PRO = "PRO"')
      .replace("    description: Optional[str] = None", "    description: int");
    expect(compare({ "sdk/roles/types.py": changed }).filter((line) => line.includes("PUT"))).toEqual([
      "~ PUT /v2/organization/roles/{} request description: is required",
      "~ PUT /v2/organization/roles/{} request description: is integer, described as string",
      "~ PUT /v2/organization/roles/{} response plan: can be null",
      "~ PUT /v2/organization/roles/{} response plan: has the value PRO",
      "~ PUT /v2/organization/roles/{} response plan: has no value TEAM",
    ]);
  });

  it("names new and removed operations and parameters", () => {
    const changed = operations.replace("HttpMethods.PUT", "HttpMethods.PATCH").replace('"page"', '"cursor"');
    expect(compare({ "sdk/roles/operations.py": changed })).toEqual([
      "+ GET /v2/organization/roles query cursor: parameter",
      "- GET /v2/organization/roles query page: parameter",
      "+ PATCH /v2/organization/roles/{}: operation",
      "- PUT /v2/organization/roles/{}: operation",
    ]);
  });

  it("leaves out resources that the description does not cover", () => {
    const changed = endpoints.replace("/v2/organization/roles/:roleId", "/v2/datasets/:datasetId");
    expect(compare({ "sdk/endpoints.py": changed })).toEqual(["- PUT /v2/organization/roles/{}: operation"]);
  });
});

describe("an unknown layout", () => {
  it.each([
    ["no endpoints", { "sdk/endpoints.py": "PATHS = {}\n" }],
    [
      "a call that is written in another way",
      { "sdk/roles/operations.py": "x = self._api.request(get, roles)\n" },
    ],
    ["an unknown type", { "sdk/roles/types.py": types.replace("List[Role]", "Sequence[Role]") }],
  ])("is an error: %s", (_, files) => {
    expect(() => readSdk(createWheel(files as Record<string, string>))).toThrow(UnknownLayoutError);
  });

  it("is an error for a file that is no wheel", () => {
    expect(() => readSdk(strToU8("not a zip"))).toThrow(UnknownLayoutError);
  });

  it("ends the command with 2, and differences end it with 1", () => {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-wheel-"));
    const run = (wheel: Uint8Array) => {
      const file = join(folder, "sdk.whl");
      writeFileSync(file, wheel);
      return spawnSync(process.execPath, [join(import.meta.dirname, "index.ts"), "--package", file], {
        encoding: "utf8",
      });
    };
    expect(run(strToU8("not a zip")).status).toBe(2);
    const { status, stdout } = run(createWheel());
    expect(status).toBe(1);
    expect(stdout).toMatch(/- GET \/v2\/organization: operation \(spec\/openapi-v2\.yaml:\d+\)/);
  });
});
