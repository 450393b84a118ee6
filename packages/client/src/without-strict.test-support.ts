/** Compiled with and without `strict` (tsconfig.loose.json): results and errors are narrowed in both. */
import { ApiPromise, type Client, type ConflictError, type Role } from "./index.ts";

const input = { name: "Auditor", policyIds: [] };

export async function describeResult(client: Client): Promise<string> {
  const result = await client.organization.roles.create(input).asResult();
  if (!result.ok && result.error.status === 409) {
    const body: ConflictError["body"] = result.error.body;
    const status: 409 = result.error.status;
    return `${status} ${body.error}`;
  }
  if (!result.ok) {
    if (result.error.kind === "api") return result.error.body.error;
    if (result.error.kind === "redirect") return result.error.location ?? "";
    if (result.error.kind === "invalid-response") return result.error.contentType ?? "";
    return result.error.message;
  }
  const role: Role = result.data;
  return role.id;
}

export async function describeFalseResult(client: Client): Promise<string> {
  const result = await client.projects.list().asResult();
  if (result.ok === false) return result.error.message;
  return String(result.data.length + result.response.status);
}

/** A fake of one method needs no other. */
export const createFake = (role: Role): Pick<Client["organization"]["roles"], "create"> => ({
  create: (roleInput) => ApiPromise.of({ ...role, name: roleInput.name }),
});
