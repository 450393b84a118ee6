/**
 * What the servers and commands of the rolewright packages share. Internal: it changes without notice.
 *
 * @module
 */
export { type CommandNames, describeCommandError } from "./command-error.ts";
export { parseJsonBody } from "./json-body.ts";
export { assertNodeVersion, NodeVersionError } from "./node-version.ts";
export { parsePort } from "./port.ts";
export { formatBaseUrl, listen, PortInUseError, stopListening, toListenError } from "./listen.ts";
