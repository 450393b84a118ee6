import { STATUS_CODES } from "node:http";
import type { ScopeKind } from "./catalog.ts";

/** A request that is refused: the status that a caller sees, and words that say what to do. It is returned, not thrown. */
export class Refusal<Status extends number = number> {
  readonly status: Status;
  readonly message: string;
  readonly headers: Record<string, string>;

  constructor(status: Status, message: string, headers: Record<string, string> = {}) {
    this.status = status;
    this.message = message;
    this.headers = headers;
  }
}

/** The documented envelope of an error. */
export const envelope = (error: string) => ({ success: false as const, error });

/** How many roles of its own, policies or projects one scope can have. A list answers with all of them at once. */
export const scopeLimit = 1_000;

type Kind = "role" | "policy" | "project";

const plurals = { role: "roles of its own", policy: "policies", project: "projects" };

/** Every way to refuse. Where the description has an example of it, the words are the example's. */
export const refusals = {
  malformedJson: () => new Refusal(400, "The body is not valid JSON. Check its quotes, commas and brackets."),
  malformedUrl: (url: string) =>
    new Refusal(
      400,
      `The path has a bad percent escape, "${badEscape(url)}". Write a percent sign itself as %25.`,
    ),
  malformedId: (parameter: string) =>
    new Refusal(400, `${parameter}: must be 1 to 128 visible ASCII characters. Copy the id from a list.`),
  preference: (message: string) => new Refusal(400, `Prefer: ${message}`),
  invalidApiKey: () =>
    new Refusal(
      401,
      "The API key is missing or not valid. Send an organization API key in the CONFIDENT_API_KEY header.",
    ),
  projectKey: () => new Refusal(403, "This is a project API key. Send an organization API key instead."),
  globalRole: () =>
    new Refusal(
      403,
      "This is a global role, defined by the system. It cannot be changed or deleted. Create a role of your own instead.",
    ),
  roleNotFound: () => new Refusal(404, "Role not found. List the roles to see their ids."),
  policyNotFound: () => new Refusal(404, "Policy not found. List the policies to see their ids."),
  projectNotFound: () => new Refusal(404, "Project not found. List the projects to see their ids."),
  pathNotFound: (url: string) =>
    new Refusal(
      404,
      `There is no path ${printable(url.split("?", 1)[0] ?? "")}. Check its spelling; a path has no slash at the end.`,
    ),
  methodNotAllowed: (method: string, allow: string) =>
    new Refusal(405, `This path has no ${method}. It has ${allow}.`, { allow }),
  nameTaken: (kind: Kind, name: string, scope: ScopeKind) =>
    new Refusal(409, `A ${kind} named "${name}" already exists in this ${scope}. Choose another name.`),
  systemName: (name: string) =>
    new Refusal(409, `"${name}" is the name of a system-defined role. Choose another name.`),
  limitReached: (kind: Kind, scope: ScopeKind) =>
    new Refusal(
      409,
      `Limit reached: this ${scope} has 1,000 ${plurals[kind]}. Delete one that is no longer needed, then try again.`,
    ),
  roleAssigned: (members: number) =>
    new Refusal(
      409,
      members === 1
        ? "The role is still assigned to 1 member. Give the member another role first."
        : `The role is still assigned to ${members} members. Give the members another role first.`,
    ),
  policyInUse: (roles: string[]) =>
    new Refusal(
      409,
      roles.length === 1
        ? `The policy is still part of 1 role: "${roles[0]}". Take it out of the role first.`
        : `The policy is still part of ${roles.length} roles: ${someOf(roles)}. Take it out of the roles first.`,
    ),
  contentTooLarge: (bytes: number) =>
    new Refusal(413, `The body is larger than ${bytes.toLocaleString("en")} bytes. Send less.`),
  unsupportedMediaType: (type: string | undefined) =>
    new Refusal(
      415,
      `The Content-Type is ${type ? `"${printable(type)}"` : "missing"}. Send the body as application/json.`,
    ),
  // It may quote what was sent, and the description's errors have no null character.
  invalidField: (message: string) => new Refusal(422, message.replaceAll("\0", "\ufffd")),
  unknownPolicy: (ids: string[]) => new Refusal(422, unknownIds("policyIds", "policy", "policies", ids)),
  unknownPermission: (ids: string[]) =>
    new Refusal(422, unknownIds("permissionIds", "permission", "permissions", ids)),
  unknownMember: (email: string) =>
    new Refusal(
      422,
      `email: no member of this organization has the address "${email}". Send that of a member, or leave it out.`,
    ),
  tooManyRequests: (seconds: number) =>
    new Refusal(429, `Too many requests. Wait ${seconds} ${plural(seconds, "second")}, then try again.`, {
      "retry-after": String(seconds),
    }),
  malformedRequest: (status: number) =>
    new Refusal(status, `${STATUS_CODES[status]}. Check the request's first line and headers.`),
  internalError: () =>
    new Refusal(500, "Something went wrong on our side. Look at what is there now before you try again."),
  unavailable: (seconds: number) =>
    new Refusal(
      503,
      `The service is not available at the moment. Wait ${seconds} ${plural(seconds, "second")}, then try again.`,
      { "retry-after": String(seconds) },
    ),
};

const plural = (count: number, word: string) => (count === 1 ? word : `${word}s`);

/** One id in the words of the example; several after one another, at most twenty. */
function unknownIds(field: string, one: string, many: string, ids: string[]): string {
  const [first = ""] = ids;
  return ids.length === 1
    ? `${field}: there is no ${one} "${first}" in this scope. List the ${many} to see their ids.`
    : `${field}: there are no ${many} ${someOf(ids)} in this scope. List the ${many} to see their ids.`;
}

function someOf(names: string[]): string {
  const shown = names.slice(0, 20).map((name) => `"${name}"`);
  return names.length > 20 ? `${shown.join(", ")} and ${names.length - 20} more` : shown.join(", ");
}

const badEscape = (url: string) =>
  /%(?![0-9a-f]{2}).{0,2}/i.exec(url)?.[0] ?? /%[0-9a-f]{2}/i.exec(url)?.[0] ?? "%";

/** What a caller sent, short and without anything that a terminal would obey. */
const printable = (text: string) => text.slice(0, 500).replaceAll(/[^ -~]/g, "?");
