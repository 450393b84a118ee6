import { examplesOf, type Operation } from "../model/operations.ts";

/** Resources whose name in a permission is not the words that readers know. */
const resourceNames: Record<string, string> = {
  alertConfig: "alerts",
  billing: "billing and the plan",
  endUser: "end users",
  featureAccess: "access to features",
  iam: "permissions, policies and roles",
  integration: "integrations",
  organization: "the organization",
  retentionConfig: "the retention of data",
  sso: "single sign-on",
  user: "members and invitations",
};

/** Abbreviations in the names of resources. */
const abbreviations: Record<string, string> = { api: "API", ai: "AI" };

const verbs: Record<string, string> = { read: "View", manage: "Manage" };

/** Formats the permissions of a list's example as a table, by resource. */
export function formatPermissions({ responses }: Operation): string {
  const names = responses.flatMap(examplesOf).flatMap(({ value }) => listNames(value));
  const byResource = Map.groupBy(new Set(names), (name) => name.split(":")[0] ?? "");
  const rows = [...byResource]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .flatMap(([, members]) => members.map((name) => `| \`${name}\` | ${describePermission(name)} |`));
  return ["| Permission | Allows |", "| --- | --- |", ...rows].join("\n");
}

function listNames(value: unknown): string[] {
  const { data } = (value ?? {}) as { data?: { permissions?: { name: string }[] } };
  return (data?.permissions ?? []).map(({ name }) => name);
}

/** `View annotation queues` for `annotationQueue:read`. */
function describePermission(name: string): string {
  const [resource = "", action = ""] = name.split(":");
  const verb = verbs[action] ?? action.replace(/^./, (first) => first.toUpperCase());
  return `${verb} ${resourceNames[resource] ?? toPlural(resource)}`;
}

function toPlural(resource: string): string {
  const words = resource
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .split(" ")
    .map((word) => abbreviations[word] ?? word)
    .join(" ");
  return `${words}s`;
}
