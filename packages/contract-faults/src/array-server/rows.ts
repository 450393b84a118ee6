/** The data of the array server: one array with every resource of every organization. */
import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** A role, a policy or a project. */
export interface Row {
  kind: Kind;
  id: string;
  organization: string;
  /** The project that it belongs to. An empty string for resources of the organization. */
  project: string;
  name: string;
  description: string | null;
  /** The IDs of the permissions of a policy, or of the policies of a role. */
  refs: string[];
  createdAt: string;
  /** The API key of a project. */
  key?: string;
}

export type Kind = "role" | "policy" | "project";

export interface Organization {
  id: string;
  name: string;
  plan: string;
  created_at: string;
  key: string;
  /** Email addresses. */
  members: string[];
  /** The custom roles that members have. */
  assigned: string[];
}

/** Everything that the server stores. */
export interface Tables {
  organizations: Organization[];
  rows: Row[];
}

export interface NamedItem {
  id: string;
  name: string;
  description: string | null;
}

interface Examples {
  paths: Record<
    string,
    Record<
      string,
      { responses: Record<string, { content: Record<string, { examples: Record<string, unknown> }> }> }
    >
  >;
}

const description = parse(
  readFileSync(fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as Examples;

/** Returns the data of the first example of a GET operation. */
function readExample<Data>(path: string): Data {
  const media = description.paths[path]?.["get"]?.responses["200"]?.content["application/json"];
  const [example] = Object.values(media?.examples ?? {}) as { value: { data: Data } }[];
  if (example === undefined) throw new Error(`${path} has no example.`);
  return example.value.data;
}

type ExampleRole = NamedItem & {
  organizationId?: string | null;
  projectId?: string | null;
  policies: { id: string }[];
};
type ExamplePolicy = NamedItem & { permissions: { id: string }[] };

const roots = { organization: "/v1/organization", project: "/v1/projects/{projectId}" };

const readRoles = (root: string) => readExample<{ roles: ExampleRole[] }>(`${root}/roles`).roles;

/** The permissions of the platform. */
export const permissions = {
  organization: readExample<{ permissions: NamedItem[] }>(`${roots.organization}/permissions`).permissions,
  project: readExample<{ permissions: NamedItem[] }>(`${roots.project}/permissions`).permissions,
};

/** The roles that every organization and project has. */
export const builtInRoles = {
  organization: readRoles(roots.organization).filter(({ organizationId }) => organizationId === null),
  project: readRoles(roots.project).filter(({ projectId }) => projectId === null),
};

export const createKey = (owner: "org" | "proj") =>
  `confident_us_${owner}_${randomBytes(24).toString("hex")}`;

/** Creates the tables: the organization of the examples, and an empty one. */
export function createTables(): Tables {
  const { organization } = readExample<{ organization: Omit<Organization, "key" | "members" | "assigned"> }>(
    roots.organization,
  );
  const first = {
    ...organization,
    key: createKey("org"),
    members: ["ada", "ben", "cleo"].map((name) => `${name}@fernhill.example`),
  };
  const second = {
    id: randomUUID(),
    name: "Another organization",
    plan: "TEAM",
    created_at: new Date().toISOString(),
  };
  const { projects } = readExample<{ projects: (NamedItem & { created_at: string })[] }>("/v1/projects");
  const place = { organization: organization.id, createdAt: organization.created_at };
  const ofScope = (root: string, project: string): Row[] => [
    ...readExample<{ policies: ExamplePolicy[] }>(`${root}/policies`).policies.map((policy) => ({
      ...pick(policy),
      ...place,
      kind: "policy" as const,
      project,
      refs: policy.permissions.map(({ id }) => id),
    })),
    ...readRoles(root)
      .filter(({ organizationId, projectId }) => typeof (organizationId ?? projectId) === "string")
      .map((role) => ({
        ...pick(role),
        ...place,
        kind: "role" as const,
        project,
        refs: role.policies.map(({ id }) => id),
      })),
  ];
  const rows = [
    ...ofScope(roots.organization, ""),
    ...projects.flatMap((project) => [
      {
        ...pick(project),
        ...place,
        kind: "project" as const,
        project: "",
        refs: [],
        createdAt: project.created_at,
      },
      ...ofScope(roots.project, project.id),
    ]),
  ];
  return {
    organizations: [
      { ...first, assigned: rows.filter(({ kind }) => kind === "role").map(({ id }) => id) },
      { ...second, key: createKey("org"), members: [], assigned: [] },
    ],
    rows,
  };
}

const pick = ({ id, name, description: text }: NamedItem) => ({ id, name, description: text });
