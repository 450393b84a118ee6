import type { Operation } from "../description/operation.ts";
import { type Lane, valueAt } from "../session/lane.ts";
import { refusals, sizeLimit } from "../session/refusal.ts";
import type { Request } from "../session/session.ts";
import type { World } from "../session/world.ts";
import { expectEcho } from "./compare.ts";
import type { Task } from "./task.ts";

/** The same calls, written in other ways that mean the same. */
export const writings = (world: World): Task[] =>
  world.description.operations.flatMap((operation): Task[] => [
    ...(operation.requestBody
      ? [
          {
            name: `ways to write ${operation.operationId}`,
            phase: "boundaries" as const,
            checks: ["positive_data_acceptance" as const, "read_your_writes" as const],
            run: (lane: Lane) => otherWritings(world, operation, lane),
          },
        ]
      : []),
    {
      name: `${operation.operationId} as a browser asks`,
      phase: "boundaries",
      checks: ["positive_data_acceptance", "content_type_conformance", "body_integrity"],
      run: (lane) => asBrowser(world, operation, lane),
    },
  ]);

/** A way to write a body. */
interface Writing {
  tried: string;
  /** Why it has to be taken. */
  because: string;
  headers?: Record<string, string>;
  /** The JSON of a body, where it is not written as ever. */
  write?: (body: unknown) => string;
  /** By which statuses a server may ask for another way. */
  orElse?: number[];
}

const ways: Writing[] = [
  {
    tried: "a body whose keys have escapes",
    because: "an escape in a key is the character that it stands for (RFC 8259, 7)",
    write: (body) =>
      JSON.stringify(body).replaceAll(
        /"(\w?)(\w)(\w*)":/g,
        (_, before: string, letter: string, after: string) => `"${before}${escaped(letter)}${after}":`,
      ),
  },
  {
    tried: "a body whose slashes are escaped",
    because: "an escaped slash is a slash (RFC 8259, 7)",
    write: (body) => JSON.stringify(body).replaceAll("/", String.raw`\/`),
  },
  {
    tried: "a body in nothing but ASCII",
    because: "a pair of escapes is one character (RFC 8259, 7)",
    write: (body) => JSON.stringify(body).replaceAll(/[^ -~]/g, escaped),
  },
  {
    tried: "a body with white space around everything",
    because: "white space around JSON means nothing (RFC 8259, 2)",
    write: (body) => ` \r\n\t${JSON.stringify(body, undefined, "\t")}\r\n `,
  },
  {
    tried: "a body in chunks",
    because: "a body in chunks is as good as one with a Content-Length (RFC 9112, 7.1)",
    headers: { "Transfer-Encoding": "chunked" },
    orElse: [411],
  },
];

const escaped = (unit: string) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Types are compared without case, their parameters may be in quotes, and JSON has no charset but UTF-8. */
const types: [string, (type: string) => string][] = [
  ["with a charset", (type) => `${type}; charset=utf-8`],
  ["with a charset in capitals", (type) => `${type};charset=UTF-8`],
  ["with a charset in quotes", (type) => `${type}; charset="utf-8"`],
  ["with a space before the charset", (type) => `${type} ; charset=utf-8`],
  ["in capitals", (type) => type.toUpperCase()],
];

function waysOf(operation: Operation): Writing[] {
  const [type = ""] = (operation.requestBody?.name ?? "").split(";");
  const limit = sizeLimit(operation);
  return [
    ...ways,
    ...types.map(([how, write]) => ({
      tried: `a body as ${write(type)}`,
      because: `a content type ${how} is the same (RFC 9110, 8.3.1)`,
      headers: { "Content-Type": write(type) },
    })),
    ...(limit === undefined
      ? []
      : [
          {
            tried: `a body of ${limit.bytes.toLocaleString("en")} bytes`,
            because: "the body is as large as it may be",
            write: (body: unknown) => paddedTo(limit.bytes, JSON.stringify(body)),
          },
        ]),
  ];
}

/** JSON with as much white space at its end as makes it so many bytes long. */
export const paddedTo = (bytes: number, json: string): string =>
  json + " ".repeat(Math.max(0, bytes - Buffer.byteLength(json)));

async function otherWritings(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  const resource = world.about(operation)?.resource;
  for (const { tried, because, headers, write = JSON.stringify, orElse = [] } of waysOf(operation)) {
    const body = oddBody(world, usual, lane);
    const exchange = await lane.expect(
      { ...usual, raw: write(body), tried, ...(headers && { headers }) },
      {
        check: "positive_data_acceptance",
        because,
        statuses: [...successes, ...orElse],
        pointer: operation.requestBody?.pointer ?? operation.pointer,
      },
    );
    if (!resource || !successes.includes(exchange.answer.status)) continue;
    const item = valueAt(exchange.answer.body, resource.itemPointer);
    expectEcho(lane, world, resource, body, item, exchange, "the answer");
  }
  if (world.isSingleton(operation)) await lane.accept(usual);
}

/** Statuses of success; whether they are documented is looked at for every answer. */
const successes = [200, 201, 202, 204];

/** A body of texts that can be written in more than one way, where texts are free. */
function oddBody(world: World, { operation, body: usual }: Request, lane: Lane): Record<string, unknown> {
  const pointer = operation.requestBody?.schemaPointer ?? "#";
  const body = { ...(usual as Record<string, unknown>) };
  if (world.isSingleton(operation) && !world.options.mayChangeWhatIsThere) return body;
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== "string" || world.isUnknowable(operation, name)) continue;
    const text = `${world.isUnique(name) ? lane.unique() : value} a/b \u00e9 \u{1f600}`;
    if (world.description.problems(pointer, { ...body, [name]: text }).length === 0) body[name] = text;
  }
  return body;
}

/** Who asks for pages gets what is documented all the same, or is told that there are none; and nothing that it could not read. */
async function asBrowser(world: World, operation: Operation, lane: Lane): Promise<void> {
  const usual = await world.request(operation, lane);
  const headers = { Accept: "text/html", "Accept-Encoding": "identity, *;q=0" };
  const tried = "asking for HTML that is not compressed";
  const because = "Accept chooses among what there is (RFC 9110, 12.5.1)";
  const { pointer } = operation;
  if (operation.keyHeader !== undefined) {
    const { statuses } = refusals.key(operation);
    await lane.expect(
      { ...usual, key: null, headers, tried: `${tried}, without a key` },
      { check: "ignored_auth", because: "there is no key", statuses: [...statuses, 406], pointer },
    );
  }
  const exchange = await lane.expect(
    { ...usual, headers, tried },
    { check: "positive_data_acceptance", because, statuses: [...successes, 406], pointer },
  );
  const encoding = exchange.answer.headers.get("content-encoding") ?? "identity";
  lane.holds(encoding === "identity", exchange, {
    check: "body_integrity",
    what: "is packed in a way that was refused",
    expected: "a body as it is, for Accept-Encoding: identity, *;q=0 (RFC 9110, 12.5.3)",
    actual: `Content-Encoding: ${encoding}`,
    pointer,
  });
}
