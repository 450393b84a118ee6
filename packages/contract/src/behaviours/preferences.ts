import { expect } from "vitest";
import { schemaProblems } from "../conformance.ts";
import { calls } from "../calls.ts";
import type { Behaviour } from "./behaviour.ts";

/** What can be asked for by `Prefer`, where that is honoured. */
export const preferences: Behaviour[] = [
  {
    title: "gives every documented example of every status that is asked for, as it is documented",
    byPreference: true,
    async run({ operationId, responses }, world) {
      const call = await calls[operationId](world);
      for (const [status, { content }] of Object.entries(responses)) {
        for (const [name, { value }] of Object.entries(content["application/json"]?.examples ?? {})) {
          const code = status === "default" ? 418 : Number(status);
          const answer = await world.api.call(operationId, {
            ...call,
            headers: { Prefer: `code=${code}, example=${name}` },
          });
          expect({ name, status: answer.status, body: answer.body }).toEqual({
            name,
            status: code,
            body: value,
          });
        }
      }
    },
  },
  {
    title: "finds an example by its name alone",
    byPreference: true,
    async run({ operationId, responses }, world) {
      const call = await calls[operationId](world);
      const examples = responses["401"]?.content["application/json"]?.examples ?? {};
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
    async run({ operationId, responses }, world) {
      const call = await calls[operationId](world);
      for (const [status, { content }] of Object.entries(responses)) {
        const code = status === "default" ? 418 : Number(status);
        const headers = { Prefer: `code=${code}, dynamic=true, seed=42` };
        const answers = [
          await world.api.call(operationId, { ...call, headers }),
          await world.api.call(operationId, { ...call, headers }),
        ];
        expect(answers.map((answer) => answer.status)).toEqual([code, code]);
        expect(answers[0]?.text).toBe(answers[1]?.text);
        expect(schemaProblems(content["application/json"]?.schema ?? {}, answers[0]?.body)).toEqual([]);
      }
    },
  },
  {
    title: "refuses a status or an example that is not documented with 400, and names those that are",
    byPreference: true,
    async run({ operationId }, world) {
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
