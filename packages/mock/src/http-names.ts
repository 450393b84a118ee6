/**
 * The names that Node has for HTTP. An `import` of `node:http` would load everything that it exports: its `WebSocket` alone
 * would delay each start by 60 ms.
 */
export const { METHODS, STATUS_CODES } = process.getBuiltinModule("node:http");
