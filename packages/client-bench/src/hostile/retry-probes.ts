/** Retries. */
import {
  both,
  create,
  failed,
  failedWith,
  inTime,
  list,
  ok,
  remove,
  status,
  times,
  update,
  worked,
} from "./behavior.ts";
import type { Probe } from "./probe.ts";
import type { Deed } from "./server.ts";
import type { Caller } from "./subjects.ts";

const retried = (first: Deed, act: (caller: Caller) => Promise<unknown>, title: string): Probe => ({
  group: "retries",
  title,
  deeds: [first, ok],
  act,
  passes: both(worked, times(2)),
});

const sentOnce = (first: Deed, act: (caller: Caller) => Promise<unknown>, title: string): Probe => ({
  group: "retries",
  title,
  deeds: [first, ok],
  act,
  passes: both(failed, times(1)),
});

export const retryProbes: Probe[] = [
  retried(status(503), list, "GET is retried after 503"),
  retried(status(500), list, "GET is retried after 500"),
  retried(status(502), update, "PUT is retried after 502"),
  retried(status(504), remove, "DELETE is retried after 504"),
  retried(status(408), list, "GET is retried after 408"),
  retried("reset", list, "GET is retried after a lost connection"),
  retried("reset", remove, "DELETE is retried after a lost connection"),
  retried(
    { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\nContent-Type: application/json\r\n\r\n{"success"' },
    list,
    "GET is retried after a body that broke off",
  ),
  retried(status(429, { "retry-after": "0" }), create, "POST is retried after 429"),
  retried(status(503, { "retry-after": "0" }), create, "POST is retried after 503 with Retry-After"),
  sentOnce("reset", create, "POST whose response was lost is sent once"),
  sentOnce(status(500), create, "POST is sent once if the response is 500"),
  sentOnce(status(502), create, "POST is sent once if the response is 502"),
  sentOnce(status(504), create, "POST is sent once if the response is 504"),
  sentOnce(
    { bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 900\r\nContent-Type: application/json\r\n\r\n{"success"' },
    create,
    "POST whose response broke off is sent once",
  ),
  sentOnce(status(409), update, "PUT is sent once if the response is 409"),
  sentOnce(status(404), remove, "DELETE is sent once if the response is 404"),
  {
    ...retried(status(429, { "retry-after": "1" }), list, "Retry-After in seconds is waited for"),
    passes: both(
      worked,
      ({ got: [a, b] }) => a !== undefined && b !== undefined && b.at - a.at > 950 && b.at - a.at < 4000,
    ),
  },
  {
    ...retried("hang", list, "Retry-After as a date is waited for"),
    deeds: () => [status(503, { "retry-after": new Date(Date.now() + 2500).toUTCString() }), ok],
    passes: both(
      worked,
      ({ got: [a, b] }) => a !== undefined && b !== undefined && b.at - a.at > 900 && b.at - a.at < 5000,
    ),
  },
  {
    group: "retries",
    title: "Retry-After of an hour fails at once and says when to retry",
    deeds: [status(429, { "retry-after": "3600" }), ok],
    act: list,
    passes: both(
      failedWith(429),
      times(1),
      ({ ms }) => ms < 2000,
      ({ shown, error }) => error?.["retryAt"] !== undefined || /retry-after/i.test(shown),
    ),
  },
  {
    ...retried(status(503, { "retry-after": "soon" }), list, "Retry-After that is nonsense does no harm"),
    passes: both(worked, times(2), ({ ms }) => ms < 5000),
  },
  {
    group: "retries",
    title: "an outage is not amplified: 40 failing calls send at most 60 requests",
    deeds: [status(503)],
    act: async (caller) => {
      const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => caller.list()));
      if (outcomes.every((outcome) => outcome.status === "rejected")) throw new Error("all failed");
    },
    passes: both(failed, inTime, ({ got }) => got.length >= 40 && got.length <= 60),
  },
];
