/**
 * Where `openapi-fetch` is: it types each path, and tells data from errors. The client's own pipe makes the request and
 * sends it. Imports nothing else that runs, so that a bundler can leave this file out until it is asked for.
 */
import type { paths } from "@rolewright/types";
import createFetchClient, {
  type FetchResponse,
  type ParamsOption,
  type RequestBodyOption,
} from "openapi-fetch";
import type { ApiError } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import type { outgoingOf as OutgoingOf } from "./outgoing.ts";
import type { Connection, send as Send } from "./send.ts";
import type { TransportAnswer } from "./transport.ts";

type Method = "get" | "post" | "put" | "delete";

/** The paths that have a method. */
type PathsWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<M, { responses: unknown }> ? Path : never;
}[keyof paths];

type OperationAt<Path extends keyof paths, M extends Method> =
  paths[Path] extends Record<M, infer Operation extends Record<string, unknown>> ? Operation : never;

type Init<Operation> = ParamsOption<Operation> & RequestBodyOption<Operation> & CallOptions;

type RawMethod<M extends Method> = <Path extends PathsWith<M>>(
  path: Path,
  ...init: Record<never, never> extends Init<OperationAt<Path, M>>
    ? [init?: Init<OperationAt<Path, M>>]
    : [init: Init<OperationAt<Path, M>>]
) => Promise<FetchResponse<OperationAt<Path, M>, unknown, "application/json">>;

/**
 * Each path of the description as it is: the methods of an `openapi-fetch` client, with the options and every protection
 * of this one. The whole answer is `data`, an error answer is `error`; what is no answer of this API is thrown.
 *
 * @example
 * const { data, error } = await client.raw.GET("/v1/projects/{projectId}", { params: { path: { projectId } } });
 */
export interface RawClient {
  GET: RawMethod<"get">;
  POST: RawMethod<"post">;
  PUT: RawMethod<"put">;
  DELETE: RawMethod<"delete">;
}

/** What a raw method takes. */
export interface RawInit extends CallOptions {
  params?: { path?: Record<string, unknown> };
  body?: unknown;
}

/** What `openapi-fetch` makes of a request that these make and send. */
export async function answerOf(
  outgoingOf: typeof OutgoingOf,
  send: typeof Send,
  connection: Connection,
  method: string,
  path: string,
  init: RawInit | null | undefined,
) {
  const { params, body, ...options } = init ?? {};
  // What follows the host without a slash would name another one, which would get the key.
  const template = String(path).replace(/^\/?/, "/");
  const outgoing = outgoingOf(
    method,
    template,
    null,
    (name) => params?.path?.[name],
    () => body,
  );
  let last: TransportAnswer | undefined;
  const client = createFetchClient<paths>({
    // It wants a whole URL; nothing is sent there.
    baseUrl: "http://localhost",
    fetch: async () => {
      try {
        const { data } = await send(connection, outgoing, options, (answer) => (last = answer));
        // As it is: JSON can be nested deeper than it can be written again, and a 204 has none.
        const success = new Response(null, { headers: { "content-length": "1" } });
        return Object.assign(success, { json: async () => data });
      } catch (error) {
        const refusal = error as ApiError;
        if (refusal.kind === "api") return Response.json(refusal.body, { status: 400 });
        throw error;
      }
    },
  });
  // It wants a literal method and path; `RawClient` has them for the caller.
  const result = await client.request(method.toLowerCase() as never, template as never);
  return { ...result, response: last?.response };
}
