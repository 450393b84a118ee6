import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  answers,
  currentOf,
  done,
  instead,
  json,
  keyOf,
  lastId,
  list,
  listPath,
  look,
  refusal,
  sent,
  things,
  thingsIn,
  type Envelope,
  type Thing,
  withBody,
  withKey,
} from "./change.ts";
import type { Answer, Call, Fault, Front, Next, Plant } from "./fault.ts";

/** Answers another organization, where it would find nothing, as if it were the first. */
const asIfFirst =
  (ids: OperationId[]): Plant =>
  ({ apiKey, secondKey }) =>
  async (call, next) => {
    const answer = await next(call);
    const isMeant = ids.some((id) => id === call.operationId) && keyOf(call) === secondKey;
    return isMeant && answer.status === 404 ? next(withKey(call, apiKey)) : answer;
  };

/** What the other organization is answered where the first has something, and it has not. */
const forOthers =
  (id: OperationId, change: (answer: Answer) => Answer): Plant =>
  ({ apiKey }) =>
  async (call, next) => {
    const answer = await next(call);
    if (call.operationId !== id || answer.status !== 404 || keyOf(call) === apiKey) return answer;
    const path = id.startsWith("retrieve") ? call.url : listPath(call);
    const { body, status } = await look(withKey(call, apiKey), path, next);
    return status === 200 && body.includes(`"${lastId(call)}"`) ? change(answer) : answer;
  };

/** Where the things that were created are: their list's path, by id. */
const placesOf = () => {
  const places = new Map<string, string>();
  const note = (call: Call, answer: Answer) => {
    if (call.method !== "POST" || answer.status !== 200) return;
    for (const { id } of thingsIn(answer).slice(0, 1)) places.set(id, call.url);
  };
  return { places, note };
};

/** Finds what a path names wherever it was made, whatever the project in the path. */
const wherever =
  (ids: OperationId[]): Plant =>
  () => {
    const { places, note } = placesOf();
    return async (call, next) => {
      const answer = await next(call);
      note(call, answer);
      if (!ids.some((id) => id === call.operationId) || answer.status !== 404) return answer;
      const place = places.get(lastId(call));
      return place === undefined
        ? answer
        : next({ ...call, url: `${place}/${encodeURIComponent(lastId(call))}` });
    };
  };

/** Takes ids that are known somewhere else: they are left out of what is kept, and shown in what is answered. */
const takesIds =
  (ids: OperationId[], isKnown: (place: string, call: Call) => boolean): Plant =>
  () => {
    const { places, note } = placesOf();
    const names = new Map<string, string>();
    return async (call, next) => {
      const answer = await next(call);
      note(call, answer);
      if (call.method === "POST" && answer.status === 200) {
        for (const { id, name } of thingsIn(answer)) names.set(id, name);
      }
      const body = sent(call);
      const wanted = body?.policyIds;
      if (!ids.some((id) => id === call.operationId) || answer.status !== 422 || !Array.isArray(wanted)) {
        return answer;
      }
      const isElsewhere = (id: unknown) => {
        const place = places.get(String(id));
        return place?.endsWith("/policies") === true && isKnown(place, call);
      };
      const kept = await next(
        withBody(call, { ...body, policyIds: wanted.filter((id) => !isElsewhere(id)) }),
      );
      if (kept.status !== 200) return answer;
      const shown = json((envelope) => {
        const role = (envelope.data?.["role"] ?? {}) as Thing;
        role.policies = wanted.map((id: string) => ({ id, name: names.get(id) ?? id }));
      });
      return shown(kept, call);
    };
  };

/** A list that is kept for whoever asks for the same path, until somebody writes. */
const cachedByPath = (): Front => {
  const kept = new Map<string, Answer>();
  return async (call, next) => {
    if (call.method !== "GET")
      for (const path of kept.keys()) if (call.url.startsWith(path)) kept.delete(path);
    const cached = call.operationId === "listOrganizationPolicies" ? kept.get(call.url) : undefined;
    if (cached && keyOf(call) !== "") return cached;
    const answer = await next(call);
    if (answer.status === 200 && call.method === "GET") kept.set(call.url, answer);
    return answer;
  };
};

const otherProjects = async (call: Call, next: Next): Promise<string[]> => {
  const projects = thingsIn(await look(call, "/v1/projects", next)).map(({ id }) => id);
  return projects.filter((id) => !call.url.includes(`/${encodeURIComponent(id)}/`));
};

