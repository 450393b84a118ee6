import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  answers,
  instead,
  keyOf,
  lastId,
  list,
  listPath,
  look,
  refusal,
  remembering,
  sent,
  thingsIn,
  things,
  type Thing,
  wait,
  withBody,
  withKey,
} from "./change.ts";
import type { Answer, Call, Fault, Front, Next, Plant } from "./fault.ts";

const done = (data: unknown): Answer => ({
  ...refusal(200, ""),
  body: Buffer.from(JSON.stringify({ success: true, data })),
});

const currentOf = async (call: Call, next: Next): Promise<Thing | undefined> => {
  const answer = await look(call, listPath(call), next);
  return answer.status === 200 ? thingsIn(answer).find(({ id }) => id === lastId(call)) : undefined;
};

/** A list that was asked for less than so long ago is answered as it was then. */
const staleList =
  (id: OperationId, ms: number): Plant =>
  () => {
    const kept = new Map<string, { answer: Answer; since: number }>();
    return async (call, next) => {
      if (call.operationId !== id) return next(call);
      const name = `${keyOf(call)} ${call.url}`;
      const found = kept.get(name);
      if (found && Date.now() - found.since < ms) return found.answer;
      const answer = await next(call);
      if (answer.status === 200) kept.set(name, { answer, since: Date.now() });
      return answer;
    };
  };

/** What was created can be found only after a while: the answer came before the commit. */
const lateCommit =
  (create: OperationId, kind: "Role" | "Policy", ms: number): Plant =>
  () => {
    const since = new Map<string, number>();
    const isLate = (id: string) => Date.now() - (since.get(id) ?? 0) < ms;
    return async (call, next) => {
      if (/^(update|delete)/.test(call.operationId ?? "") && isLate(lastId(call))) {
        return refusal(404, `${kind} not found. List them to see their ids.`);
      }
      const answer = await next(call);
      if (answer.status !== 200) return answer;
      if (call.operationId === create) since.set(thingsIn(answer)[0]?.id ?? "", Date.now());
      else if (call.method === "GET")
        return list((found) => found.filter(({ id }) => !isLate(id)))(answer, call);
      return answer;
    };
  };

/** What was deleted stays in the list. */
const keepsInList =
  (remove: OperationId, listed: OperationId): Plant =>
  () => {
    const gone = new Map<string, { thing: Thing; path: string }>();
    return async (call, next) => {
      if (call.operationId === remove) {
        const thing = await currentOf(call, next);
        const answer = await next(call);
        if (answer.status === 200 && thing) gone.set(thing.id, { thing, path: listPath(call) });
        return answer;
      }
      const answer = await next(call);
      if (call.operationId !== listed || answer.status !== 200) return answer;
      const here = [...gone.values()].filter(({ path }) => path === call.url).map(({ thing }) => thing);
      return list((found) => [...found, ...here])(answer, call);
    };
  };

/** A body as it would be sent to leave a thing as it is. */
const bodyOf = ({ name, description, policies, permissions }: Thing) => ({
  name,
  description: description ?? null,
  ...(policies && { policyIds: policies.map(({ id }) => id) }),
  ...(permissions && { permissionIds: permissions.map(({ id }) => id) }),
});

/** Changes what is replaced by what was there before. */
const merging = (
  ids: OperationId[],
  merge: (now: ReturnType<typeof bodyOf>, body: object) => object,
): Plant =>
  remembering(() => async (call, next) => {
    const body = sent(call);
    if (!ids.some((id) => id === call.operationId) || body === undefined) return next(call);
    // What breaks its schema is refused as ever.
    if (typeof body.name !== "string") return next(call);
    const now = await currentOf(call, next);
    return next(now ? withBody(call, merge(bodyOf(now), body)) : call);
  });

/** Keeps what one operation was asked from being kept, and answers as if it were. */
const onlySays =
  (id: OperationId): Front =>
  async (call, next) => {
    if (call.operationId !== id) return next(call);
    const before = await currentOf(call, next);
    const answer = await next(call);
    if (before && answer.status === 200) await next(withBody(call, bodyOf(before)));
    return answer;
  };

