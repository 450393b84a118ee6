import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { startMock } from "./index.ts";

const cli = fileURLToPath(new URL("cli.ts", import.meta.url));
const children: ChildProcess[] = [];

function run(flags: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, ...flags], { env: { ...process.env, ...environment } });
  children.push(child);
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output.text += chunk));
  const closed = once(child, "close").then(([code]) => ({ code: code as number | null, text: output.text }));
  return { child, output, closed };
}

async function urlOf({ output, closed }: ReturnType<typeof run>): Promise<string> {
  const ended = closed.then(({ text }) => expect.fail(text));
  const listening = (async () => {
    for (;;) {
      const [, url] = /listens on (http:\S+?)\. /.exec(output.text) ?? [];
      if (url !== undefined) return url;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return Promise.race([listening, ended]);
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

describe("rolewright-mock", { timeout: 60_000 }, () => {
  it.each(["SIGINT", "SIGTERM"] as const)("serves until %s, then exits with 0", async (signal) => {
    const mock = run(["--port", "0"]);
    const url = await urlOf(mock);
    expect((await fetch(`${url}/v1/projects`, { headers: { CONFIDENT_API_KEY: "any" } })).status).toBe(200);
    expect(mock.output.text).toContain(`curl ${url}/v1/organization/roles -H "CONFIDENT_API_KEY: any"`);
    mock.child.kill(signal);
    expect((await mock.closed).code).toBe(0);
  });

  it("generates responses with --dynamic and --seed, and reads the port from the environment", async () => {
    const url = await urlOf(run(["--dynamic", "--seed", "42"], { ROLEWRIGHT_MOCK_PORT: "0" }));
    const read = async () =>
      (await fetch(`${url}/v1/projects`, { headers: { CONFIDENT_API_KEY: "any" } })).text();
    const text = await read();
    expect(text).not.toContain("PROJECT-ID");
    expect(await read()).toBe(text);
  });

  it("reports a port in use in one line, with the flag that chooses another", async () => {
    const other = await startMock();
    const { port } = new URL(other.url);
    const { code, text } = await run(["--port", port]).closed;
    await other.close();
    expect({ code, text }).toEqual({
      code: 1,
      text: `rolewright-mock: Port ${port} on 127.0.0.1 is already in use. Choose another port, or 0 for any free port. Set it with --port or ROLEWRIGHT_MOCK_PORT.\n`,
    });
  });

  it.each([
    [["--port", "http"], /The port "http" is invalid/],
    [["--port", "65536"], /The port "65536" is invalid/],
    [["--prot", "1"], /--prot/],
    [["spec.yaml"], /spec\.yaml/],
  ])("rejects %j in one line", async (flags, message) => {
    const { code, text } = await run(flags).closed;
    expect(code).toBe(1);
    expect(text).toMatch(message);
    expect(text).not.toContain("    at ");
  });

  it("prints its help and its version", async () => {
    expect((await run(["--help"]).closed).text).toContain("Usage: rolewright-mock");
    expect((await run(["--version"]).closed).text).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
