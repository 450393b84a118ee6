import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** A sample as it is printed on a page. */
export interface Printed {
  language: string;
  code: string;
}

/** What a sample sent. */
export interface Sent {
  method: string;
  /** As it went over the wire. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** The key that samples find in their environment. */
export const apiKey = "confident_us_org_$(touch${IFS}stolen)`touch${IFS}stolen`";

/** Takes requests down, then lets the mock answer with the example that is wanted. */
export async function startRecorder(mockUrl: string) {
  const sent: Sent[] = [];
  const wanted = { example: "" };
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    sent.push({ method, path, headers, body });
    const answer = await fetch(mockUrl + path, {
      method,
      headers: {
        CONFIDENT_API_KEY: String(headers["confident_api_key"]),
        ...(headers["content-type"] && { "Content-Type": headers["content-type"] }),
        ...(wanted.example && { Prefer: `example=${wanted.example}` }),
      },
      ...(body && { body }),
    });
    response.writeHead(answer.status, { "Content-Type": "application/json" }).end(await answer.text());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, sent, wanted, close: () => server.close() };
}

/** A folder in which samples find the packages of this repository, as their reader's would. */
export function sampleFolder() {
  const parent = join(import.meta.dirname, "../reports");
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, "samples-"));
  return {
    path,
    /** Files that nobody put there: what a sample made that should do nothing but call. */
    strangers: () => readdirSync(path).filter((file) => !/^(sample-\d+\.|node-runner|tsconfig)/.test(file)),
    remove: () => rmSync(path, { recursive: true }),
  };
}

/** What a sample sent, and what it printed. */
export interface Run {
  sent: Sent | undefined;
  printed: string;
}

type Recorder = Awaited<ReturnType<typeof startRecorder>>;

/** Runs a sample by what its language is run with: a POSIX shell, Node, Python. */
export async function runSample(
  sample: Printed,
  folder: string,
  number: number,
  recorder: Recorder,
): Promise<Run> {
  recorder.sent.length = 0;
  const file = join(
    folder,
    `sample-${number}.${{ shell: "sh", typescript: "mts", javascript: "mjs", python: "py" }[sample.language]}`,
  );
  writeFileSync(file, sample.code);
  const command = { shell: ["sh", file], python: ["python3", file] }[sample.language];
  const printed = await (command ? execute(command, folder) : node(file, folder));
  return { sent: recorder.sent[0], printed };
}

async function execute([name = "", ...rest]: string[], folder: string): Promise<string> {
  const child = spawn(name, rest, { cwd: folder, env: { ...process.env, CONFIDENT_ORG_API_KEY: apiKey } });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return output || errors;
}

let runner: ReturnType<typeof spawn> | undefined;

/** One Node for all samples: each is imported, and what it logs comes back as JSON. */
async function node(file: string, folder: string): Promise<string> {
  if (runner === undefined) {
    const script = join(folder, "node-runner.mjs");
    writeFileSync(
      script,
      `let logged; console.log = (value) => (logged = value);
process.on("message", async (file) => {
  logged = undefined;
  try { await import(file); } catch (error) { logged = String(error); }
  process.send(JSON.stringify(logged) ?? "nothing");
});`,
    );
    const env = { ...process.env, CONFIDENT_ORG_API_KEY: apiKey };
    runner = spawn(process.execPath, [script], {
      cwd: folder,
      env,
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }
  runner.send(file);
  const [printed] = (await once(runner, "message")) as [string];
  return printed;
}

/** Ends what runs samples. */
export function stopRunner(): void {
  runner?.kill();
  runner = undefined;
}

/** The code on a page's HTML, as it is copied from there. */
export const codeOn = (html: string): string[] =>
  Array.from(html.matchAll(/<pre[^>]*><code>([^]*?)<\/code><\/pre>/g), ([, code = ""]) =>
    code
      .replaceAll(/<[^>]*>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );

const languages = ["shell", "typescript", "javascript", "python"];

/** The samples and answers on an operation's HTML, case by case: a sample in each language, then the answer. */
export function casesOn(html: string): { samples: Printed[]; answer: unknown }[] {
  const code = codeOn(html);
  const size = languages.length + 1;
  return Array.from({ length: code.length / size }, (_, index) => {
    const samples = languages.map((language, at) => ({ language, code: code[index * size + at] ?? "" }));
    return { samples, answer: JSON.parse(code[index * size + languages.length] ?? "") };
  });
}
