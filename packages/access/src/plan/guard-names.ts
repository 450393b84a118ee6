/** Risks that a plan may contain only if the caller permits them. */
export const guardNames = ["built-in-roles", "owner", "lockout", "deletions", "rule-violations"] as const;
export type Guard = (typeof guardNames)[number];
