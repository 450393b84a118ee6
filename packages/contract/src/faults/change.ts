/** The ways in which fronts change calls and answers. A fault is one of these, or a few lines that use them. */
import type { OperationId } from "@rolewright/types";
import type { Answer, Call, Front, Next, Plant } from "./fault.ts";

/** A role, a policy, a permission or a project, as far as anybody has to know. */
export interface Thing {
  id: string;
  name: string;
  description?: string | null;
  policies?: Thing[];
  permissions?: Thing[];
  [field: string]: unknown;
}

/** The body of an answer: `data` of a success has one thing or a list of things by its name. */
export interface Envelope {
  success: boolean;
  error?: string;
  data?: Record<string, Thing | Thing[]>;
}

/** What a body of a request may hold. */
export interface Sent {
  name?: unknown;
  description?: unknown;
  policyIds?: unknown;
  permissionIds?: unknown;
  email?: unknown;
  [field: string]: unknown;
}

/** Changes an answer: to nothing but what it answers with, from the answer and the call. */
export type Change = (answer: Answer, call: Call) => Answer | Promise<Answer>;

type Ids = OperationId | readonly OperationId[] | "every operation";

const includes = (ids: Ids, { operationId }: Call) =>
  operationId !== undefined && (ids === "every operation" || [ids].flat().includes(operationId));

/** Changes what some operations answer, at some statuses. */
export const answers =
  (ids: Ids, statuses: number | readonly number[], change: Change): Plant =>
  () =>
  async (call, next) => {
    const answer = await next(call);
    const isMeant = includes(ids, call) && [statuses].flat().includes(answer.status);
    return isMeant ? change(answer, call) : answer;
  };

/** Answers some operations instead of the honest server, or through it. */
export const instead =
  (ids: Ids, front: Front): Plant =>
  () =>
  (call, next) =>
    includes(ids, call) ? front(call, next) : next(call);

/** Answers with another status and the same body. */
export const status =
  (code: number): Change =>
  (answer) => ({ ...answer, status: code });

/** Answers with an error, in the envelope. */
export const refusal = (code: number, error: string, headers = {}): Answer => ({
  status: code,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: Buffer.from(JSON.stringify({ success: false, error })),
});

/** Sets a header, or removes it. */
export const header =
  (name: string, value: string | undefined): Change =>
  ({ headers: { [name]: _, ...headers }, ...answer }) => ({
    ...answer,
    headers: { ...headers, ...(value !== undefined && { [name]: value }) },
  });

/** Changes the text of the body. */
export const text =
  (change: (text: string, call: Call) => string): Change =>
  (answer, call) => ({ ...answer, body: Buffer.from(change(answer.body.toString(), call)) });

/** Changes the JSON of the body: in place, or to what `change` answers with. */
export const json = <Body = Envelope>(change: (body: Body, call: Call) => unknown): Change =>
  text((body, call) => {
    const value = JSON.parse(body) as Body;
    const changed = change(value, call);
    return JSON.stringify(changed === undefined ? value : changed);
  });

/** Changes each role, policy, permission or project that an answer is about, in place. */
export const things = (change: (thing: Thing, call: Call) => void): Change =>
  json((body, call) => {
    for (const thing of thingsOf(body)) change(thing, call);
  });

/** Changes the list that an answer carries. */
export const list = (change: (things: Thing[], call: Call) => Thing[]): Change =>
  json(({ data = {} }: Envelope, call) => {
    for (const [name, value] of Object.entries(data)) {
      if (Array.isArray(value)) data[name] = change(value, call);
    }
  });

/** One change after the other. */
export const both =
  (first: Change, second: Change): Change =>
  async (answer, call) =>
    second(await first(answer, call), call);

/** What an answer is about: one thing, or those of a list. */
export const thingsOf = ({ data = {} }: Envelope): Thing[] =>
  Object.values(data)
    .flat()
    .filter((value) => typeof value === "object" && value !== null);

/** What an answer is about, from its bytes. */
export const thingsIn = ({ body }: Answer): Thing[] => thingsOf(JSON.parse(body.toString()) as Envelope);

/** The JSON object that was sent; `undefined` when it was none. */
export function sent({ body }: Call): Sent | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Sent) : undefined;
  } catch {
    return undefined;
  }
}

/** The same call with another body. */
export const withBody = (call: Call, body: unknown): Call => ({
  ...call,
  body: Buffer.from(JSON.stringify(body)),
  headers: { ...call.headers, "content-type": "application/json" },
});

/** The same call with another key. */
export const withKey = (call: Call, key: string): Call => ({
  ...call,
  headers: { ...call.headers, confident_api_key: key },
});

/** The key that a call was sent with. */
export const keyOf = ({ headers }: Call) => String(headers["confident_api_key"] ?? "");

/** Reads a path with the key of a call. */
export const look = (call: Call, url: string, next: Next): Promise<Answer> =>
  next({
    method: "GET",
    url,
    headers: { confident_api_key: keyOf(call), host: call.headers.host },
    body: Buffer.alloc(0),
    operationId: undefined,
  });

/** The path of the list in which the thing that a call creates, changes or deletes stands. */
export const listPath = ({ method, url }: Call) => (method === "POST" ? url : url.replace(/\/[^/]*$/, ""));

/** The last part of a path: the id of what it names. A bad percent escape stays as it is. */
export function lastId({ url }: Call): string {
  const part = url.replace(/^.*\//, "");
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A while, in milliseconds. */
export const wait = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** A success with this for its data. */
export const done = (data: unknown): Answer => ({
  ...refusal(200, ""),
  body: Buffer.from(JSON.stringify({ success: true, data })),
});

/** What a call is about to change or delete, as its list shows it. */
export async function currentOf(call: Call, next: Next): Promise<Thing | undefined> {
  const answer = await look(call, listPath(call), next);
  return answer.status === 200 ? thingsIn(answer).find(({ id }) => id === lastId(call)) : undefined;
}

/** A body as it would be sent to leave a thing as it is. */
export const bodyOf = ({ name, description, policies, permissions }: Thing) => ({
  name,
  description: description ?? null,
  ...(policies && { policyIds: policies.map(({ id }) => id) }),
  ...(permissions && { permissionIds: permissions.map(({ id }) => id) }),
});
