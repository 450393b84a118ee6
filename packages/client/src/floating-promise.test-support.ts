/** A call whose promise nobody handles. A lint rule must report it. */
import type { Client } from "./index.ts";

export function forgetCall(client: Client): void {
  client.projects.list();
}
