import { isJsonMediaType } from "@rolewright/contract/internal";
import { expect } from "vitest";
import { calls } from "../calls.ts";
import { description, getOperation } from "../description.ts";
import type { Behavior } from "./behavior.ts";

/** Responses that the `Prefer` header selects. */
export const preferHeader: Behavior[] = [
  {
    title: "selects an example by its name",
    needsPreferHeader: true,
    async run(operationId, fixtures) {
      const { responses } = getOperation(operationId);
      const request = await calls[operationId](fixtures);
      const examples = responses.find(({ status }) => status === "401")?.content[0]?.examples ?? {};
      const response = await fixtures.client.call(operationId, {
        ...request,
        headers: { Prefer: `example=${Object.keys(examples)[0]}` },
      });
      expect(response.status).toBe(401);
    },
  },
  {
    title: "generates valid responses, equal for equal seeds",
    needsPreferHeader: true,
    async run(operationId, fixtures) {
      const { responses } = getOperation(operationId);
      const request = await calls[operationId](fixtures);
      for (const { status, content } of responses) {
        const code = status === "default" ? 418 : Number(status);
        const headers = { Prefer: `code=${code}, dynamic=true, seed=42` };
        const generated = [
          await fixtures.client.call(operationId, { ...request, headers }),
          await fixtures.client.call(operationId, { ...request, headers }),
        ];
        expect(generated.map((response) => response.status)).toEqual([code, code]);
        expect(generated[0]?.text).toBe(generated[1]?.text);
        const [media] = content;
        const isJson = media !== undefined && isJsonMediaType(media.name);
        expect(isJson ? description.problems(media.schemaPointer, generated[0]?.body) : []).toEqual([]);
      }
    },
  },
  {
    title: "rejects an undocumented status or example with 400 and names the documented ones",
    needsPreferHeader: true,
    async run(operationId, fixtures) {
      const request = await calls[operationId](fixtures);
      const statuses = getOperation(operationId).responses.map(({ status }) => status);
      for (const [prefer, names] of [
        ["code=299", statuses.filter((status) => status !== "default").join(", ")],
        ["example=nothing", "invalidApiKey"],
        ["code=401, example=nothing", "invalidApiKey"],
      ]) {
        const { status, text } = await fixtures.client.call(operationId, {
          ...request,
          headers: { Prefer: prefer ?? "" },
        });
        expect({ prefer, status }).toEqual({ prefer, status: 400 });
        expect(text).toContain(names);
      }
    },
  },
];
