import { documentsRefusal } from "../session/refusal.ts";
import type { World } from "../session/world.ts";
import { globalRoles } from "./global-roles.ts";
import { assignedRole, inUse, usedByTwo } from "./in-use.ts";
import { referenceOf } from "./reference-of.ts";
import { showsOthers } from "./shown-others.ts";
import { stateTask, type Task } from "./task.ts";
import { unknownIds, unknownMember } from "./unknown-ids.ts";

/** The rules of roles: global ones, ids that have to be there, and what is in use. */
export const roles = (world: World): Task[] => {
  const global = world.resources.filter(({ update, remove }) =>
    documentsRefusal(update ?? remove, "globalRole"),
  );
  const referring = world.resources.filter((resource) => referenceOf(world, resource) !== undefined);
  const { findings } = world.session.settings;
  if (global.length === 0)
    findings.notRun(
      "global_roles_unchanged",
      'no operation documents a refusal with an example "globalRole"',
    );
  if (referring.length === 0)
    findings.notRun(
      "unknown_policies",
      "no body has a property such as policyIds beside a collection of that name",
    );
  if (world.options.assignedRoles.length === 0) {
    findings.notRun("in_use", "roles that members have: needs one of them, --assigned-role");
  }
  if (
    !world.resources.some(({ create }) => create.operationId === "createProject") ||
    world.options.member === undefined
  ) {
    findings.notRun(
      "positive_data_acceptance",
      "an Owner's email at createProject: needs the address of a member, --member",
    );
  }
  return [
    ...global.map((resource) =>
      stateTask(`global ones of ${resource.name}`, ["global_roles_unchanged"], (lane) =>
        globalRoles(world, resource, lane),
      ),
    ),
    ...referring.flatMap((resource) => [
      stateTask(`unknown ids in ${resource.name}`, ["unknown_policies", "refusal_changes_nothing"], (lane) =>
        unknownIds(world, resource, lane),
      ),
      stateTask(
        `what ${resource.name} uses`,
        ["in_use", "read_your_writes", "refusal_changes_nothing"],
        (lane) => inUse(world, resource, lane),
      ),
      stateTask(`what several of ${resource.name} use`, ["in_use"], (lane) =>
        usedByTwo(world, resource, lane),
      ),
      stateTask(`what ${resource.name} shows of others`, ["read_your_writes"], (lane) =>
        showsOthers(world, resource, lane),
      ),
    ]),
    ...world.options.assignedRoles.map((role) =>
      stateTask(`assigned role ${role}`, ["in_use"], (lane) => assignedRole(world, role, lane)),
    ),
    ...(documentsRefusal(world.description.operation("createProject"), "unknownMember")
      ? [
          stateTask(
            "members of createProject",
            ["unknown_policies", "refusal_changes_nothing", "positive_data_acceptance"],
            (lane) => unknownMember(world, lane),
          ),
        ]
      : []),
  ];
};