/** Adds to a project's list the own things of all others. */
const withThoseOfOthers = (kind: "roles" | "policies"): Front => {
  return async (call, next) => {
    const answer = await next(call);
    if (answer.status !== 200) return answer;
    const others: Thing[] = [];
    for (const id of await otherProjects(call, next)) {
      const found = thingsIn(await look(call, `/v1/projects/${encodeURIComponent(id)}/${kind}`, next));
      others.push(...found.filter((thing) => thing["projectId"] !== null));
    }
    return list((own) => [...own, ...others])(answer, call);
  };
};

/** Answers another organization than the first in a way of its own. */
const forSecond =
  (id: OperationId, front: Front): Plant =>
  ({ secondKey }) =>
  (call, next) =>
    call.operationId === id && keyOf(call) === secondKey ? front(call, next) : next(call);

/** Shows a number for each id of an organization role, which begins anew for each key. */
const countsIds = (): Front => {
  const real = new Map<string, string[]>();
  return async (call, next) => {
    if (!/OrganizationRoles?$/.test(call.operationId ?? "")) return next(call);
    const ids = real.get(keyOf(call)) ?? [];
    real.set(keyOf(call), ids);
    const inner = ids[Number(/^own-(\d+)$/.exec(lastId(call))?.[1]) - 1];
    const answer = await next(inner === undefined ? call : { ...call, url: `${listPath(call)}/${inner}` });
    if (answer.status !== 200) return answer;
    return things((role) => {
      if (call.method === "POST") ids.push(role.id);
      const index = ids.indexOf(role.id);
      if (index >= 0) role.id = `own-${index + 1}`;
    })(
      inner !== undefined && call.method === "DELETE" ? done({ id: lastId(call), deleted: true }) : answer,
      call,
    );
  };
};

