import { readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { parse } from "yaml";
import type {
  CreatedProject,
  ResponseBody,
  OperationId,
  Organization,
  Permission,
  Policy,
  Project,
  ProjectApiKey,
  ProjectRole,
  Role,
  RoleInput,
  StatusOf,
} from "./index.ts";

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

/** The paths of objects in `T` with an index signature. */
type Indexed<T, At extends string = ""> = T extends readonly (infer Item)[]
  ? Indexed<Item, `${At}[]`>
  : T extends object
    ? string extends keyof T
      ? At
      : { [K in keyof T & (string | number)]-?: Indexed<NonNullable<T[K]>, `${At}.${K}`> }[keyof T &
          (string | number)]
    : never;

describe("a response", () => {
  it("has no optional fields except `deprecated` and `link`", () => {
    type Unexpected = Exclude<Optional<ResponseBodies>, `${string}.deprecated` | `${string}.link`>;
    // The compiler error lists the optional fields.
    const none = [] as Unexpected[] satisfies never[];
    expect(none).toEqual([]);
    expectTypeOf<Optional<ResponseBodies>>().not.toBeNever();
  });

  it("has no index signature", () => {
    // The compiler error lists the objects.
    const none = [] as Indexed<ResponseBodies>[] satisfies never[];
    expect(none).toEqual([]);
    expect(readFileSync(new URL("generated/schema.ts", import.meta.url), "utf8")).not.toMatch(
      /\[\w+: string\]/,
    );
  });

  it("distinguishes success from error by a literal", () => {
    type Body = ResponseBody<"createOrganizationRole", 200> | ResponseBody<"createOrganizationRole", 409>;
    const read = (body: Body): string => (body.success ? body.data.role.name : body.error);
    expect(read({ success: false, error: "conflict" })).toBe("conflict");
    expectTypeOf<ResponseBody<"listProjects", 200>["success"]>().toEqualTypeOf<true>();
    expectTypeOf<ResponseBody<"listProjects", "default">["success"]>().toEqualTypeOf<false>();
  });

  it("is nullable only where the description says so", () => {
    expectTypeOf<Role["description"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Role["organizationId"]>().toEqualTypeOf<string | null>();
    expectTypeOf<ProjectRole["description"]>().toEqualTypeOf<string | null>();
    expectTypeOf<ProjectRole["projectId"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Policy["description"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Permission["description"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Project["description"]>().toEqualTypeOf<string | null>();
    expectTypeOf<ProjectApiKey["lastUsed"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Project["organizationId"]>().toEqualTypeOf<string>();
    expectTypeOf<Organization["created_at"]>().toEqualTypeOf<string>();
  });

  it("has every documented plan", () => {
    expectTypeOf<Organization["plan"]>().toEqualTypeOf<
      "TRIAL" | "FREE" | "STARTER" | "ENTERPRISE" | "TEAM" | "PREMIUM"
    >();
  });
});

describe("a request", () => {
  it("requires a name and policies, but no description", () => {
    expectTypeOf<RoleInput>().toEqualTypeOf<{
      name: string;
      policyIds: string[];
      description?: string | null;
    }>();
  });
});

describe("the readable names", () => {
  it("exist for every object schema except data and envelopes", () => {
    const description = parse(
      readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
    ) as { components: { schemas: Record<string, { type: string }> } };
    const models = readFileSync(new URL("generated/models.ts", import.meta.url), "utf8");
    const names = Object.entries(description.components.schemas)
      .filter(
        ([name, { type }]) => (type === "object" || name.endsWith("Plan")) && !/(Data|Response)$/.test(name),
      )
      .map(([name]) => name);
    const lines = names.map((name) => `export type ${name} = components["schemas"]["${name}"];`);
    expect(lines.filter((line) => !models.includes(line))).toEqual([]);
  });

  it("exist for data with several fields", () => {
    expectTypeOf<CreatedProject>().toEqualTypeOf<ResponseBody<"createProject", 200>["data"]>();
  });
});
