#!/usr/bin/env node
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

const usage = `rolewright-docs: documentation of Confident AI's roles API. Independent and unofficial.

Usage: rolewright-docs [--port PORT] [--host HOST]
       rolewright-docs build --out FOLDER [--url URL]

Without a command, the site is built and served.

  --port PORT    the port to listen on, 0 for any free one   (default 4030, or ROLEWRIGHT_DOCS_PORT)
  --host HOST    the address to listen on                    (default 127.0.0.1)
  --out FOLDER   where the files go; what else is there stays
  --url URL      where the site will be, for its site map and the links of its Markdown
  --version      print the version
  --help         print this`;

try {
  await main();
} catch (error) {
  const { name, message } = error as Error;
  const hint = name === "PortInUseError" ? " Say which with --port or ROLEWRIGHT_DOCS_PORT." : "";
  console.error(`rolewright-docs: ${message}${hint}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: "string", default: process.env["ROLEWRIGHT_DOCS_PORT"] ?? "4030" },
      host: { type: "string", default: "127.0.0.1" },
      out: { type: "string" },
      url: { type: "string" },
      version: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (values.version) return console.log(await readVersion());
  const [command, ...others] = positionals;
  if (others.length > 0 || (command !== undefined && command !== "build")) {
    throw new Error(
      `there is no command "${positionals.join(" ")}". There is build; without one, the site is served.`,
    );
  }
  await (command === "build" ? build(values.out, values.url) : serve(readPort(values.port), values.host));
}

async function build(out: string | undefined, url: string | undefined): Promise<void> {
  if (out === undefined) throw new Error("build needs to know where to: --out FOLDER.");
  if (url !== undefined && !URL.canParse(url)) {
    throw new Error(`the URL is "${url}". Give a whole one, such as https://docs.example.`);
  }
  const { buildSite } = await import("./site.ts");
  const site = await buildSite(url === undefined ? {} : { url });
  for (const [path, content] of site) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), content);
  }
  console.log(`${site.size} files in ${out}.`);
  if (url === undefined)
    console.log("Without --url the site map has no whole URLs, and Markdown links are relative.");
}

async function serve(port: number, host: string): Promise<void> {
  const { startDocs } = await import("./server.ts");
  const docs = await startDocs({ port, host });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void docs.close());
  console.log(`The documentation listens on ${docs.url}. Ctrl-C stops it.`);
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535))
    throw new Error(`the port is "${text}". Give a number from 0 to 65535, 0 for any free one.`);
  return port;
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
