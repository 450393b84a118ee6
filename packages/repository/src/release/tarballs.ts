import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.ts";
import type { PublishedPackage } from "./published-packages.ts";

/** Packs every package into a folder. Returns the tarballs by package name. */
export async function packAll(
  root: string,
  packages: PublishedPackage[],
  folder: string,
): Promise<Map<string, string>> {
  mkdirSync(folder, { recursive: true });
  const filters = packages.flatMap(({ name }) => ["--filter", name]);
  await run("npx", ["-y", "pnpm@12", ...filters, "pack", "--pack-destination", folder], { cwd: root });
  return new Map(
    packages.map(({ name, version }) => [
      name,
      join(folder, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`),
    ]),
  );
}

/**
 * Installs all tarballs in an empty project, and runs the program of the README there, against the packed mock.
 *
 * @throws {Error} if the program fails.
 */
export async function testTarballs(root: string, tarballs: Iterable<string>, project: string): Promise<void> {
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  await run("npm", ["install", "--no-audit", "--no-fund", ...tarballs], { cwd: project });
  await runReadmeProgram(root, project, process.execPath, []);
}

/** Runs the program of the README in a project that has the client and the mock. */
export async function runReadmeProgram(
  root: string,
  project: string,
  runtime: string,
  flags: string[],
): Promise<string> {
  const mock = spawn(process.execPath, [
    join(project, "node_modules/@rolewright/mock/dist/cli.js"),
    "--port",
    "0",
  ]);
  try {
    const url = await readUrl(mock.stdout);
    const program = readReadmeProgram(root).replace("http://127.0.0.1:4010", url);
    writeFileSync(join(project, "roles.mjs"), program);
    const output = await run(runtime, [...flags, "roles.mjs"], { cwd: project });
    if (!output.includes("role-uuid-")) throw new Error(`The README's program printed no role:\n${output}`);
    return output;
  } finally {
    if (mock.kill()) await once(mock, "close");
  }
}

async function readUrl(stream: NodeJS.ReadableStream): Promise<string> {
  let output = "";
  for await (const chunk of stream) {
    output += String(chunk);
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error(`The packed mock did not start:\n${output}`);
}

function readReadmeProgram(root: string): string {
  const [, program] = /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  if (program === undefined) throw new Error("README.md has no TypeScript program.");
  return program;
}
