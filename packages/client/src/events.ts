import type { RolewrightError } from "./errors.ts";

interface CallFacts {
  /** In upper case. */
  method: string;
  /** The path with encoded ids, without host and query. */
  path: string;
  /** Counted from 1. */
  attempt: number;
}

/** What `onEvent` receives. No event contains the API key. */
export type ClientEvent =
  | ({ type: "request" } & CallFacts)
  | ({ type: "response"; status: number; requestId: string | undefined; durationMs: number } & CallFacts)
  | ({
      type: "retry";
      delayMs: number;
      /** The status code that is retried, if there was a response. */
      status: number | undefined;
      /** The failure that is retried, if there was no valid response. */
      error: RolewrightError | undefined;
    } & CallFacts)
  | ({
      type: "deprecation";
      /** The `link` of the response. */
      link: string | undefined;
      /** The `Deprecation` header. */
      deprecation: string | undefined;
      /** The `Sunset` header: the date of the removal. */
      sunset: string | undefined;
    } & CallFacts)
  | ({
      /** The API key is the outgoing value of a rotation. Replace it. */
      type: "api-key-warning";
      /** The `X-Api-Key-Warning` header. */
      warning: string;
      /** The `Sunset` header: the date when the API key stops working. */
      sunset: string | undefined;
    } & CallFacts);

export type EventListener = (event: ClientEvent) => void;

/** Passes an event to a listener. Its failures, also asynchronous ones, do not affect the call. */
export function emitEvent(listener: EventListener | undefined, event: ClientEvent): void {
  if (listener === undefined) return;
  // A rejection that nobody handles would end a Node.js process.
  new Promise<void>((resolve) => resolve(listener(event))).catch(() => {});
}
