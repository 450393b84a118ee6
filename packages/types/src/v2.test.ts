import { readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { parse } from "yaml";
import type * as v1 from "./index.ts";
import type {
  ApiKey,
  CreatedApiKey,
  CreateProjectInput,
  MemberRole,
  operations,
  Organization,
  OrganizationInvitation,
  OrganizationMember,
  OperationId,
  Permission,
  Policy,
  Project,
  ProjectMember,
  ResponseBody,
  Role,
  RotateApiKeyInput,
  RotatedApiKey,
  StatusOf,
} from "./v2.ts";

/** The response bodies of all operations, by operation and status. */
type ResponseBodies = {
  [Id in OperationId]: { [Status in StatusOf<Id> & (number | string)]: ResponseBody<Id, Status> };
};

/** The paths of optional fields in `T`, as "operation.status.field.field". */
type Optional<T, At extends string = ""> = T extends readonly (infer Item)[]
  ? Optional<Item, `${At}[]`>
  : T extends object
    ? {
        [K in keyof T & (string | number)]-?:
          | (Record<never, never> extends Pick<T, K> ? `${At}.${K}` : never)
          | Optional<NonNullable<T[K]>, `${At}.${K}`>;
      }[keyof T & (string | number)]
    : never;

const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi-v2.yaml")), "utf8"),
) as {
  paths: Record<string, Record<string, { operationId?: string }>>;
  components: { schemas: Record<string, { type?: string | string[]; oneOf?: unknown; enum?: unknown }> };
};

describe("the types of version 2", () => {
  it("have every operation", () => {
    const types = readFileSync(new URL("generated/schema-v2.ts", import.meta.url), "utf8");
    const operationIds = Object.values(description.paths).flatMap((item) =>
      Object.values(item).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(operationIds.filter((id) => !types.includes(`  ${id}: `))).toEqual([]);
    expectTypeOf<"downloadProjectAuditLogExport">().toExtend<OperationId>();
  });

  it("have no optional response fields except `deprecated`, `link`, and `details`", () => {
    type Unexpected = Exclude<
      Optional<ResponseBodies>,
      | `${string}.deprecated`
      | `${string}.link`
      | `${string}.details`
      | `${string}.details.${"usage" | "limit"}`
    >;
    // The compiler error lists the optional fields.
    const none = [] as Unexpected[] satisfies never[];
    expect(none).toEqual([]);
    expectTypeOf<Optional<ResponseBodies>>().not.toBeNever();
  });

  it("have no index signature", () => {
    const types = readFileSync(new URL("generated/schema-v2.ts", import.meta.url), "utf8");
    expect(types).not.toMatch(/\[\w+: string\]/);
  });

  it("return a resource itself as `data`", () => {
    expectTypeOf<ResponseBody<"createOrganizationRole", 200>["data"]>().toEqualTypeOf<Role>();
    expectTypeOf<ResponseBody<"getProject", 200>["data"]>().toEqualTypeOf<Project>();
    expectTypeOf<ResponseBody<"deleteProject", 200>["data"]>().toEqualTypeOf<{ id: string }>();
    expectTypeOf<ResponseBody<"deleteProjectApiKey", 200>["data"]>().toEqualTypeOf<{ id: number }>();
  });

  it("distinguish success from error by a literal", () => {
    type Body = ResponseBody<"createOrganizationRole", 200> | ResponseBody<"createOrganizationRole", 409>;
    const read = (body: Body): string => (body.success ? body.data.name : body.error);
    expect(read({ success: false, error: "conflict" })).toBe("conflict");
  });

  it("distinguish the variants of a rotated API key by `shadowValue`", () => {
    const readNewValue = (key: RotatedApiKey): string =>
      key.shadowValue === null ? key.value : key.shadowValue;
    expectTypeOf<Extract<RotatedApiKey, { shadowValue: string }>["rotatesAt"]>().toEqualTypeOf<string>();
    expectTypeOf<Extract<RotatedApiKey, { shadowValue: null }>["rotatesAt"]>().toEqualTypeOf<null>();
    expect(readNewValue({ shadowValue: null, value: "new" } as RotatedApiKey)).toBe("new");
    expect(readNewValue({ shadowValue: "new", value: "*****" } as RotatedApiKey)).toBe("new");
  });

  it("are nullable only where the description says so", () => {
    expectTypeOf<OrganizationMember["organizationRole"]>().toEqualTypeOf<MemberRole | null>();
    expectTypeOf<ProjectMember["projectRole"]>().toEqualTypeOf<MemberRole | null>();
    expectTypeOf<MemberRole>().toEqualTypeOf<{ id: string; name: string }>();
    expectTypeOf<OrganizationInvitation["id"]>().toEqualTypeOf<number>();
    expectTypeOf<OrganizationInvitation["token"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Project["governancePolicy"]>().toEqualTypeOf<{ id: string; name: string } | null>();
    expectTypeOf<ApiKey["shadowValue"]>().toEqualTypeOf<string | null>();
    expectTypeOf<CreatedApiKey["shadowValue"]>().toEqualTypeOf<null>();
    expectTypeOf<CreateProjectInput["description"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<RotateApiKeyInput>().toEqualTypeOf<{
      gracePeriodInHours?: number;
      expiresInDays?: number | null;
    }>();
  });

  it("have query parameters, status 202, and the `Location` of a download", () => {
    expectTypeOf<operations["listProjectMembers"]["parameters"]["query"]>().toEqualTypeOf<
      { page?: number; pageSize?: number } | undefined
    >();
    expectTypeOf<ResponseBody<"createOrganizationAuditLogExport", 202>["data"]["status"]>().toEqualTypeOf<
      "IN_PROGRESS" | "COMPLETED" | "ERRORED"
    >();
    type Download = operations["downloadOrganizationAuditLogExport"]["responses"][302];
    expectTypeOf<Download["headers"]["Location"]>().toEqualTypeOf<string>();
    expectTypeOf<Download["headers"]["Sunset"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<ResponseBody<"downloadOrganizationAuditLogExport", 302>>().toBeNever();
  });

  it("equal those of version 1 for the resources that both share", () => {
    expectTypeOf<Organization>().toEqualTypeOf<v1.Organization>();
    expectTypeOf<Permission>().toEqualTypeOf<v1.Permission>();
    expectTypeOf<Policy>().toEqualTypeOf<v1.Policy>();
    expectTypeOf<Role>().toEqualTypeOf<v1.Role>();
  });

  it("have a readable name for every schema except data, envelopes, and field types", () => {
    const models = readFileSync(new URL("generated/models-v2.ts", import.meta.url), "utf8");
    const names = Object.entries(description.components.schemas)
      .filter(
        ([name, schema]) =>
          ([schema.type].flat().includes("object") ||
            schema.oneOf !== undefined ||
            schema.enum !== undefined) &&
          !/(Data|Response)$/.test(name),
      )
      .map(([name]) => name);
    expect(names.filter((name) => !models.includes(`components["schemas"]["${name}"]`))).toEqual([]);
  });
});
