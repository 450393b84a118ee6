/** Completes the manifests of the packages that `pnpm pack` and `pnpm publish` write. */
import { readFileSync } from "node:fs";

/** The address of the repository, from the package.json of the root. It is undefined until the owner sets it. */
const { repository } = JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8"));

export const hooks = {
  beforePacking({ scripts: _scripts, devDependencies: _devDependencies, ...manifest }) {
    const { imports, ...publishConfig } = manifest.publishConfig;
    return {
      ...manifest,
      publishConfig,
      ...(imports && { imports }),
      ...describeRepository(manifest.name),
      ...(manifest.dependencies && { dependencies: allowUpdates(manifest.dependencies) }),
    };
  },
};

function describeRepository(name) {
  if (repository === undefined) return {};
  const shortName = name.replace("@rolewright/", "");
  const directory = shortName === "spec" ? "spec" : `packages/${shortName}`;
  return {
    repository: { type: "git", url: `git+${repository}.git`, directory },
    homepage: `${repository}/tree/main/${directory}#readme`,
    bugs: `${repository}/issues`,
  };
}

/** The catalog has exact versions. Users need ranges, so that their package manager can share one copy of a dependency. */
function allowUpdates(dependencies) {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => [
      name,
      /^\d/.test(version) ? `^${version}` : version,
    ]),
  );
}
