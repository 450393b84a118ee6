import type { RolewrightError } from "./errors.ts";

interface Happening {
  /** Upper case. */
  method: string;
  /** The path with its ids encoded, without the host. */
  path: string;
  /** 1 for the first. */
  attempt: number;
}

/** What `onEvent` is told. No event shows the API key. */
export type ClientEvent =
  | ({ type: "request" } & Happening)
  | ({ type: "response"; status: number; requestId: string | undefined; durationMs: number } & Happening)
  | ({ type: "retry"; delayMs: number; error: RolewrightError } & Happening)
  | ({
      type: "deprecation";
      /** What the answer's `link` says. */
      link: string | undefined;
      /** The `Deprecation` header. */
      deprecation: string | undefined;
      /** The `Sunset` header: when it goes away. */
      sunset: string | undefined;
    } & Happening);

/** What an event of a type has beside what all of them have. */
export type Details<Type extends ClientEvent["type"]> = Omit<
  Extract<ClientEvent, { type: Type }>,
  "type" | keyof Happening
>;
