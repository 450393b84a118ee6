import { describe, expect, it } from "vitest";
import { Refusal } from "./refusals.ts";
import { createRoutes } from "./routes.ts";

const routes = createRoutes<string>();
routes.add("GET", "/v1/roles", "list");
routes.add("POST", "/v1/roles", "create");
routes.add("PUT", "/v1/roles/{roleId}", "update");
routes.add("GET", "/v1/{scope}/about", "about");

describe("a path", () => {
  it.each([
    ["GET", "/v1/roles", "list", {}],
    ["POST", "/v1/roles?name=/x", "create", {}],
    ["PUT", "/v1/roles/a%2Fb%20c", "update", { roleId: "a/b c" }],
    ["PUT", "/v1/%72oles/1", "update", { roleId: "1" }],
    ["GET", "/v1/team/about", "about", { scope: "team" }],
    ["GET", "http://127.0.0.1:4020/v1/roles", "list", {}],
  ])("%s %s leads to its operation", (method, url, target, params) => {
    expect(routes.find(method, url)).toEqual({ target, params });
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
  ])("%s %s leads nowhere", (method, url, status) => {
    expect(routes.find(method, url)).toMatchObject({ status });
  });

  it("says which methods it has", () => {
    const refusal = routes.find("DELETE", "/v1/roles");
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 405, headers: { allow: "GET, POST" } });
  });
});
