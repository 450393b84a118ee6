/** Servers that are right in another way than the reference server. Nothing may be found wrong with them. */
import { randomBytes } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Change, header, json, refusal, sent, things, wait, withBody } from "./change.ts";
import type { Answer, Call, Difference, Plant, Site } from "./fault.ts";
import { isPath, pathOf } from "./operation-of.ts";

/** Changes every answer that has JSON. */
const everywhere =
  (change: Change): Plant =>
  () =>
  async (call, next) => {
    const answer = await next(call);
    return answer.body.length > 0 && isPath(call.url) ? change(answer, call) : answer;
  };

/** Writes JSON anew, each object by way of `change`. */
const objects = (change: (object: Record<string, unknown>) => Record<string, unknown>): Change =>
  json((body: unknown) => {
    const walk = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(walk);
      if (typeof value !== "object" || value === null) return value;
      return change(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)])));
    };
    return walk(body);
  });

/** Changes how a body is written. */
const rewritten = (write: (json: string) => string): Plant =>
  everywhere((answer) => ({ ...answer, body: Buffer.from(write(answer.body.toString())) }));

const escapes = (text: string) =>
  text.replaceAll(/[^ -~]/g, (char) => String.raw`\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

const backwards = (value: unknown) => (Array.isArray(value) ? value.toReversed() : value);

/** Ids of the honest server, dressed as something else, with what has to be escaped in a path. */
const dressed = (id: string) => (id === "" ? id : `${id.split("").toReversed().join("")}:/?#%`);
const undressed = (id: string) =>
  id.endsWith(":/?#%") ? id.slice(0, -5).split("").toReversed().join("") : id;

const idFields = ["id", "organizationId", "projectId"];

const dressIds = objects((object) =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      idFields.includes(name) && typeof value === "string" ? dressed(value) : value,
    ]),
  ),
);

function undressIds(call: Call): Call {
  const parts = pathOf(call.url).split("/");
  let url = call.url;
  try {
    url = parts.map((part) => encodeURIComponent(undressed(decodeURIComponent(part)))).join("/");
  } catch {
    // A bad percent escape is passed on, to be refused.
    return call;
  }
  if (!parts.some((part) => decodeURIComponent(part) !== undressed(decodeURIComponent(part)))) url = call.url;
  const body = sent(call);
  const field = ["policyIds", "permissionIds"].find((name) => Array.isArray(body?.[name]));
  // What is too large is passed on as it is, to be refused: written anew, it may not be.
  if (!body || field === undefined || call.body.length > 100_000) return { ...call, url };
  const ids = (body[field] as unknown[]).map((id) => (typeof id === "string" ? undressed(id) : id));
  return { ...withBody(call, { ...body, [field]: ids }), url, headers: call.headers };
}

const create = async ({ apiKey, next }: Site, url: string, body: object): Promise<string> => {
  const headers = { confident_api_key: apiKey, "content-type": "application/json" };
  const text = Buffer.from(JSON.stringify(body));
  const answer = await next({ method: "POST", url, headers, body: text, operationId: undefined });
  const { data } = JSON.parse(answer.body.toString()) as { data: Record<string, { id: string }> };
  return Object.values(data)[0]?.id ?? "";
};

async function fill(site: Site): Promise<void> {
  for (let index = 1; index <= 3; index += 1) {
    const projectId = await create(site, "/v1/projects", { name: `Earlier project ${index}` });
    const policyId = await create(site, `/v1/projects/${projectId}/policies`, {
      name: "Earlier policy",
      permissionIds: [],
    });
    await create(site, `/v1/projects/${projectId}/roles`, { name: "Earlier role", policyIds: [policyId] });
  }
  for (let index = 1; index <= 60; index += 1) {
    const policyId = await create(site, "/v1/organization/policies", {
      name: `Earlier policy ${index}`,
      permissionIds: [],
    });
    await create(site, "/v1/organization/roles", { name: `Earlier role ${index}`, policyIds: [policyId] });
  }
}

/** Every so many calls are refused for now, with the documented status and how long to wait. */
const sometimes =
  (count: number, answer: () => Answer): Plant =>
  () => {
    let calls = 0;
    return (call, next) =>
      call.operationId !== undefined && ++calls % count === 0 ? Promise.resolve(answer()) : next(call);
  };

