import type { CheckName } from "../check-names.ts";
import type { Finding } from "../report/report.ts";

/** What a run has observed, beyond its findings. */
export interface Observations {
  /** Whether an operation returned an error at least once. */
  hasFailed(operation: string): boolean;
  /** Whether an operation rejected a request of a check that was invalid for a similar reason. */
  hasRejected(check: CheckName, operation: string, because: string): boolean;
  /** The finding that every violation of a finding follows from. */
  causeOf(finding: Finding): Finding | undefined;
  /** Whether most violations of a finding follow from another one. */
  hasCause(finding: Finding): boolean;
}

/** Puts each finding that follows from another one under its cause. The order stays. */
export function groupByCause(findings: Finding[], observations: Observations): Finding[] {
  const causes = new Map<Finding, Finding>();
  const setCause = (finding: Finding, cause: Finding | undefined) => {
    if (cause && cause !== finding && !causes.has(finding) && findRoot(causes, cause) !== finding)
      causes.set(finding, cause);
  };
  for (const finding of findings) setCause(finding, observations.causeOf(finding));
  const merged = mergeAcceptances(findings, observations);
  for (const { first, others } of merged) for (const finding of others) setCause(finding, first);
  for (const { keyOf, follows } of causeRules)
    for (const [key, [cause, ...others]] of groupBy(findings, keyOf)) {
      const operations = new Set([cause, ...others].flatMap((each) => each?.operations ?? []));
      const same = new Set(others);
      const isConcerned = (finding: Finding) =>
        finding.operations.every((operation) => operations.has(operation));
      for (const finding of findings)
        if (same.has(finding) || follows(finding, key, isConcerned(finding))) setCause(finding, cause);
    }
  const families = groupBy(findings, (finding) => findRoot(causes, finding));
  return findings
    .filter((finding) => !causes.has(finding))
    .map((root) => {
      const followers = (families.get(root) ?? []).filter((each) => each !== root);
      const summary = merged.find(({ first }) => first === root);
      const inside = [...(summary ? [root] : []), ...followers];
      const consequences = [
        ...(root.consequences ?? []),
        ...inside.flatMap((each) => [
          formatConsequence(each),
          ...(each === root ? [] : (each.consequences ?? [])),
        ]),
      ];
      return {
        ...root,
        ...summary?.changes,
        ...(consequences.length > 0 && { consequences: [...new Set(consequences)] }),
      };
    });
}

function findRoot(causes: ReadonlyMap<Finding, Finding>, finding: Finding): Finding {
  const cause = causes.get(finding);
  return cause === undefined ? finding : findRoot(causes, cause);
}

function formatConsequence({ check, operations, message }: Finding): string {
  const more = operations.length - 2;
  const others = more > 0 ? ` and ${more} ${more === 1 ? "other" : "others"}` : "";
  return `${check}: ${operations.slice(0, 2).join(" and ")}${others}: ${message}`;
}

const acceptance = "accepts an invalid request: ";

/** Fewer kinds of accepted requests are findings of their own. */
const minMerged = 3;

interface MergedFindings {
  first: Finding;
  others: Finding[];
  changes: Pick<Finding, "message" | "operations" | "count">;
}

/** Merges the findings of operations that reject nothing at all, and of those that reject nothing for a check. */
function mergeAcceptances(
  findings: Finding[],
  { hasFailed, hasRejected, hasCause }: Observations,
): MergedFindings[] {
  const groups = groupBy(findings, ({ check, operations, message }) => {
    if (!message.startsWith(acceptance)) return undefined;
    if (!operations.some(hasFailed)) return alwaysSucceeds;
    const because = message.slice(acceptance.length);
    if (operations.some((operation) => hasRejected(check, operation, because))) return undefined;
    return `${check}: ${subjectOf(because)}`;
  });
  return [...groups].flatMap(([key, group]) => {
    const [first, ...others] = group;
    if (first === undefined || group.length < minMerged) return [];
    const operations = new Set(group.flatMap((each) => each.operations));
    const members = new Set(group);
    const count = group.reduce((sum, each) => sum + each.count, 0);
    const isBody = key.endsWith(": the body violates");
    const message =
      key === alwaysSucceeds ? alwaysSucceeds : `accepts every invalid ${isBody ? "body" : "request"}`;
    const following = findings.filter(
      (each) =>
        key === alwaysSucceeds &&
        !members.has(each) &&
        !independentChecks.has(each.check) &&
        (!responseChecks.has(each.check) || hasCause(each)) &&
        each.operations.every((operation) => operations.has(operation)),
    );
    const changes = { message, operations: [...operations], count };
    return [{ first, others: [...others, ...following], changes }];
  });
}

