import { listPathParameterNames } from "@rolewright/openapi";
import { ContractSetupError } from "./options.ts";
import { type CredentialSettings, findMissing, selectCredential } from "./client/select-credential.ts";
import type { Credential } from "./description/operation.ts";
import type { Description } from "./description/read-description.ts";
import type { Exchange } from "./client/exchange.ts";
import type { Fixtures } from "./client/fixtures.ts";

/**
 * Rejects options that are certainly invalid, so that they do not cause false findings. An option that a faulty server
 * could make look invalid, such as a second key that sees everything, is left to the checks.
 *
 * @throws {ContractSetupError} if an option is invalid.
 */
export async function validateOptions(fixtures: Fixtures, first: Exchange[]): Promise<void> {
  const { stateless, assignedRoleIds, secondApiKey } = fixtures.options;
  if (stateless) return;
  if (secondApiKey !== undefined) await validateSecondApiKey(fixtures, first, secondApiKey);
  for (const role of assignedRoleIds) await validateAssignedRole(fixtures, role);
}

/**
 * Verifies that a run has all the credentials that an operation requires together.
 *
 * @throws {ContractSetupError} if an operation requires several credentials, and the run has only one of them.
 */
export function requireOtherCredentials(
  { operations }: Pick<Description, "operations">,
  settings: CredentialSettings,
): void {
  for (const operation of operations) {
    const credential = operation.unsupported === undefined && selectCredential(operation, settings);
    const [missing] = credential ? findMissing(credential, settings.headers) : [];
    if (!credential || !missing) continue;
    const name = (each: Pick<Credential, "in" | "name">) => `${each.name} (${each.in})`;
    const header = missing.in === "cookie" ? `Cookie: ${missing.name}=VALUE` : `${missing.name}: VALUE`;
    const advice =
      missing.in === "query"
        ? "Two keys in the query are not supported."
        : `Set the first with --api-key or --auth, and the second with --header "${header}".`;
    throw new ContractSetupError(
      `${operation.operationId} requires ${name(credential)} and ${name(missing)} together. ${advice}`,
    );
  }
}

async function validateSecondApiKey(fixtures: Fixtures, first: Exchange[], key: string): Promise<void> {
  const setupError = (why: string) =>
    new ContractSetupError(
      `--second-api-key ${why}. Set the credentials of another ${fixtures.rules.tenant}.`,
    );
  if (key === fixtures.session.settings.apiKey) throw setupError("is the same as --api-key");
  const second: Exchange[] = [];
  for (const { request } of first)
    second.push(
      await fixtures.session.send("options", {
        ...request,
        key,
        summary: "a first request with the second key",
      }),
    );
  const statuses = second.map(({ response }) => response.status);
  if (statuses.length > 0 && statuses.every((status) => status === 401 || status === 403))
    throw setupError(`is rejected by every operation (status ${[...new Set(statuses)].join(", ")})`);
}

function idsIn(body: unknown): string[] {
  const ids: string[] = [];
  JSON.stringify(body, (name, value: unknown) => {
    if (name === "id") ids.push(String(value));
    return value;
  });
  return ids;
}

/** Rejects a role that no list has and whose deletion returns 404. */
async function validateAssignedRole(fixtures: Fixtures, role: string): Promise<void> {
  const ids = role.split("/");
  const resource = fixtures.resources.find(
    ({ remove, isAssignable }) =>
      isAssignable && listPathParameterNames(remove?.path ?? "").length === ids.length,
  );
  if (!resource?.list || !resource.remove) return;
  const path = Object.fromEntries(
    listPathParameterNames(resource.list.path).map((name, index) => [name, ids[index] ?? ""]),
  );
  const summary = "looking for --assigned-role-id";
  const { response: listed } = await fixtures.session.send("options", {
    operation: resource.list,
    path,
    summary,
  });
  const isThere = idsIn(listed.body).includes(ids.at(-1) ?? "");
  if (isThere || listed.status >= 500 || listed.failure) return;
  const own = Object.fromEntries(
    listPathParameterNames(resource.remove.path).map((name, index) => [name, ids[index] ?? ""]),
  );
  const deletion = { operation: resource.remove, path: own, summary };
  const { response: deleted } = await fixtures.session.send("options", deletion);
  if (deleted.status !== 404) return;
  throw new ContractSetupError(
    `--assigned-role-id ${role} is not in the list of ${resource.list.operationId} (status ${listed.status}). Set the ID of a role that a member has: ROLE or PROJECT/ROLE.`,
  );
}
