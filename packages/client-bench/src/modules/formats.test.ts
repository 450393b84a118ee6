import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import * as esModules from "@rolewright/client";
import * as fetchModule from "@rolewright/client/fetch";

const require = createRequire(import.meta.url);
const commonJs = require("@rolewright/client") as typeof esModules;

const respond = (status: number, body: object) => async () => Response.json(body, { status });

describe("the CommonJS modules", () => {
  it("call openapi-fetch", async () => {
    const fetch = respond(200, { success: true, data: { projects: [] } });
    const client = commonJs.createClient({ apiKey: "test", fetch });
    expect(await client.projects.list()).toEqual([]);
    expect((await client.raw.GET("/v1/projects")).data?.success).toBe(true);
  });

  it.each([
    "@rolewright/client/fetch",
    "@rolewright/client/testing",
    "@rolewright/client/validation",
    "@rolewright/client/v2/testing",
  ])("have the exports of %s", async (name) => {
    const names = Object.keys((await import(name)) as object);
    expect(names.length).toBeGreaterThan(0);
    expect(Object.keys(require(name) as object)).toEqual(expect.arrayContaining(names));
  });
});

describe("an error of the CommonJS modules", () => {
  const fetch = respond(409, { success: false, error: "exists" });
  const client = commonJs.createClient({ apiKey: "test", fetch });
  const createConflict = () =>
    client.projects.create({ name: "n" }).then(
      () => undefined,
      (error: unknown) => error,
    );

  it("is an instance of the classes of the ES modules", async () => {
    const error = await createConflict();
    expect(commonJs.ConflictError).not.toBe(esModules.ConflictError);
    expect(error).toBeInstanceOf(esModules.ConflictError);
    expect(error).toBeInstanceOf(esModules.ApiError);
    expect(error).toBeInstanceOf(esModules.RolewrightError);
    expect(error).toBeInstanceOf(fetchModule.RolewrightError);
    expect(error).toBeInstanceOf(Error);
  });

  it("is not an instance of another class", async () => {
    class UserError extends esModules.ConflictError {}
    const error = await createConflict();
    expect(error).not.toBeInstanceOf(esModules.NotFoundError);
    expect(error).not.toBeInstanceOf(esModules.ConnectionError);
    expect(error).not.toBeInstanceOf(UserError);
    expect(new UserError("")).toBeInstanceOf(UserError);
    expect(new UserError("")).toBeInstanceOf(commonJs.ConflictError);
  });

  it.each([undefined, null, "text", {}, Object.create(null), new Error("other")])(
    "is not what %s is",
    (value) => {
      expect(value instanceof esModules.RolewrightError).toBe(false);
    },
  );
});
