import type { CoverageLog } from "../coverage.ts";
import type { Credential } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Rules } from "../rules/rules.ts";
import type { Findings } from "./findings.ts";
import type { HttpConnection, HttpRequest, HttpResponse } from "./http-connection.ts";
import type { Secrets } from "./secrets.ts";
import type { TimeLimit } from "./time-limit.ts";

/** The settings that all requests of a run share. */
export interface SessionSettings {
  description: Description;
  rules: Rules;
  connection: HttpConnection;
  baseUrl: string;
  apiKey: string;
  secrets: Secrets;
  findings: Findings;
  coverage: CoverageLog;
  maxResponseTimeMs: number;
  timeLimit: TimeLimit;
  /** The longest time that a request can take. */
  requestTimeoutMs: number;
  /** Headers of every request. */
  headers: Record<string, string>;
  /** The scheme of `--auth`, which selects one of an operation's alternatives. */
  authScheme?: Credential["scheme"] | undefined;
  /** Called before each request is sent. */
  onRequest?: ((ctx: string, sent: HttpRequest) => void) | undefined;
  /** Called with each response. */
  onResponse?: ((sent: HttpRequest, response: HttpResponse) => void) | undefined;
}
