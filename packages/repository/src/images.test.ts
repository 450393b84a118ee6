import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findFreePort } from "@rolewright/test-support";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "rolewright-images-"));

/** Why the images are not built. Only `test:stress` sets `ROLEWRIGHT_IMAGES`, since a build takes minutes. */
const skipReason = findSkipReason();
function findSkipReason(): string | undefined {
  if (!process.env["ROLEWRIGHT_IMAGES"]) return "ROLEWRIGHT_IMAGES is not set";
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "mounting an image read-only needs root on Linux";
  if (spawnSync("buildah", ["--version"]).status !== 0) return "buildah is not installed";
  const unshare = spawnSync("unshare", ["--mount", "true"], { encoding: "utf8" });
  return unshare.status === 0 ? undefined : `this machine permits no mounts: ${unshare.stderr.trim()}`;
}

interface ImageConfig {
  User: string;
  Env: string[];
  Entrypoint: string[];
  Cmd?: string[] | null;
  WorkingDir: string;
  Healthcheck: { Test: string[] };
}

interface Image {
  name: string;
  sbomFiles: string[];
  /** The variables, and the arguments instead of `CMD`, that make it listen on a port of this machine only. */
  listenOn: (port: number) => { env: Record<string, string>; args?: string[] };
}

const images: Image[] = [
  {
    name: "server",
    sbomFiles: [],
    listenOn: (port) => ({
      env: {
        ROLEWRIGHT_HOST: "127.0.0.1",
        ROLEWRIGHT_SERVER_PORT: String(port),
        ROLEWRIGHT_DATABASE: ":memory:",
      },
    }),
  },
  {
    name: "mock",
    sbomFiles: ["prism.cdx.json"],
    listenOn: (port) => ({
      env: { ROLEWRIGHT_MOCK_PORT: String(port) },
      args: ["--host", "127.0.0.1"],
    }),
  },
];

/** Runs buildah with a storage of its own, without a daemon. */
function buildah(...args: string[]): string {
  const storage = [
    "--root",
    join(folder, "root"),
    "--runroot",
    join(folder, "run"),
    "--storage-driver",
    "vfs",
  ];
  return execFileSync("buildah", [...storage, ...args], { encoding: "utf8", stdio: "pipe" }).trim();
}

/** The names by which the published Dockerfiles know their bases. */
const bases = {
  build: "docker.io/library/node:24-bookworm-slim",
  run: "gcr.io/distroless/nodejs24-debian12:nonroot",
};

function buildImage(tag: string, context: string, flags: string[]): void {
  // Only Docker's format has HEALTHCHECK.
  buildah("bud", "--isolation", "chroot", "--format", "docker", "--tag", tag, ...flags, context);
}

/**
 * Builds stand-ins for the bases from the programs and libraries of this machine, under the names of the published ones, so
 * that no registry of images is needed. The published ones have the same paths. Distroless also has certificates and time zones.
 */
function buildBases(): void {
  const npm = dirname(dirname(findProgram("npm")));
  // The files in `.bin` are shell scripts, which call these programs.
  const programs = ["sh", "env", "basename", "cat", "dirname", "mkdir", "readlink", "rm", "sed", "uname"];
  buildBase(bases.build, [
    [process.execPath, "usr/local/bin/node"],
    [npm, "usr/local/lib/node_modules/npm"],
    ...programs.map((name) => [findProgram(name), `usr/bin/${name}`] as const),
  ]);
  buildBase(bases.run, [[process.execPath, "nodejs/bin/node"]]);
}

function findProgram(name: string): string {
  return realpathSync(execFileSync("which", [name], { encoding: "utf8" }).trim());
}

