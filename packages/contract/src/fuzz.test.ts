import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api, type RawCall } from "./api.ts";
import { brokenBodies } from "./broken-bodies.ts";
import { answerProblems } from "./conformance.ts";
import { type Operation, operations, resolve, type Schema } from "./description.ts";
import { type TemporaryDatabase, temporaryDatabase } from "./databases.ts";
import { killServers, runCommand, startProcess } from "./processes.ts";

/** `ROLEWRIGHT_FUZZ=100000` is the full count; a seed is printed when something is found. */
const requests = Number(process.env["ROLEWRIGHT_FUZZ"] ?? 100_000);
const atOnce = 20;

/** Text that has broken servers before, and text at random. */
const text = (schema: Schema) =>
  fc
    .oneof(
      fc.constantFrom(
        "Owner",
        " admin ",
        "caf\u00e9",
        "\u{1f600}",
        "\ud800",
        "'; DROP TABLE roles; --",
        "\u202e",
        "%00",
        "$1",
        "null",
      ),
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
    )
    .map((value) => value.slice(0, schema.maxLength ?? 300));

const ids = fc.constantFrom(
  "policy-uuid-1",
  "policy-uuid-2",
  "perm-uuid-1",
  "project-perm-uuid-1",
  "nothing",
  "__proto__",
);

/** A value as the schema wants it, mostly. */
function valueFor(schema: Schema): fc.Arbitrary<unknown> {
  const { type, items, format } = resolve<Schema>(schema);
  const types = [type ?? "string"].flat();
  if (types.includes("array")) return fc.uniqueArray(items ? ids : fc.string(), { maxLength: 5 });
  if (format === "email") return fc.constantFrom("ada@fernhill.example", "nobody@fernhill.example");
  return types.includes("null") ? fc.option(text(resolve<Schema>(schema))) : text(resolve<Schema>(schema));
}

function bodyFor(schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  const { properties = {}, required = [] } = resolve<Schema>(schema);
  const values = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, valueFor(each)]));
  return fc.record(values, { requiredKeys: required });
}

/** A request of an operation: right, or with one thing about it broken. */
function requestOf(operation: Operation): fc.Arbitrary<RawCall> {
  const schema = operation.requestBody?.schema;
  const id = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        "PROJECT-ID",
        "role-uuid-3",
        "role-uuid-1",
        "project-role-uuid-3",
        "policy-uuid-2",
      ),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 150 }).map(encodeURIComponent) },
    { weight: 1, arbitrary: fc.constantFrom("%zz", "%ff", "..%2f..", "%00", "", "a%20b") },
  );
  const path = fc.array(id, { minLength: 2, maxLength: 2 }).map(([first = "", second = ""]) => {
    const given = [operation.path.startsWith("/v1/projects/") ? "PROJECT-ID" : first, second];
    return operation.path.replaceAll(/\{\w+\}/g, () => given.shift() ?? "");
  });
  const valid = schema ? bodyFor(schema) : fc.constantFrom({ a: 1 }, undefined);
  const body = fc.tuple(valid, fc.nat(99), fc.nat(999)).map(([sent, fate, which]) => {
    if (!schema || !sent) return sent && JSON.stringify(sent);
    const whole = JSON.stringify(sent);
    if (fate < 50) return whole;
    if (fate < 85) return JSON.stringify(oneOf(brokenBodies(schema, sent), which).body);
    return oneOf([whole.slice(0, -1), "", "null", "[]", '{"__proto__":{}}', "9".repeat(400)], which);
  });
  const headers = fc.oneof(
    { weight: 8, arbitrary: fc.constant({}) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { CONFIDENT_API_KEY: "wrong" },
        { CONFIDENT_API_KEY: undefined },
        { "Content-Type": "text/plain" },
        { "Content-Type": "application/json; charset=utf-7" },
        { "Content-Type": ";" },
        { Accept: "image/png", Prefer: "code=500" },
        { "X-Request-Id": "x".repeat(500) },
      ),
    },
  );
  return fc.record({ method: fc.constant(operation.method), path, body, headers }).map(withoutBody);
}

/** `fetch` refuses a body with GET, and one that is `undefined` is none. */
function withoutBody({ body, ...call }: Omit<RawCall, "body"> & { body: string | undefined }): RawCall {
  return body === undefined || call.method === "GET" ? call : { ...call, body };
}

const anyRequest = fc
  .constantFrom(...operations.filter(({ operationId }) => operationId !== "deleteProject"))
  .chain((operation) => requestOf(operation).map((call) => ({ operation, call })));

describe("requests made up from the description", { timeout: 3_600_000 }, () => {
  let database: TemporaryDatabase;
  let api: Api;

  beforeAll(async () => {
    database = await temporaryDatabase("sqlite");
    const apiKey = await runCommand(["seed", "demo", "--database", database.name]);
    const { url } = await startProcess(["--database", database.name]);
    api = new Api({ url, apiKey, newOrganization: () => expect.fail("not here"), stop: killServers });
  });

  afterAll(async () => {
    await killServers();
    await database.remove();
  });

  it(`get a documented answer, never a 5xx, ${requests} times`, async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRequest, { minLength: atOnce, maxLength: atOnce, size: "max" }),
        async (group) => {
          const answers = await Promise.all(
            group.map(async ({ operation, call }) => ({ operation, call, answer: await api.send(call) })),
          );
          for (const { operation, call, answer } of answers) {
            statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
            expect({ call, status: answer.status < 500 }).toEqual({ call, status: true });
            expect(answer.headers.get("x-request-id")).toMatch(/\S/);
            // A path without its id is another path, whose errors are in the same envelope.
            expect(isEnvelope(answer.body), answer.text).toBe(true);
            const isItsOwn = !/\/(\/|$)|%2f|\.\./i.test(call.path);
            expect(isItsOwn ? answerProblems(operation, answer) : []).toEqual([]);
          }
        },
      ),
      { numRuns: Math.ceil(requests / atOnce), endOnFailure: true },
    );
    const megabytes = await memoryOf(api);
    // A server that has answered a few hundred has 120 MB; what it kept of each request would show.
    expect(megabytes).toBeLessThan(300);
    console.log(
      `${requests} requests, ${megabytes} MB, answers by status:`,
      Object.fromEntries([...statuses].toSorted()),
    );
  });
});

async function memoryOf(api: Api): Promise<number> {
  const { text: metrics } = await api.send({ method: "GET", path: "/metrics" });
  return Math.round(Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]) / 2 ** 20);
}

const oneOf = <Item>(items: Item[], which: number) => items[which % items.length] as Item;

const isEnvelope = (body: unknown) => {
  const { success, error, data } = (body ?? {}) as Record<string, unknown>;
  return success === true ? typeof data === "object" : success === false && typeof error === "string";
};
