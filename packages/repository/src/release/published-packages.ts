import { globSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/** A package that is published, with its folder relative to the root. */
export interface PublishedPackage {
  name: string;
  version: string;
  folder: string;
}

interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  dependencies?: Record<string, string>;
}

/** Lists the packages to publish. A package comes after those that it depends on, so that it can be installed at once. */
export function listPublishedPackages(root: string): PublishedPackage[] {
  const manifests = new Map(
    globSync("{spec,packages/*}/package.json", { cwd: root })
      .toSorted()
      .map((file) => [file, JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest] as const)
      .filter(([, manifest]) => manifest.private !== true)
      .map(([file, manifest]) => [
        manifest.name,
        { ...manifest, folder: dirname(file).replaceAll(sep, "/") },
      ]),
  );
  const ordered = new Map<string, PublishedPackage>();
  function add(name: string): void {
    const manifest = manifests.get(name);
    if (manifest === undefined || ordered.has(name)) return;
    for (const dependency of Object.keys(manifest.dependencies ?? {})) add(dependency);
    const { version, folder } = manifest;
    ordered.set(name, { name, version, folder });
  }
  for (const name of manifests.keys()) add(name);
  return [...ordered.values()];
}

/** The tag of a package's release, as changesets writes it. */
export function tagOf({ name, version }: Pick<PublishedPackage, "name" | "version">): string {
  return `${name}@${version}`;
}
