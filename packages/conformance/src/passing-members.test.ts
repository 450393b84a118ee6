/** The kit while other people come and go, as the people of its own parallel tasks do. */
import { setTimeout } from "node:timers/promises";
import { acceptInvitation, addOrganization, startServer } from "@rolewright/server";
import { runContract } from "@rolewright/contract";
import { expect, it, onTestFinished } from "vitest";

it("changes the role of nobody who may be removed at the same time", { timeout: 120_000 }, async () => {
  const { url, store, close } = await startServer();
  onTestFinished(() => close());
  const { apiKey } = await addOrganization(store, "Acme");
  const request = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/v2${path}`, {
      method,
      headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.status, `${method} ${path}`).toBe(200);
    return ((await response.json()) as { data: any }).data;
  };
  const removals: Promise<unknown>[] = [];
  let count = 0;
  /** Lets somebody else join each project before the invited person does, and removes them again. */
  const acceptAfterPasserby = async (token: string) => {
    const { projects } = await request("GET", "/projects");
    for (const { id } of projects) {
      const emails = [`passerby${(count += 1)}@acme.example`];
      const { invitations } = await request("POST", `/projects/${id}/invitations`, { emails });
      const member = await acceptInvitation(store, invitations[0].token);
      removals.push(
        setTimeout(20).then(() => request("DELETE", `/organization/members/${member?.memberId}`)),
      );
    }
    await acceptInvitation(store, token);
  };
  const { findings } = await runContract({
    api: "v2",
    baseUrl: url,
    apiKey,
    acceptInvitation: acceptAfterPasserby,
    checks: ["positive_data_acceptance"],
    maxExamples: 0,
    maxResponseTimeMs: 9_000,
  });
  await Promise.all(removals);
  expect(findings.map(({ message }) => message)).toEqual([]);
});
