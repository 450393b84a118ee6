import { expect } from "vitest";
import { calls } from "../calls.ts";
import type { Behaviour } from "./behaviour.ts";

/** What a well-formed call answers. */
export const success: Behaviour[] = [
  {
    title: "answers a well-formed call with 200 and the documented body",
    async run({ operationId }, world) {
      const { status, body } = await world.call(operationId, await calls[operationId](world));
      expect({ status, body }).toMatchObject({ status: 200, body: { success: true } });
    },
  },
  {
    title: "answers with what was sent, and null for a description that was not",
    appliesTo: ({ operationId }) => /^(create|update)\w*(Policy|Role)$/.test(operationId),
    byPreference: false,
    async run({ operationId }, world) {
      const { path = {}, body } = await calls[operationId](world);
      const { description: _, ...sent } = body as { name: string; description: string };
      const { data } = (await world.call(operationId, { path, body: sent })).body as {
        data: Record<string, unknown>;
      };
      expect(Object.values(data)[0]).toMatchObject({ name: sent.name, description: null });
    },
  },
];
