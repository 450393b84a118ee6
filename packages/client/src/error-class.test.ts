import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, ConflictError, NotFoundError, RolewrightError } from "./index.ts";

afterEach(() => void vi.resetModules());

/** Loads the package again, as a program does that uses its ES modules and its CommonJS modules. */
async function loadCopy(): Promise<typeof import("./index.ts")> {
  vi.resetModules();
  return import("./index.ts");
}

describe("`instanceof`", () => {
  it("accepts the errors of another copy of the package", async () => {
    const copy = await loadCopy();
    expect(copy.ConflictError).not.toBe(ConflictError);
    const error = new copy.ConflictError("returned 409.", { status: 409 });
    for (const each of [ConflictError, ApiError, RolewrightError]) expect(error instanceof each).toBe(true);
    expect(error instanceof NotFoundError).toBe(false);
    expect(new RolewrightError("x") instanceof copy.RolewrightError).toBe(true);
    expect(new RolewrightError("x") instanceof copy.ApiError).toBe(false);
  });

  it("of a subclass accepts its own instances only", async () => {
    class OwnError extends ConflictError {}
    class OtherError extends OwnError {}
    const { ConflictError: ConflictErrorOfCopy } = await loadCopy();
    const error: unknown = new ConflictError("returned 409.", { status: 409 });
    expect(error instanceof OwnError).toBe(false);
    expect((new ConflictErrorOfCopy("returned 409.") as unknown) instanceof OwnError).toBe(false);
    expect(new OtherError("x") instanceof OwnError).toBe(true);
    expect(new OtherError("x") instanceof ConflictErrorOfCopy).toBe(true);
  });

  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a text", "ConflictError"],
    ["a function", () => {}],
    ["an object", { name: "ConflictError" }],
    ["an object without a prototype", Object.create(null)],
    ["an object whose constructor is no function", { constructor: "ConflictError" }],
    ["an object whose prototype has no constructor", Object.create(Object.create(null) as object)],
    ["another error", new Error("x")],
    ["the class itself", ConflictError],
  ])("does not accept %s", (_, value) => {
    expect(value instanceof ConflictError).toBe(false);
    expect(value instanceof RolewrightError).toBe(false);
  });
});
