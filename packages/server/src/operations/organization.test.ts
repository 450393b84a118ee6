import { expect, it } from "vitest";
import { domainErrors } from "../domain/domain-error.ts";
import { createApiKey, findApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";
import { addOrganization } from "./demo-organization.ts";
import { describeOperations, now } from "./operations.test-support.ts";
import { retrieveOrganization, updateOrganization } from "./organization.ts";
import { deleteRole, listRoles } from "./roles.ts";
import { toOrganizationScope, toProjectScope } from "./scope.ts";

describeOperations("operations of organizations", (context) => {
  const { write, read, input, addProject, mustAddRole, listCustomRoles } = context;

  it("read and rename an organization", async () => {
    const organization = {
      id: context.organizationId,
      name: "Acme",
      plan: "ENTERPRISE",
      created_at: expect.any(String),
    };
    expect(await read(() => retrieveOrganization(input({}, undefined)))).toEqual({ organization });
    const renamed = { organization: { ...organization, name: "Acme 2" } };
    expect(await write(() => updateOrganization(input({}, { name: "Acme 2" })))).toEqual(renamed);
    expect(await read(() => retrieveOrganization(input({}, undefined)))).toEqual(renamed);
  });

  it("isolate organizations", async () => {
    const projectId = await addProject("Checkout");
    const scope = toProjectScope({ organizationId: context.organizationId, params: { projectId } });
    const roleId = await mustAddRole(scope, "Auditor");
    const { id: otherId } = await addOrganization(context.store, "Other");
    const foreign = toProjectScope({ organizationId: otherId, params: { projectId } });
    const notFound = domainErrors.projectNotFound();
    expect(await read(() => listRoles(foreign))).toEqual(notFound);
    expect(await context.store.write(otherId, () => deleteRole(foreign, roleId))).toEqual(notFound);
    const otherScope = toOrganizationScope({ organizationId: otherId });
    expect(await context.store.write(otherId, () => deleteRole(otherScope, roleId))).toEqual(
      domainErrors.roleNotFound(),
    );
    expect(await listCustomRoles(scope)).toHaveLength(1);
  });

  it("create, list and revoke API keys", async () => {
    expect(await findApiKey(context.store, context.apiKey)).toMatchObject({
      organizationId: context.organizationId,
      isProjectKey: false,
    });
    const key = await write(() => createApiKey(context.organizationId, "CI", now));
    expect(await findApiKey(context.store, key?.value ?? "")).toMatchObject({
      organizationId: context.organizationId,
    });
    const keys = await read(listApiKeys);
    const listed = keys.find(({ key_id: id }) => id === key?.id);
    expect(listed).toMatchObject({ name: "CI", organization: "Acme", revoked_at: null });
    expect(JSON.stringify(keys)).not.toContain(key?.value.slice(-43));
    expect(await write(() => revokeApiKey(key?.id ?? "", now))).toBe(true);
    expect(await write(() => revokeApiKey(key?.id ?? "", now))).toBe(false);
    expect(await findApiKey(context.store, "confident_org_unknown")).toBeUndefined();
    expect(await write(() => createApiKey("none", "CI", now))).toBeUndefined();
  });
});
