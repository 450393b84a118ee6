import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compareSharedComponents, type Description } from "./shared-components.ts";

const describeSchema = (schema: Record<string, unknown>): Description => ({
  components: { schemas: { Role: schema } },
});
const read = (file: string) =>
  parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8")) as Description;

describe("the shared components", () => {
  it("are equal in both descriptions, apart from the accepted differences", () => {
    expect(compareSharedComponents(read("openapi.yaml"), read("openapi-v2.yaml"))).toEqual([]);
  });

  it("may not differ without a reason", () => {
    const problems = compareSharedComponents(
      describeSchema({ type: "object" }),
      describeSchema({ type: "string" }),
      {},
    );
    expect(problems).toEqual([expect.stringContaining("components/schemas/Role differs")]);
  });

  it("may differ with a reason", () => {
    const accepted = { "schemas/Role": "Version 2 has more fields." };
    expect(
      compareSharedComponents(
        describeSchema({ type: "object" }),
        describeSchema({ type: "string" }),
        accepted,
      ),
    ).toEqual([]);
  });

  it("report an accepted difference that no longer exists", () => {
    const accepted = { "schemas/Role": "Version 2 has more fields." };
    const problems = compareSharedComponents(
      describeSchema({ type: "object" }),
      describeSchema({ type: "object" }),
      accepted,
    );
    expect(problems).toEqual([expect.stringContaining("components/schemas/Role does not differ")]);
  });

  it("include responses, apart from the headers of key rotation", () => {
    const response = (headers: Record<string, unknown>, description = "Not found."): Description => ({
      components: { responses: { RoleNotFound: { description, ...headers } } },
    });
    const rotation = { headers: { Sunset: {}, "X-Api-Key-Warning": {} } };
    expect(compareSharedComponents(response({}), response(rotation), {})).toEqual([]);
    expect(compareSharedComponents(response({}), response(rotation, "Other."), {})).toHaveLength(1);
  });
});
