#!/usr/bin/env node
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { assertNodeVersion, describeCommandError, parsePort } from "@rolewright/node-kit";
import type { SiteOptions } from "./site.ts";

const usage = `rolewright-docs: documentation of Confident AI's roles API. Independent and unofficial.

Usage: rolewright-docs [--port PORT] [--host HOST]
       rolewright-docs build --out FOLDER [options]

Without a command, the site is built and served.

  --port PORT          port to listen on, 0 for any free port (default 4030, or ROLEWRIGHT_DOCS_PORT)
  --host HOST          address to listen on (default 127.0.0.1)
  --out FOLDER         folder for the files; other files in it stay
  --url URL            URL that the site will have, for absolute links in Markdown and the site map
  --repository URL     URL of the source repository, for a link in the header and links to edit guides
  --description FILE   another OpenAPI 3.1 description, as JSON or YAML
  --guides FOLDER      another folder with guides; it has to contain index.md
  --version            print the version
  --help               show this help`;

const options = {
  port: { type: "string", default: process.env["ROLEWRIGHT_DOCS_PORT"] ?? "4030" },
  host: { type: "string", default: "127.0.0.1" },
  out: { type: "string" },
  url: { type: "string" },
  repository: { type: "string" },
  description: { type: "string" },
  guides: { type: "string" },
  version: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

type Flags = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>["values"];

try {
  await main();
} catch (error) {
  console.error(
    describeCommandError(error, { command: "rolewright-docs", portVariable: "ROLEWRIGHT_DOCS_PORT" }),
  );
  process.exitCode = 1;
}

async function main(): Promise<void> {
  assertNodeVersion("24.18");
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (values.help) return console.log(usage);
  if (values.version) return console.log(await readVersion());
  const [command, ...others] = positionals;
  if (others.length > 0 || (command !== undefined && command !== "build"))
    throw new Error(
      `Unknown command "${positionals.join(" ")}". Use build, or no command to serve the site.`,
    );
  await (command === "build" ? build(values) : serve(parsePort(values.port), values.host));
}

async function build(flags: Flags): Promise<void> {
  const { out, url } = flags;
  if (out === undefined) throw new Error("The output folder is missing. Set it with --out FOLDER.");
  const { buildSite } = await import("./site.ts");
  const site = await buildSite(await readSiteOptions(flags));
  for (const [path, content] of site) {
    await mkdir(dirname(join(out, path)), { recursive: true });
    await writeFile(join(out, path), content);
  }
  console.log(`Wrote ${site.size} files to ${out}.`);
  if (url === undefined)
    console.log("Without --url, links in Markdown are relative and there is no site map.");
}

async function readSiteOptions({ url, repository, description, guides }: Flags): Promise<SiteOptions> {
  for (const [flag, value] of Object.entries({ url, repository }))
    if (value !== undefined && !URL.canParse(value))
      throw new Error(`--${flag} is not a valid URL: "${value}". Use one such as https://docs.example.`);
  return {
    ...(url && { url }),
    ...(repository && { repositoryUrl: repository }),
    ...(guides && { guidesFolder: pathToFileURL(`${guides}/`) }),
    ...(description && { source: await readSource(description) }),
  };
}

async function readSource(file: string): Promise<NonNullable<SiteOptions["source"]>> {
  const { readDescription } = await import("@rolewright/openapi");
  const description = readDescription(file);
  return { text: description.text, description };
}

async function serve(port: number, host: string): Promise<void> {
  const { startDocs } = await import("./server.ts");
  const docs = await startDocs({ port, host });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void docs.close());
  console.log(`The documentation is served at ${docs.url}. Press Ctrl-C to stop.`);
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
