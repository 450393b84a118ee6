/** API keys that are accepted for too long or not long enough, and instants that do not agree with durations. */
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector, ProxyRequest } from "../fault.ts";
import { errorResponse, getApiKey, withApiKey, withBody } from "../transforms.ts";
import {
  bodyOf,
  changeData,
  createFaults,
  type Data,
  type FaultRow,
  idOf,
  isFor,
  isSuccess,
  readData,
  segmentsOf,
  succeed,
  withData,
} from "./faults.ts";

type Scope = "Organization" | "Project";

const rotateOf = (scope: Scope): OperationId => `rotate${scope}ApiKey`;
const isKey = (value: unknown): value is string => typeof value === "string" && !value.startsWith("*");
const keyIdOf = (request: ProxyRequest) =>
  segmentsOf(request).find((_, index, all) => all[index - 1] === "api-keys") ?? "";

interface Rotation {
  id: string;
  outgoing: string;
  next: string;
  hasGrace: boolean;
}

/** Follows the values of keys. `decide` handles a request with a value that a rotation has affected. */
const followRotations =
  (
    scope: Scope,
    decide: (rotation: Rotation, request: ProxyRequest) => ProxyRequest | "rejected" | undefined,
    onConflict: (rotation: Rotation) => void = () => {},
  ): FaultInjector =>
  () => {
    const values = new Map<string, string>();
    const rotations: Rotation[] = [];
    return async (request, next) => {
      const key = getApiKey(request);
      const affected = rotations.find(({ outgoing, next: value }) => key === outgoing || key === value);
      const decision = affected && decide(affected, request);
      if (decision === "rejected") return errorResponse(401, "The API key is missing or invalid.");
      const response = await next(decision ?? request);
      if (isFor(request, rotateOf(scope)) && response.status === 409)
        for (const rotation of rotations.filter(({ id }) => id === keyIdOf(request))) onConflict(rotation);
      if (!isFor(request, rotateOf(scope), `create${scope}ApiKey`) || !isSuccess(response)) return response;
      const data = readData(response);
      const id = String(data["id"]);
      const hasGrace = isKey(data["shadowValue"]);
      const value: unknown = hasGrace ? data["shadowValue"] : data["value"];
      const outgoing = values.get(id);
      if (outgoing !== undefined && isKey(value)) rotations.push({ id, outgoing, next: value, hasGrace });
      if (isKey(value)) values.set(id, value);
      return response;
    };
  };

const acceptRotated = followRotations("Organization", ({ outgoing, next, hasGrace }, request) =>
  !hasGrace && getApiKey(request) === outgoing ? withApiKey(request, next) : undefined,
);

const rejectOutgoing = (scope: Scope) =>
  followRotations(scope, ({ outgoing, hasGrace }, request) =>
    hasGrace && getApiKey(request) === outgoing ? "rejected" : undefined,
  );

const rejectNext = (scope: Scope) =>
  followRotations(scope, ({ next, hasGrace }, request) =>
    hasGrace && getApiKey(request) === next ? "rejected" : undefined,
  );

const revokeOnConflict: FaultInjector = (context) => {
  const revoked = new Set<string>();
  return followRotations(
    "Organization",
    ({ outgoing }, request) =>
      revoked.has(outgoing) && getApiKey(request) === outgoing ? "rejected" : undefined,
    ({ outgoing }) => revoked.add(outgoing),
  )(context);
};

/** Does not execute a switch to a state. */
const ignoreSwitch =
  (scope: Scope, state: boolean): FaultInjector =>
  () =>
  async (request, next) => {
    if (!isFor(request, `update${scope}ApiKey`) || bodyOf(request)["valid"] !== state) return next(request);
    const current = await next({
      ...request,
      method: "GET",
      body: Buffer.alloc(0),
      headers: { confident_api_key: getApiKey(request) },
    });
    return isSuccess(current) ? withData(current, { ...readData(current), valid: state }) : current;
  };

const ignoreDeletion =
  (scope: Scope): FaultInjector =>
  () =>
  async (request, next) => {
    if (!isFor(request, `delete${scope}ApiKey`)) return next(request);
    return succeed(errorResponse(200, ""), { id: Number(idOf(request)) });
  };

const changeHeaders =
  (change: (headers: Record<string, unknown>) => Record<string, unknown>): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    return isFor(request, "getOrganization")
      ? { ...response, headers: change(response.headers) as typeof response.headers }
      : response;
  };

const without = (name: string) => (headers: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));

/** Changes an instant in the responses of an operation. */
const moveInstant = (
  operation: OperationId,
  name: string,
  change: (time: number, data: Data) => number | null,
) =>
  changeData(operation, (data) => {
    if (data[name] === null || data[name] === undefined) return data;
    const time = change(Date.parse(String(data[name])), data);
    return { ...data, [name]: time === null ? null : new Date(time).toISOString() };
  });

/** Shortens the time until an instant. */
const divide = (factor: number) => (time: number) => Date.now() + (time - Date.now()) / factor;

const dropFromBody =
  (scope: Scope, name: string, isIt: (value: unknown) => boolean): FaultInjector =>
  () =>
  (request, next) => {
    const body = bodyOf(request);
    if (!isFor(request, rotateOf(scope)) || !(name in body) || !isIt(body[name])) return next(request);
    const { [name]: _, ...rest } = body;
    return next(withBody(request, rest));
  };

