import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  currentOf,
  instead,
  json,
  keyOf,
  lastId,
  listPath,
  look,
  refusal,
  sent,
  status,
  answers,
  things,
  thingsIn,
  thingsOf,
  type Envelope,
  type Thing,
  wait,
  withBody,
} from "./change.ts";
import type { Answer, Call, Fault, Plant } from "./fault.ts";

type Taken = (thing: Thing, name: string) => boolean;

const isGlobal = (thing: Thing) => thing["organizationId"] === null || thing["projectId"] === null;

const folded = (name: string) => name.normalize("NFC").trim().toLowerCase().toUpperCase().normalize("NFC");
const same: Taken = (thing, name) => folded(thing.name) === folded(name);

/** Says of own names by one rule, of system names by another, whether they are taken. */
const taken =
  (own: Taken, system: Taken = same): Taken =>
  (thing, name) =>
    (isGlobal(thing) ? system : own)(thing, name);

/**
 * Some operations look by another rule whether a name is free, and write a moment later. A name that the honest server
 * would refuse is kept there under another, and shown as it was sent.
 */
const naming =
  (ids: OperationId[], isTaken: Taken, gapMs = 0): Plant =>
  () => {
    const shown = new Map<string, string>();
    const show = (answer: Answer, call: Call): Answer | Promise<Answer> =>
      shown.size === 0 || answer.status !== 200
        ? answer
        : json((body: Envelope) => {
            for (const thing of thingsOf(body).flatMap((each) => [each, ...(each.policies ?? [])])) {
              thing.name = shown.get(thing.id) ?? thing.name;
            }
          })(answer, call);
    return async (call, next) => {
      const body = sent(call);
      if (!ids.some((id) => id === call.operationId) || typeof body?.name !== "string") {
        return show(await next(call), call);
      }
      const { name } = body;
      const list = await look(call, listPath(call), next);
      const others = list.status === 200 ? thingsIn(await show(list, call)) : [];
      const isFree = !others.some((thing) => thing.id !== lastId(call) && isTaken(thing, name));
      await wait(gapMs);
      let answer = await next(call);
      const id = call.method === "PUT" ? lastId(call) : undefined;
      if (answer.status === 409 && isFree) {
        answer = await next(withBody(call, { ...body, name: randomUUID() }));
        const [thing] = answer.status === 200 ? thingsIn(answer) : [];
        if (thing) shown.set(thing.id, name);
      } else if (answer.status === 409 && others.some((thing) => shown.has(thing.id) && same(thing, name))) {
        return refusal(409, `The name "${name}" is taken.`);
      } else if (answer.status === 200 && id !== undefined) shown.delete(id);
      return show(answer, call);
    };
  };

const exactly: Taken = (thing, name) => thing.name.normalize("NFC").trim() === name.normalize("NFC").trim();
const untrimmed: Taken = (thing, name) =>
  thing.name.normalize("NFC").toLowerCase() === name.normalize("NFC").toLowerCase();
const unnormalized: Taken = (thing, name) => thing.name.trim().toLowerCase() === name.trim().toLowerCase();
const never: Taken = () => false;
/** Names are the same when this makes the same of them. */
const by =
  (key: (name: string) => string): Taken =>
  (thing, name) =>
    key(thing.name) === key(name);
/** Knows how a name is written when it comes, and not how those are that are there. */
const onlyTheNew: Taken = (thing, name) =>
  thing.name.toLowerCase() === name.normalize("NFC").trim().toLowerCase();

/** Refuses names that are like that of something else, and are not the same. */
const refusing = (ids: OperationId | OperationId[], isAlike: Taken): Plant =>
  instead(ids, async (call, next) => {
    const { name } = sent(call) ?? {};
    const list = await look(call, listPath(call), next);
    const others = list.status === 200 ? thingsIn(list).filter(({ id }) => id !== lastId(call)) : [];
    return typeof name === "string" && others.some((thing) => isAlike(thing, name))
      ? refusal(409, "The name is taken.")
      : next(call);
  });

/** Refuses some names, whatever there is. */
const refusingAll = (ids: OperationId, refused: string[]): Plant =>
  instead(ids, async (call, next) => {
    const { name } = sent(call) ?? {};
    return typeof name === "string" && refused.includes(folded(name))
      ? refusal(409, "That is the name of a system-defined role.")
      : next(call);
  });

const asPattern = (name: string) =>
  new RegExp(
    `^${name
      .replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
      .replaceAll("%", ".*")
      .replaceAll("_", ".")}$`,
    "i",
  );