/** Builds an image of files, each with its path there, and of the libraries that the programs among them need. */
function buildBase(tag: string, sources: (readonly [source: string, path: string])[]): void {
  const context = mkdtempSync(join(folder, "base-"));
  const files = join(context, "files");
  mkdirSync(join(files, "tmp"), { recursive: true });
  chmodSync(join(files, "tmp"), 0o1777);
  for (const [source, path] of sources) {
    cpSync(source, join(files, path), { recursive: true });
    const libraries = spawnSync("ldd", [source], { encoding: "utf8" }).stdout.match(/\/\S+\.so\S*/g) ?? [];
    // Programs that were built for an older glibc, such as pnpm, also need the parts that are empty today.
    // cspell:ignore libc libdl libpthread librt -- glibc's names of its parts
    const parts = libraries
      .filter((library) => library.endsWith("/libc.so.6"))
      .flatMap((library) =>
        ["libdl.so.2", "libpthread.so.0", "librt.so.1"].map((part) => join(dirname(library), part)),
      );
    for (const library of [...libraries, ...parts]) {
      mkdirSync(dirname(join(files, library)), { recursive: true });
      copyFileSync(library, join(files, library));
    }
  }
  if (tag === bases.build) {
    symlinkSync("usr/bin", join(files, "bin"));
    for (const name of ["npm", "npx"])
      symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(files, "usr/local/bin", name));
  }
  const searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  const dockerfile = join(context, "Dockerfile");
  writeFileSync(dockerfile, `FROM scratch\nCOPY files /\nENV HOME=/root PATH=${searchPath}\n`);
  buildImage(tag, context, ["--file", dockerfile]);
}

/** Builds a published Dockerfile with all of its instructions. */
function buildPublished(name: string): void {
  const dockerfile = join(root, `packages/${name}/deploy/Dockerfile`);
  // cspell:ignore ignorefile -- a flag of buildah
  const flags = ["--pull-never", "--file", dockerfile, "--ignorefile", `${dockerfile}.dockerignore`];
  buildImage(`localhost/${name}`, root, [
    ...flags,
    ...mountPackageManager().flatMap((each) => ["--volume", each]),
  ]);
}

/** The packages that this machine has, and how it reaches its registry of packages: mounted in the home of the image's root. */
function mountPackageManager(): string[] {
  const read = (...command: string[]) =>
    execFileSync("npx", ["-y", ...command], { cwd: root, encoding: "utf8" }).trim();
  const certificates = process.env["NODE_EXTRA_CA_CERTS"];
  const settings = [
    `registry=${read("npm", "config", "get", "registry")}`,
    // cspell:ignore cafile -- npm's name of the setting
    ...(certificates === undefined ? [] : ["cafile=/etc/ssl/extra-certificates.pem"]),
  ];
  const settingsFile = join(folder, "npmrc");
  writeFileSync(settingsFile, `${settings.join("\n")}\n`);
  return [
    `${dirname(read("pnpm@12", "store", "path"))}:/root/.local/share/pnpm/store`,
    `${settingsFile}:/root/.npmrc:ro`,
    ...(certificates === undefined ? [] : [`${certificates}:/etc/ssl/extra-certificates.pem:ro`]),
  ];
}

function readConfig(name: string): ImageConfig {
  const image = JSON.parse(buildah("inspect", "--type", "image", `localhost/${name}`)) as {
    Docker: { config: ImageConfig };
  };
  return image.Docker.config;
}

/** What a registry stores and a user downloads: the compressed layers, in bytes. */
function measureDownload(name: string): number {
  const layout = join(folder, `${name}-layout`);
  buildah("push", "--format", "v2s2", `localhost/${name}`, `dir:${layout}`);
  return readdirSync(layout).reduce((sum, file) => sum + statSync(join(layout, file)).size, 0);
}

