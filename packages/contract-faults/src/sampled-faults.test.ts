/** One fault per check, and every tenancy fault of version 1. */
import type { CheckName } from "@rolewright/contract";
import { expect, test } from "vitest";
import { faults } from "./index.ts";
import { runKitOnFault } from "./run-kit-on-fault.ts";
import { faultsOfVersion2 } from "./version-2/index.ts";

/** The checks that look at the description only. */
type DescriptionCheck = "examples_valid" | "forward_compatibility";

/** A fault that each check finds quickly. The compiler reports a check without one. */
const samples: Record<Exclude<CheckName, DescriptionCheck>, string> = {
  not_a_server_error: "list-500",
  status_code_conformance: "redirect-elsewhere",
  content_type_conformance: "charset-latin-1",
  response_headers_conformance: "too-many-without-retry-after",
  response_schema_conformance: "missing-api-key",
  negative_data_rejection: "name-missing-accepted",
  positive_data_acceptance: "key-in-query-only",
  missing_required_header: "missing-key-400",
  unsupported_method: "allow-wrong",
  use_after_free: "deleted-name-rejected",
  ensure_resource_availability: "create-not-stored",
  ignored_auth: "missing-key-distinguishable",
  max_response_time: "slow",
  tenant_isolation: "tenant-reads",
  scope_isolation: "custom-role-as-built-in",
  name_uniqueness: "built-in-names-everywhere",
  name_uniqueness_race: "double-rename-under-race",
  read_only_items_immutable: "built-in-role-403",
  unknown_references_rejected: "unknown-policy-404",
  referential_integrity: "arrays-detaches-first",
  collection_limit: "create-organization-policy-limit-one-less",
  idempotent_put: "arrays-loses-updates",
  read_your_writes: "wrong-organization",
  rejected_request_has_no_effect: "rejected-but-created",
  malformed_request: "malformed-json-422",
  resource_not_found: "id-prefix-accepted",
  path_not_found: "path-case-insensitive",
  body_integrity: "bytes-utf-16",
  pagination: "v2-pages-overlap",
  single_owner: "v2-owner-removable",
  one_time_secrets: "v2-key-value-read",
  credential_rotation: "v2-deactivated-key-accepted",
  removal_cascades: "v2-removal-keeps-project",
  background_jobs: "v2-row-count-early",
  api_key_not_exposed: "key-echoed-in-success",
};

const tenancyChecks: CheckName[] = ["tenant_isolation", "scope_isolation"];
const sampledNames = new Set(Object.values(samples));
const allFaults = [...faults, ...faultsOfVersion2];
const sampledFaults = [
  ...faults.filter(({ name, check }) => sampledNames.has(name) || tenancyChecks.includes(check)),
  ...faultsOfVersion2.filter(({ name }) => sampledNames.has(name)),
];

test("every sample is a fault of its check", () => {
  const checks = Object.fromEntries(allFaults.map(({ name, check }) => [name, check]));
  expect(Object.values(samples).map((name) => checks[name])).toEqual(Object.keys(samples));
});

test.concurrent.each(sampledFaults)("$check finds $name: $description", async (fault) => {
  const { failedChecks } = await runKitOnFault(fault);
  expect(failedChecks).toContain(fault.check);
});