/** Writes in two steps with a pause, each with what the other field was when it began. */
const tornWrite: Front = async (call, next) => {
  const body = sent(call);
  const now = await currentOf(call, next);
  if (!now || typeof body?.name !== "string") return next(call);
  const first = await next(withBody(call, { ...bodyOf(now), name: body.name }));
  if (first.status !== 200) return first;
  await wait(10);
  const then = await currentOf(call, next);
  return next(then ? withBody(call, { ...body, name: then.name }) : call);
};

/** Gives new things the ids of deleted ones. */
const reusesIds = (): Front => {
  const real = new Map<string, string>();
  const free: string[] = [];
  const shownOf = (id: string) => [...real].find(([, inner]) => inner === id)?.[0] ?? id;
  return async (call, next) => {
    const id = lastId(call);
    const isOne = call.operationId === "updateProjectRole" || call.operationId === "deleteProjectRole";
    const url = isOne ? `${listPath(call)}/${encodeURIComponent(real.get(id) ?? id)}` : call.url;
    const answer = await next({ ...call, url });
    if (answer.status !== 200 || !call.operationId?.includes("ProjectRole")) return answer;
    if (call.operationId === "deleteProjectRole") {
      real.delete(id);
      free.push(id);
      return done({ id, deleted: true });
    }
    if (call.operationId === "createProjectRole") {
      const [made] = thingsIn(answer);
      const reused = free.shift();
      if (made && reused !== undefined) real.set(reused, made.id);
    }
    return things((role) => void (role.id = shownOf(role.id)))(answer, call);
  };
};

