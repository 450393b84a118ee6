import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  answers,
  header,
  instead,
  keyOf,
  refusal,
  status,
  type Thing,
  things,
  thingsIn,
  withKey,
} from "./change.ts";
import type { Answer, Call, Fault, Next, Plant } from "./fault.ts";

/** Takes other keys than the honest server for the first organization's. */
const takes =
  (operationId: string, isTaken: (key: string, apiKey: string, call: Call) => boolean): Plant =>
  ({ apiKey }) =>
  async (call, next) => {
    const answer = await next(call);
    if (call.operationId !== operationId || ![401, 403].includes(answer.status)) return answer;
    return isTaken(keyOf(call), apiKey, call) ? next(withKey(call, apiKey)) : answer;
  };

/** Answers the key of a project otherwise where the path names that project. */
const withOwnKey =
  (
    operationId: OperationId,
    otherwise: (call: Call, apiKey: string, next: Next, answer: Answer) => Promise<Answer>,
  ): Plant =>
  ({ apiKey }) => {
    const projects = new Map<string, string>();
    return async (call, next) => {
      const answer = await next(call);
      if (call.operationId === "createProject" && answer.status === 200) {
        const { data } = JSON.parse(answer.body.toString()) as {
          data: { project: Thing; apiKey: { value: string } };
        };
        projects.set(data.apiKey.value, data.project.id);
      }
      const own = projects.get(keyOf(call));
      const isMeant = call.operationId === operationId && own !== undefined && call.url.includes(own);
      return isMeant && answer.status === 403 ? otherwise(call, apiKey, next, answer) : answer;
    };
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
  {
    name: "bearer-token-taken",
    what: "Changing a project role takes the key as a bearer token.",
    check: "ignored_auth",
    plant: takes(
      "updateProjectRole",
      (key, apiKey, { headers }) => key === "" && headers.authorization === `Bearer ${apiKey}`,
    ),
  },
  {
    name: "x-api-key-taken",
    what: "Deleting an organization policy takes the key in X-API-Key.",
    check: "ignored_auth",
    plant: takes(
      "deleteOrganizationPolicy",
      (key, apiKey, { headers }) => key === "" && headers["x-api-key"] === apiKey,
    ),
  },
  {
    name: "cookie-taken",
    what: "Retrieving a project takes the key in a cookie.",
    check: "ignored_auth",
    plant: takes(
      "retrieveProject",
      (key, apiKey, { headers }) => key === "" && headers.cookie?.includes(apiKey) === true,
    ),
  },
  {
    name: "missing-key-told",
    what: "Without a key, and not with a wrong one, the list of organization roles says how to send one.",
    check: "ignored_auth",
    plant: answers("listOrganizationRoles", 401, (answer, call) =>
      keyOf(call) === "" ? header("www-authenticate", "ApiKey")(answer, call) : answer,
    ),
  },
  {
    name: "own-project-readable",
    what: "A project's key lists the roles of its own project.",
    check: "ignored_auth",
    plant: withOwnKey("listProjectRoles", (call, apiKey, next) => next(withKey(call, apiKey))),
  },
  {
    name: "own-project-deleted",
    what: "A project's key is refused, and deletes its own project.",
    check: "ignored_auth",
    plant: withOwnKey("deleteProject", async (call, apiKey, next, answer) => {
      await next(withKey(call, apiKey));
      return answer;
    }),
  },
  {
    name: "keys-told-apart",
    what: "Changing a project role tells by its words whether there is a key, beside an id of the call.",
    check: "ignored_auth",
    plant: answers("updateProjectRole", 401, (_, call) =>
      refusal(
        401,
        `${keyOf(call) === "" ? "There is no key" : "Nobody has this key"} (call ${randomUUID()}).`,
      ),
    ),
  },
  {
    name: "project-key-401-after-change",
    what: "The key of a project that was changed is answered with 401.",
    check: "ignored_auth",
    plant: () => {
      const keys = new Map<string, string>();
      const changed = new Set<string>();
      return async (call, next) => {
        const answer = await next(call);
        if (answer.status !== 200) return changed.has(keyOf(call)) ? status(401)(answer, call) : answer;
        const [project, key] = /^(create|update)Project$/.test(call.operationId ?? "")
          ? thingsIn(answer)
          : [];
        if (project && key) keys.set(project.id, String(key["value"]));
        else if (project) changed.add(keys.get(project.id) ?? "none");
        return answer;
      };
    },
  },
  {
    name: "new-key-was-used",
    what: "The key of a new project says that it was used.",
    check: "ignored_auth",
    plant: answers(
      "createProject",
      200,
      things((thing) => {
        if ("lastUsed" in thing) thing["lastUsed"] = thing["created_at"];
      }),
    ),
  },
  {
    name: "project-key-listed",
    what: "The list of projects shows each project with its key.",
    check: "key_not_echoed",
    plant: () => {
      const keys = new Map<string, unknown>();
      return async (call, next) => {
        const answer = await next(call);
        if (answer.status !== 200) return answer;
        if (call.operationId === "createProject") {
          const [project, key] = thingsIn(answer);
          keys.set(project?.id ?? "", key?.["value"]);
        }
        if (call.operationId !== "listProjects") return answer;
        return things((project) => void (project["apiKey"] = keys.get(project.id)))(answer, call);
      };
    },
  },
];