/** What a reason is about: `the body violates` or `the key`. */
export const subjectOf = (because: string): string => /^\S+ \S+(?: violates)?/.exec(because)?.[0] ?? because;

const alwaysSucceeds = "returns a success for every request";

/** Checks that do not depend on whether a request is valid. */
const independentChecks = new Set<CheckName>([
  "not_a_server_error",
  "content_type_conformance",
  "response_headers_conformance",
  "positive_data_acceptance",
  "max_response_time",
  "examples_valid",
  "forward_compatibility",
  "body_integrity",
  "api_key_not_exposed",
]);

/** Checks that concern the responses to valid requests, too. */
const responseChecks = new Set<CheckName>(["status_code_conformance", "response_schema_conformance"]);

function groupBy<Key>(
  findings: Finding[],
  keyOf: (finding: Finding) => Key | undefined,
): Map<Key, Finding[]> {
  const groups = new Map<Key, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}

interface CauseRule {
  /** Returns the cause that a finding shows. Findings with the same one are one. */
  keyOf: (finding: Finding) => string | undefined;
  /** Whether a finding follows. The cause may concern all of its operations. */
  follows: (finding: Finding, key: string, isConcerned: boolean) => boolean;
}

const rejection = /^(?:rejects a valid request with|returns) (4\d\d)\b/;

const twoWithOneId = "two resources get the same ID";
const sameIdMessages = new Set([twoWithOneId, "reuses an ID of the same kind"]);

/** Checks that take one resource for another with the same ID. */
const sameIdChecks = new Set<CheckName>([
  "use_after_free",
  "read_your_writes",
  "scope_isolation",
  "idempotent_put",
]);

/** What follows from what. The first rule that applies to a finding counts. */
const causeRules: CauseRule[] = [
  {
    // Nobody can tell two resources with one ID apart. That an ID is used again after a deletion is a fault of its own.
    keyOf: ({ message }) => (sameIdMessages.has(message) ? message : undefined),
    follows: ({ check, message }, key) =>
      sameIdMessages.has(message) ||
      rejection.test(message) ||
      (sameIdChecks.has(check) &&
        (key === twoWithOneId || message !== "reuses the ID of a deleted resource")) ||
      message.includes("without a valid key"),
  },
  {
    // A list that lacks only older resources has another cause, such as a deletion that should fail.
    keyOf: ({ message }) =>
      /^the list lacks a (?:created|new) resource$/.test(message) ? "list" : undefined,
    follows: ({ check, message }, _, isConcerned) =>
      isConcerned && listChecks.has(check) && !message.startsWith(acceptance),
  },
  {
    // A write that is lost, or stored as something else.
    keyOf: ({ message }) => (/ has another .* than the request$/.test(message) ? "write" : undefined),
    follows: () => false,
  },
  {
    keyOf: ({ check, message }) =>
      check === "ignored_auth" && message.startsWith(`${acceptance}the key is`) ? "key" : undefined,
    follows: ({ message }, _, isConcerned) =>
      isConcerned &&
      (/^returns \d+: the key is (?:missing|empty|invalid)$/.test(message) ||
        message.includes("without a valid key")),
  },
  {
    keyOf: ({ message }) => /^rejects a valid request with (4\d\d)/.exec(message)?.[1],
    follows: ({ check, message }, status, isConcerned) =>
      isConcerned && check === "positive_data_acceptance" && rejection.exec(message)?.[1] === status,
  },
];

/** Checks that read lists. */
const listChecks = new Set<CheckName>([
  "ignored_auth",
  "idempotent_put",
  "name_uniqueness",
  "name_uniqueness_race",
  "read_your_writes",
  "referential_integrity",
  "rejected_request_has_no_effect",
  "use_after_free",
]);
