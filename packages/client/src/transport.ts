/** The one file that knows openapi-fetch. */
import type { ErrorResponse, paths } from "@rolewright/types";
import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import { AnswerError, ApiError, type Call, ConnectionError } from "./errors.ts";
import { baseUrlOf, checkedKey, type ClientOptions } from "./options.ts";

/** A typed `openapi-fetch` client of the description's paths. */
export type Transport = FetchClient<paths, "application/json">;

/** Gives what `openapi-fetch` gives: `{ data, error, response }`, where an error answer is a value. */
export const createRawTransport = (options: ClientOptions): Transport =>
  createTransport(options, sender(options));

/** Throws for everything that is not a success. */
export function createThrowingTransport(options: ClientOptions): Transport {
  const send = sender(options);
  return createTransport(options, async (request) => {
    const call = callOf(request);
    const response = await send(request).catch((cause: unknown) => {
      throw new ConnectionError(call, cause);
    });
    const body = await readEnvelope(call, response);
    if (!response.ok || !body.success) throw new ApiError(call, response.status, body as ErrorResponse);
    return parsed(response, body);
  });
}

/** The `data` of a success of a throwing transport. */
export async function unwrap<Data>(outcome: Promise<{ data?: { data: Data } }>): Promise<Data> {
  const { data } = await outcome;
  // A throwing transport has thrown for everything else.
  return (data as { data: Data }).data;
}

type Send = (request: Request) => Promise<Response>;

function createTransport({ apiKey, ...where }: ClientOptions, fetch: Send): Transport {
  return createFetchClient<paths, "application/json">({
    baseUrl: baseUrlOf(where),
    headers: { CONFIDENT_API_KEY: checkedKey(apiKey), Accept: "application/json" },
    // A redirect would carry the key to wherever it points: fetch takes only `Authorization` away.
    redirect: "manual",
    fetch,
  });
}

/** Read at each call, so that test tools can put another `fetch` in place of the platform's. */
const sender =
  ({ fetch }: ClientOptions): Send =>
  (request) =>
    (fetch ?? globalThis.fetch)(request);

const callOf = ({ method, url }: Request): Call => ({ method, path: new URL(url).pathname });

async function readEnvelope(call: Call, response: Response): Promise<{ success: boolean }> {
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    throw new AnswerError(call, response, cause);
  }
  if (!isEnvelope(body)) throw new AnswerError(call, response);
  return body;
}

function isEnvelope(body: unknown): body is { success: boolean } {
  if (typeof body !== "object" || body === null) return false;
  const { success, data, error } = body as Record<string, unknown>;
  return success === true
    ? typeof data === "object" && data !== null
    : success === false && typeof error === "string";
}

/** openapi-fetch reads nothing else of a response; it would parse the text a second time. */
const parsed = ({ status }: Response, body: unknown) =>
  ({
    ok: true,
    status,
    headers: new Headers({ "Content-Length": "1" }),
    json: async () => body,
  }) as unknown as Response;