/** Shows the policies of a role under other names, from what the front remembers of each. */
const showsPolicies = (ids: OperationId, change: (policy: Thing) => string): Plant =>
  answers(
    ids,
    200,
    things((role) => {
      for (const policy of role.policies ?? []) policy.name = change(policy);
    }),
  );

/** Shows roles' policies by names that a policy had before its last, from the names of each in order. */
const showsOldNames =
  (ids: OperationId, pick: (names: string[]) => string | undefined): Plant =>
  (site) => {
    const known = new Map<string, string[]>();
    const show = showsPolicies(ids, ({ id, name }) => pick(known.get(id) ?? []) ?? name)(site);
    return async (call, next) => {
      const answer = await show(call, next);
      if (!/^(?:create|update)\w+Policy$/.test(call.operationId ?? "") || answer.status !== 200)
        return answer;
      for (const { id, name } of thingsIn(answer)) known.set(id, [...(known.get(id) ?? []), name]);
      return answer;
    };
  };

/** Changes the name of what is written before it is kept. */
const keepsNameAs = (ids: OperationId[], change: (name: string) => string): Plant =>
  instead(ids, (call, next) => {
    const body = sent(call);
    return next(typeof body?.name === "string" ? withBody(call, { ...body, name: change(body.name) }) : call);
  });

const keepsDescriptionAs = (ids: OperationId[], change: (description: string) => string): Plant =>
  instead(ids, (call, next) => {
    const body = sent(call);
    const isText = typeof body?.description === "string";
    return next(isText ? withBody(call, { ...body, description: change(String(body?.description)) }) : call);
  });

