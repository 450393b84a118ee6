import type { Job } from "./job.ts";
import type { Membership } from "./membership.ts";
import type { ErrorStatuses, Resource } from "./resource.ts";

/** What applies to the whole API. */
export interface Rules {
  resources: Resource[];
  /** Resources that only an accepted invitation creates. */
  memberships: Membership[];
  /** Work that runs in the background. */
  jobs: Job[];
  /** What each API key belongs to: `organization`. */
  tenant: string;
  /** Response schemas must accept additional fields. */
  hasOpenResponses: boolean;
  /** Missing and invalid API keys get the same response. */
  hasUniformUnauthorized: boolean;
  /** Every unknown path returns 404, and every error has the documented envelope. */
  hasUniformErrors: boolean;
  /** IDs are unique within their kind. Otherwise, they are unique within their list. */
  hasUniqueIdsPerKind: boolean;
  /** Whether an ID in another letter case is another ID. If omitted, UUIDs are not (RFC 9562, 4), and other IDs are. */
  hasCaseSensitiveIds?: boolean;
  /** The statuses of errors that the description does not document. */
  errors: ErrorStatuses;
  /** Where the rules come from, for messages. */
  source: RuleSource;
}

/** The contract file that states the rules, if there is one. */
export interface RuleSource {
  file?: string;
  /** Whether nobody needs to ask if a rule is right. */
  isConfirmed(rule: string): boolean;
  /** Returns the line of a rule: `resources.book.unique`. */
  lineOf(rule: string): number | undefined;
}
