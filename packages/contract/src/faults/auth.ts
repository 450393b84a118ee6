import { answers, instead, keyOf, status, withKey } from "./change.ts";
import type { Call, Fault, Plant } from "./fault.ts";

/** Takes other keys than the honest server for the first organization's. */
const takes =
  (operationId: string, isTaken: (key: string, apiKey: string, call: Call) => boolean): Plant =>
  ({ apiKey }) =>
  async (call, next) => {
    const answer = await next(call);
    if (call.operationId !== operationId || ![401, 403].includes(answer.status)) return answer;
    return isTaken(keyOf(call), apiKey, call) ? next(withKey(call, apiKey)) : answer;
  };

/** Keys that are not looked at, or not closely. */
export const authFaults: Fault[] = [
  {
    name: "no-key-needed",
    what: "The list of project permissions needs no key.",
    check: "ignored_auth",
    plant: takes("listProjectPermissions", (key) => key === ""),
  },
  {
    name: "no-key-needed-to-write",
    what: "Changing an organization policy needs no key.",
    check: "ignored_auth",
    plant: takes("updateOrganizationPolicy", (key) => key === ""),
  },
  {
    name: "empty-key-taken",
    what: "Retrieving a project takes a key that is empty, but not none.",
    check: "ignored_auth",
    plant: takes(
      "retrieveProject",
      (key, _apiKey, { headers }) => key === "" && headers["confident_api_key"] !== undefined,
    ),
  },
  {
    name: "any-key-taken",
    what: "Creating an organization policy takes any key.",
    check: "ignored_auth",
    plant: takes("createOrganizationPolicy", (key) => key !== ""),
  },
  {
    name: "any-well-formed-key-taken",
    what: "Deleting a project role takes any key that looks like one.",
    check: "ignored_auth",
    plant: takes("deleteProjectRole", (key) => /^confident_(\w{2}_)?org_/.test(key)),
  },
  {
    name: "key-prefix-taken",
    what: "The list of projects takes the key with more behind it.",
    check: "ignored_auth",
    plant: takes("listProjects", (key, apiKey) => key.startsWith(apiKey)),
  },
  {
    name: "key-in-other-case-taken",
    what: "The list of project roles compares keys without case.",
    check: "ignored_auth",
    plant: takes("listProjectRoles", (key, apiKey) => key.toLowerCase() === apiKey.toLowerCase()),
  },
  {
    name: "key-in-query-only",
    what: "Retrieving the organization takes the key from the query and not from the header.",
    check: "positive_data_acceptance",
    plant: instead("retrieveOrganization", (call, next) => {
      const key = new URL(call.url, "http://localhost").searchParams.get("CONFIDENT_API_KEY") ?? "";
      return next(withKey(call, key));
    }),
  },
  {
    name: "project-key-taken",
    what: "The list of organization policies takes a project's key.",
    check: "ignored_auth",
    plant:
      ({ apiKey }) =>
      async (call, next) => {
        const answer = await next(call);
        const isMeant = call.operationId === "listOrganizationPolicies" && answer.status === 403;
        return isMeant ? next(withKey(call, apiKey)) : answer;
      },
  },
  {
    name: "project-key-401",
    what: "Deleting a project answers a project's key with 401 instead of 403.",
    check: "ignored_auth",
    plant: answers("deleteProject", 403, status(401)),
  },
];
