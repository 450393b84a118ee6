import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const start = join(import.meta.dirname, "start.ts");
const children: ChildProcess[] = [];

/** Runs what `pnpm start` runs; `under` puts processes above it, as npx and pnpm do. */
function run(flags: string[], under?: string) {
  const command = [process.execPath, start, ...flags];
  const [file = "", ...rest] =
    under === undefined ? command : ["sh", "-c", `${under} ${command.join(" ")}; :`];
  const child = spawn(file, rest, {
    env: {
      ...process.env,
      ROLEWRIGHT_MOCK_PORT: "0",
      ROLEWRIGHT_SERVER_PORT: "0",
      ROLEWRIGHT_DOCS_PORT: "0",
    },
  });
  children.push(child);
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output.text += chunk));
  const closed = once(child, "close").then(([code]) => ({ code: code as number | null, text: output.text }));
  return { child, output, closed };
}

async function until<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const urlIn = ({ output }: ReturnType<typeof run>) => until(() => /mock +(http:\S+)/.exec(output.text)?.[1]);
const isDown = (url: string) =>
  fetch(url).then(
    () => undefined,
    () => true,
  );

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

describe("pnpm start", { timeout: 60_000 }, () => {
  it("prints where everything is, and commands that work when they are pasted", async () => {
    const started = run([]);
    await urlIn(started);
    await until(() => started.output.text.includes("Ctrl-C") || undefined);
    const commands = Array.from(started.output.text.matchAll(/^ {4}curl (.*)$/gm), ([, rest]) => rest);
    const answers: string[] = [];
    for (const command of commands) {
      const curl = spawn("sh", ["-c", `curl --silent ${command}`]);
      const [chunk] = (await once(curl.stdout, "data")) as [Buffer];
      answers.push(chunk.toString());
    }
    // A shell on a Mac would take a comment for more addresses to call, and send them the key.
    expect(commands.join("\n")).not.toContain("#");
    expect(answers.pop()).toMatch(/^# /);
    expect(answers.map((answer) => JSON.parse(answer) as unknown)).toMatchObject([
      { success: true, data: { roles: [{ name: "Owner" }, {}, {}, {}] } },
      { success: true, data: { role: { name: "Auditor" } } },
      { success: false, error: expect.stringContaining('"Admin" is the name of a system-defined role') },
    ]);

    // The documentation calls the API beside it, with a key that it takes.
    const server = await until(() => /server +(http:\S+)/.exec(started.output.text)?.[1]);
    const docs = await until(() => /docs +(http:\S+)/.exec(started.output.text)?.[1]);
    const page = await (await fetch(`${docs}/organization/retrieveOrganization.html`)).text();
    expect(page).toContain(`data-url="${server}/v1/organization"`);
    const [, key = ""] = /data-key value="([^"]+)"/.exec(page) ?? [];
    const headers = { CONFIDENT_API_KEY: key, Origin: docs };
    const answer = await fetch(`${server}/v1/organization`, { headers });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends everything on %s", async (signal) => {
    const started = run([]);
    const url = await urlIn(started);
    started.child.kill(signal);
    expect((await started.closed).code).toBe(0);
    expect(await isDown(url)).toBe(true);
  });

  it("ends when what started it is killed and passes nothing on", async () => {
    const started = run([], 'exec_as_pnpm() { "$@"; }; exec_as_pnpm');
    const url = await urlIn(started);
    started.child.kill("SIGTERM");
    expect(await until(() => isDown(url))).toBe(true);
  });

  it("says in one line that a port is taken, and how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const { code, text } = await run(["--mock-port", String(port)]).closed;
    other.close();
    expect({ code, text }).toEqual({
      code: 1,
      text: `Port ${port}, for the mock, is already in use. Choose another: npx -y pnpm@12 start --mock-port ${port + 1}, or set ROLEWRIGHT_MOCK_PORT.\n`,
    });
  });

  it.each([
    [["--mock-port", "none"], /port of the mock is "none"/],
    [["--nock-port", "1"], /--nock-port/],
  ])("refuses %j in one line", async (flags, message) => {
    const { code, text } = await run(flags).closed;
    expect(code).toBe(1);
    expect(text).toMatch(message);
    expect(text).not.toContain("    at ");
  });
});
