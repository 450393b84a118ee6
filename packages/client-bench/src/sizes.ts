/** How large the client is, bundled for a browser, minified and gzipped; and what it needs on disk. */
import { gzipSync } from "node:zlib";
import { execFileSync } from "node:child_process";
import { build } from "esbuild";

/**
 * Bytes of a program that uses a library, once bundled, minified and gzipped. What it imports only when it comes to it
 * (`openapi-fetch`, at the first call of `client.raw`) is in a file of its own, which is not counted here.
 */
export async function bundledSize(program: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    splitting: true,
    // Without a hash of where it lies, so that it is as large everywhere.
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
  "openapi-fetch": 'import createClient from "openapi-fetch"; createClient().GET("/").then(console.log);',
  ky: 'import ky from "ky"; ky.get("").then(console.log);',
  axios: 'import axios from "axios"; axios.get("").then(console.log);',
};

/** The unpacked size of what is published, in bytes. */
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
