import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const resolve = (specifier: string) => fileURLToPath(import.meta.resolve(specifier));

/** Hashes everything that a comparison depends on: the built kit, the faults and the description. */
export function fingerprint(): string {
  const sources = [dirname(resolve("@rolewright/contract")), import.meta.dirname].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.[jt]s$/.test(file) && !file.endsWith(".test.ts") && !file.endsWith(".d.ts"))
      .toSorted()
      .map((file) => join(folder, file)),
  );
  const digest = createHash("sha256");
  for (const file of [...sources, ...["openapi.yaml", "workflows.arazzo.yaml"].map(specFile)])
    digest.update(readFileSync(file));
  return digest.digest("hex").slice(0, 12);
}

const specFile = (name: string) => resolve(`@rolewright/spec/${name}`);
