/**
 * A mock of Confident AI's roles API. Independent and unofficial.
 *
 * @module
 */
export { PortInUseError } from "@rolewright/node-kit";
export { startMock, type MockServer, type MockOptions } from "./start-mock.ts";
