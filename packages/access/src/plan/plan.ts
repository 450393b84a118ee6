import { createHash } from "node:crypto";
import type { WriteAction } from "../api/access-api.ts";
import { AccessError } from "../errors.ts";
import type { Guard } from "./guard-names.ts";
import type { ApiVersion, NamedItem, Scope } from "../state/access-state.ts";

/** The ID of a stored resource, or the number of the request that creates it. */
export type Reference = string | { createdBy: number };

/** The exact requests that `apply` sends, in order, and their effects. */
export interface Plan {
  format: "rolewright-plan";
  formatVersion: 1;
  organization: NamedItem;
  apiVersion: ApiVersion;
  requests: PlannedRequest[];
  /** How the effective permissions of members change. */
  effects: AccessChange[];
  /** The rules of the file that are broken after the plan is applied. */
  violations: string[];
  /** The risks that the plan contains and that were allowed. */
  risks: string[];
  /** The guards that were lifted. `apply` checks the others again. */
  allowed: Guard[];
  /** What the file says about the permissions of built-in roles. */
  builtInRoles: Record<string, string[]>;
  warnings: string[];
  /** A hash of everything above. It detects changes by hand. */
  digest: string;
}

/** One write. */
export interface PlannedRequest {
  /** The position in the plan, from 1. */
  number: number;
  action: WriteAction;
  scope: Scope;
  method: "POST" | "PUT" | "DELETE";
  path: string;
  /** The current name of the policy or role, or the member's email address. */
  name: string;
  /** Absent for a creation. */
  id?: string;
  body?: PlannedBody;
  /** The expected resource right before the request. `null`: it must not exist. */
  before: ExpectedResource | null;
  changes: RequestChanges;
}

export type PlannedBody =
  | { name: string; permissionIds: string[]; description?: string | null }
  | { name: string; policyIds: Reference[]; description?: string | null }
  | { roleId: Reference };

/** A policy with its permissions, a role with its policies, or a member with its role. Lists have no order. */
export interface ExpectedResource {
  name: string;
  description?: string | null;
  itemIds: Reference[];
}

/** What a request changes, with names. */
export interface RequestChanges {
  /** Permissions of a policy, policies of a role, or the role of a member. */
  added: string[];
  removed: string[];
  newName?: string;
  newDescription?: string | null;
}

/** The permissions that a member gains and loses in a scope. */
export interface AccessChange {
  email: string;
  scope: Scope;
  gained: string[];
  lost: string[];
}

/** Adds the digest. */
export function sealPlan(plan: Omit<Plan, "digest">): Plan {
  return { ...plan, digest: computeDigest(plan) };
}

function computeDigest(plan: Omit<Plan, "digest">): string {
  return createHash("sha256").update(JSON.stringify(plan)).digest("hex");
}

const advice = "Create a plan with: rolewright plan --out plan.json";

/**
 * Reads a plan that `plan --out` wrote.
 *
 * @throws {AccessError} if it is not a plan of this version, or was changed by hand.
 */
export function parsePlan(text: string, file: string): Plan {
  let plan: Plan;
  try {
    plan = JSON.parse(text) as Plan;
  } catch (error) {
    throw new AccessError([{ message: `${file} is not JSON: ${(error as Error).message}. ${advice}` }]);
  }
  if (plan?.format !== "rolewright-plan")
    throw new AccessError([{ message: `${file} is not a plan. ${advice}` }]);
  if (plan.formatVersion !== 1)
    throw new AccessError([
      {
        message: `${file} has plan format ${plan.formatVersion}, and this version reads format 1. ${advice}`,
      },
    ]);
  const { digest, ...content } = plan;
  if (digest !== computeDigest(content))
    throw new AccessError([{ message: `${file} was changed after it was created. ${advice}` }]);
  return plan;
}
