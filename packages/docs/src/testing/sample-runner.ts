import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { readRequest } from "./powershell.ts";
import { apiKey, type ProgramRunner } from "./sample-programs.ts";

/** A sample on a page. */
export interface Printed {
  language: string;
  code: string;
}

/** A request that a sample sent. */
export interface SentRequest {
  method: string;
  /** The path and query, still encoded. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * Starts a proxy that records requests and requests the wanted example from the mock, for requests with the wanted method: the
 * client reads the roles before it changes the role of a member. Redirects lead to a file on another host, which must not get
 * the API key.
 */
export async function startRecorder(mockUrl: string) {
  const sent: SentRequest[] = [];
  const wanted = { example: "", method: "" };
  /** The headers of requests to the other host that have the API key. */
  const leaked: IncomingHttpHeaders[] = [];
  const fileText = "a file\n";
  const otherHost = createServer((request, response) => {
    if (JSON.stringify(request.headers).includes("touch")) leaked.push(request.headers);
    response.end(fileText);
  });
  const fileUrl = `${await listen(otherHost)}/file`;
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    sent.push({ method, path, headers, body });
    const upstream = await fetch(mockUrl + path, {
      method,
      headers: {
        CONFIDENT_API_KEY: String(headers["confident_api_key"]),
        ...(headers["content-type"] && { "Content-Type": headers["content-type"] }),
        ...(wanted.example && wanted.method === method && { Prefer: `example=${wanted.example}` }),
      },
      redirect: "manual",
      ...(body && { body }),
    });
    const location = upstream.headers.has("Location") && { Location: fileUrl };
    return response
      .writeHead(upstream.status, { "Content-Type": "application/json", ...location })
      .end(await upstream.text());
  });
  const url = await listen(server);
  const close = () => {
    server.close();
    otherHost.close();
  };
  return { url, sent, wanted, fileUrl, fileText, leaked, close };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Creates a folder in which samples can import the packages of this repository. */
export function sampleFolder() {
  const parent = join(import.meta.dirname, "../../reports");
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, "samples-"));
  return {
    path,
    /** Files that a sample created. Samples only send requests, so there should be none. */
    unexpectedFiles: () => readdirSync(path).filter((file) => !/^(sample-(\d+|go)|tsconfig)/.test(file)),
    remove: () => rmSync(path, { recursive: true }),
  };
}

/** The last request that a sample sent, and its output. */
export interface Run {
  sent: SentRequest | undefined;
  printed: string;
}

type Recorder = Awaited<ReturnType<typeof startRecorder>>;

/** Runs a sample. Reads PowerShell and sends its request. */
export async function runSample(
  { language, code }: Printed,
  programs: ProgramRunner,
  recorder: Recorder,
): Promise<Run> {
  recorder.sent.length = 0;
  const printed = await (language === "powershell"
    ? sendPowershellRequest(code)
    : programs.run(language, code));
  return { sent: recorder.sent.at(-1), printed };
}

async function sendPowershellRequest(program: string): Promise<string> {
  const { url, ...request } = readRequest(program, { CONFIDENT_ORG_API_KEY: apiKey });
  return (await fetch(url, request)).text();
}

/** The language of each tab. */
const languages: Record<string, string> = {
  curl: "shell",
  TypeScript: "typescript",
  fetch: "javascript",
  Python: "python",
  Go: "go",
  Java: "java",
  PowerShell: "powershell",
};

/** A block of code in HTML, as a reader copies it. */
function extractBlocks(html: string): { label: string; code: string }[] {
  return Array.from(
    html.matchAll(/<div class=code data-label="([^"]*)"><pre[^>]*><code>([^]*?)<\/code><\/pre>/g),
    ([, label = "", code = ""]) => ({
      label,
      code: code
        .replaceAll(/<[^>]*>/g, "")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&"),
    }),
  );
}

/** The samples of an operation's page: a list for each example of the request. */
export function extractCases(html: string): Printed[][] {
  return html
    .split('aria-label="Language"')
    .slice(1)
    .map((part) =>
      extractBlocks(part.split('aria-label="Status"')[0] ?? "")
        .filter(({ label }) => label in languages)
        .map(({ label, code }) => ({ language: languages[label] ?? "", code })),
    );
}

/** The examples of a response on an operation's page, by name. */
export function extractResponses(html: string): Map<string, unknown> {
  const [, part = ""] = html.split('aria-label="Status"');
  return new Map(
    extractBlocks(part)
      .filter(({ code }) => code.startsWith("{"))
      .map(({ label, code }) => [label, JSON.parse(code)]),
  );
}