/** Names that are taken and should not be, or the other way round, and texts that do not come back as they were sent. */
export const nameFaults: Fault[] = [
  {
    name: "names-not-unique",
    what: "Two projects can have one name.",
    check: "uniqueness",
    plant: naming(["createProject"], taken(never)),
  },
  {
    name: "names-not-unique-on-update",
    what: "A project role can be given a name that another has.",
    check: "uniqueness",
    plant: naming(["updateProjectRole"], taken(never)),
  },
  {
    name: "names-case-sensitive",
    what: "Names of project policies differ by case.",
    check: "uniqueness",
    plant: naming(["createProjectPolicy"], taken(exactly)),
  },
  {
    name: "names-case-sensitive-on-update",
    what: "Changing an organization role compares names by case.",
    check: "uniqueness",
    plant: naming(["updateOrganizationRole"], taken(exactly)),
  },
  {
    name: "names-untrimmed",
    what: "Names of organization policies differ by white space around them.",
    check: "uniqueness",
    plant: naming(["createOrganizationPolicy"], taken(untrimmed)),
  },
  {
    name: "names-unnormalized",
    what: "Names of organization roles differ by Unicode form.",
    check: "uniqueness",
    plant: naming(["createOrganizationRole"], taken(unnormalized)),
  },
  {
    name: "names-untrimmed-behind",
    what: "Changing a project policy forgets white space behind a name.",
    check: "uniqueness",
    plant: naming(["updateProjectPolicy"], taken(by((name) => folded(`${name.trimStart()}|`)))),
  },
  {
    name: "names-trimmed-of-ascii",
    what: "Creating an organization role knows no other white space than that of ASCII.",
    check: "uniqueness",
    plant: naming(
      ["createOrganizationRole"],
      taken(by((name) => folded(`|${name.replaceAll(/^ +| +$/g, "")}|`))),
    ),
  },
  {
    name: "names-unnormalized-on-update",
    what: "Changing a project compares names by Unicode form.",
    check: "uniqueness",
    plant: naming(["updateProject"], taken(unnormalized)),
  },
  {
    name: "names-normalized-when-new",
    what: "Creating an organization policy knows the Unicode form and white space of the new name alone.",
    check: "uniqueness",
    plant: naming(["createOrganizationPolicy"], taken(onlyTheNew)),
  },
  {
    name: "names-case-sensitive-elsewhere",
    what: "In the second organization, names of organization policies differ by case.",
    check: "uniqueness",
    plant: (site) => {
      const front = naming(["createOrganizationPolicy"], taken(exactly))(site);
      return (call, next) => (keyOf(call) === site.secondKey ? front(call, next) : next(call));
    },
  },
  {
    name: "recased-name-free",
    what: "The name of an organization policy is free once the policy has it in another case.",
    check: "uniqueness",
    plant: (site) => {
      const recased = new Set<string>();
      const isTaken: Taken = (thing, name) => !recased.has(thing.id) && same(thing, name);
      const front = naming(["createOrganizationPolicy"], taken(isTaken))(site);
      return async (call, next) => {
        if (call.operationId !== "updateOrganizationPolicy") return front(call, next);
        const before = await currentOf(call, next);
        const answer = await front(call, next);
        const { name } = sent(call) ?? {};
        const isRecased = before && typeof name === "string" && before.name !== name && same(before, name);
        if (answer.status === 200 && isRecased) recased.add(before.id);
        return answer;
      };
    },
  },
  {
    name: "names-compatible",
    what: "Changing an organization role takes a wide digit for a usual one.",
    check: "uniqueness",
    plant: refusing(
      "updateOrganizationRole",
      by((name) => name.normalize("NFKC")),
    ),
  },
  {
    name: "names-without-accents",
    what: "Two projects cannot have names that differ by an accent.",
    check: "uniqueness",
    plant: refusing(
      "createProject",
      by((name) => name.normalize("NFD").replaceAll(/\p{Mn}/gu, "")),
    ),
  },
  {
    name: "names-with-one-space",
    what: "Creating a project policy takes two spaces in a name for one.",
    check: "uniqueness",
    plant: refusing(
      "createProjectPolicy",
      by((name) => name.replaceAll(/ +/g, " ")),
    ),
  },
  {
    name: "names-without-width",
    what: "Changing an organization policy passes over what has no width in a name.",
    check: "uniqueness",
    plant: refusing(
      "updateOrganizationPolicy",
      by((name) => name.replaceAll(/\p{Cf}/gu, "")),
    ),
  },
  {
    name: "names-as-patterns",
    what: "Creating a project role takes the name for a pattern.",
    check: "uniqueness",
    plant: refusing("createProjectRole", (thing, name) => asPattern(name).test(thing.name)),
  },
  {
    name: "names-compared-at-the-start",
    what: "Changing a project compares the first 250 characters of names.",
    check: "uniqueness",
    plant: refusing(
      "updateProject",
      by((name) => name.slice(0, 250)),
    ),
  },
  {
    name: "system-names-everywhere",
    what: "A project cannot have the name of a global role.",
    check: "uniqueness",
    plant: refusingAll("createProject", ["OWNER", "ADMIN", "MEMBER"]),
  },
  {
    name: "system-names-of-the-other-scope",
    what: "A project role cannot be given the name that a global role of the organization has.",
    check: "uniqueness",
    plant: refusingAll("updateProjectRole", ["ADMIN"]),
  },
  {
    name: "names-shared-by-scopes",
    what: "An organization role cannot have the name that a role of a project has.",
    check: "uniqueness",
    plant: () => {
      const known = new Set<string>();
      return async (call, next) => {
        const { name } = sent(call) ?? {};
        if (call.operationId === "createOrganizationRole" && known.has(String(name))) {
          return refusal(409, "The name is taken.");
        }
        const answer = await next(call);
        if (call.operationId === "createProjectRole" && answer.status === 200) known.add(String(name));
        return answer;
      };
    },
  },
  {
    name: "blank-name-beyond-ascii",
    what: "Changing a project policy takes a name of an ideographic space.",
    check: "negative_data_rejection",
    plant: keepsNameAs(["updateProjectPolicy"], (name) => (/^\u3000+$/.test(name) ? randomUUID() : name)),
  },
  {
    name: "tab-in-name",
    what: "Changing a project takes a tab in a name.",
    check: "negative_data_rejection",
    plant: keepsNameAs(["updateProject"], (name) => name.replaceAll("\t", " ")),
  },
  {
    name: "name-trimmed-too-early",
    what: "Creating a project role takes a name that ends with a line break.",
    check: "negative_data_rejection",
    plant: keepsNameAs(["createProjectRole"], (name) => name.replace(/[\r\n]+$/, "")),
  },
  {
    name: "refusal-cut",
    what: "The refusal of a taken name of a project quotes 61 bytes of it, and half a character.",
    check: "body_integrity",
    plant: answers("updateProject", 409, (answer, call) => {
      const name = Buffer.from(String(sent(call)?.name));
      const parts = ['{"success":false,"error":"Taken: ', name.subarray(0, 61), '"}'];
      return name.length < 100
        ? answer
        : { ...answer, body: Buffer.concat(parts.map((part) => Buffer.from(part))) };
    }),
  },
  {
    name: "summary-name-cut",
    what: "The list of organization roles cuts the names of policies to 100 characters.",
    check: "read_your_writes",
    plant: showsPolicies("listOrganizationRoles", ({ name }) => [...name].slice(0, 100).join("")),
  },
  {
    name: "summary-name-escaped",
    what: "Changing a project role answers with HTML entities in the names of its policies.",
    check: "read_your_writes",
    plant: showsPolicies("updateProjectRole", ({ name }) => name.replaceAll('"', "&quot;")),
  },
  {
    name: "summary-name-first",
    what: "Changing an organization role answers with the names under which its policies were created.",
    check: "read_your_writes",
    plant: showsOldNames("updateOrganizationRole", ([first]) => first),
  },
  {
    name: "summary-name-second",
    what: "The list of project roles follows the first change of the name of a policy, and no other.",
    check: "read_your_writes",
    plant: showsOldNames("listProjectRoles", (names) => names[1]),
  },
  {
    name: "system-names-free",
    what: "A project role can be created under the name of a global one.",
    check: "uniqueness",
    plant: naming(["createProjectRole"], taken(same, never)),
  },
  {
    name: "system-names-free-in-lower-case",
    what: "An organization role can be created under the name of a global one in another case.",
    check: "uniqueness",
    plant: naming(["createOrganizationRole"], taken(same, exactly)),
  },
  {
    name: "system-names-free-on-update",
    what: "An organization role can be given the name of a global one.",
    check: "uniqueness",
    plant: naming(["updateOrganizationRole"], taken(same, never)),
  },
  {
    name: "system-names-403",
    what: "Creating an organization role under the name of a global one answers 403 instead of 409.",
    check: "uniqueness",
    plant: answers("createOrganizationRole", 409, (answer, call) =>
      answer.body.includes("system-defined") ? status(403)(answer, call) : answer,
    ),
  },
  {
    name: "own-name-taken",
    what: "A project policy that keeps its name is refused with 409, since the name is taken: by itself.",
    check: "idempotent_put",
    plant: instead("updateProjectPolicy", async (call, next) => {
      const list = await look(call, listPath(call), next);
      const mine = list.status === 200 ? thingsIn(list).find(({ id }) => id === lastId(call)) : undefined;
      const { name } = sent(call) ?? {};
      return mine && typeof name === "string" && same(mine, name)
        ? refusal(409, `A policy named "${name}" already exists in this project.`)
        : next(call);
    }),
  },
  {
    name: "own-name-in-other-case-taken",
    what: "A project that changes the case of its name is refused with 409.",
    check: "uniqueness",
    plant: instead("updateProject", async (call, next) => {
      const project = await look(call, call.url, next);
      const [mine] = project.status === 200 ? thingsIn(project) : [];
      const { name } = sent(call) ?? {};
      return mine && typeof name === "string" && mine.name !== name && same(mine, name)
        ? refusal(409, `A project named "${name}" already exists.`)
        : next(call);
    }),
  },
  {
    name: "deleted-name-taken",
    what: "The name of a deleted organization role stays taken.",
    check: "use_after_free",
    plant: () => {
      const gone = new Set<string>();
      return async (call, next) => {
        const { name } = sent(call) ?? {};
        const isCreate = call.operationId === "createOrganizationRole";
        if (isCreate && typeof name === "string" && gone.has(folded(name))) {
          return refusal(409, `A role named "${name}" already exists in this organization.`);
        }
        if (call.operationId !== "deleteOrganizationRole") return next(call);
        const before = await look(call, listPath(call), next);
        const answer = await next(call);
        if (answer.status === 200) {
          const role = thingsIn(before).find(({ id }) => id === lastId(call));
          if (role) gone.add(folded(role.name));
        }
        return answer;
      };
    },
  },
  {
    name: "names-shared-by-kinds",
    what: "A project role cannot have the name that a policy of the project has.",
    check: "uniqueness",
    plant: instead("createProjectRole", async (call, next) => {
      const { name } = sent(call) ?? {};
      const policies = await look(call, call.url.replace(/roles$/, "policies"), next);
      const isTaken = policies.status === 200 && thingsIn(policies).some((policy) => policy.name === name);
      return isTaken ? refusal(409, `The name "${String(name)}" is taken.`) : next(call);
    }),
  },
  {
    name: "double-create-under-race",
    what: "Two project roles that are created at the same moment can have one name.",
    check: "uniqueness_race",
    plant: naming(["createProjectRole"], taken(same), 10),
  },
  {
    name: "double-project-under-race",
    what: "Two projects that are created at the same moment can have one name.",
    check: "uniqueness_race",
    plant: naming(["createProject"], taken(same), 10),
  },
  {
    name: "double-rename-under-race",
    what: "Two organization policies that are changed at the same moment can be given one name.",
    check: "uniqueness_race",
    plant: naming(["updateOrganizationPolicy"], taken(same), 10),
  },
  {
    name: "race-500",
    what: "Of organization roles that are created at the same moment under one name, all but one fail with 500.",
    check: "not_a_server_error",
    plant: () => {
      const busy = new Set<string>();
      return async (call, next) => {
        const { name } = sent(call) ?? {};
        if (call.operationId !== "createOrganizationRole" || typeof name !== "string") return next(call);
        const isRace = busy.has(folded(name));
        busy.add(folded(name));
        await wait(10);
        const answer = await next(call);
        busy.delete(folded(name));
        return isRace && answer.status === 409 ? { ...answer, status: 500 } : answer;
      };
    },
  },
  {
    name: "name-lower-case",
    what: "Names of organization policies are kept in lower case.",
    check: "read_your_writes",
    plant: keepsNameAs(["createOrganizationPolicy", "updateOrganizationPolicy"], (name) =>
      name.toLowerCase(),
    ),
  },
  {
    name: "name-cut",
    what: "Names of project roles are cut to 100 characters.",
    check: "read_your_writes",
    plant: keepsNameAs(["createProjectRole", "updateProjectRole"], (name) =>
      [...name].slice(0, 100).join(""),
    ),
  },
  {
    name: "emoji-lost",
    what: "Names of project policies lose what is outside of the first 65,536 characters of Unicode.",
    check: "read_your_writes",
    plant: keepsNameAs(["createProjectPolicy", "updateProjectPolicy"], (name) =>
      name.replaceAll(/[\u{10000}-\u{10ffff}]/gu, "?"),
    ),
  },
  {
    name: "accents-lost",
    what: "Names of projects lose everything that is not ASCII.",
    check: "read_your_writes",
    plant: keepsNameAs(["createProject"], (name) => name.replaceAll(/[^ -~]/g, "?")),
  },
  {
    name: "description-cut",
    what: "Descriptions of organization roles are cut to 255 characters.",
    check: "read_your_writes",
    plant: keepsDescriptionAs(["createOrganizationRole", "updateOrganizationRole"], (description) =>
      [...description].slice(0, 255).join(""),
    ),
  },
  {
    name: "description-escaped",
    what: "The description of a created project role comes back with HTML entities.",
    check: "read_your_writes",
    plant: keepsDescriptionAs(["createProjectRole"], (description) =>
      description.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
    ),
  },
  {
    name: "line-breaks-lost",
    what: "Descriptions of project policies come back in one line.",
    check: "read_your_writes",
    plant: keepsDescriptionAs(["createProjectPolicy", "updateProjectPolicy"], (description) =>
      description.replaceAll(/[\r\n]+/g, " "),
    ),
  },
  {
    name: "line-breaks-of-one-kind",
    what: "Creating an organization policy makes one line break of two characters.",
    check: "read_your_writes",
    plant: keepsDescriptionAs(["createOrganizationPolicy"], (description) =>
      description.replaceAll("\r\n", "\n"),
    ),
  },
  {
    name: "name-of-an-object",
    what: "A project policy that is given the name of what every object of JavaScript has gets another.",
    check: "read_your_writes",
    plant: keepsNameAs(["updateProjectPolicy"], (name) => (name in {} ? "[object Object]" : name)),
  },
  {
    name: "name-rounded",
    what: "The list of organization roles writes the digits of a name as a number would be.",
    check: "read_your_writes",
    plant: answers(
      "listOrganizationRoles",
      200,
      things((role) => {
        if (/^\d+$/.test(role.name)) role.name = String(Number(role.name));
      }),
    ),
  },
  {
    name: "description-null-to-empty",
    what: "Changing a project role answers with an empty description where there is none.",
    check: "read_your_writes",
    plant: answers(
      ["updateProjectRole", "listProjectRoles"],
      200,
      things((role) => void (role.description ??= "")),
    ),
  },
  {
    name: "description-null-refused",
    what: "Creating an organization policy refuses null for the description.",
    check: "positive_data_acceptance",
    plant: instead("createOrganizationPolicy", async (call, next) =>
      sent(call)?.description === null ? refusal(422, "description: must be a string.") : next(call),
    ),
  },
];
