/** Exports for the private packages of this repository. They are undocumented and may change at any time. */
export { type Example, fillPath, findResponse, isJsonMediaType, type Link } from "@rolewright/openapi";
export type { Operation } from "./description/operation.ts";
export type { Description } from "./description/read-description.ts";
export { readDescription } from "./description/read-description.ts";
export { statusTable } from "./report/text.ts";
export { findResponseProblems } from "./client/response-problems.ts";
export type { HttpResponse, HttpRequest } from "./client/http-connection.ts";
