/**
 * A reference server for the roles API, on SQLite or PostgreSQL. Independent and unofficial.
 *
 * @module
 */
export { PortInUseError } from "@rolewright/node-kit";
export { startServer, type RunningServer, type ServerOptions } from "./http/start-server.ts";
export { type AcceptedInvitation, acceptInvitation } from "./operations/invitations.ts";
export { addOrganization, restoreDemoProjects, seedDemo } from "./operations/demo-organization.ts";
export type { Store } from "./storage/store.ts";
