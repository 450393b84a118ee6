import { readFileSync } from "node:fs";
import { describe, expect, expectTypeOf, it } from "vitest";
import { parse } from "yaml";
import type {
  AnswerOf,
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

/** Every body that any operation answers with, by operation and status. */
type Answers = {
  [Id in OperationId]: { [Status in StatusOf<Id> & (number | string)]: AnswerOf<Id, Status> };
};

/** Where in `T` a field is optional, as "operation.status.field.field". */
type Optional<T, At extends string = ""> = T extends readonly (infer Item)[]
  ? Optional<Item, `${At}[]`>
  : T extends object
    ? {
        [K in keyof T & (string | number)]-?:
          | (Record<never, never> extends Pick<T, K> ? `${At}.${K}` : never)
          | Optional<NonNullable<T[K]>, `${At}.${K}`>;
      }[keyof T & (string | number)]
    : never;

/** Where in `T` any name at all is allowed. */
type Indexed<T, At extends string = ""> = T extends readonly (infer Item)[]
  ? Indexed<Item, `${At}[]`>
  : T extends object
    ? string extends keyof T
      ? At
      : { [K in keyof T & (string | number)]-?: Indexed<NonNullable<T[K]>, `${At}.${K}`> }[keyof T &
          (string | number)]
    : never;

describe("an answer", () => {
  it("always carries every field but `deprecated` and `link`", () => {
    type Unexpected = Exclude<Optional<Answers>, `${string}.deprecated` | `${string}.link`>;
    // The compiler's message names the fields that became optional.
    const none = [] as Unexpected[] satisfies never[];
    expect(none).toEqual([]);
    expectTypeOf<Optional<Answers>>().not.toBeNever();
  });

  it("has no index signature anywhere", () => {
    // The compiler's message names the objects that got one.
    const none = [] as Indexed<Answers>[] satisfies never[];
    expect(none).toEqual([]);
    expect(readFileSync(new URL("generated/schema.ts", import.meta.url), "utf8")).not.toMatch(
      /\[\w+: string\]/,
    );
  });

  it("tells success from error by a literal", () => {
    type Answer = AnswerOf<"createOrganizationRole", 200> | AnswerOf<"createOrganizationRole", 409>;
    const read = (answer: Answer): string => (answer.success ? answer.data.role.name : answer.error);
    expect(read({ success: false, error: "taken" })).toBe("taken");
    expectTypeOf<AnswerOf<"listProjects", 200>["success"]>().toEqualTypeOf<true>();
    expectTypeOf<AnswerOf<"listProjects", "default">["success"]>().toEqualTypeOf<false>();
  });

  it("is null where the description says so, and nowhere else", () => {
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

  it("takes every documented plan", () => {
    expectTypeOf<Organization["plan"]>().toEqualTypeOf<
      "TRIAL" | "FREE" | "STARTER" | "ENTERPRISE" | "TEAM" | "PREMIUM"
    >();
  });
});

describe("a request", () => {
  it("needs a name and policies, and may leave out the description", () => {
    expectTypeOf<RoleInput>().toEqualTypeOf<{
      name: string;
      policyIds: string[];
      description?: string | null;
    }>();
  });
});

describe("the readable names", () => {
  it("cover every thing that the description names, envelopes aside", () => {
    const description = parse(
      readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
    ) as { components: { schemas: Record<string, { type: string }> } };
    const index = readFileSync(new URL("index.ts", import.meta.url), "utf8");
    const things = Object.entries(description.components.schemas)
      .filter(
        ([name, { type }]) => (type === "object" || name.endsWith("Plan")) && !/(Data|Response)$/.test(name),
      )
      .map(([name]) => name);
    expect(things.filter((name) => !index.includes(`export type ${name} = Schemas["${name}"]`))).toEqual([]);
  });
});
