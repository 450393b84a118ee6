import type {
  AbortError,
  ApiError,
  ConfigurationError,
  ConnectionError,
  InvalidResponseError,
  RedirectError,
  TimeoutError,
} from "./errors.ts";
import { RolewrightError } from "./errors.ts";
import type { StatusErrors } from "./generated/errors-by-status.ts";
import type { DocumentedBody, DocumentedOperation, DocumentedStatus } from "./operation.ts";

/** The errors of an operation. Comparing `status` with a documented status code narrows `body`. */
export type OperationError<Documented extends DocumentedOperation> =
  | {
      [Status in keyof StatusErrors & DocumentedStatus<Documented>]: StatusErrors[Status] & {
        readonly body: DocumentedBody<Documented, Status>;
      };
    }[keyof StatusErrors & DocumentedStatus<Documented>]
  | ApiError
  | InvalidResponseError
  | RedirectError
  | ConnectionError
  | TimeoutError
  | AbortError
  | ConfigurationError;

/** The data of a response, with the response. */
export interface DataWithResponse<Data> {
  data: Data;
  /** Its body has been read. */
  response: Response;
  /** The `X-Request-Id` of the response, else the one that the client sent. */
  requestId: string | undefined;
}

/** The outcome of a call as a value. `ok` tells success from failure. */
export type OperationResult<Data, Documented extends DocumentedOperation = DocumentedOperation> =
  | ({ ok: true; error?: undefined } & DataWithResponse<Data>)
  | {
      ok: false;
      error: OperationError<Documented>;
      data?: undefined;
      response?: undefined;
      requestId?: undefined;
    };

/**
 * The promise of a call. The request is sent when the method is called. `await` returns the data or throws, `asResult()`
 * returns the outcome as a value, and `withResponse()` returns the data with the response.
 *
 * Every call can throw the errors of `CallError`: `ApiError` and its subclasses, `InvalidResponseError`, `RedirectError`,
 * `ConnectionError`, `TimeoutError`, `AbortError` and `ConfigurationError`.
 */
export class ApiPromise<
  Data,
  Documented extends DocumentedOperation = DocumentedOperation,
> extends Promise<Data> {
  /** `then`, `catch` and `finally` return plain promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  readonly #outcome: Promise<DataWithResponse<Data>> | undefined;
  /** Only in types: the operation, which decides the errors of `asResult()`. */
  declare readonly documented?: Documented;

  /**
   * @param outcome The outcome of a call. The statics of `Promise`, such as `ApiPromise.resolve`, pass a function instead, as
   * to `new Promise`.
   */
  constructor(outcome: Promise<DataWithResponse<Data>> | PromiseExecutor<Data>) {
    if (typeof outcome === "function") {
      super(outcome);
      this.#outcome = undefined;
    } else {
      super((resolve, reject) => {
        outcome.then(({ data }) => resolve(data), reject);
      });
      this.#outcome = outcome;
    }
  }

  /**
   * Creates the promise of a call that succeeded, for a fake of a method in a test.
   *
   * @example
   * const roles = { list: () => ApiPromise.of([role]) };
   */
  static of<Data, Documented extends DocumentedOperation = DocumentedOperation>(
    data: Data,
  ): ApiPromise<Data, Documented> {
    return new ApiPromise((resolve) => resolve(data));
  }

  /**
   * Returns the outcome as a value. It throws only what middleware threw.
   *
   * @example
   * const result = await client.organization.roles.create(input).asResult();
   * if (!result.ok && result.error.status === 409) console.error(result.error.body.error);
   */
  asResult(): Promise<OperationResult<Data, Documented>> {
    return this.withResponse().then(
      (success): OperationResult<Data, Documented> => ({ ok: true, ...success }),
      (error: unknown): OperationResult<Data, Documented> => {
        if (!(error instanceof RolewrightError)) throw error;
        // A call throws only these errors.
        return { ok: false, error: error as OperationError<Documented> };
      },
    );
  }

  /** Returns the data with the response and its request ID. Throws the errors of the call. */
  withResponse(): Promise<DataWithResponse<Data>> {
    if (this.#outcome === undefined) return super.then(createFakeOutcome);
    // The caller handles a rejection through the returned promise. This one must not count as unhandled.
    super.then(undefined, () => {});
    // A copy, because the `response` of a call is a getter.
    return this.#outcome.then((outcome) => ({ ...outcome }));
  }
}

type PromiseExecutor<Data> = ConstructorParameters<typeof Promise<Data>>[0];

/** Without a call, there is no response of a server. */
function createFakeOutcome<Data>(data: Data): DataWithResponse<Data> {
  const response = new Response(JSON.stringify({ success: true, data }), {
    headers: { "content-type": "application/json" },
  });
  return { data, response, requestId: undefined };
}