/** Mounts an image read-only, with an empty /tmp, and runs a program in it as the user of the image. */
function runInside(
  mount: string,
  config: ImageConfig,
  command: string[],
  env: Record<string, string>,
): ChildProcess {
  const script = `mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && mount -t tmpfs tmpfs "$0/tmp" &&
    exec chroot --userspec="$1" "$0" "\${@:2}"`;
  return spawn("unshare", ["--mount", "bash", "-c", script, mount, config.User, ...command], {
    env: { ...Object.fromEntries(config.Env.map((each) => each.split(/=(.*)/s).slice(0, 2))), ...env },
    cwd: "/",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Sends requests until one gets a response. */
async function waitForResponse(url: string, child: ChildProcess): Promise<Response> {
  while (child.exitCode === null && child.signalCode === null) {
    const response = await fetch(url, { headers: { CONFIDENT_API_KEY: "any" } }).catch(() => undefined);
    if (response !== undefined) return response;
    await delay(10);
  }
  throw new Error("The program ended before it responded.");
}

afterAll(() => {
  if (skipReason === undefined) buildah("umount", "--all");
  rmSync(folder, { recursive: true, force: true });
}, 300_000);

describe.skipIf(skipReason !== undefined)(
  `images${skipReason === undefined ? "" : `, skipped: ${skipReason}`}`,
  () => {
    beforeAll(() => buildBases(), 300_000);

    describe.each(images)("$name", ({ name, sbomFiles, listenOn }) => {
      let config: ImageConfig;
      let mount: string;

      beforeAll(() => {
        buildPublished(name);
        config = readConfig(name);
        mount = buildah("mount", buildah("from", `localhost/${name}`));
      }, 1_200_000);

      it("contains the SBOMs of bundles, which BuildKit's scanner adds to its list of package.json files", () => {
        const dist = join(mount, "opt/rolewright/dist");
        expect(readdirSync(dist).filter((file) => file.endsWith(".cdx.json"))).toEqual(sbomFiles);
        for (const file of sbomFiles) expect(readFileSync(join(dist, file), "utf8")).toContain('"pkg:npm/');
      });

      it("has at most 120 MB of compressed layers to download", () => {
        const size = measureDownload(name);
        const unpacked = buildah("images", "--format", "{{.Size}}", `localhost/${name}`);
        console.log(`${name}: ${(size / 1e6).toFixed(1)} MB to download, ${unpacked} unpacked.`);
        expect(size).toBeLessThan(120e6);
      });

      it("runs as a user without privileges, and has no shell", () => {
        expect(config.User).toBe("1000:1000");
        expect(readdirSync(mount)).not.toContain("bin");
      });

      it("runs on a read-only root file system, is healthy, and ends within 5 s of SIGTERM", async () => {
        const port = await findFreePort();
        const { env, args = config.Cmd ?? [] } = listenOn(port);
        const child = runInside(mount, config, [...config.Entrypoint, ...args], env);
        onTestFinished(() => void child.kill("SIGKILL"));
        await waitForResponse(`http://127.0.0.1:${port}/v1/organization/roles`, child);

        const [, ...healthCheck] = config.Healthcheck.Test;
        const [healthExit] = (await once(runInside(mount, config, healthCheck, env), "exit")) as [number];
        expect(healthExit).toBe(0);
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        expect(status).toMatch(/^Uid:\t1000\t1000\t1000\t1000$/m);
        expect(status).toMatch(/^CapEff:\t0+$/m);

        const stoppedAt = performance.now();
        child.kill("SIGTERM");
        const [exitCode] = (await once(child, "exit")) as [number | null];
        const stopMs = performance.now() - stoppedAt;
        console.log(`${name}: ended ${stopMs.toFixed(0)} ms after SIGTERM.`);
        expect(exitCode).toBe(0);
        expect(stopMs).toBeLessThan(5_000);
      }, 60_000);

      it("responds after each start", async () => {
        const durations: number[] = [];
        // The time is reported and has no limit, since other programs of the machine multiply it.
        for (let run = 0; run < 3; run++) {
          const port = await findFreePort();
          const { env, args = config.Cmd ?? [] } = listenOn(port);
          const startedAt = performance.now();
          const child = runInside(mount, config, [...config.Entrypoint, ...args], env);
          await waitForResponse(`http://127.0.0.1:${port}/v1/organization/roles`, child);
          durations.push(performance.now() - startedAt);
          child.kill("SIGKILL");
          await once(child, "exit");
        }
        console.log(`${name}: first response after ${Math.min(...durations).toFixed(0)} ms.`);
        expect(durations).toHaveLength(3);
      }, 60_000);

      it("is not healthy while nothing listens", async () => {
        const { env } = listenOn(await findFreePort());
        const [, ...healthCheck] = config.Healthcheck.Test;
        const [exitCode] = (await once(runInside(mount, config, healthCheck, env), "exit")) as [number];
        expect(exitCode).toBe(1);
      });
    });
  },
);
