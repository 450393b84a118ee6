import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seedDemo, startServer } from "@rolewright/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { siteOnDisk } from "./testing/built-sites.ts";
import { execute } from "./testing/sample-programs.ts";
import { sampleFolder } from "./testing/sample-runner.ts";
import { extractFences, type Node, useSampleTests } from "./testing/sample-tests.ts";

describe("the commands and programs", { timeout: 120_000 }, () => {
  const tests = useSampleTests();
  const { folder, run } = tests;

  it("in the guide to testing gets a response from the mock", async () => {
    const guide = String(siteOnDisk.get("testing.md")).replaceAll(
      "http://127.0.0.1:4010",
      tests.recorder.url,
    );
    tests.recorder.wanted.example = "";
    const commands = extractFences(guide).filter(
      ({ language, code }) => language === "shell" && code.includes(tests.recorder.url),
    );
    expect(commands).toHaveLength(2);
    for (const command of commands) {
      const { printed, sent } = await run(command);
      expect(sent, command.code).toBeDefined();
      expect(() => JSON.parse(printed), printed).not.toThrow();
    }
  });

  describe("in the quickstart", () => {
    let server: Awaited<ReturnType<typeof startServer>>;
    let environment: Record<string, string>;

    beforeAll(async () => {
      server = await startServer();
      const demo = await seedDemo(server.store);
      environment = { CONFIDENT_BASE_URL: server.url, CONFIDENT_ORG_API_KEY: demo.apiKey };
    });

    afterAll(() => server.close());

    const runHere = (command: string, ...flags: string[]) =>
      execute([command, ...flags], folder.path, environment);

    /** Runs the three commands. The last one needs the ID of the role that the first one creates. */
    async function runCommands(page: string, readId: (created: Node) => string) {
      const [create = "", list = "", change = ""] = extractFences(String(siteOnDisk.get(page)))
        .filter(({ language, code }) => language === "shell" && code.includes("curl"))
        .map(({ code }) => code);
      const created = JSON.parse(await runHere("sh", "-c", create)) as Node;
      const listed = JSON.parse(await runHere("sh", "-c", list)) as Node;
      const changed = await runHere("sh", "-c", change.replace("ROLE_ID=…", `ROLE_ID=${readId(created)}`));
      return { created: created.data, listed: listed.data, changed };
    }

    async function runProgram(page: string, file: string) {
      const fences = extractFences(String(siteOnDisk.get(page)));
      const program = fences.find(({ language }) => language === "javascript")?.code ?? "";
      writeFileSync(join(folder.path, file), program);
      return runHere(process.execPath, join(folder.path, file));
    }

    it.each([
      ["assign-roles", ""],
      ["audit-logs", /^\d+\n$/],
      ["key-rotation", /^\d{4}-\d\d-\d\dT.*\n$/],
    ])("and in the guide %s, the program for the client works on it too", async (guide, output) => {
      const fences = extractFences(String(siteOnDisk.get(`v2/${guide}.md`)));
      const program = fences.find(({ language }) => language === "typescript")?.code ?? "";
      const listed = await runHere(
        "curl",
        "-s",
        `${server.url}/v2/organization/api-keys`,
        "-H",
        `CONFIDENT_API_KEY: ${environment["CONFIDENT_ORG_API_KEY"]}`,
      );
      const [key] = (JSON.parse(listed) as Node).data.apiKeys;
      const other = sampleFolder();
      writeFileSync(
        join(other.path, "sample-1.mts"),
        program.replace('"Provisioning"', JSON.stringify(key.name)),
      );
      const printed = await execute([process.execPath, "sample-1.mts"], other.path, environment);
      other.remove();
      expect(printed).toMatch(output);
    });

    it("and in the guide to invitations, the command accepts one on a server with a file", async () => {
      const files = sampleFolder();
      const database = join(files.path, "demo.db");
      const command = extractFences(String(siteOnDisk.get("v2/invitations.md"))).find(({ code }) =>
        code.includes("invitations accept TOKEN"),
      );
      const main = new URL("cli/main.js", import.meta.resolve("@rolewright/server"));
      const withFile = await startServer({ database });
      const { apiKey } = await seedDemo(withFile.store);
      const send = async (method: string, path: string, body?: object) => {
        const response = await fetch(`${withFile.url}/v2/organization${path}`, {
          method,
          headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
          ...(body && { body: JSON.stringify(body) }),
        });
        return (await response.json()) as Node;
      };
      const invite = async (organizationRoleId: string) => {
        const body = { emails: ["farah@fernhill.example"], organizationRoleId };
        const { data } = await send("POST", "/invitations", body);
        return data.invitations[0];
      };
      // The role of an invitation is changed by another invitation.
      const { id } = await invite("role-uuid-2");
      await send("DELETE", `/invitations/${id}`);
      const { token } = await invite("role-uuid-3");
      const [, flags = ""] = command?.code.split("main.js ") ?? [];
      const values = flags.replace("TOKEN", token).replace("demo.db", database).split(" ");
      await execute([process.execPath, fileURLToPath(main), ...values], files.path, {});
      const { data } = await send("GET", "/members");
      expect(
        data.members.map(({ email, organizationRole }: Node) => [email, organizationRole.name]),
      ).toContainEqual(["farah@fernhill.example", "Billing Manager"]);
      await withFile.close();
      files.remove();
    });

    it("of version 1 works on the server of pnpm start", async () => {
      const page = "getting-started.md";
      const { created, listed, changed } = await runCommands(page, ({ data }) => data.role.id);
      expect(listed.roles.at(-1)).toEqual(created.role);
      expect(changed).toContain('"Billing Auditor"');
      expect(changed).toContain('"deleted":true');
      const output = await runProgram(page, "sample-1000.mjs");
      expect(output.replaceAll(/[\w-]{20,}/g, "ID")).toBe(
        "created ID\nlisted Owner, Admin, Member, Billing Manager, Auditor\nchanged Billing Auditor\ndeleted ID\n",
      );
    });

    it("of version 2 works on the server of pnpm start", async () => {
      const page = "v2/getting-started.md";
      const { created, listed, changed } = await runCommands(page, ({ data }) => data.id);
      expect(listed.members.map(({ name }: Node) => name)).toContain("Ben");
      expect(changed).toContain(JSON.stringify({ id: created.id, name: "Auditor" }));
      expect(changed).toMatch(new RegExp(`"data":\\{"id":"${created.id}"\\}\\}$`));
      expect(await runProgram(page, "sample-1001.mjs")).toBe(
        "created Auditor\nben@fernhill.example is Auditor\ndeleted Auditor\n",
      );
    });
  });
});
