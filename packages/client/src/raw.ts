import type { paths } from "@rolewright/types";
import { ApiError } from "./errors.ts";
import type { CallOptions } from "./options.ts";
import { outgoingOf } from "./outgoing.ts";
import { type Connection, send } from "./send.ts";
import { fetchTransport, type TransportAnswer } from "./transport.ts";

type Method = "get" | "post" | "put" | "delete";

/** The paths that have a method. */
type PathsWith<M extends Method> = {
  [Path in keyof paths]: paths[Path] extends Record<M, { responses: unknown }> ? Path : never;
}[keyof paths];

type OperationAt<Path extends keyof paths, M extends Method> =
  paths[Path] extends Record<M, infer Operation> ? Operation : never;

type PathParameters<Operation> = Operation extends { parameters: { path: infer Ids } }
  ? { params: { path: Ids } }
  : { params?: never };

type RequestBody<Operation> = Operation extends {
  requestBody: { content: { "application/json": infer Input } };
}
  ? { body: Input }
  : { body?: never };

type Bodies<Operation> = Operation extends { responses: infer Answers }
  ? {
      [Status in keyof Answers]: Answers[Status] extends { content: { "application/json": infer Body } }
        ? Body
        : never;
    }[keyof Answers]
  : never;

type Outcome<Body> =
  | { data: Extract<Body, { success: true }>; error?: never; response: Response }
  | { data?: never; error: Extract<Body, { success: false }>; response: Response };

type Init<Operation> = PathParameters<Operation> & RequestBody<Operation> & CallOptions;

type RawMethod<M extends Method> = <Path extends PathsWith<M>>(
  path: Path,
  ...init: Record<never, never> extends Init<OperationAt<Path, M>>
    ? [init?: Init<OperationAt<Path, M>>]
    : [init: Init<OperationAt<Path, M>>]
) => Promise<Outcome<Bodies<OperationAt<Path, M>>>>;

/**
 * Each path of the description as it is. The whole answer is `data`, an error answer is `error`; what is no answer of this
 * API is thrown. Called like an `openapi-fetch` client, with every protection of this one.
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

type RawInit = CallOptions & { params?: { path?: Record<string, unknown> }; body?: unknown };

/** The raw methods over a connection. */
export function rawClient(connection: Connection): RawClient {
  const method =
    (name: string) =>
    async (template: string, { params, body, ...options }: RawInit = {}) => {
      let answer: TransportAnswer | undefined;
      const client = connection.options;
      const transport =
        (options.fetch ? undefined : connection.transport) ?? fetchTransport(options.fetch ?? client.fetch);
      const keeping: Connection = {
        ...connection,
        transport: async (request) => (answer = await transport(request)),
      };
      const outgoing = outgoingOf(
        name,
        template,
        null,
        (id) => params?.path?.[id],
        () => body,
      );
      try {
        const reply = await send(keeping, outgoing, { ...options, fetch: undefined });
        return { data: reply.data, response: reply.response };
      } catch (error) {
        if (error instanceof ApiError) return { error: error.body, response: answer?.response };
        throw error;
      }
    };
  // The types are the description's; the names in it are what the methods take.
  return {
    GET: method("GET"),
    POST: method("POST"),
    PUT: method("PUT"),
    DELETE: method("DELETE"),
  } as RawClient;
}
