import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  answers,
  bodyOf,
  currentOf,
  done,
  instead,
  keyOf,
  lastId,
  list,
  listPath,
  refusal,
  sent,
  things,
  thingsIn,
  wait,
  withBody,
  type Thing,
} from "./change.ts";
import type { Answer, Fault, Front, Plant } from "./fault.ts";

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

/** Answers as if a change were kept. */
const onlySays: Front = async (call, next) => {
  const before = await currentOf(call, next);
  const answer = await next(call);
  if (before && answer.status === 200) await next(withBody(call, bodyOf(before)));
  return answer;
};

/** Gives new things the ids of those that were deleted in the same project. */
const reusesIds = (): Front => {
  const real = new Map<string, string>();
  const free = new Map<string, string[]>();
  const shownOf = (id: string) => [...real].find(([, inner]) => inner === id)?.[0] ?? id;
  return async (call, next) => {
    const id = lastId(call);
    const isOne = call.operationId === "updateProjectRole" || call.operationId === "deleteProjectRole";
    const url = isOne ? `${listPath(call)}/${encodeURIComponent(real.get(id) ?? id)}` : call.url;
    const answer = await next({ ...call, url });
    if (answer.status !== 200 || !call.operationId?.includes("ProjectRole")) return answer;
    if (call.operationId === "deleteProjectRole") {
      real.delete(id);
      free.set(listPath(call), [...(free.get(listPath(call)) ?? []), id]);
      return done({ id, deleted: true });
    }
    if (call.operationId === "createProjectRole") {
      const [made] = thingsIn(answer);
      const reused = free.get(call.url)?.shift();
      if (made && reused !== undefined) real.set(reused, made.id);
    }
    return things((role) => void (role.id = shownOf(role.id)))(answer, call);
  };
};

/** What was written and does not show, or shows as something else. */
export const writeFaults: Fault[] = [
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
    plant: instead("updateProjectRole", onlySays),
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
    name: "project-key-masked",
    what: "The key of a new project is shown with stars in it, and never in full.",
    check: "ignored_auth",
    plant: answers(
      "createProject",
      200,
      things((thing) => {
        if (typeof thing["value"] === "string") thing["value"] = thing["value"].replace(/.{20}$/, "********");
      }),
    ),
  },
  {
    name: "id-reused",
    what: "A new project role gets the id of one that was deleted in its project.",
    check: "use_after_free",
    plant: reusesIds,
  },
  {
    name: "lost-under-race",
    what: "Of organization policies that are created at the same moment some are not kept.",
    check: "read_your_writes",
    plant: () => {
      let busy = 0;
      return async (call, next) => {
        if (call.operationId !== "createOrganizationPolicy") return next(call);
        const isSecond = busy > 0;
        busy += 1;
        await wait(5);
        const answer = await next(call);
        busy -= 1;
        if (isSecond && answer.status === 200) {
          const [policy] = thingsIn(answer);
          await next({ ...call, method: "DELETE", url: `${call.url}/${policy?.id}`, body: Buffer.alloc(0) });
        }
        return answer;
      };
    },
  },
  {
    name: "permission-misnamed",
    what: "A new organization policy shows its permissions in small letters.",
    check: "read_your_writes",
    plant: answers(
      "createOrganizationPolicy",
      200,
      things((policy) => {
        for (const permission of policy.permissions ?? []) permission.name = permission.name.toLowerCase();
      }),
    ),
  },
  {
    name: "created-in-1970",
    what: "Every project says that it was created in 1970.",
    check: "read_your_writes",
    plant: answers(
      ["createProject", "listProjects", "retrieveProject", "updateProject"],
      200,
      things((thing) => {
        if ("organizationId" in thing) thing["created_at"] = "1970-01-01T00:00:00.000Z";
      }),
    ),
  },
  {
    name: "list-loses-now-and-then",
    what: "Every 80th list of project policies lacks the newest.",
    check: "read_your_writes",
    plant: () => {
      let count = 0;
      return async (call, next) => {
        const answer = await next(call);
        if (call.operationId !== "listProjectPolicies" || answer.status !== 200) return answer;
        count += 1;
        return count % 80 === 0 ? list((policies) => policies.slice(0, -1))(answer, call) : answer;
      };
    },
  },
];
