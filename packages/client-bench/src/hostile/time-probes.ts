/** Timeouts, deadlines and aborts. */
import { both, create, failed, inTime, input, nothingSent, ok, status, times } from "./behavior.ts";
import type { Observation, Probe } from "./probe.ts";

const reasonIsKept = ({ error }: Observation) =>
  [error, error?.cause].some((one) => (one as { mark?: unknown } | undefined)?.mark === "left");

const leaves = (ms: number) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(Object.assign(new Error("left"), { mark: "left" })), ms);
  return controller.signal;
};

export const timeProbes: Probe[] = [
  {
    group: "time",
    title: "a server that never responds times out by default",
    deeds: ["hang"],
    act: create,
    passes: both(failed, inTime),
    slow: true,
  },
  {
    group: "time",
    title: "a body that never ends times out by default",
    deeds: ["hang in body"],
    act: create,
    passes: both(failed, inTime),
    slow: true,
  },
  {
    group: "time",
    title: "a timeout covers the body",
    deeds: ["hang in body"],
    act: (caller) => caller.list({ timeoutMs: 300 }),
    passes: both(failed, ({ ms }) => ms < 3000),
  },
  {
    group: "time",
    title: "a timeout covers a body that arrives slowly",
    deeds: ["trickle"],
    act: (caller) => caller.create(input, { timeoutMs: 300 }),
    passes: both(failed, ({ ms }) => ms < 3000),
  },
  {
    group: "time",
    title: "a deadline covers the whole call, including retries",
    deeds: [status(503)],
    act: (caller) => caller.list({ timeoutMs: 250 }),
    passes: both(failed, ({ ms }) => ms < 450),
  },
  {
    group: "time",
    title: "an abort ends the call at once, and keeps its reason",
    deeds: ["hang"],
    act: (caller) => caller.list({ signal: leaves(150) }),
    passes: both(failed, reasonIsKept, ({ ms }) => ms < 1000),
  },
  {
    group: "time",
    title: "an abort ends the call during the body, and keeps its reason",
    deeds: ["hang in body"],
    act: (caller) => caller.list({ signal: leaves(150) }),
    passes: both(failed, reasonIsKept, ({ ms }) => ms < 1000),
  },
  {
    group: "time",
    title: "an abort ends the call during backoff, and keeps its reason",
    deeds: [status(429, { "retry-after": "8" }), ok],
    act: (caller) => caller.list({ signal: leaves(300) }),
    passes: both(failed, reasonIsKept, times(1), ({ ms }) => ms < 1500),
  },
  {
    group: "time",
    title: "a protocol switch fails at once",
    deeds: [{ bytes: "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n" }],
    act: (caller) => caller.create(input, { timeoutMs: 3000 }),
    passes: both(failed, ({ ms }) => ms < 1000),
  },
  {
    group: "time",
    title: "an abort before the call sends nothing",
    deeds: [ok],
    act: (caller) =>
      caller.create(input, { signal: AbortSignal.abort(Object.assign(new Error("left"), { mark: "left" })) }),
    passes: both(nothingSent, reasonIsKept),
  },
];
