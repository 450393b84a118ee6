/** Where `openapi-fetch` is: it types each path, fills it, and tells data from errors. The client's own pipe sends. */
import type { paths } from "@rolewright/types";
import type { FetchResponse, ParamsOption, RequestBodyOption } from "openapi-fetch";
import { ApiError } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import { filledPath, jsonOf } from "./outgoing.ts";
import { type Connection, send } from "./send.ts";
import { fetchTransport } from "./transport.ts";

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

interface RawInit extends CallOptions {
  params?: { path?: Record<string, unknown> };
  body?: unknown;
}

/** The raw methods over a connection. `openapi-fetch` is loaded at the first call: few programs need it. */
export function rawClient(connection: Connection): RawClient {
  const method = (name: keyof RawClient) => async (template: string, init?: RawInit) => {
    const { default: createFetchClient } = await import("openapi-fetch");
    const { params, body, ...options } = init ?? {};
    let response: Response | undefined;
    const fetchClient = createFetchClient<paths>({
      baseUrl: connection.baseUrl,
      pathSerializer: (path, ids) => filledPath(path, (id) => ids[id]),
      bodySerializer: jsonOf,
      fetch: async (request) => {
        const answer = await sendRequest(connection, request, template, options);
        response = answer.response;
        return answer.json;
      },
    });
    // It wants a literal method and path; `RawClient` has them for the caller.
    const result = await fetchClient.request(
      name as never,
      template as never,
      { params: { path: {}, ...params }, body } as never,
    );
    return { ...result, response };
  };
  // The types are the description's; the names in it are what the methods take.
  return {
    GET: method("GET"),
    POST: method("POST"),
    PUT: method("PUT"),
    DELETE: method("DELETE"),
  } as unknown as RawClient;
}

/** Sends what `openapi-fetch` made. `json` tells it what came, `response` is what came. */
async function sendRequest(connection: Connection, request: Request, template: string, options: CallOptions) {
  let response: Response | undefined;
  const transport =
    (options.fetch ? undefined : connection.transport) ??
    fetchTransport(options.fetch ?? connection.options.fetch);
  const keeping: Connection = {
    ...connection,
    transport: async (sent) => {
      const answer = await transport(sent);
      response = answer.response;
      return answer;
    },
  };
  const { method, url } = request;
  const body = (await request.text()) || undefined;
  const outgoing = { method, template, path: url.slice(connection.baseUrl.length), body, field: null };
  try {
    const { data } = await send(keeping, outgoing, { ...options, fetch: undefined });
    return { json: Response.json(data), response };
  } catch (error) {
    if (error instanceof ApiError) return { json: Response.json(error.body, { status: 400 }), response };
    throw error;
  }
}
