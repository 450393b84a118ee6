import type { Operation } from "../model/operations.ts";

/** Operations whose method in the vendor's SDK does not follow from their operationId. */
const exceptions: Record<string, string | undefined> = {
  getOrganization: "organization.get",
  updateOrganization: "organization.update",
  listProjects: "projects.list",
  createProject: "projects.create",
  getProject: "projects.get",
  updateProject: "projects.update",
  deleteProject: "projects.delete",
  // The SDK has no method for the downloads.
  downloadOrganizationAuditLogExport: undefined,
  downloadProjectAuditLogExport: undefined,
};

/**
 * Finds the method of the vendor's Python SDK (`confident-ai` 0.3.0) that calls an operation of version 2:
 * `client.projects.update_member_role` for `updateProjectMemberRole`.
 */
export function findVendorMethod({ operationId, path }: Operation): string | undefined {
  if (!path.startsWith("/v2/")) return undefined;
  if (operationId in exceptions) {
    const method = exceptions[operationId];
    return method && `client.${method}`;
  }
  const [, verb = "", scope = "", rest = ""] =
    /^([a-z]+)(Organization|Project)(\w+)$/.exec(operationId) ?? [];
  if (verb === "") return undefined;
  const resource = rest.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return `client.${scope === "Project" ? "projects" : "organization"}.${verb}${resource}`;
}

/** Formats a table of all operations with their methods. */
export function formatVendorMethods(operations: Operation[]): string {
  const rows = operations.map((operation) => {
    const method = findVendorMethod(operation);
    return `| \`${operation.operationId}\` | ${method ? `\`${method}\`` : "–"} |`;
  });
  return ["| Operation | Method of the vendor's SDK |", "| --- | --- |", ...rows].join("\n");
}
