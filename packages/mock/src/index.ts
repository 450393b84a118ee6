/**
 * A mock of the roles API. Independent and unofficial.
 *
 * @module
 */
export { startMock, PortInUseError, type Mock, type MockOptions } from "./start-mock.ts";
