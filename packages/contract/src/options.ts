import { BlockList, isIP } from "node:net";
import type { CheckName } from "./check-names.ts";
import type { Phase } from "./checks/task.ts";
import type { BundledApi } from "./rules/bundled-apis.ts";
import type { HttpResponse, HttpRequest } from "./client/http-connection.ts";

/** The options of a run. */
export interface ContractOptions {
  /** The base URL of the server, including a path prefix if it has one. Default: that of the contract file. */
  baseUrl?: string | undefined;
  /** An API key with full permissions. For the roles API, an organization key. Not needed with `auth`. */
  apiKey?: string | undefined;
  /** Other credentials: `basic:USER:PASS` or `bearer:TOKEN`. */
  auth?: string | undefined;
  /** Headers of every request, such as that of a tenant. Reports show variables instead of their values. */
  headers?: Record<string, string> | undefined;
  /** The version of the roles API whose description and rules apply. Default: `v1`. */
  api?: BundledApi | undefined;
  /** The path of a contract file with the rules of another API. */
  contract?: string | undefined;
  /** The path of an OpenAPI 3.1 description. Default: that of the contract file, or of the roles API. */
  spec?: string | undefined;
  /** Runs only these checks. Default: all. */
  checks?: readonly CheckName[] | undefined;
  /** Checks to skip, for all operations or for one: `CHECK` or `CHECK:OPERATION`. Their requests are not sent. */
  skip?: readonly string[] | undefined;
  /** A YAML file whose `accepted` lists findings that do not fail the run. A contract file can have the list itself. */
  accepted?: string | undefined;
  /** Determines the generated values. Default: random, and stated in the report. */
  seed?: number | undefined;
  /** The API key of another organization. `tenant_isolation` needs it, and other checks repeat there. */
  secondApiKey?: string | undefined;
  /** A project to use instead of a new one. */
  project?: string | undefined;
  /** The email address of a member of this organization only, for `createProject`. */
  memberEmail?: string | undefined;
  /** Roles that members have: `ROLE` or `PROJECT/ROLE`. The run tries to delete them. */
  assignedRoleIds?: readonly string[] | undefined;
  /**
   * Accepts an invitation with this token, as the invited person does. Without it, people cannot join, and the operations that
   * remove people are not tested. The signal aborts after 30 s, or soon after the run is stopped.
   */
  acceptInvitation?: ((token: string, signal: AbortSignal) => Promise<unknown>) | undefined;
  /** The server stores nothing, like a mock. Skips the checks that need state. Default `false`. */
  stateless?: boolean | undefined;
  /** Requests every documented response with `Prefer: code=…, example=…`, as mocks support. Default `false`. */
  usePreferHeader?: boolean | undefined;
  /** Allows a server that is not on this machine. Default `false`. */
  allowRemote?: boolean | undefined;
  /** Deletes the created resources at the end. Set it to `false` to reproduce requests as they were. Default `true`. */
  cleanup?: boolean | undefined;
  /** The number of generated requests. Default 2,000. */
  maxExamples?: number | undefined;
  /** The number of concurrent requests. Default 16. */
  concurrency?: number | undefined;
  /**
   * Stops sending requests after this time, in milliseconds, and cleans up. Pending responses, and each deletion, then have 2 s,
   * and all deletions have 10 s. Default: none.
   */
  maxTimeMs?: number | undefined;
  /** The clock of `maxTimeMs`, in milliseconds. Default: `performance.now`. */
  now?: (() => number) | undefined;
  /** Does not fill a collection to its limit if that takes longer, in milliseconds. Default 10,000. */
  maxFillTimeMs?: number | undefined;
  /** Reports slower responses, in milliseconds. Default 2,000. */
  maxResponseTimeMs?: number | undefined;
  /** The timeout of a response, in milliseconds. Default 10,000. */
  requestTimeoutMs?: number | undefined;
  /** Stops the run when aborted. Created resources are deleted. */
  signal?: AbortSignal | undefined;
  /** Called when progress is made. */
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Called with the check of each violation, also if its finding is known. */
  onViolation?: ((check: CheckName) => void) | undefined;
  /** Called before each request is sent. Requests of one context are in order. */
  onRequest?: ((ctx: string, sent: HttpRequest) => void) | undefined;
  /** Called with each response, and with the request that `onRequest` received. */
  onResponse?: ((sent: HttpRequest, response: HttpResponse) => void) | undefined;
}

/** The progress of a run. */
export interface Progress {
  phase: Phase | "cleaning up";
  done: number;
  total: number;
  requests: number;
  /** The number of findings so far, which is counted when it is read. */
  readonly findings: number;
}

/** The run could not start. The message says why, and what to do. */
export class ContractSetupError extends Error {
  override name = "ContractSetupError";
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether a URL addresses this machine. */
export function isLoopback({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (host === "localhost" || host.endsWith(".localhost")) return true;
  const family = isIP(host);
  return family !== 0 && loopback.check(host, family === 6 ? "ipv6" : "ipv4");
}

/**
 * Parses the base URL.
 *
 * @throws {ContractSetupError} if it is not an HTTP URL, contains credentials, or is remote without permission.
 */
export function readBaseUrl({ baseUrl, allowRemote = false }: ContractOptions): URL {
  if (!baseUrl)
    throw new ContractSetupError(
      "The base URL is missing. Set --base-url, ROLEWRIGHT_BASE_URL, or server.url in the contract file.",
    );
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ContractSetupError(
      `The base URL "${baseUrl}" is invalid. Set a URL such as http://127.0.0.1:4020.`,
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new ContractSetupError(
      "The base URL has credentials, a query or a fragment. Set only scheme, host, port and path.",
    );
  }
  if (!allowRemote && !isLoopback(url)) {
    throw new ContractSetupError(
      `${url.origin} is not on this machine, and the run creates, changes and deletes resources. Add --allow-remote to allow that.`,
    );
  }
  return url;
}