export const differences: Difference[] = [
  {
    name: "honest",
    what: "Nothing: the front passes everything on.",
    plant: () => (call, next) => next(call),
  },
  {
    name: "more-fields",
    what: "Every object of every answer has fields that the description does not know.",
    plant: everywhere(
      objects((object) => ({ ...object, updated_at: 1_767_603_600, tags: ["new"], parent: null })),
    ),
  },
  {
    name: "ids-of-calls",
    what: "Every error names its call: by an id in a field and among its words, and by the time and the path.",
    plant: everywhere((answer, call) => {
      if (answer.status < 400) return answer;
      const id = randomBytes(15).toString("base64url");
      return json((body: { error: string }) => ({
        ...body,
        error: `${body.error} (reference: ${id})`,
        trace: { id, timestamp: new Date().toISOString(), instance: pathOf(call.url) },
      }))(answer, call);
    }),
  },
  {
    name: "versions",
    what: "Everything has a version and an etag, which are others each time.",
    plant: () => {
      let version = 0;
      return async (call, next) => {
        const answer = await next(call);
        if (answer.status !== 200 || !isPath(call.url)) return answer;
        return things((thing) => {
          version += 1;
          Object.assign(thing, { version, etag: `W/"${version}"`, updated_at: Date.now() });
        })(answer, call);
      };
    },
  },
  {
    name: "no-queries",
    what: "A query is refused with 400 before anything else is looked at.",
    plant: () => async (call, next) =>
      call.operationId !== undefined && call.url.includes("?")
        ? refusal(400, "There are no query parameters here.")
        : next(call),
  },
  {
    name: "idle-closed",
    what: "A connection that is idle for 20 ms is closed, without a word before.",
    plant: () => async (call, next) => ({
      ...(await next(call)),
      write(response, { status, headers, body }) {
        const { socket } = response;
        response.writeHead(status, { ...headers, "content-length": body.length });
        response.end(body);
        const read = socket?.bytesRead;
        setTimeout(() => socket?.bytesRead === read && socket?.destroy(), 20);
      },
    }),
  },
  {
    name: "other-key-order",
    what: "The keys of every object are in the opposite order.",
    plant: everywhere(objects((object) => Object.fromEntries(Object.entries(object).toReversed()))),
  },
  {
    name: "other-ids",
    what: "Ids are no UUIDs, and have characters that have to be escaped in a path.",
    assignedRoles: [],
    plant: () => async (call, next) => {
      const answer = await next(undressIds(call));
      return answer.status === 200 && isPath(call.url) ? dressIds(answer, call) : answer;
    },
  },
  {
    name: "other-messages",
    what: "Errors are in another language, and say nothing more than their status.",
    plant: everywhere((answer, call) =>
      answer.status < 400
        ? answer
        : json((body: { error: string }) => {
            body.error = `Das geht nicht: ${STATUS_CODES[answer.status] ?? "Fehler"} 🚫`;
          })(answer, call),
    ),
  },
  {
    name: "slower",
    what: "Every answer takes 100 ms more.",
    plant: () => async (call, next) => {
      await wait(100);
      return next(call);
    },
  },
  {
    name: "chunked",
    what: "Bodies come in chunks of seven bytes, with no Content-Length.",
    plant: () => async (call, next) => ({
      ...(await next(call)),
      write(response, { status, headers, body }) {
        response.writeHead(status, headers);
        for (let at = 0; at < body.length; at += 7) response.write(body.subarray(at, at + 7));
        response.end();
      },
    }),
  },
  {
    name: "more-headers",
    what: "Every answer has headers that the description does not know.",
    plant: () => async (call, next) => {
      const answer = await next(call);
      const more = {
        "set-cookie": ["session=1; HttpOnly", "region=eu"],
        "strict-transport-security": "max-age=63072000",
        "cache-control": "no-store",
        "x-powered-by": "something else",
        ...(answer.status === 401 && { "www-authenticate": 'ApiKey realm="roles"' }),
      };
      return { ...answer, headers: { ...answer.headers, ...more } };
    },
  },
  {
    name: "pretty-printed",
    what: "JSON is indented, and ends with a line break.",
    plant: rewritten((body) => `${JSON.stringify(JSON.parse(body), undefined, 2)}\r\n`),
  },
  {
    name: "escaped-json",
    what: "JSON has nothing but ASCII, with slashes escaped and the number of a key as 1.0e0.",
    plant: rewritten((body) =>
      escapes(body)
        .replaceAll("/", String.raw`\/`)
        .replaceAll(/"id":(\d+)/g, '"id":$1.0e0'),
    ),
  },
  {
    name: "other-content-type",
    what: "The content type is written in capitals, with a charset in quotes.",
    plant: everywhere(header("content-type", 'Application/JSON;charset="UTF-8"')),
  },
  {
    name: "no-charset",
    what: "The content type has no charset.",
    plant: everywhere(header("content-type", "application/json")),
  },
  {
    name: "lists-backwards",
    what: "Lists, and what stands in roles and policies, are in the opposite order.",
    plant: everywhere(
      objects((object) =>
        Object.fromEntries(Object.entries(object).map(([name, value]) => [name, backwards(value)])),
      ),
    ),
  },
  {
    name: "full-organization",
    what: "The organization has 60 roles and policies and three projects of its own already.",
    prepare: fill,
    plant: () => (call, next) => next(call),
  },
  {
    name: "connections-closed",
    what: "The connection is closed after each answer.",
    plant: () => async (call, next) => {
      const answer = await next(call);
      return { ...answer, headers: { ...answer.headers, connection: "close" } };
    },
  },
  {
    name: "compressed",
    what: "Answers are compressed for whoever takes gzip.",
    plant: () => async (call, next) => {
      const answer = await next(call);
      const takesGzip = String(call.headers["accept-encoding"] ?? "").includes("gzip");
      if (!takesGzip || answer.body.length === 0) return answer;
      const headers = { ...answer.headers, "content-encoding": "gzip", vary: "Accept-Encoding" };
      return { ...answer, headers, body: await promisify(gzip)(answer.body) };
    },
  },
  {
    name: "names-tidied",
    what: "Names are kept in Unicode NFC, without the white space around them.",
    plant: () => (call, next) => {
      const body = sent(call);
      const isTidy = typeof body?.name !== "string" || body.name.normalize("NFC").trim() === body.name;
      if (isTidy || body.name === undefined) return next(call);
      const sentName = String(body.name);
      // What is blank, too long, or has control characters is refused as ever.
      if ([...sentName].length > 255 || /\p{Cc}/u.test(sentName)) return next(call);
      const name = sentName.normalize("NFC").trim();
      return next(name === "" ? call : { ...withBody(call, { ...body, name }), headers: call.headers });
    },
  },
  {
    name: "other-dates",
    what: "Dates have microseconds and an offset.",
    plant: everywhere(
      things((thing) => {
        const { created_at: date } = thing;
        if (typeof date === "string") thing["created_at"] = date.replace(/\.(\d{3})Z$/, ".$1000+00:00");
      }),
    ),
  },
  {
    name: "deprecated-and-linked",
    what: "Every success says that it is deprecated and links to the platform, every error that it is not.",
    plant: everywhere((answer, call) =>
      json((body: Record<string, unknown>) => {
        body["deprecated"] = answer.status === 200;
        if (answer.status === 200) body["link"] = "https://app.confident-ai.com/roles?tab=1#own";
      })(answer, call),
    ),
  },
  {
    name: "more-allowed",
    what: "Allow is in another order, and has HEAD and OPTIONS for what they are refused for.",
    plant: () => async (call, next) => {
      const answer = await next(call);
      const { allow } = answer.headers;
      if (typeof allow !== "string" || ["HEAD", "OPTIONS"].includes(call.method)) return answer;
      const methods = ["OPTIONS", "HEAD", ...allow.split(", ").toReversed()].join(",");
      return { ...answer, headers: { ...answer.headers, allow: methods } };
    },
  },
  {
    name: "too-many-now-and-then",
    what: "Every 97th call is answered with 429 and a Retry-After of a second, and not carried out.",
    plant: sometimes(97, () => refusal(429, "Too many requests.", { "retry-after": "1" })),
  },
  {
    name: "unavailable-now-and-then",
    what: "Every 301st call is answered with 503 and a Retry-After of no time, and not carried out.",
    plant: sometimes(301, () => refusal(503, "Come back at once.", { "retry-after": "0" })),
  },
];