/** Organizations and projects that see into each other. */
export const tenancyFaults: Fault[] = [
  {
    name: "tenant-list-leaks",
    what: "The list of roles shows another organization those of the first.",
    check: "tenant_isolation",
    plant:
      ({ apiKey, secondKey }) =>
      async (call, next) => {
        const answer = await next(call);
        if (call.operationId !== "listOrganizationRoles" || keyOf(call) !== secondKey) return answer;
        const others = thingsIn(await look(withKey(call, apiKey), call.url, next));
        return list((own) => [...own, ...others.filter((role) => role["organizationId"] !== null)])(
          answer,
          call,
        );
      },
  },
  {
    name: "tenant-projects-leak",
    what: "The list of projects shows another organization those of the first.",
    check: "tenant_isolation",
    plant:
      ({ apiKey, secondKey }) =>
      async (call, next) => {
        const answer = await next(call);
        if (call.operationId !== "listProjects" || keyOf(call) !== secondKey) return answer;
        const others = thingsIn(await look(withKey(call, apiKey), call.url, next));
        return list((own) => [...own, ...others])(answer, call);
      },
  },
  {
    name: "tenant-reads",
    what: "Another organization can retrieve a project.",
    check: "tenant_isolation",
    plant: asIfFirst(["retrieveProject"]),
  },
  {
    name: "tenant-lists-project",
    what: "Another organization can list a project's policies.",
    check: "tenant_isolation",
    plant: asIfFirst(["listProjectPolicies"]),
  },
  {
    name: "tenant-changes",
    what: "Another organization can change a project role.",
    check: "tenant_isolation",
    plant: asIfFirst(["updateProjectRole"]),
  },
  {
    name: "tenant-changes-policy",
    what: "Another organization can change a policy of the first.",
    check: "tenant_isolation",
    plant: asIfFirst(["updateOrganizationPolicy"]),
  },
  {
    name: "tenant-creates-inside",
    what: "Another organization can create a policy in a project of the first.",
    check: "tenant_isolation",
    plant: asIfFirst(["createProjectPolicy"]),
  },
  {
    name: "tenant-deletes",
    what: "Another organization can delete a role of the first.",
    check: "tenant_isolation",
    plant: asIfFirst(["deleteOrganizationRole"]),
  },
  {
    name: "tenant-deletes-silently",
    what: "Another organization is told that a project does not exist, and it is deleted.",
    check: "tenant_isolation",
    plant:
      ({ apiKey, secondKey }) =>
      async (call, next) => {
        const answer = await next(call);
        const isMeant = call.operationId === "deleteProject" && keyOf(call) === secondKey;
        if (isMeant && answer.status === 404) await next(withKey(call, apiKey));
        return answer;
      },
  },
  {
    name: "tenant-403",
    what: "Another organization learns by a 403 that a project policy exists.",
    check: "tenant_isolation",
    plant: forOthers("deleteProjectPolicy", () => refusal(403, "This policy is another organization's.")),
  },
  {
    name: "tenant-other-words",
    what: "Another organization learns by other words that a role exists.",
    check: "tenant_isolation",
    plant: forOthers("updateOrganizationRole", () => refusal(404, "Role not found in your organization.")),
  },
  {
    name: "tenant-other-field",
    what: "Another organization learns by a field that a project exists, beside an id of the call.",
    check: "tenant_isolation",
    plant:
      ({ apiKey, secondKey }) =>
      async (call, next) => {
        const answer = await next(call);
        if (call.operationId !== "updateProject" || answer.status !== 404) return answer;
        const own = await look(withKey(call, apiKey), call.url, next);
        const reason = keyOf(call) === secondKey && own.status === 200 ? "forbidden" : "unknown";
        return json<object>((body) => ({ ...body, reason, call: randomUUID() }))(answer, call);
      },
  },
  {
    name: "tenant-names-shared",
    what: "A name of an organization policy that one organization has is taken in the other.",
    check: "tenant_isolation",
    plant:
      ({ apiKey, secondKey }) =>
      async (call, next) => {
        const { name } = sent(call) ?? {};
        if (call.operationId === "createOrganizationPolicy" && typeof name === "string") {
          const other = keyOf(call) === apiKey ? secondKey : apiKey;
          const theirs = thingsIn(await look(withKey(call, other), call.url, next));
          if (theirs.some((policy) => policy.name === name))
            return refusal(409, `The name "${name}" is taken.`);
        }
        return next(call);
      },
  },
  {
    name: "tenant-cache",
    what: "The list of organization policies is kept for whoever asks next, whatever the key.",
    check: "tenant_isolation",
    plant: cachedByPath,
  },
  {
    name: "tenant-policy-used",
    what: "A role of another organization can use a policy of the first, and shows its name.",
    check: "tenant_isolation",
    plant: takesIds(["createOrganizationRole"], (place) => place === "/v1/organization/policies"),
  },
  {
    name: "project-roles-leak",
    what: "The list of a project's roles shows those of all projects.",
    check: "scope_isolation",
    plant: instead("listProjectRoles", withThoseOfOthers("roles")),
  },
  {
    name: "project-policies-leak",
    what: "The list of a project's policies shows those of all projects.",
    check: "scope_isolation",
    plant: instead("listProjectPolicies", withThoseOfOthers("policies")),
  },
  {
    name: "project-in-path-ignored",
    what: "A project role can be changed through another project's path.",
    check: "scope_isolation",
    plant: wherever(["updateProjectRole"]),
  },
  {
    name: "project-in-path-ignored-by-delete",
    what: "A project policy can be deleted through another project's path.",
    check: "scope_isolation",
    plant: wherever(["deleteProjectPolicy"]),
  },
  {
    name: "project-policy-of-other-project",
    what: "A project role can use a policy of another project.",
    check: "unknown_policies",
    plant: takesIds(
      ["createProjectRole"],
      (place, call) => place.startsWith("/v1/projects/") && place !== call.url.replace(/roles$/, "policies"),
    ),
  },
  {
    name: "project-policy-in-organization-role",
    what: "Changing an organization role takes policies of a project.",
    check: "unknown_policies",
    plant: takesIds(["updateOrganizationRole"], (place) => place.startsWith("/v1/projects/")),
  },
  {
    name: "organization-policy-in-project-role",
    what: "Changing a project role takes policies of the organization.",
    check: "unknown_policies",
    plant: takesIds(["updateProjectRole"], (place) => place === "/v1/organization/policies"),
  },
  {
    name: "organization-permissions-in-project",
    what: "A project policy can be created with permissions of the organization.",
    check: "unknown_policies",
    plant: instead("createProjectPolicy", async (call, next) => {
      const answer = await next(call);
      const body = sent(call);
      if (answer.status !== 422 || !Array.isArray(body?.permissionIds)) return answer;
      const known = thingsIn(await look(call, "/v1/organization/permissions", next)).map(({ id }) => id);
      const wanted: unknown[] = body.permissionIds;
      if (!wanted.every((id) => known.includes(String(id)))) return answer;
      return next(withBody(call, { ...body, permissionIds: [] }));
    }),
  },
  {
    name: "project-names-shared",
    what: "A name that a role of one project has is taken in every other project.",
    check: "uniqueness",
    plant: instead("createProjectRole", async (call, next) => {
      const { name } = sent(call) ?? {};
      for (const id of await otherProjects(call, next)) {
        const roles = thingsIn(await look(call, `/v1/projects/${encodeURIComponent(id)}/roles`, next));
        const isTaken = roles.some((role) => role["projectId"] !== null && role.name === name);
        if (isTaken) return refusal(409, `A role named "${String(name)}" already exists.`);
      }
      return next(call);
    }),
  },
  {
    name: "wrong-project-shown",
    what: "The list of a project's roles names another project as the owner.",
    check: "read_your_writes",
    plant: answers(
      "listProjectRoles",
      200,
      json((body: Envelope) => {
        for (const role of [body.data?.["roles"] ?? []].flat()) {
          if (role["projectId"] !== null) role["projectId"] = randomUUID();
        }
      }),
    ),
  },
  {
    name: "second-organization-merges",
    what: "For another organization than the first, changing a project policy keeps the description that is not sent.",
    check: "idempotent_put",
    plant: forSecond("updateProjectPolicy", async (call, next) => {
      const now = await currentOf(call, next);
      const body = sent(call);
      return next(now && body ? withBody(call, { description: now.description, ...body }) : call);
    }),
  },
  {
    name: "second-organization-without-globals",
    what: "For another organization than the first, the list of project roles has no global ones.",
    check: "global_roles_unchanged",
    plant: forSecond("listProjectRoles", async (call, next) => {
      const answer = await next(call);
      const own = list((roles) => roles.filter((role) => role["projectId"] !== null));
      return answer.status === 200 ? own(answer, call) : answer;
    }),
  },
  {
    name: "second-organization-owner",
    what: "A new project of another organization says that it belongs to the first.",
    check: "read_your_writes",
    plant: (site) =>
      forSecond("createProject", async (call, next) => {
        const answer = await next(call);
        if (answer.status !== 200) return answer;
        const [first] = thingsIn(await look(withKey(call, site.apiKey), "/v1/organization", next));
        return things((thing) => {
          if ("organizationId" in thing) thing["organizationId"] = first?.id;
        })(answer, call);
      })(site),
  },
  {
    name: "organizations-share-name",
    what: "The name that the first organization was given last is shown to another as its own.",
    check: "tenant_isolation",
    plant: ({ apiKey, secondKey }) => {
      let name: string | undefined;
      return async (call, next) => {
        const answer = await next(call);
        if (call.operationId === "updateOrganization" && keyOf(call) === apiKey && answer.status === 200)
          name = thingsIn(answer)[0]?.name;
        const isMeant = call.operationId === "retrieveOrganization" && keyOf(call) === secondKey;
        if (!isMeant || answer.status !== 200) return answer;
        return things((organization) => void (organization.name = name ?? organization.name))(answer, call);
      };
    },
  },
  {
    name: "tenant-policy-named",
    what: "A change of a role that is refused for a policy of another organization has the policy's name in its words.",
    check: "tenant_isolation",
    plant:
      ({ apiKey }) =>
      async (call, next) => {
        const answer = await next(call);
        const ids = sent(call)?.policyIds;
        if (call.operationId !== "updateOrganizationRole" || answer.status !== 422) return answer;
        const theirs = thingsIn(await look(withKey(call, apiKey), "/v1/organization/policies", next));
        const policy = theirs.find(({ id }) => Array.isArray(ids) && ids.includes(id));
        return policy && keyOf(call) !== apiKey ? refusal(422, `"${policy.name}" cannot be used.`) : answer;
      },
  },
  {
    name: "tenant-place-422",
    what: "A change in another organization's project is refused for its policies, not for the project.",
    check: "tenant_isolation",
    plant:
      ({ apiKey, secondKey }) =>
      async (call, next) => {
        const answer = await next(call);
        const isMeant = call.operationId === "updateProjectRole" && keyOf(call) === secondKey;
        if (!isMeant || answer.status !== 404) return answer;
        const ids = sent(call)?.policyIds;
        const path = listPath(call).replace(/roles$/, "policies");
        const theirs = await look(withKey(call, apiKey), path, next);
        if (theirs.status !== 200 || !Array.isArray(ids)) return answer;
        const known = thingsIn(theirs).map(({ id }) => id);
        return ids.every((id) => known.includes(String(id))) ? answer : refusal(422, "policyIds: unknown.");
      },
  },
  {
    name: "tenant-member",
    what: "The address of a member of one organization becomes the Owner of a project of another.",
    check: "tenant_isolation",
    plant: forSecond("createProject", async (call, next) => {
      const { email, ...body } = sent(call) ?? {};
      return next(email === "ada@fernhill.example" ? withBody(call, body) : call);
    }),
  },
  {
    name: "one-organization-for-all",
    what: "Every key sees and changes the first organization.",
    check: "tenant_isolation",
    plant:
      ({ apiKey, secondKey }) =>
      (call, next) =>
        next(keyOf(call) === secondKey ? withKey(call, apiKey) : call),
  },
  {
    name: "ids-count-in-each-organization",
    what: "The ids of organization roles are counted, from 1 in each organization.",
    check: "scope_isolation",
    plant: countsIds,
  },
];
