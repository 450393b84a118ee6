/** What servers do, what callers do, and what a probe expects of them. */
import type { Observation } from "./probe.ts";
import type { Deed } from "./server.ts";
import type { Caller } from "./subjects.ts";

export const ok = {
  status: 200,
  body: '{"success":true,"data":{"roles":[],"role":{"id":"r1"},"id":"r1","deleted":true}}',
};

export const status = (code: number, headers: Record<string, string> = {}): Deed => ({
  status: code,
  headers,
  body: '{"success":false,"error":"server words"}',
});

export const respond = (body: string, code = 200, contentType = "application/json"): Deed => ({
  status: code,
  headers: { "content-type": contentType },
  body,
});

export const input = { name: "Auditor", policyIds: ["p1"] };

export const list = (caller: Caller) => caller.list();

export const create = (caller: Caller) => caller.create(input);

export const update = (caller: Caller) => caller.update("r1", input);

export const remove = (caller: Caller) => caller.remove("r1");

export const statusOf = ({ error }: Observation): unknown =>
  error?.["status"] ??
  error?.["statusCode"] ??
  (error?.["response"] as { status?: unknown; statusCode?: unknown } | undefined)?.status ??
  (error?.["response"] as { statusCode?: unknown } | undefined)?.statusCode;

export const failed = ({ error, value }: Observation) => error !== undefined && value === undefined;

export const inTime = ({ error }: Observation) => error?.message !== "The probe's patience ended.";

export const failedWith = (code: number) => (seen: Observation) => failed(seen) && statusOf(seen) === code;

export const times = (count: number) => (seen: Observation) => seen.got.length === count;

export const both =
  (...checks: ((seen: Observation) => boolean)[]) =>
  (seen: Observation) =>
    checks.every((check) => check(seen));

export const worked = ({ error }: Observation) => error === undefined;

export const nothingSent = ({ got, error }: Observation) => got.length === 0 && error !== undefined;
