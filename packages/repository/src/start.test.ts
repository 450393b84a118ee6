import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const start = join(import.meta.dirname, "start.ts");
const children: ChildProcess[] = [];

/** Runs the entry point of `pnpm start`. `launcher` is a shell command that starts it, as npx and pnpm do. */
function run(flags: string[], launcher?: string) {
  const command = [process.execPath, start, ...flags];
  const [file = "", ...rest] =
    launcher === undefined ? command : ["sh", "-c", `${launcher} "$@"; :`, "sh", ...command];
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

async function listenOnFreePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port };
}

async function waitFor<T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const urlIn = ({ output }: ReturnType<typeof run>) =>
  waitFor(() => /mock +(http:\S+)/.exec(output.text)?.[1]);
const isDown = (url: string) =>
  fetch(url).then(
    () => undefined,
    () => true,
  );

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

describe("pnpm start", { timeout: 60_000 }, () => {
  it("prints the addresses, and commands that work when pasted", async () => {
    const started = run([]);
    await urlIn(started);
    await waitFor(() => started.output.text.includes("Ctrl-C") || undefined);
    const commands = Array.from(started.output.text.matchAll(/^ {4}curl (.*)$/gm), ([, rest]) => rest);
    const responses: string[] = [];
    for (const command of commands) {
      const curl = spawn("sh", ["-c", `curl --silent ${command}`]);
      const [chunk] = (await once(curl.stdout, "data")) as [Buffer];
      responses.push(chunk.toString());
    }
    // zsh would pass a trailing comment to curl as more addresses to call, and send them the key.
    expect(commands.join("\n")).not.toContain("#");
    expect(responses.pop()).toMatch(/^# /);
    expect(responses.map((response) => JSON.parse(response) as unknown)).toMatchObject([
      { success: true, data: { roles: [{ name: "Owner" }, {}, {}, {}] } },
      { success: true, data: { role: { name: "Reviewer" } } },
      { success: false, error: expect.stringContaining('"Admin" is the name of a built-in role') },
    ]);

    const variables = started.output.text.match(/^ {4}export .*$/gm) ?? [];
    const list = `curl --silent "$CONFIDENT_BASE_URL/v1/organization" -H "CONFIDENT_API_KEY: $CONFIDENT_ORG_API_KEY"`;
    const pasted = spawn("sh", ["-c", [...variables, list].join("\n")]);
    const [organization] = (await once(pasted.stdout, "data")) as [Buffer];
    expect(JSON.parse(String(organization))).toMatchObject({ success: true });

    // The documentation's try form calls the server with a key that it accepts.
    const server = await waitFor(() => /server +(http:\S+)/.exec(started.output.text)?.[1]);
    const docs = await waitFor(() => /docs +(http:\S+)/.exec(started.output.text)?.[1]);
    const page = await (await fetch(`${docs}/organization/retrieveOrganization.html`)).text();
    expect(page).toContain(`data-url="${server}/v1/organization"`);
    const [, key = ""] = /data-key value="([^"]+)"/.exec(page) ?? [];
    const headers = { CONFIDENT_API_KEY: key, Origin: docs };
    const response = await fetch(`${server}/v1/organization`, { headers });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("stops everything on %s", async (signal) => {
    const started = run([]);
    const url = await urlIn(started);
    started.child.kill(signal);
    expect((await started.closed).code).toBe(0);
    expect(await isDown(url)).toBe(true);
  });

  it("stops when its launcher is killed without forwarding the signal", async () => {
    const started = run([], 'exec_as_pnpm() { "$@"; }; exec_as_pnpm');
    const url = await urlIn(started);
    started.child.kill("SIGTERM");
    expect(await waitFor(() => isDown(url))).toBe(true);
  });

  it("reports all ports in use in one line, with a command whose ports are free", async () => {
    const others = await Promise.all([1, 2, 3].map(() => listenOnFreePort()));
    const [mock, , docs] = others.map(({ port }) => port);
    const { code, text } = await run(["--mock-port", String(mock), "--docs-port", String(docs)]).closed;
    const [, command = ""] = /^.*: npx -y pnpm@12 start (.*)\n$/.exec(text) ?? [];
    expect({ code, text }).toEqual({
      code: 1,
      text: `Ports ${mock} (mock), ${docs} (docs) are already in use. Choose others: npx -y pnpm@12 start ${command}\n`,
    });
    const started = run(command.split(" "));
    expect(await urlIn(started)).toBe(`http://127.0.0.1:${command.split(" ")[1]}`);
    for (const { server } of others) server.close();
  });

  it("accepts the `--` that npm needs before flags", async () => {
    const { code, text } = await run(["--", "--mock-port", "none"]).closed;
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('mock port "none" is invalid') });
  });

  it("shows its options on --help, without a build", async () => {
    const { code, text } = await run(["--help"]).closed;
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/^Builds and runs .*--docs-port PORT/s),
    });
  });

  it.each([
    [["--mock-port", "none"], /mock port "none" is invalid/],
    [["--nock-port", "1"], /--nock-port/],
  ])("rejects %j in one line", async (flags, message) => {
    const { code, text } = await run(flags).closed;
    expect(code).toBe(1);
    expect(text).toMatch(message);
    expect(text).not.toContain("    at ");
  });
});
