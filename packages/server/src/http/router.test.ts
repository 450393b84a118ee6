import { describe, expect, it } from "vitest";
import { ApiError } from "./api-errors.ts";
import { createRouter } from "./router.ts";

const router = createRouter<string>();
router.add("GET", "/v1/roles", "list");
router.add("POST", "/v1/roles", "create");
router.add("PUT", "/v1/roles/{roleId}", "update");
router.add("GET", "/v1/{scope}/about", "about");

describe("a path", () => {
  it.each([
    ["GET", "/v1/roles", "list", {}],
    ["POST", "/v1/roles?name=/x", "create", {}],
    ["PUT", "/v1/roles/a%2Fb%20c", "update", { roleId: "a/b c" }],
    ["PUT", "/v1/%72oles/1", "update", { roleId: "1" }],
    ["GET", "/v1/team/about", "about", { scope: "team" }],
    ["GET", "http://127.0.0.1:4020/v1/roles", "list", {}],
  ])("%s %s matches its route", (method, url, target, params) => {
    expect(router.find(method, url)).toEqual({ target, params });
  });

  it.each([
    ["PUT", "/v1/roles/", 404],
    ["GET", "/v1/roles/1/more", 404],
    ["GET", "/v1", 404],
    ["GET", "/V1/roles", 404],
    ["GET", "//v1/roles", 404],
    ["OPTIONS", "*", 404],
    ["GET", "/v1/roles/%zz", 400],
    ["GET", "/nowhere/%c3", 400],
    ["GET", "/v1/__proto__", 404],
  ])("%s %s matches no route", (method, url, status) => {
    expect(router.find(method, url)).toMatchObject({ status });
  });

  it("lists the supported methods in a 405", () => {
    const error = router.find("DELETE", "/v1/roles");
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 405, headers: { allow: "GET, POST" } });
  });
});
