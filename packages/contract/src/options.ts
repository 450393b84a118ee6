import { BlockList, isIP } from "node:net";
import type { CheckName } from "./check-names.ts";
import type { Phase } from "./checks/task.ts";
import type { Answer, Sent } from "./session/send.ts";

/** What a run is about, and what it may do. */
export interface ContractOptions {
  /** Where the implementation is, with a path in front of the description's if it has one. */
  baseUrl: string;
  /** A key that may do everything; for the roles API, an organization key. */
  apiKey: string;
  /** The path of an OpenAPI 3.1 description. Default: that of the roles API. */
  spec?: string | undefined;
  /** Looks for these failures alone. Default: all. */
  only?: readonly CheckName[] | undefined;
  /** Chooses the made-up values. Default: a random one, which the report names. */
  seed?: number | undefined;
  /** The key of another organization: `tenant_isolation` needs it, and every rule is looked at there, too. */
  secondKey?: string | undefined;
  /** A project to use instead of one of the run's own. */
  project?: string | undefined;
  /** The email of a member of this organization alone, which `createProject` may be given. */
  member?: string | undefined;
  /** Roles that members have, which cannot be deleted: `ROLE`, or `PROJECT/ROLE`. The run tries to delete them. */
  assignedRoles?: readonly string[] | undefined;
  /** The implementation keeps nothing, as a mock: what only one that does can show is left out. Default `false`. */
  stateless?: boolean | undefined;
  /** Asks for every documented answer by `Prefer: code=…, example=…`, as mocks understand it. Default `false`. */
  prefer?: boolean | undefined;
  /** Lets it write to what is not on this machine. Default `false`. */
  allowRemote?: boolean | undefined;
  /** Leaves what the run made, so that requests can be repeated as they were. Default `false`. */
  keep?: boolean | undefined;
  /** How many made-up requests. Default 2,000. */
  fuzz?: number | undefined;
  /** How many requests at once. Default 16. */
  concurrency?: number | undefined;
  /** After so many milliseconds no new request is sent but to clean up. Default: none. */
  maxTimeMs?: number | undefined;
  /** What takes longer is a failure, in milliseconds. Default 2,000. */
  maxResponseTimeMs?: number | undefined;
  /** When to stop waiting for an answer, in milliseconds. Default 10,000. */
  requestTimeoutMs?: number | undefined;
  /** Ends the run when it is aborted; what was made is deleted all the same. */
  signal?: AbortSignal | undefined;
  /** Called as the run goes on. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Called with each request before it is sent; requests of one lane are in order. */
  onRequest?: ((lane: string, sent: Sent) => void) | undefined;
  /** Called with each answer, and with the request as `onRequest` was. */
  onAnswer?: ((sent: Sent, answer: Answer) => void) | undefined;
}

/** How far a run is. */
export interface Progress {
  phase: Phase | "cleaning up";
  done: number;
  total: number;
  requests: number;
  /** How many different failures were found. */
  findings: number;
}

/** The run could not be carried out; the message says why, and what to do. */
export class CouldNotRunError extends Error {
  override name = "CouldNotRunError";
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether a URL leads to this machine and nowhere else. */
export function isLoopback({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  const family = isIP(host);
  return family !== 0 && loopback.check(host, family === 6 ? "ipv6" : "ipv4");
}

/**
 * The base URL, if a run may write there.
 *
 * @throws {CouldNotRunError} when it is no URL of HTTP, has a password in it, or is remote without leave.
 */
export function readBaseUrl({ baseUrl, allowRemote = false }: ContractOptions): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new CouldNotRunError(`The base URL "${baseUrl}" is none. Give one such as http://127.0.0.1:4020.`);
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new CouldNotRunError(
      "The base URL has a user, a query or a fragment in it. Give scheme, host, port and path alone.",
    );
  }
  if (!allowRemote && !isLoopback(url)) {
    throw new CouldNotRunError(
      `${url.origin} is not on this machine, and the checks write: they create, change and delete. Add --allow-remote if that is meant.`,
    );
  }
  return url;
}
