/** API keys and invitations whose secrets are shown again, kept, or cannot be used. */
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector } from "../fault.ts";
import {
  changeData,
  createFaults,
  type Data,
  type FaultRow,
  isFor,
  isSuccess,
  listOf,
  readData,
  segmentsOf,
  withData,
} from "./faults.ts";

const mask = (value: unknown) => `${"*".repeat(15)}${String(value).slice(-6)}`;

/** Remembers the values of new keys, and shows them again in the responses of an operation. */
const showAgain =
  (operation: OperationId, property: "value" | "shadowValue" = "value"): FaultInjector =>
  () => {
    const values = new Map<unknown, unknown>();
    const remember = (item: Data) => {
      const value: unknown = item[property];
      if (typeof value === "string" && !value.startsWith("*")) values.set(item["id"], value);
    };
    const reveal = (item: Data) =>
      item[property] !== null && values.has(item["id"])
        ? { ...item, [property]: values.get(item["id"]) }
        : item;
    return async (request, next) => {
      const response = await next(request);
      if (!request.operationId?.endsWith("ApiKey") && !isFor(request, operation, "createProject"))
        return response;
      if (!isSuccess(response)) return response;
      const data = readData(response);
      if (isFor(request, "createProject")) remember({ ...(data["apiKey"] as Data) });
      else remember(data);
      if (!isFor(request, operation)) return response;
      return withData(
        response,
        Array.isArray(data["apiKeys"]) ? { ...data, apiKeys: listOf(data).map(reveal) } : reveal(data),
      );
    };
  };

/** Every key shows the value of the first one. */
const repeatValue =
  (operation: OperationId): FaultInjector =>
  (context) => {
    let first: unknown;
    return changeData(operation, (data) => {
      first ??= data["value"];
      return { ...data, value: first };
    })(context);
  };

/** A renewal responds with the previous token. */
const keepToken =
  (scope: "Organization" | "Project"): FaultInjector =>
  () => {
    const tokens = new Map<unknown, unknown>();
    return async (request, next) => {
      const response = await next(request);
      if (!isSuccess(response)) return response;
      if (request.operationId === `create${scope}Invitations`)
        for (const item of listOf(readData(response))) tokens.set(item["id"], item["token"]);
      if (request.operationId !== `resend${scope}Invitation`) return response;
      const data = readData(response);
      return withData(response, { ...data, token: tokens.get(data["id"]) ?? data["token"] });
    };
  };

/** Lists show the tokens before renewals. */
const listPreviousTokens: FaultInjector = () => {
  const tokens = new Map<unknown, unknown>();
  return async (request, next) => {
    const response = await next(request);
    if (!isSuccess(response)) return response;
    const data = readData(response);
    if (isFor(request, "createProjectInvitations"))
      for (const item of listOf(data)) tokens.set(item["id"], item["token"]);
    if (!isFor(request, "listProjectInvitations")) return response;
    return withData(response, {
      invitations: listOf(data).map((item) => ({
        ...item,
        token: item["token"] === null ? null : (tokens.get(item["id"]) ?? item["token"]),
      })),
    });
  };
};

/** A renewal of one invitation shows the ID of its path plus one. */
const otherInvitation = changeData("resendOrganizationInvitation", (data) => ({
  ...data,
  id: (data["id"] as number) + 1,
}));

/** A renewal has no effect: another token is shown only once. */
const forgetRenewal: FaultInjector = () => async (request, next) => {
  if (!isFor(request, "resendProjectInvitation")) return next(request);
  const list = await next({
    ...request,
    method: "GET",
    url: `/${segmentsOf(request).slice(0, -1).join("/")}`,
  });
  const item = listOf(readData(list)).find(({ id }) => String(id) === segmentsOf(request).at(-1));
  return item === undefined
    ? next(request)
    : withData(list, { ...item, token: "a-token-that-nothing-stores-0123456789" });
};

const rows: FaultRow[] = [
  [
    "key-value-listed",
    "one_time_secrets",
    "listOrganizationApiKeys",
    "shows the full values",
    showAgain("listOrganizationApiKeys"),
  ],
  [
    "project-key-value-listed",
    "one_time_secrets",
    "listProjectApiKeys",
    "shows the full values, also of the project's first key",
    showAgain("listProjectApiKeys"),
  ],
  [
    "key-value-read",
    "one_time_secrets",
    "getOrganizationApiKey",
    "shows the full value",
    showAgain("getOrganizationApiKey"),
  ],
  [
    "project-key-value-read",
    "one_time_secrets",
    "getProjectApiKey",
    "shows the full value",
    showAgain("getProjectApiKey"),
  ],
  [
    "key-value-updated",
    "one_time_secrets",
    "updateOrganizationApiKey",
    "shows the full value",
    showAgain("updateOrganizationApiKey"),
  ],
  [
    "next-value-listed",
    "one_time_secrets",
    "listProjectApiKeys",
    "shows the full next values",
    showAgain("listProjectApiKeys", "shadowValue"),
  ],
  [
    "outgoing-value-shown",
    "one_time_secrets",
    "rotateProjectApiKey",
    "shows the outgoing value in full",
    showAgain("rotateProjectApiKey"),
  ],
  [
    "key-masked-on-creation",
    "one_time_secrets",
    "createProjectApiKey",
    "masks the value",
    changeData("createProjectApiKey", (data) => ({ ...data, value: mask(data["value"]) })),
  ],
  [
    "key-masked-on-rotation",
    "one_time_secrets",
    "rotateOrganizationApiKey",
    "masks the new value",
    changeData("rotateOrganizationApiKey", (data) => ({ ...data, value: mask(data["value"]) })),
  ],
  [
    "next-value-masked",
    "one_time_secrets",
    "rotateProjectApiKey",
    "masks the next value",
    changeData("rotateProjectApiKey", (data) => ({
      ...data,
      shadowValue: data["shadowValue"] === null ? null : mask(data["shadowValue"]),
    })),
  ],
  [
    "key-value-repeated",
    "one_time_secrets",
    "createOrganizationApiKey",
    "returns the same value for every key",
    repeatValue("createOrganizationApiKey"),
  ],
  [
    "first-key-masked",
    "one_time_secrets",
    "createProject",
    "masks the value of the project's first key",
    changeData("createProject", (data) => ({
      ...data,
      apiKey: { ...(data["apiKey"] as Data), value: mask(data["apiKey"]?.value) },
    })),
  ],
  [
    "renewal-keeps-token",
    "one_time_secrets",
    "resendOrganizationInvitation",
    "keeps the token",
    keepToken("Organization"),
  ],
  [
    "project-renewal-keeps-token",
    "one_time_secrets",
    "resendProjectInvitation",
    "keeps the token",
    keepToken("Project"),
  ],
  [
    "previous-token-listed",
    "one_time_secrets",
    "listProjectInvitations",
    "shows the tokens before renewals",
    listPreviousTokens,
  ],
  [
    "oldest-key-first",
    "read_your_writes",
    "listProjectApiKeys",
    "starts with the oldest key",
    changeData("listProjectApiKeys", ({ apiKeys }) => ({ apiKeys: (apiKeys as unknown[]).toReversed() })),
  ],
  [
    "renewal-of-another-invitation",
    "one_time_secrets",
    "resendOrganizationInvitation",
    "returns another ID",
    otherInvitation,
  ],
  [
    "renewal-not-stored",
    "one_time_secrets",
    "resendProjectInvitation",
    "does not store the new token",
    forgetRenewal,
  ],
];

export const secretFaults: Fault[] = createFaults(rows);
