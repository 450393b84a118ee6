export * from "./databases.ts";
export * from "./share.ts";
