import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const spec = (name: string) => fileURLToPath(import.meta.resolve(`@rolewright/spec/${name}`));

/** A word for what a comparison depends on: the kit, the planted servers, the description. */
export function fingerprint(): string {
  const folders = ["../checks", "../data", "../description", "../session", "."].map(folder);
  const sources = folders.flatMap((name) =>
    readdirSync(name, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .toSorted()
      .map((file) => join(name, file)),
  );
  const digest = createHash("sha256");
  for (const file of [...sources, spec("openapi.yaml"), spec("workflows.arazzo.yaml")])
    digest.update(readFileSync(file));
  return digest.digest("hex").slice(0, 12);
}
