// cspell:ignore wner ＷＮＥＲ -- full-width letters
import { describe, expect, it } from "vitest";
import { parseConfig } from "../config/parse-config.ts";
import {
  addOwner,
  type Change,
  listMembers,
  plan,
  policy,
  role,
  member,
} from "../testing/small-organization.ts";
import { type Guard, guardNames } from "./guard-names.ts";

interface Scene {
  title: string;
  /** The file, without its first line. */
  file: string;
  message: string;
  change?: Change;
}

const lastHolder = "The last holders of iam:manage in the organization would lose it: dana@fernhill.example.";
const lastProjectHolder =
  'The last holders of iam:manage in project "Checkout" would lose it: dana@fernhill.example.';
/** Adds policies and roles that nobody has, so that some deletions are a small share. */
const addUnused =
  (count: number, target: "organization" | "project" = "organization"): Change =>
  (parts) => {
    for (let number = 1; number <= count; number += 1) {
      parts[target].policies.push(policy(`Policy ${number}`, "iam:read"));
      parts[target].roles.push(role(`Role ${number}`, `Policy ${number}`));
    }
  };
const guarded: Partial<Record<Guard, Scene[]>> = {
  lockout: [
    {
      title: "a role loses the policy",
      file: "roles: { Access Manager: { policies: [View billing] } }",
      message: lastHolder,
    },
    {
      title: "a role loses all policies",
      file: "roles: { Access Manager: { policies: [] } }",
      message: lastHolder,
    },
    {
      title: "a policy loses the permission",
      file: "policies: { Manage access: [iam:read] }",
      message: lastHolder,
    },
    {
      title: "a policy loses all permissions",
      file: "policies: { Manage access: [] }",
      message: lastHolder,
    },
    {
      title: "the policy is deleted",
      file: "manage: { policies: all }\npolicies: { View billing: [billing:read] }\nroles: { Access Manager: { policies: [] } }\nprojects: { Checkout: { policies: { Run project: [iam:manage, iam:read], Read project: [iam:read] } } }",
      message: lastHolder,
    },
    {
      title: "the role is deleted",
      file: "manage: { roles: all, members: listed }\nroles: { Auditor: { policies: [View billing] } }\nmembers: { dana@fernhill.example: Auditor }",
      message: lastHolder,
    },
    {
      title: "the member gets another role",
      file: `${listMembers}members: { dana@fernhill.example: Auditor }`,
      message: lastHolder,
    },
    {
      title: "the member gets a built-in role",
      file: `${listMembers}members: { dana@fernhill.example: Member }`,
      message: lastHolder,
    },
    {
      title: "the role is renamed and reduced",
      file: "roles: { Access Lead: { policies: [View billing] } }\nrenamed: [{ role: Access Lead, from: Access Manager }]",
      message: lastHolder,
    },
    {
      title: "the policy is renamed and reduced",
      file: "policies: { Look at access: [iam:read] }\nrenamed: [{ policy: Look at access, from: Manage access }]",
      message: lastHolder,
    },
    {
      title: "two changes that are harmless alone remove both holders",
      file: "roles: { Access Manager: { policies: [View billing] } }\npolicies: { Second: [iam:read] }",
      message: "would lose it: dana@fernhill.example, ben@fernhill.example.",
      change: ({ organization }) => {
        organization.policies.push(policy("Second", "iam:manage"));
        organization.roles.push(role("Deputy", "Second"));
        organization.members?.splice(1, 1, member("ben", "Deputy"));
      },
    },
    {
      title: "both holders get other roles",
      file: `${listMembers}members: { dana@fernhill.example: Auditor, ben@fernhill.example: Auditor }`,
      message: "would lose it: dana@fernhill.example, ben@fernhill.example.",
      change: ({ organization }) => void organization.members?.splice(1, 1, member("ben", "Access Manager")),
    },
    {
      title: "the only Admin gets another role",
      file: `${listMembers}members: { ben@fernhill.example: Auditor, dana@fernhill.example: Auditor }`,
      message: "would lose it: dana@fernhill.example, ben@fernhill.example.",
      change: ({ organization }) => void organization.members?.splice(1, 1, member("ben", "Admin")),
    },
    {
      title: "the file claims that Member can do everything",
      file: `${listMembers}builtInRoles: { Member: ["*"] }\nmembers: { dana@fernhill.example: Member }`,
      message: lastHolder,
    },
    {
      title: "the file claims that Admin can do nothing",
      file: `${listMembers}builtInRoles: { Admin: [] }\nmembers: { dana@fernhill.example: Auditor }`,
      message: lastHolder,
      change: ({ organization }) => void organization.members?.splice(0, 1, member("dana", "Admin")),
    },
    {
      title: "a role of a project loses the policy",
      file: "projects: { Checkout: { roles: { Lead: { policies: [Read project] } } } }",
      message: lastProjectHolder,
    },
    {
      title: "a policy of a project loses the permission",
      file: "projects: { Checkout: { policies: { Run project: [iam:read] } } }",
      message: lastProjectHolder,
    },
    {
      title: "the member gets another role in a project",
      file: `${listMembers}projects: { Checkout: { members: { dana@fernhill.example: Reader } } }`,
      message: lastProjectHolder,
    },
    {
      title: "an entry for every project reduces the role",
      file: 'projects: { "*": { roles: { Lead: { policies: [Read project] } } } }',
      message: lastProjectHolder,
    },
    {
      title: "an entry by ID reduces the role",
      file: "projects: { Anything: { id: project-1, roles: { LEAD: { policies: [Read project] } } } }",
      message: lastProjectHolder,
    },
  ],
  owner: [
    {
      title: "a member becomes Owner",
      file: `${listMembers}members: { ben@fernhill.example: Owner }`,
      message: "ben@fernhill.example would change from Auditor to Owner, which transfers the ownership.",
      change: addOwner,
    },
    {
      title: "the Owner's name has another case and width",
      file: `${listMembers}members: { ben@fernhill.example: "ｏＷＮＥＲ" }`,
      message: "which transfers the ownership",
      change: addOwner,
    },
    {
      title: "a member becomes Owner of a project",
      file: `${listMembers}projects: { Checkout: { members: { ben@fernhill.example: Owner } } }`,
      message: "ben@fernhill.example would change from Reader to Owner",
      change: addOwner,
    },
    {
      title: "the Owner becomes Admin and somebody else Owner",
      file: `${listMembers}members: { ada@fernhill.example: Admin, ben@fernhill.example: Owner }`,
      message: "would change from Owner to Admin",
      change: addOwner,
    },
  ],
  "built-in-roles": [
    {
      title: "Admin loses its permissions",
      file: "roles: { Admin: { policies: [View billing] } }",
      message: '"Admin" is a built-in role',
    },
    {
      title: "Owner is listed in another case and width",
      file: 'roles: { " ｏWNER ": { policies: [] } }',
      message: '"Owner" is a built-in role',
    },
    {
      title: "Member gets every permission",
      file: "roles: { Member: { policies: [Manage access] } }",
      message: '"Member" is a built-in role',
    },
    {
      title: "Manager of every project is listed",
      file: 'projects: { "*": { roles: { Manager: { policies: [Read project] } } } }',
      message: '"Manager" is a built-in role',
    },
    {
      title: "Owner is renamed",
      file: "roles: { Boss: { policies: [] } }\nrenamed: [{ role: Boss, from: Owner }]",
      message: '"Owner" is a built-in role',
    },
  ],
  deletions: [
    {
      title: "six of many",
      file: `manage: { roles: all }\nroles: { Auditor: { policies: [View billing] }, Access Manager: { policies: [Manage access] }, ${[7, 8, 9, 10, 11, 12, 13, 14].map((number) => `Role ${number}: { policies: [Policy ${number}] }`).join(", ")} }`,
      message: "The plan deletes 6 of 36 custom roles and policies.",
      change: addUnused(14),
    },
    {
      title: "more than a quarter",
      file: "manage: { roles: all }\nroles: { Auditor: { policies: [View billing] }, Access Manager: { policies: [Manage access] } }",
      message: "The plan deletes 5 of 18 custom roles and policies.",
      change: addUnused(5),
    },
    {
      title: "policies and roles together",
      file: "manage: { roles: all, policies: all }\npolicies: { View billing: [billing:read], Manage access: [iam:manage] }\nroles: { Auditor: { policies: [View billing] }, Access Manager: { policies: [Manage access] } }",
      message: "The plan deletes 6 of 14 custom roles and policies.",
      change: addUnused(3),
    },
    {
      title: "the organization and a project together",
      file: "manage: { roles: all }\nroles: { Auditor: { policies: [View billing] }, Access Manager: { policies: [Manage access] } }\nprojects: { Checkout: { roles: { Lead: { policies: [Run project] }, Reader: { policies: [Read project] } } } }",
      message: "The plan deletes 6 of 20 custom roles and policies.",
      change: (parts) => {
        addUnused(3)(parts);
        addUnused(3, "project")(parts);
      },
    },
    {
      title: "everything in every project",
      file: 'manage: { roles: all, policies: all }\nprojects: { "*": { policies: { Run project: [iam:manage, iam:read], Read project: [iam:read] }, roles: { Lead: { policies: [Run project] }, Reader: { policies: [Read project] } } } }',
      message: "The plan deletes 20 of 28 custom roles and policies.",
      change: addUnused(10, "project"),
    },
  ],
};

