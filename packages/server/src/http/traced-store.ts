import type { Telemetry } from "../observability/telemetry.ts";
import type { Store } from "../storage/store.ts";

/** Returns a store whose transactions have spans. A span includes the wait for a group, a connection, or the disk. */
export function traceStore(store: Store, { traceTransaction }: Telemetry): Store {
  const system = store.kind === "sqlite" ? "sqlite" : "postgresql";
  return {
    ...store,
    read: (script) => traceTransaction(system, "read", () => store.read(script)),
    write: (organizationId, script) =>
      traceTransaction(system, "write", () => store.write(organizationId, script)),
  };
}
