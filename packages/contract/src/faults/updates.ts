import type { OperationId } from "@rolewright/types";
import {
  bodyOf,
  currentOf,
  done,
  instead,
  keyOf,
  lastId,
  list,
  listPath,
  look,
  refusal,
  sent,
  things,
  thingsIn,
  wait,
  withBody,
} from "./change.ts";
import type { Fault, Front, Plant } from "./fault.ts";

/** Changes what is replaced by what was there before. */
const merging =
  (ids: OperationId[], merge: (now: ReturnType<typeof bodyOf>, body: object) => object): Plant =>
  () =>
  async (call, next) => {
    const body = sent(call);
    if (!ids.some((id) => id === call.operationId) || body === undefined) return next(call);
    // What breaks its schema is refused as ever.
    if (typeof body.name !== "string") return next(call);
    const now = await currentOf(call, next);
    return next(now ? withBody(call, merge(bodyOf(now), body)) : call);
  };

/** Writes the name at once and the rest a moment later, beside whatever name is there by then. */
const tornWrites = (): Front => {
  const busy = new Set<string>();
  return async (call, next) => {
    const body = sent(call);
    const now = call.operationId === "updateProjectRole" ? await currentOf(call, next) : undefined;
    if (!now || typeof body?.name !== "string") return next(call);
    const first = await next(withBody(call, { ...bodyOf(now), name: body.name }));
    if (first.status !== 200) return first;
    const isFirst = !busy.has(call.url);
    busy.add(call.url);
    await wait(isFirst ? 25 : 5);
    if (isFirst) busy.delete(call.url);
    const then = await currentOf(call, next);
    return next(then ? withBody(call, { ...body, name: then.name }) : call);
  };
};

/** Updates that merge where they should replace, or the other way round, or happen in part. */
export const updateFaults: Fault[] = [
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
    check: "read_your_writes",
    plant: merging(["updateOrganizationRole"], ({ policyIds = [] }, body) => {
      const { policyIds: more } = body as { policyIds?: unknown };
      if (!Array.isArray(more) || new Set(more).size < more.length) return body;
      return { ...body, policyIds: [...new Set([...policyIds, ...(more as string[])])] };
    }),
  },
  {
    name: "update-ignores-empty-list",
    what: "Changing a project policy keeps its permissions when none are sent.",
    check: "read_your_writes",
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
    plant: tornWrites,
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
    name: "update-answers-before",
    what: "Changing a project policy answers with the policy as it was before.",
    check: "read_your_writes",
    plant: instead("updateProjectPolicy", async (call, next) => {
      const before = await currentOf(call, next);
      const answer = await next(call);
      return answer.status === 200 ? done({ policy: before }) : answer;
    }),
  },
  {
    name: "update-changes-all",
    what: "Changing an organization role's description changes that of every role of the organization's own.",
    check: "read_your_writes",
    plant: instead("updateOrganizationRole", async (call, next) => {
      const answer = await next(call);
      if (answer.status !== 200) return answer;
      const roles = thingsIn(await look(call, listPath(call), next));
      const others = roles.filter((role) => role["organizationId"] !== null && role.id !== lastId(call));
      for (const role of others) {
        const url = `${listPath(call)}/${encodeURIComponent(role.id)}`;
        const { description = null } = sent(call) ?? {};
        await next(withBody({ ...call, url }, { ...bodyOf(role), description }));
      }
      return answer;
    }),
  },
  {
    name: "update-renews-creation",
    what: "Changing a project makes the moment of its creation that of the change.",
    check: "idempotent_put",
    plant: () => {
      const changed = new Map<string, string>();
      return async (call, next) => {
        const answer = await next(call);
        if (answer.status !== 200 || !/Projects?$/.test(call.operationId ?? "")) return answer;
        if (call.operationId === "updateProject") changed.set(lastId(call), new Date().toISOString());
        return things((project) => {
          project["created_at"] = changed.get(project.id) ?? project["created_at"];
        })(answer, call);
      };
    },
  },
  {
    name: "organization-update-changes-plan",
    what: "An organization that was renamed has another plan.",
    check: "idempotent_put",
    plant: () => {
      const renamed = new Set<string>();
      return async (call, next) => {
        const answer = await next(call);
        if (call.operationId === "updateOrganization" && answer.status === 200) renamed.add(keyOf(call));
        const isMeant = call.operationId?.endsWith("Organization") && renamed.has(keyOf(call));
        if (!isMeant || answer.status !== 200) return answer;
        return things((organization) => void (organization["plan"] = "FREE"))(answer, call);
      };
    },
  },
  {
    name: "update-merges-in-another-project",
    what: "Changing a policy keeps the description that is not sent, in every project but the oldest.",
    check: "idempotent_put",
    plant: instead("updateProjectPolicy", async (call, next) => {
      const [oldest] = thingsIn(await look(call, "/v1/projects", next));
      const now = oldest && !call.url.includes(oldest.id) ? await currentOf(call, next) : undefined;
      const body = sent(call);
      return next(now && body ? withBody(call, { description: now.description, ...body }) : call);
    }),
  },
  {
    name: "project-rename-hides-policies",
    what: "The policies of a project that was given another name are not in its list.",
    check: "read_your_writes",
    plant: () => {
      const renamed = new Set<string>();
      return async (call, next) => {
        const before = call.operationId === "updateProject" ? await currentOf(call, next) : undefined;
        const answer = await next(call);
        if (before && answer.status === 200 && thingsIn(answer)[0]?.name !== before.name)
          renamed.add(`${call.url}/policies`);
        const isMeant = call.operationId === "listProjectPolicies" && renamed.has(call.url);
        return isMeant && answer.status === 200 ? list(() => [])(answer, call) : answer;
      };
    },
  },
];
