import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, expectTypeOf, it } from "vitest";
import { ApiPromise, type Client, createClient, NotFoundError, type Project, type Role } from "./index.ts";
import { apiKey, catchError, respondWith, sequence } from "./client-fixtures.test-support.ts";

const role: Role = { id: "r", name: "Auditor", description: null, organizationId: "o", policies: [] };
const listed = { success: true, data: { projects: [] } };

describe("the promise of a call", () => {
  it("is a Promise, also to types", async () => {
    const call = respondWith(200, listed).projects.list();
    expect(call).toBeInstanceOf(Promise);
    expect(call).toBeInstanceOf(ApiPromise);
    expectTypeOf(call).toExtend<Promise<Project[]>>();
    await expect(call).resolves.toEqual([]);
    await expect(respondWith(404, {}).projects.list()).rejects.toThrow(NotFoundError);
  });

  it("sends the request when the method is called, not when it is awaited", async () => {
    const fetch = sequence(() => Response.json(listed));
    const call = createClient({ apiKey, fetch }).projects.list();
    await new Promise((resolve) => setImmediate(resolve));
    expect(fetch.count).toBe(1);
    await Promise.all([call, call.asResult(), call.withResponse()]);
    expect(fetch.count).toBe(1);
  });

  it("returns plain promises from `then`, `catch` and `finally`", async () => {
    const call = respondWith(200, listed).projects.list();
    const derived = [call.then(String), call.catch(() => {}), call.finally(() => {})];
    for (const promise of derived) expect(promise.constructor).toBe(Promise);
    await Promise.all(derived);
  });

  it("counts as unhandled when nobody handles its error, and only then", async () => {
    const unhandled: unknown[] = [];
    const record = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", record);
    try {
      await respondWith(404, {}).projects.list().asResult();
      await catchError(respondWith(404, {}).projects.list().withResponse());
      await catchError(respondWith(404, {}).projects.list());
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", record);
    }
  });

  it("is reported by the lint rule no-floating-promises when nobody handles it", async () => {
    const directory = join(import.meta.dirname, "..");
    const run = promisify(execFile)(
      join(directory, "node_modules/.bin/oxlint"),
      [
        "--type-aware",
        "-A",
        "all",
        "-D",
        "typescript/no-floating-promises",
        "src/floating-promise.test-support.ts",
      ],
      { cwd: directory },
    );
    const { stdout } = await run.catch((failure: { stdout: string }) => failure);
    expect(stdout).toContain("no-floating-promises");
    expect(stdout).toContain("`ApiPromise<");
  });
});

describe("a fake of one method", () => {
  it("is typed, and has the methods of a call", async () => {
    const roles: Pick<Client["organization"]["roles"], "create" | "list"> = {
      create: (input) => ApiPromise.of({ ...role, name: input.name }),
      list: () => ApiPromise.of([role]),
    };
    const call = roles.create({ name: "Owner of bills", policyIds: [] });
    expect((await call).name).toBe("Owner of bills");
    expect(await call.asResult()).toMatchObject({ ok: true, data: { id: "r" }, response: { status: 200 } });
    const { data, response } = await roles.list().withResponse();
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ success: true, data });
    // @ts-expect-error -- the data of another operation
    const wrong: Pick<Client["projects"], "list"> = { list: () => ApiPromise.of([role]) };
    expect(wrong).toBeDefined();
  });

  it("can fail with an error of the API", async () => {
    const conflict = new NotFoundError("There is no such role.", { status: 404 });
    const call = new ApiPromise<Role>((_, reject) => reject(conflict));
    expect(await call.asResult()).toEqual({ ok: false, error: conflict });
    expect(await catchError(call.withResponse())).toBe(conflict);
    expect(await catchError(call)).toBe(conflict);
  });
});

describe("the statics of ApiPromise", () => {
  it("do what those of Promise do", async () => {
    const failure = new Error("x");
    const call = respondWith(200, listed).projects.list();
    expect(await ApiPromise.resolve(role)).toBe(role);
    expect(await ApiPromise.resolve(call)).toEqual([]);
    expect(await catchError(ApiPromise.reject(failure))).toBe(failure);
    expect(await ApiPromise.all([call, 1])).toEqual([[], 1]);
    expect(await ApiPromise.allSettled([call, ApiPromise.reject(failure)])).toMatchObject([
      { status: "fulfilled" },
      { status: "rejected", reason: failure },
    ]);
    expect(await ApiPromise.race([call])).toEqual([]);
    expect(await ApiPromise.any([call, ApiPromise.reject(failure)])).toEqual([]);
    const { promise, resolve } = ApiPromise.withResolvers<Role>();
    resolve(role);
    expect(await promise).toBe(role);
  });

  it("create promises with the methods of a call", async () => {
    const call = ApiPromise.resolve(role) as ApiPromise<Role>;
    expect(await call.asResult()).toMatchObject({ ok: true, data: role, requestId: undefined });
    const failing = ApiPromise.reject(new TypeError("x")) as ApiPromise<Role>;
    await expect(failing.asResult()).rejects.toThrow(TypeError);
  });
});