/** Scenes that no flag permits. */
const rejected: Scene[] = [
  { title: "a second organization", file: "organization:", message: "This key exists twice" },
  {
    title: "the key of another organization",
    file: "roles: {}",
    message: 'The API key belongs to organization "Other", not "Fernhill Labs".',
    change: ({ state }) => void (state.organization.name = "Other"),
  },
  {
    title: "a list instead of a section",
    file: "manage: { roles: all }\nroles: []",
    message: "roles must be a map",
  },
  {
    title: "a misspelled section",
    file: "manage: { roles: all }\nrole: { Auditor: { policies: [] } }",
    message: 'Unknown key "role". Did you mean "roles"?',
  },
  {
    title: "members to be deleted",
    file: "manage: { members: all }",
    message: "must be one of: none, listed",
  },
  {
    title: "a deleted policy that an unlisted role uses",
    file: "manage: { policies: all }\npolicies: { View billing: [billing:read] }",
    message: 'Policy "Manage access" would be deleted, but role "Access Manager" uses it',
  },
  {
    title: "a deleted role that a member has",
    file: "manage: { roles: all }\nroles: { Auditor: { policies: [View billing] } }",
    message: 'Role "Access Manager" would be deleted, but dana@fernhill.example has it.',
  },
  {
    title: "a deleted role that a member of a project has",
    file: "manage: { roles: all }\nprojects: { Checkout: { roles: { Reader: { policies: [Read project] } } } }",
    message: 'Role "Lead" would be deleted, but dana@fernhill.example has it.',
  },
  {
    title: "the Owner without a new Owner",
    file: `${listMembers}members: { ada@fernhill.example: Member }`,
    message: "ada@fernhill.example is the Owner of the organization, and only a transfer changes that.",
    change: addOwner,
  },
  {
    title: "the Owner of a project without a new Owner",
    file: `${listMembers}projects: { Checkout: { members: { ada@fernhill.example: Manager } } }`,
    message: 'ada@fernhill.example is the Owner of project "Checkout"',
    change: addOwner,
  },
  {
    title: "two Owners",
    file: `${listMembers}members: { dana@fernhill.example: Owner, ben@fernhill.example: owner }`,
    message:
      "the organization has one Owner, and the file lists dana@fernhill.example and ben@fernhill.example",
    change: addOwner,
  },
  {
    title: "a rename onto a built-in role",
    file: "roles: { Admin: { policies: [View billing] } }\nrenamed: [{ role: Admin, from: Auditor }]",
    message: 'Cannot rename role "Auditor" to "Admin"',
  },
  {
    title: "a renamed policy whose former name is used for a new one",
    file: "policies: { Old access: [iam:read], Manage access: [iam:manage] }\nrenamed: [{ policy: Old access, from: Manage access }]",
    message: '"Manage access" is still listed.',
  },
  {
    title: "a member who is removed from the file and the organization",
    file: `${listMembers}members: { frank@fernhill.example: Auditor }`,
    message: "frank@fernhill.example is not a member of the organization.",
  },
];

