/** Measures the size of the client: bundled for a browser, minified and gzipped, and unpacked on disk. */
import { gzipSync } from "node:zlib";
import { execFileSync } from "node:child_process";
import { build } from "esbuild";

/** Returns the size of a program in bytes after it is bundled, minified and gzipped. Chunks that it loads later do not count. */
export async function bundledSize(program: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    splitting: true,
    // A hash of the path would change the size from machine to machine.
    chunkNames: "[name]",
    outdir: "out",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  const own = outputFiles.find(({ path }) => path.endsWith("stdin.js"));
  return gzipSync(own?.contents ?? "", { level: 9 }).length;
}

/** The programs that are measured. */
export const programs: Record<string, string> = {
  "@rolewright/client, one operation":
    'import { createClient } from "@rolewright/client"; createClient().organization.roles.list().then(console.log);',
  "@rolewright/client, everything": 'import * as client from "@rolewright/client"; console.log(client);',
  "@rolewright/client/v2, everything":
    'import * as client from "@rolewright/client/v2"; console.log(client);',
  "@rolewright/client/fetch": 'import * as client from "@rolewright/client/fetch"; console.log(client);',
  "openapi-fetch": 'import createClient from "openapi-fetch"; createClient().GET("/").then(console.log);',
  ky: 'import ky from "ky"; ky.get("").then(console.log);',
  axios: 'import axios from "axios"; axios.get("").then(console.log);',
};

/** Returns the unpacked size of the published package, in bytes. */
export function packedSize(): number {
  const directory = new URL("../../client", import.meta.url);
  const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: directory,
    encoding: "utf8",
  });
  const [{ unpackedSize }] = JSON.parse(output) as [{ unpackedSize: number }];
  return unpackedSize;
}

if (import.meta.main) {
  for (const [name, program] of Object.entries(programs))
    console.log(`${name}: ${await bundledSize(program)} bytes gzipped`);
  console.log(`@rolewright/client on disk: ${packedSize()} bytes`);
}
