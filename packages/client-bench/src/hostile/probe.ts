/** A probe of a client, and the observed behavior. */
import type { Deed, Got } from "./server.ts";
import type { Caller, Setup } from "./subjects.ts";

export const apiKey = "confident_org_HOSTILE-SECRET-7d9f";

export interface Observation {
  /** The value that the call returned, if any. */
  value?: unknown;
  /** The thrown error, as an object with readable fields. */
  error?: Record<string, unknown> & Error;
  /** Whether the construction of the client failed. */
  rejectedBeforeSending: boolean;
  ms: number;
  /** The requests that the server received, and those of the second server, to which redirects may point. */
  got: Got[];
  elsewhere: Got[];
  /** The text that a log could show of the client, the error and the value. */
  shown: string;
}

export interface Probe {
  group: "ids" | "key" | "region" | "redirects" | "time" | "retries" | "responses" | "errors";
  title: string;
  /** The behavior of the server for each request in order. The argument is the URL of a second server. */
  deeds?: Deed[] | ((elsewhere: string) => Deed[]);
  /** Options of the client that replace the key and the server's URL. */
  setup?: Partial<Setup>;
  act?: (caller: Caller) => Promise<unknown>;
  passes: (seen: Observation) => boolean;
  needsRegions?: true;
  /** Whether the probe waits for a default timeout. */
  slow?: true;
}