/** State that is not kept, kept too long, or not what was sent. */
export const stateFaults: Fault[] = [
  {
    name: "stale-list",
    what: "The list of organization policies is two seconds old.",
    check: "read_your_writes",
    plant: staleList("listOrganizationPolicies", 2_000),
  },
  {
    name: "stale-read",
    what: "A project that was retrieved is answered for two seconds as it was then.",
    check: "read_your_writes",
    plant: staleList("retrieveProject", 2_000),
  },
  {
    name: "200-before-commit",
    what: "A created organization policy can be found only 150 ms after the answer.",
    check: "ensure_resource_availability",
    plant: lateCommit("createOrganizationPolicy", "Policy", 150),
  },
  {
    name: "200-before-commit-in-project",
    what: "A created project role can be found only 50 ms after the answer.",
    check: "ensure_resource_availability",
    plant: lateCommit("createProjectRole", "Role", 50),
  },
  {
    name: "create-keeps-nothing",
    what: "Creating a project policy answers with a policy that is not kept.",
    check: "ensure_resource_availability",
    plant: answers(
      "createProjectPolicy",
      200,
      things((policy) => void (policy.id = randomUUID())),
    ),
  },
  {
    name: "list-cut",
    what: "The list of organization policies ends after 25.",
    check: "read_your_writes",
    plant: answers(
      "listOrganizationPolicies",
      200,
      list((policies) => policies.slice(0, 25)),
    ),
  },
  {
    name: "list-twice",
    what: "The list of projects has each project twice.",
    check: "read_your_writes",
    plant: answers(
      "listProjects",
      200,
      list((projects) => [...projects, ...projects]),
    ),
  },
  {
    name: "list-of-first-only",
    what: "The list of project roles shows one of the project's own at the most.",
    check: "read_your_writes",
    plant: answers(
      "listProjectRoles",
      200,
      list((roles) => {
        const first = roles.find((role) => role["projectId"] !== null);
        return roles.filter((role) => role["projectId"] === null || role === first);
      }),
    ),
  },
  {
    name: "other-id-on-update",
    what: "A changed organization policy answers with a new id.",
    check: "read_your_writes",
    plant: answers(
      "updateOrganizationPolicy",
      200,
      things((policy) => void (policy.id = randomUUID())),
    ),
  },
  {
    name: "created-out-of-order",
    what: "Creating a project role answers with another role's policies: those of the role before it.",
    check: "read_your_writes",
    plant: () => {
      let before: Thing[] | undefined;
      return async (call, next) => {
        const answer = await next(call);
        if (call.operationId !== "createProjectRole" || answer.status !== 200) return answer;
        return things((role) => {
          const own = role.policies ?? [];
          role.policies = before ?? own;
          before = own;
        })(answer, call);
      };
    },
  },
  {
    name: "policies-dropped",
    what: "Of the policies of a created organization role only the first is kept.",
    check: "read_your_writes",
    plant: instead("createOrganizationRole", (call, next) => {
      const body = sent(call);
      const isList = Array.isArray(body?.policyIds) && body.policyIds.length > 1;
      return next(
        isList ? withBody(call, { ...body, policyIds: (body.policyIds as unknown[]).slice(0, 1) }) : call,
      );
    }),
  },
  {
    name: "permissions-dropped-on-update",
    what: "Changing a project policy keeps all its permissions but the last.",
    check: "read_your_writes",
    plant: instead("updateProjectPolicy", (call, next) => {
      const body = sent(call);
      const isList = Array.isArray(body?.permissionIds) && body.permissionIds.length > 1;
      return next(
        isList
          ? withBody(call, { ...body, permissionIds: (body.permissionIds as unknown[]).slice(0, -1) })
          : call,
      );
    }),
  },
  {
    name: "policies-doubled",
    what: "A role in the list of organization roles shows each policy twice.",
    check: "read_your_writes",
    plant: answers(
      "listOrganizationRoles",
      200,
      things((role) => void (role.policies = role.policies?.flatMap((policy) => [policy, policy]) ?? [])),
    ),
  },
  {
    name: "update-only-says",
    what: "Changing a project role answers with the change and keeps what was before.",
    check: "read_your_writes",
    plant: remembering(() => onlySays("updateProjectRole")),
  },
  {
    name: "update-keeps-description",
    what: "Changing an organization policy keeps the description that is not sent.",
    check: "idempotent_put",
    plant: merging(["updateOrganizationPolicy"], ({ description }, body) => ({ description, ...body })),
  },
  {
    name: "update-keeps-description-of-role",
    what: "Changing a project role keeps the description when null is sent.",
    check: "idempotent_put",
    plant: merging(["updateProjectRole"], ({ description }, body) => ({
      ...body,
      description: (body as { description?: unknown }).description ?? description,
    })),
  },
  {
    name: "update-adds-policies",
    what: "Changing an organization role adds its policies to those that it has.",
    check: "idempotent_put",
    plant: merging(["updateOrganizationRole"], ({ policyIds = [] }, body) => {
      const { policyIds: more } = body as { policyIds?: unknown };
      if (!Array.isArray(more) || new Set(more).size < more.length) return body;
      return { ...body, policyIds: [...new Set([...policyIds, ...(more as string[])])] };
    }),
  },
  {
    name: "update-ignores-empty-list",
    what: "Changing a project policy keeps its permissions when none are sent.",
    check: "idempotent_put",
    plant: merging(["updateProjectPolicy"], ({ permissionIds }, body) => {
      const { permissionIds: sentIds } = body as { permissionIds?: unknown[] };
      return sentIds?.length === 0 ? { ...body, permissionIds } : body;
    }),
  },
  {
    name: "project-update-replaces",
    what: "Changing a project's name removes its description.",
    check: "idempotent_put",
    plant: instead("updateProject", (call, next) => {
      const body = sent(call);
      const isName = typeof body?.name === "string" && body.description === undefined;
      return next(isName ? withBody(call, { ...body, description: null }) : call);
    }),
  },
  {
    name: "project-update-keeps-null",
    what: "Changing a project's description to null changes nothing.",
    check: "idempotent_put",
    plant: instead("updateProject", async (call, next) => {
      const body = sent(call);
      if (body?.description !== null) return next(call);
      const answer = await look(call, call.url, next);
      const [project] = answer.status === 200 ? thingsIn(answer) : [];
      return next(project ? withBody(call, { ...body, description: project.description }) : call);
    }),
  },
  {
    name: "put-twice-409",
    what: "The same change of an organization role twice is refused with 409 the second time.",
    check: "idempotent_put",
    plant: () => {
      const last = new Map<string, string>();
      return async (call, next) => {
        if (call.operationId !== "updateOrganizationRole") return next(call);
        if (last.get(call.url) === call.body.toString()) return refusal(409, "Nothing changed.");
        const answer = await next(call);
        if (answer.status === 200) last.set(call.url, call.body.toString());
        return answer;
      };
    },
  },
  {
    name: "put-creates",
    what: "Changing an organization policy that does not exist creates one.",
    check: "missing_resource",
    plant: instead("updateOrganizationPolicy", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 404) return answer;
      return next({ ...call, method: "POST", url: listPath(call) });
    }),
  },
  {
    name: "torn-update",
    what: "Two changes of a project role at the same moment can leave the name of one and the rest of the other.",
    check: "idempotent_put",
    plant: instead("updateProjectRole", tornWrite),
  },
  {
    name: "policy-name-old-in-roles",
    what: "A policy's new name is not shown in the project roles that have it.",
    check: "read_your_writes",
    plant: () => {
      const first = new Map<string, string>();
      return async (call, next) => {
        const answer = await next(call);
        if (answer.status !== 200) return answer;
        if (call.operationId === "createProjectPolicy") {
          for (const { id, name } of thingsIn(answer)) first.set(id, name);
        }
        if (call.operationId !== "listProjectRoles") return answer;
        return things(({ policies = [] }) => {
          for (const policy of policies) policy.name = first.get(policy.id) ?? policy.name;
        })(answer, call);
      };
    },
  },
  {
    name: "delete-only-says",
    what: "Deleting a project policy answers 200 and deletes nothing.",
    check: "use_after_free",
    plant: instead("deleteProjectPolicy", async (call, next) => {
      const policy = await currentOf(call, next);
      return policy ? done({ id: policy.id, deleted: true }) : next(call);
    }),
  },
  {
    name: "deleted-stays-in-list",
    what: "A deleted organization role stays in the list.",
    check: "use_after_free",
    plant: keepsInList("deleteOrganizationRole", "listOrganizationRoles"),
  },
  {
    name: "deleted-policy-stays-in-list",
    what: "A deleted project policy stays in the list.",
    check: "use_after_free",
    plant: keepsInList("deleteProjectPolicy", "listProjectPolicies"),
  },
  {
    name: "deleted-answers",
    what: "A deleted organization policy can still be changed.",
    check: "use_after_free",
    plant: () => {
      const gone = new Set<string>();
      return async (call, next) => {
        const answer = await next(call);
        const id = lastId(call);
        if (call.operationId === "deleteOrganizationPolicy" && answer.status === 200) gone.add(id);
        const isGone =
          call.operationId === "updateOrganizationPolicy" && answer.status === 404 && gone.has(id);
        const { name, description = null } = sent(call) ?? {};
        return isGone ? done({ policy: { id, name, description, permissions: [] } }) : answer;
      };
    },
  },
  {
    name: "deleted-project-answers",
    what: "A deleted project can still be retrieved.",
    check: "use_after_free",
    plant: () => {
      const last = new Map<string, Answer>();
      return async (call, next) => {
        if (call.operationId === "deleteProject") {
          const before = await look(call, call.url, next);
          const answer = await next(call);
          if (answer.status === 200) last.set(`${keyOf(call)} ${call.url}`, before);
          return answer;
        }
        const answer = await next(call);
        const isGone = call.operationId === "retrieveProject" && answer.status === 404;
        return (isGone && last.get(`${keyOf(call)} ${call.url}`)) || answer;
      };
    },
  },
  {
    name: "deleted-project-lists",
    what: "The roles of a deleted project can still be listed.",
    check: "use_after_free",
    plant: () => {
      const last = new Map<string, Answer>();
      return async (call, next) => {
        const roles = `${call.url}/roles`;
        const before = call.operationId === "deleteProject" ? await look(call, roles, next) : undefined;
        const answer = await next(call);
        if (before?.status === 200 && answer.status === 200) last.set(`${keyOf(call)} ${roles}`, before);
        const isGone = call.operationId === "listProjectRoles" && answer.status === 404;
        return (isGone && last.get(`${keyOf(call)} ${call.url}`)) || answer;
      };
    },
  },
  {
    name: "deleted-twice",
    what: "Deleting an organization role a second time answers 200 again.",
    check: "use_after_free",
    plant: () => {
      const gone = new Set<string>();
      return async (call, next) => {
        const answer = await next(call);
        if (call.operationId !== "deleteOrganizationRole") return answer;
        const name = `${keyOf(call)} ${call.url}`;
        if (answer.status === 200) gone.add(name);
        return answer.status === 404 && gone.has(name) ? done({ id: lastId(call), deleted: true }) : answer;
      };
    },
  },
  {
    name: "deleted-410",
    what: "A deleted project policy is refused with 410 instead of 404.",
    check: "use_after_free",
    plant: () => {
      const gone = new Set<string>();
      return async (call, next) => {
        const answer = await next(call);
        if (call.operationId === "deleteProjectPolicy" && answer.status === 200) gone.add(call.url);
        return answer.status === 404 && gone.has(call.url) ? { ...answer, status: 410 } : answer;
      };
    },
  },
  {
    name: "project-key-outlives-project",
    what: "The key of a deleted project is answered as if the project were there.",
    check: "use_after_free",
    plant: () => {
      const keys = new Set<string>();
      return async (call, next) => {
        const answer = await next(call);
        if (call.operationId === "createProject" && answer.status === 200) {
          const [, key] = thingsIn(answer);
          keys.add(String(key?.["value"]));
        }
        return answer.status === 401 && keys.has(keyOf(call))
          ? refusal(403, "This is a project API key. Send an organization API key instead.")
          : answer;
      };
    },
  },
  {
    name: "project-key-masked",
    what: "The key of a new project is shown with stars in it, and never in full.",
    check: "ensure_resource_availability",
    plant: answers(
      "createProject",
      200,
      things((thing) => {
        if (typeof thing["value"] === "string") thing["value"] = thing["value"].replace(/.{20}$/, "********");
      }),
    ),
  },
  {
    name: "policy-in-use-deleted",
    what: "A project policy that a role still has is deleted, and taken out of the role.",
    check: "in_use",
    plant: instead("deleteProjectPolicy", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 409) return answer;
      const roles = listPath(call).replace(/policies$/, "roles");
      for (const role of thingsIn(await look(call, roles, next))) {
        const left = role.policies?.filter(({ id }) => id !== lastId(call)) ?? [];
        if (left.length === role.policies?.length) continue;
        const change = { ...call, method: "PUT", url: `${roles}/${role.id}` };
        await next(withBody(change, { ...bodyOf(role), policyIds: left.map(({ id }) => id) }));
      }
      return next(call);
    }),
  },
  {
    name: "policy-in-use-deleted-with-role",
    what: "An organization policy that a role still has is deleted together with the role.",
    check: "in_use",
    plant: instead("deleteOrganizationPolicy", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 409) return answer;
      for (const role of thingsIn(await look(call, "/v1/organization/roles", next))) {
        const isUser = role.policies?.some(({ id }) => id === lastId(call));
        if (isUser) await next({ ...call, url: `/v1/organization/roles/${role.id}` });
      }
      return next(call);
    }),
  },
  {
    name: "global-role-changed",
    what: "The description of a project's global roles can be changed.",
    check: "global_roles_unchanged",
    plant: () => {
      const changed = new Map<string, string | null>();
      return async (call, next) => {
        const answer = await next(call);
        const global = async () => (await currentOf(call, next)) as Thing;
        if (call.operationId === "updateProjectRole" && answer.status === 403) {
          const { description = null } = sent(call) ?? {};
          const role = await global();
          changed.set(role.id, description as string | null);
          return done({ role: { ...role, description } });
        }
        if (call.operationId !== "listProjectRoles" || answer.status !== 200) return answer;
        return things((role) => {
          if (changed.has(role.id)) role.description = changed.get(role.id) ?? null;
        })(answer, call);
      };
    },
  },
  {
    name: "global-role-changed-silently",
    what: "Changing an organization's global role is refused, and done.",
    check: "global_roles_unchanged",
    plant: () => {
      const changed = new Map<string, string>();
      return async (call, next) => {
        const answer = await next(call);
        const { description } = sent(call) ?? {};
        if (call.operationId === "updateOrganizationRole" && answer.status === 403) {
          changed.set(lastId(call), String(description ?? ""));
        }
        if (call.operationId !== "listOrganizationRoles" || answer.status !== 200) return answer;
        return things((role) => void (role.description = changed.get(role.id) ?? role.description ?? null))(
          answer,
          call,
        );
      };
    },
  },
  {
    name: "global-role-deleted",
    what: "A global role of the organization can be deleted.",
    check: "global_roles_unchanged",
    plant: () => {
      const gone = new Set<string>();
      return async (call, next) => {
        const answer = await next(call);
        if (call.operationId === "deleteOrganizationRole" && answer.status === 403) {
          gone.add(lastId(call));
          return done({ id: lastId(call), deleted: true });
        }
        if (call.operationId !== "listOrganizationRoles" || answer.status !== 200) return answer;
        return list((roles) => roles.filter(({ id }) => !gone.has(id)))(answer, call);
      };
    },
  },
  {
    name: "global-roles-not-listed",
    what: "The list of project roles shows the project's own only.",
    check: "global_roles_unchanged",
    plant: answers(
      "listProjectRoles",
      200,
      list((roles) => roles.filter((role) => role["projectId"] !== null)),
    ),
  },
  {
    name: "global-roles-owned",
    what: "The global roles in an organization's list have the organization's id.",
    check: "global_roles_unchanged",
    plant:
      ({ apiKey }) =>
      async (call, next) => {
        const answer = await next(call);
        if (call.operationId !== "listOrganizationRoles" || answer.status !== 200) return answer;
        const organization = await look(withKey(call, keyOf(call) || apiKey), "/v1/organization", next);
        const id = thingsIn(organization)[0]?.id;
        return things((role) => void (role["organizationId"] ??= id))(answer, call);
      },
  },
  {
    name: "refused-but-kept",
    what: "An organization role that is refused for a policy that does not exist is kept without it.",
    check: "refusal_changes_nothing",
    plant: instead("createOrganizationRole", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 422 || !answer.body.includes("there is no policy")) return answer;
      await next(withBody(call, { ...sent(call), policyIds: [] }));
      return answer;
    }),
  },
  {
    name: "refused-but-changed",
    what: "A change of a project policy that is refused for its name changes the description.",
    check: "refusal_changes_nothing",
    plant: instead("updateProjectPolicy", async (call, next) => {
      const answer = await next(call);
      const before = answer.status === 409 ? await currentOf(call, next) : undefined;
      if (before) await next(withBody(call, { ...sent(call), name: before.name }));
      return answer;
    }),
  },
  {
    name: "refused-but-deleted",
    what: "An organization policy that a role still has is refused to be deleted, and taken out of the role.",
    check: "refusal_changes_nothing",
    plant: instead("deleteOrganizationPolicy", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 409) return answer;
      for (const role of thingsIn(await look(call, "/v1/organization/roles", next))) {
        const left = role.policies?.filter(({ id }) => id !== lastId(call)) ?? [];
        if (left.length === role.policies?.length) continue;
        const change = { ...call, method: "PUT", url: `/v1/organization/roles/${role.id}` };
        await next(withBody(change, { ...bodyOf(role), policyIds: left.map(({ id }) => id) }));
      }
      return answer;
    }),
  },
  {
    name: "id-reused",
    what: "A new project role gets the id of a deleted one.",
    check: "use_after_free",
    plant: remembering(reusesIds),
  },
];
