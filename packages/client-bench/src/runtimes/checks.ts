/** The checks that must pass in each runtime. They run bundled or unbundled. */
import { createClient, RolewrightError } from "@rolewright/client";

const apiKey = "confident_org_RUNTIME-ONLY";
const input = { name: "Auditor", policyIds: [] };

/** Calls a server whose first path segment selects a fault. Returns the name and the reason of each failed check. */
export async function failures(url: string): Promise<string[]> {
  const client = (behavior: string) =>
    createClient({
      apiKey,
      baseUrl: `${url}/${behavior}`,
      maxRetries: 1,
      // One of the runtimes is a browser.
      dangerouslyAllowBrowser: true,
    });
  const failed: string[] = [];

  const check = async (name: string, holds: () => Promise<boolean>) => {
    try {
      if (!(await holds())) failed.push(name);
    } catch (error) {
      failed.push(`${name}: ${String(error)}`);
    }
  };
  const throws = async (call: Promise<unknown>, expected: Record<string, unknown>) => {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof RolewrightError)) return false;
    const fields = error as unknown as Record<string, unknown>;
    const shown = `${error.message}${error.stack}${JSON.stringify(error)}`;
    return (
      Object.entries(expected).every(([name, value]) => fields[name] === value) && !shown.includes(apiKey)
    );
  };

  await check("gets a list", async () => (await client("fine").organization.roles.list()).length === 1);
  await check("creates", async () => (await client("fine").organization.roles.create(input)).id === "r1");
  await check("encodes ids", async () => (await client("fine").project("a/b#c").delete()).deleted);
  await check("gives the response", async () => {
    const { response, requestId } = await client("fine").organization.roles.list().withResponse();
    return response.status === 200 && requestId === "req-1";
  });
  await check("calls a literal path", async () => {
    const { data } = await client("fine").raw.GET("/v1/organization/roles");
    const { error } = await client("conflict").raw.POST("/v1/organization/roles", { body: input });
    return data?.data.roles.length === 1 && error?.success === false;
  });
  await check("rejects an id", () =>
    throws(client("fine").organization.roles.delete(".."), { kind: "configuration" }),
  );
  await check("knows a conflict", () =>
    throws(client("conflict").organization.roles.create(input), {
      name: "ConflictError",
      status: 409,
      requestId: "req-1",
    }),
  );
  await check("follows no redirect", () =>
    throws(client("redirect").organization.roles.list(), { kind: "redirect" }),
  );
  await check("knows a page", () =>
    throws(client("page").organization.roles.list(), { kind: "invalid-response", status: 200 }),
  );
  await check("knows a cut body", () =>
    throws(client("cut").organization.roles.create(input), { kind: "invalid-response", attempts: 1 }),
  );
  await check("tries again", async () => (await client("busy").organization.roles.list()).length === 1);
  await check("ends in time", () =>
    throws(client("hang").organization.roles.list({ deadlineMs: 200 }), { kind: "timeout" }),
  );
  await check("ends a body in time", () =>
    throws(client("half").organization.roles.list({ deadlineMs: 200 }), { kind: "timeout" }),
  );
  await check("obeys an abort, and keeps its reason", () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort("left"), 50);
    return throws(client("hang").organization.roles.list({ signal: controller.signal }), {
      kind: "abort",
      cause: "left",
    });
  });
  await check("knows when nobody is there, and does not repeat a key", () =>
    throws(
      createClient({
        apiKey,
        baseUrl: "http://127.0.0.1:9",
        maxRetries: 0,
        dangerouslyAllowBrowser: true,
      }).projects.list(),
      {
        kind: "connection",
      },
    ),
  );
  await check("reads the platform's fetch at each call", async () => {
    const before = globalThis.fetch;
    try {
      globalThis.fetch = async () =>
        Response.json({ success: true, data: { projects: [{ id: "replaced" }] } });
      return (await client("fine").projects.list())[0]?.id === "replaced";
    } finally {
      globalThis.fetch = before;
    }
  });
  return failed;
}
