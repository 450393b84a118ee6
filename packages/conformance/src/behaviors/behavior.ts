import type { OperationId } from "@rolewright/types";
import type { Operation } from "@rolewright/contract/internal";
import type { Fixtures } from "../fixtures.ts";

/** A behavior of our own mock and server that the description leaves open. */
export interface Behavior {
  /** A fact: "rejects a body that is not JSON". */
  title: string;
  /** The operations that it applies to. Default: all. */
  appliesTo?(operation: Operation): boolean;
  /** Whether it needs support for the `Prefer` header. */
  needsPreferHeader?: boolean;
  /** Whether it needs a target that stores resources. */
  needsState?: boolean;
  run(operationId: OperationId, fixtures: Fixtures): Promise<void>;
}

export const hasRequestBody = ({ requestBody }: Operation) => requestBody !== undefined;
