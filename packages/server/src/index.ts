/**
 * The roles API on a real database. Independent and unofficial.
 *
 * @module
 */
export { startServer, PortInUseError, type RunningServer, type ServerOptions } from "./start-server.ts";
export { addOrganization, seedDemo } from "./demo.ts";
export type { Store } from "./store.ts";
