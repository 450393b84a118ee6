import { describe, expect, it, vi } from "vitest";
import { ApiError, ConflictError, NotFoundError, RolewrightError } from "./index.ts";

// A program loads the package twice if it uses its ES modules and its CommonJS modules.
vi.resetModules();
const copy = await import("./index.ts");
// Other tests must not get this copy.
vi.resetModules();

describe("`instanceof`", () => {
  it("accepts the errors of another copy of the package", () => {
    expect(copy.ConflictError).not.toBe(ConflictError);
    const error = new copy.ConflictError("returned 409.", { status: 409 });
    for (const each of [ConflictError, ApiError, RolewrightError]) expect(error instanceof each).toBe(true);
    expect(error instanceof NotFoundError).toBe(false);
    expect(new RolewrightError("x") instanceof copy.RolewrightError).toBe(true);
    expect(new RolewrightError("x") instanceof copy.ApiError).toBe(false);
  });

  it("of a subclass accepts its own instances only", () => {
    class OwnError extends ConflictError {}
    class OtherError extends OwnError {}
    const { ConflictError: ConflictErrorOfCopy } = copy;
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
