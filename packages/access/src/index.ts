/**
 * Access as code for Confident AI: reads, plans, applies and checks roles, policies and members. Independent and unofficial.
 *
 * @module
 */
export type { AccessApi, WriteRequest } from "./api/access-api.ts";
export { createApi, type ApiOptions } from "./api/create-api.ts";
export { applyPlan, type ApplyOptions, type ApplyResult } from "./apply/apply-plan.ts";
export type { Config, LoadedConfig, Rule } from "./config/config.ts";
export { configSchema } from "./config/config-schema.ts";
export { parseConfig } from "./config/parse-config.ts";
export { AccessError, type Problem, StalePlanError } from "./errors.ts";
export { createPlan, type PlanOptions } from "./plan/create-plan.ts";
export { type Guard, guardNames } from "./plan/guard-names.ts";
export { parsePlan, type AccessChange, type Plan, type PlannedRequest } from "./plan/plan.ts";
export { writeConfig } from "./pull/write-config.ts";
export { accessFormats, printAccess, type AccessFormat } from "./report/access-report.ts";
export { planFormats, printPlan, type PlanFormat } from "./report/plan-report.ts";
export type {
  AccessState,
  ApiVersion,
  Member,
  Policy,
  Role,
  Scope,
  ScopeState,
} from "./state/access-state.ts";
export { readState } from "./state/read-state.ts";
export { filterGrants, listGrants, type AccessQuery, type Grant } from "./who/effective-access.ts";
