import type { AnswerOf, OperationId, StatusOf } from "@rolewright/types";
import type {
  AbortError,
  AnswerError,
  ApiError,
  ConfigurationError,
  ConnectionError,
  RedirectError,
  TimeoutError,
} from "./errors.ts";
import type { StatusErrors } from "./generated/errors-by-status.ts";

/** Everything that a call of an operation can fail with. Comparing `status` with a documented one narrows `body`. */
export type CallError<Id extends OperationId> =
  | {
      [Status in keyof StatusErrors & StatusOf<Id>]: StatusErrors[Status] & {
        readonly body: AnswerOf<Id, Status>;
      };
    }[keyof StatusErrors & StatusOf<Id>]
  | ApiError
  | AnswerError
  | RedirectError
  | ConnectionError
  | TimeoutError
  | AbortError
  | ConfigurationError;

/** What came back, and what it came in. */
export interface WithResponse<Data> {
  data: Data;
  /** The platform's response. Its body has been read. */
  response: Response;
  /** What the server calls this request, where it says so. */
  requestId: string | undefined;
}

/** A call's outcome as a value: `ok` tells which one it is. */
export type Result<Data, Id extends OperationId = OperationId> =
  | ({ ok: true } & WithResponse<Data>)
  | { ok: false; error: CallError<Id> };

/** A promise that starts its work when it is first awaited, and only once. */
export class LazyPromise<Value> implements Promise<Value> {
  readonly #start: () => Promise<Value>;
  #started: Promise<Value> | undefined;

  constructor(start: () => Promise<Value>) {
    this.#start = start;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- being awaited is what it is for.
  then<A = Value, B = never>(
    onValue?: ((value: Value) => A | PromiseLike<A>) | null,
    onError?: ((reason: any) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return (this.#started ??= this.#start()).then(onValue, onError);
  }

  catch<B = never>(onError?: ((reason: any) => B | PromiseLike<B>) | null): Promise<Value | B> {
    return this.then(undefined, onError);
  }

  finally(onEnd?: (() => void) | null): Promise<Value> {
    return this.then(undefined).finally(onEnd);
  }

  get [Symbol.toStringTag](): string {
    return "Promise";
  }
}

/**
 * A call that is sent when it is first awaited, and never twice: `await call` gives the data or throws, `await
 * call.safe()` gives a result, `await call.withResponse()` the data with the response.
 *
 * Beside what its own comment says, any call can throw what `CallError` names: `ApiError` for other statuses, `AnswerError`,
 * `RedirectError`, `ConnectionError`, `TimeoutError`, `AbortError`, `ConfigurationError`.
 */
export class Call<Data, Id extends OperationId = OperationId> extends LazyPromise<Data> {
  readonly #reply: LazyPromise<WithResponse<Data>>;

  constructor(send: () => Promise<WithResponse<Data>>) {
    const reply = new LazyPromise(send);
    super(() => reply.then(({ data }) => data));
    this.#reply = reply;
  }

  /**
   * The outcome as a value. Awaiting it never throws.
   *
   * @example
   * const result = await client.organization.roles.create(input).safe();
   * if (!result.ok && result.error.status === 409) console.error(result.error.body.error);
   */
  safe(): Promise<Result<Data, Id>> {
    return new LazyPromise(() =>
      this.withResponse().then(
        (reply): Result<Data, Id> => ({ ok: true, ...reply }),
        // A call throws nothing but its own errors.
        (error: unknown): Result<Data, Id> => ({ ok: false, error: error as CallError<Id> }),
      ),
    );
  }

  /** The data with the response and its request id. Throws what the call throws. */
  withResponse(): Promise<WithResponse<Data>> {
    // The response is made only here, since that may take long, and few ask for it.
    return new LazyPromise(() => this.#reply.then((reply) => ({ ...reply })));
  }
}