const sceneCount = rejected.length + Object.values(guarded).flat().length;

describe(`of ${sceneCount} scenes of lockout and mass deletion`, () => {
  for (const [guard, scenes] of Object.entries(guarded) as [Guard, Scene[]][])
    it.each(scenes)(`rejects without --allow ${guard}: $title`, ({ file, message, change }) => {
      const others = guardNames.filter((each) => each !== guard);
      expect(() => plan(file, others, change)).toThrow(message);
      expect(() => plan(file, others, change)).toThrow(`To permit it, add --allow ${guard}.`);
      expect(plan(file, [guard], change).risks.join("\n")).toContain(message);
    });

  it.each(rejected)("rejects, and no flag permits: $title", ({ file, message, change }) => {
    expect(() => plan(file, guardNames, change)).toThrow(message);
  });
});

describe("nothing is deleted", () => {
  it.each([
    ["for an empty section", "manage: { roles: all, policies: all }\nroles: {}\npolicies: {}"],
    ["for a section without a value", "manage: { roles: all, policies: all }\nroles:\npolicies:"],
    ["for a file without sections", "manage: { roles: all, policies: all }"],
    [
      "in a project without sections",
      'manage: { roles: all, policies: all }\nprojects: { "*": , Checkout: {} }',
    ],
  ])("%s", (_, file) => {
    expect(plan(file, guardNames).requests).toEqual([]);
  });

  it("for an empty file", () => {
    for (const source of ["", "\n", "# nothing", "{}", "null", "---\n"])
      expect(() => parseConfig(source, "rolewright.yaml")).toThrow("organization: NAME");
  });
});
