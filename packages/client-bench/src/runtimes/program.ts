/** A user's program. Three versions of the compiler check it with their strictest options. It never runs. */
import {
  InvalidResponseError,
  type ClientEvent,
  ConflictError,
  createClient,
  type Result,
  type Role,
  RolewrightError,
} from "@rolewright/client";
import { createResilientFetch } from "@rolewright/client/fetch";
import { createFakeApi } from "@rolewright/client/testing";
import { responseSchemas } from "@rolewright/client/validation";

const api = createFakeApi();
api.inject({ operationId: "createOrganizationRole", status: 429, retryAfter: 0 });

const client = createClient({
  apiKey: process.env["CONFIDENT_ORG_API_KEY"],
  region: "EU",
  fetch: api.fetch,
  responseSchemas,
  onEvent: (event: ClientEvent) => console.log(event.type),
});
createClient({ fetch: globalThis.fetch });
createClient({ fetch: createResilientFetch({ fetch: api.fetch }) });
createClient({ fetch: (input, init) => fetch(input, init) });

export async function program(): Promise<Role[]> {
  const role: Role = await client.organization.roles.create(
    { name: "Auditor", policyIds: [] },
    { maxRetries: 0 },
  );
  const result: Result<Role, "createOrganizationRole"> = await client.organization.roles
    .create(role as never)
    .asResult();
  if (!result.ok && result.error.status === 409) {
    const words: string = result.error.body.error;
    const status: 409 | number = result.error.status;
    console.log(words, status);
  }
  try {
    await client.project("p").roles.update("r", { name: "n", policyIds: [], description: null });
  } catch (error) {
    if (error instanceof ConflictError)
      console.log(error.status satisfies 409, error.body.error, error.retryAt);
    else if (error instanceof InvalidResponseError)
      console.log(error.body satisfies string, error.contentType);
    else if (error instanceof RolewrightError) console.log(error.kind, error.attempts, error.cause);
  }
  const { data, error, response } = await client.raw.GET("/v1/projects/{projectId}", {
    params: { path: { projectId: "p" } },
  });
  console.log(data?.data.project.id, error?.error, response.status);
  const wanted: Promise<Role[]> = client.organization.roles.list();
  return wanted;
}

// @ts-expect-error -- a misspelled field is rejected.
void client.organization.roles.create({ name: "n", policyIDs: [] });
// @ts-expect-error -- an unknown region is rejected.
createClient({ region: "JP" });
// @ts-expect-error -- an unknown path is rejected.
void client.raw.GET("/v1/nothing");
