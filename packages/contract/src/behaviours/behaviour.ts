import type { OperationId } from "@rolewright/types";
import type { Operation } from "../description/operation.ts";
import type { World } from "../world.ts";

/** Something that must hold for an operation of ours. */
export interface Behaviour {
  /** A fact: "refuses a body that is not JSON". */
  title: string;
  /** It must hold where this is true; everywhere if it is left out. */
  appliesTo?(operation: Operation): boolean;
  /** It can only be seen where an answer can be asked for by `Prefer`. */
  byPreference?: boolean;
  /** It can only be seen where what was sent is kept. */
  needsState?: boolean;
  run(operationId: OperationId, world: World): Promise<void>;
}

export const takesBody = ({ requestBody }: Operation) => requestBody !== undefined;