/** A list shows the previous version of a rotated key beside the new one. */
const keepOldKey: FaultInjector = () => {
  const rotated = new Set<unknown>();
  return async (request, next) => {
    const response = await next(request);
    if (!isSuccess(response)) return response;
    if (isFor(request, "rotateProjectApiKey")) rotated.add(readData(response)["id"]);
    if (!isFor(request, "listProjectApiKeys")) return response;
    const apiKeys = (readData(response)["apiKeys"] as Data[]).flatMap((key) =>
      rotated.has(key["id"]) ? [key, { ...key, id: (key["id"] as number) + 1 }] : [key],
    );
    return withData(response, { apiKeys });
  };
};

const rows: FaultRow[] = [
  [
    "rotated-key-accepted",
    "credential_rotation",
    "rotateOrganizationApiKey",
    "keeps the previous value without a grace period",
    acceptRotated,
  ],
  [
    "outgoing-key-rejected",
    "credential_rotation",
    "rotateOrganizationApiKey",
    "rejects the outgoing value in the grace period",
    rejectOutgoing("Organization"),
  ],
  [
    "outgoing-project-key-rejected",
    "credential_rotation",
    "rotateProjectApiKey",
    "rejects the outgoing value in the grace period",
    rejectOutgoing("Project"),
  ],
  [
    "next-key-rejected",
    "credential_rotation",
    "rotateOrganizationApiKey",
    "rejects the next value until the grace period is over",
    rejectNext("Organization"),
  ],
  [
    "next-project-key-rejected",
    "credential_rotation",
    "rotateProjectApiKey",
    "rejects the next value until the grace period is over",
    rejectNext("Project"),
  ],
  [
    "second-rotation-revokes",
    "credential_rotation",
    "rotateOrganizationApiKey",
    "revokes the outgoing value although it rejects a second rotation",
    revokeOnConflict,
  ],
  [
    "deactivated-key-accepted",
    "credential_rotation",
    "updateOrganizationApiKey",
    "does not switch a key off",
    ignoreSwitch("Organization", false),
  ],
  [
    "deactivated-project-key-accepted",
    "credential_rotation",
    "updateProjectApiKey",
    "does not switch a key off",
    ignoreSwitch("Project", false),
  ],
  [
    "key-not-reactivated",
    "credential_rotation",
    "updateProjectApiKey",
    "does not switch a key on again",
    ignoreSwitch("Project", true),
  ],
  [
    "deleted-key-accepted",
    "credential_rotation",
    "deleteOrganizationApiKey",
    "does not revoke the value",
    ignoreDeletion("Organization"),
  ],
  [
    "deleted-project-key-accepted",
    "credential_rotation",
    "deleteProjectApiKey",
    "does not revoke the value",
    ignoreDeletion("Project"),
  ],
  [
    "no-sunset",
    "credential_rotation",
    "getOrganization",
    "has no Sunset for an outgoing value",
    changeHeaders(without("sunset")),
  ],
  [
    "no-key-warning",
    "credential_rotation",
    "getOrganization",
    "has no X-Api-Key-Warning for an outgoing value",
    changeHeaders(without("x-api-key-warning")),
  ],
  [
    "sunset-for-every-key",
    "credential_rotation",
    "getOrganization",
    "has Sunset for every value",
    changeHeaders((headers) => ({ sunset: new Date(Date.now() + 9e8).toUTCString(), ...headers })),
  ],
  [
    "grace-period-in-minutes",
    "credential_rotation",
    "rotateOrganizationApiKey",
    "reads the hours as minutes",
    moveInstant("rotateOrganizationApiKey", "rotatesAt", divide(60)),
  ],
  [
    "grace-period-after-expiry",
    "credential_rotation",
    "rotateProjectApiKey",
    "does not end the grace period at the expiry",
    moveInstant("rotateProjectApiKey", "rotatesAt", (time, { expiresAt }) =>
      expiresAt === null ? time : time + 9e7,
    ),
  ],
  [
    "expiry-in-hours",
    "credential_rotation",
    "createOrganizationApiKey",
    "reads the days as hours",
    moveInstant("createOrganizationApiKey", "expiresAt", divide(24)),
  ],
  [
    "expiry-lost-in-rotation",
    "credential_rotation",
    "rotateProjectApiKey",
    "removes the expiry",
    moveInstant("rotateProjectApiKey", "expiresAt", () => null),
  ],
  [
    "expiry-not-removed",
    "credential_rotation",
    "rotateOrganizationApiKey",
    "keeps the expiry when it is null",
    dropFromBody("Organization", "expiresInDays", (value) => value === null),
  ],
  [
    "expiry-not-changed",
    "credential_rotation",
    "rotateProjectApiKey",
    "keeps the expiry when it has another one",
    dropFromBody("Project", "expiresInDays", (value) => value !== null),
  ],
  [
    "grace-period-ignored",
    "credential_rotation",
    "rotateProjectApiKey",
    "has no grace period",
    dropFromBody("Project", "gracePeriodInHours", () => true),
  ],
  [
    "rotation-renames",
    "credential_rotation",
    "rotateOrganizationApiKey",
    "changes the name",
    changeData("rotateOrganizationApiKey", (data) => ({
      ...data,
      name: `${String(data["name"])} (rotated)`,
    })),
  ],
  [
    "rotation-adds-key",
    "credential_rotation",
    "listProjectApiKeys",
    "lists the previous version of a rotated key",
    keepOldKey,
  ],
];

export const credentialFaults: Fault[] = createFaults(rows);
