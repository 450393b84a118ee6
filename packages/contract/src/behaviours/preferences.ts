import { expect } from "vitest";
import { calls } from "../calls.ts";
import { description, operationNamed } from "../own-description.ts";
import type { Behaviour } from "./behaviour.ts";

/** What can be asked for by `Prefer`, where that is honoured. */
export const preferences: Behaviour[] = [
  {
    title: "finds an example by its name alone",
    byPreference: true,
    async run(operationId, world) {
      const { responses } = operationNamed(operationId);
      const call = await calls[operationId](world);
      const examples = responses.find(({ status }) => status === "401")?.content[0]?.examples ?? {};
      const answer = await world.api.call(operationId, {
        ...call,
        headers: { Prefer: `example=${Object.keys(examples)[0]}` },
      });
      expect(answer.status).toBe(401);
    },
  },
  {
    title: "makes answers up that are valid, the same for the same seed",
    byPreference: true,
    async run(operationId, world) {
      const { responses } = operationNamed(operationId);
      const call = await calls[operationId](world);
      for (const { status, content } of responses) {
        const code = status === "default" ? 418 : Number(status);
        const headers = { Prefer: `code=${code}, dynamic=true, seed=42` };
        const answers = [
          await world.api.call(operationId, { ...call, headers }),
          await world.api.call(operationId, { ...call, headers }),
        ];
        expect(answers.map((answer) => answer.status)).toEqual([code, code]);
        expect(answers[0]?.text).toBe(answers[1]?.text);
        expect(description.problems(content[0]?.schemaPointer ?? "#", answers[0]?.body)).toEqual([]);
      }
    },
  },
  {
    title: "refuses a status or an example that is not documented with 400, and names those that are",
    byPreference: true,
    async run(operationId, world) {
      const call = await calls[operationId](world);
      for (const [prefer, names] of [
        ["code=299", "200, 400"],
        ["example=nothing", "invalidApiKey"],
        ["code=401, example=nothing", "invalidApiKey"],
      ]) {
        const { status, text } = await world.api.call(operationId, {
          ...call,
          headers: { Prefer: prefer ?? "" },
        });
        expect({ prefer, status }).toEqual({ prefer, status: 400 });
        expect(text).toContain(names);
      }
    },
  },
];
