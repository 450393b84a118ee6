import { expect, it } from "vitest";
import { findRoute } from "./router.ts";

const routes = {
  listRoles: { method: "GET", path: "/v1/roles", success: 200 },
  retrieveRole: { method: "GET", path: "/v1/roles/{role-id}", success: 200 },
  searchRoles: { method: "GET", path: "/v1/roles/search", success: 200 },
  retrieveClass: { method: "GET", path: "/v1/years/{year}/classes/{class}", success: 200 },
};

it.each([
  ["/v1/roles", "listRoles", {}],
  ["/v1/roles/search", "searchRoles", {}],
  ["/v1/roles/a%2Fb", "retrieveRole", { "role-id": "a/b" }],
  ["/v1/years/2026/classes/c-1", "retrieveClass", { year: "2026", class: "c-1" }],
])("finds the operation of %s with the IDs by name", (path, operationId, ids) => {
  expect(findRoute(routes, "GET", path)).toEqual({ operationId, ids });
});

it.each([
  ["POST", "/v1/roles"],
  ["GET", "/v1/roles/a/b"],
  ["GET", "/v1/roles/"],
  ["GET", "/x/v1/roles"],
  ["GET", "/v1/roles/search/x"],
])("finds no operation of %s %s", (method, path) => {
  expect(findRoute(routes, method, path)).toBeUndefined();
});
