export { type CheckName, checkNames, checks } from "./check-names.ts";
export { type Coverage, type CoverageOf } from "./coverage-of.ts";
export { type ContractOptions, CouldNotRunError, type Progress } from "./options.ts";
export type { CheckResult, Finding, Report } from "./report/report.ts";
export { runContract } from "./run-contract.ts";
