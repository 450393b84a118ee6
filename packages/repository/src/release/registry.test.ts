import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { findDifference, planRelease } from "./plan.ts";
import { Registry } from "./registry.ts";
import { type LocalRegistry, startLocalRegistry } from "./verdaccio.test-support.ts";

const spec = { name: "@rolewright/spec", version: "0.1.0", folder: "spec" };

async function listen(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function open(url: string, token: string | undefined = "any"): Promise<Registry> {
  const registry = await Registry.open(url, { token, hasProvenance: false });
  onTestFinished(() => registry.close());
  return registry;
}

const catchMessage = (promise: Promise<unknown>) => promise.then(String, (error: Error) => error.message);

afterEach(() => void vi.unstubAllEnvs());

describe("the registry of a release", () => {
  let verdaccio: LocalRegistry;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "rolewright-registry-"));
    verdaccio = await startLocalRegistry(join(folder, "verdaccio"));
  });
  afterAll(async () => {
    await verdaccio.close();
    rmSync(folder, { recursive: true });
  });

  /** Packs a package with one file. */
  function pack(name: string, content: string): string {
    const source = mkdtempSync(join(folder, "source-"));
    writeFileSync(join(source, "package.json"), JSON.stringify({ name, version: "0.1.0" }));
    writeFileSync(join(source, "index.js"), content);
    const file = execFileSync("npm", ["pack", "--silent"], { cwd: source, encoding: "utf8" }).trim();
    return join(source, file);
  }

  /** Forwards requests to the registry, and replaces its responses to PUT. */
  async function interfere(respond: RequestListener): Promise<string> {
    const { url } = await listen((incoming, response) => {
      const { method = "GET", url: path = "/", headers } = incoming;
      const forwarded = request(new URL(path, verdaccio.url), { method, headers }, (received) => {
        if (method === "PUT") {
          received.resume().once("end", () => respond(incoming, response));
          return;
        }
        response.writeHead(received.statusCode ?? 500, received.headers);
        received.pipe(response);
      });
      incoming.pipe(forwarded);
    });
    return url;
  }

  it.each(["ftp://registry.example/", "registry.example", ""])(
    "is not %j, which is no URL of HTTP",
    async (url) => {
      expect(await catchMessage(Registry.open(url, { token: "any", hasProvenance: false }))).toMatch(
        /is not a URL\. Give one: --registry https:/,
      );
    },
  );

  it("is the one of the argument, whatever the environment and the user's settings say", async () => {
    const paths: string[] = [];
    const other = await listen((incoming, response) => {
      paths.push(incoming.url ?? "");
      response.writeHead(500).end();
    });
    vi.stubEnv("npm_config_registry", other.url);
    vi.stubEnv("NPM_CONFIG__ROLEWRIGHT_REGISTRY", other.url);
    vi.stubEnv("npm_config_@rolewright:registry", other.url);
    vi.stubEnv("HOME", folder);
    writeFileSync(join(folder, ".npmrc"), `registry=${other.url}\n@rolewright:registry=${other.url}\n`);
    const registry = await open(verdaccio.url, verdaccio.token);
    expect(await registry.has(spec)).toBe(false);
    const tarball = pack("@rolewright/settings", "1");
    await registry.publish(tarball, { name: "settings", isPublished: async () => false });
    expect(await registry.has({ name: "@rolewright/settings", version: "0.1.0" })).toBe(true);
    expect(paths).toEqual([]);
  });

  it("stops a release if it cannot be reached", async () => {
    const { url, server } = await listen(() => {});
    server.close();
    const registry = await open(url);
    expect(await catchMessage(registry.has(spec))).toMatch(
      /^http:\S+ does not say which versions it has \(.*ECONNREFUSED.*\)\. Run the same command again when this is solved/,
    );
  });

  it.each([500, 401])("stops a release if it responds with %i", async (status) => {
    const { url } = await listen((_, response) => response.writeHead(status).end("{}"));
    const registry = await open(url);
    const message = await catchMessage(registry.has(spec));
    expect(message).toMatch(
      new RegExp(`^http:\\S+ does not say which versions it has \\(.*${status}.*\\)\\. Run`),
    );
    expect(message.split("\n")).toHaveLength(1);
  });

  it("has a package that it stored although its response was lost", async () => {
    const url = await interfere((_, response) => response.destroy());
    const registry = await open(url, verdaccio.token);
    const published = { ...spec, name: "@rolewright/lost" };
    const tarball = pack(published.name, "1");
    await registry.publish(tarball, {
      name: published.name,
      isPublished: async () =>
        (await registry.has(published)) &&
        (await findDifference(registry, published, tarball, folder)) === undefined,
    });
    expect(await registry.has(published)).toBe(true);
  });

  it("does not accept a version that it has with other content", async () => {
    const registry = await open(verdaccio.url, verdaccio.token);
    const published = { ...spec, name: "@rolewright/other" };
    await registry.publish(pack(published.name, "1"), { name: "other", isPublished: async () => false });
    const tarball = pack(published.name, "2");
    const message = await catchMessage(
      registry.publish(tarball, {
        name: "@rolewright/other@0.1.0",
        isPublished: async () => (await findDifference(registry, published, tarball, folder)) === undefined,
      }),
    );
    expect(message).toMatch(/^http:\S+ did not accept @rolewright\/other@0\.1\.0 \(.*\)\. Run/);
    expect(await findDifference(registry, published, tarball, folder)).toBe("index.js");
  });

  it("stops a release half-way if it responds with 500 to a package", async () => {
    const { url } = await listen((_, response) => response.writeHead(500).end("{}"));
    const registry = await open(url);
    const message = await catchMessage(
      registry.publish(pack("@rolewright/rejected", "1"), {
        name: "rejected",
        isPublished: async () => false,
      }),
    );
    expect(message).toMatch(/^http:\S+ did not accept rejected \(500 .*\)\. Run the same command again/);
  }, 60_000);

  it("needs a token outside of CI, and no provenance there", async () => {
    // cspell:ignore SIGSTORE -- the name of a project that signs packages
    for (const name of ["ACTIONS_ID_TOKEN_REQUEST_URL", "NPM_ID_TOKEN", "SIGSTORE_ID_TOKEN"])
      vi.stubEnv(name, "");
    const credentials = { token: undefined, hasProvenance: false };
    const check = async (changes: { token?: string; hasProvenance?: boolean }) => {
      const registry = await Registry.open(verdaccio.url, { ...credentials, ...changes });
      onTestFinished(() => registry.close());
      return catchMessage(registry.checkCredentials());
    };
    expect(await check({})).toBe(`Set NODE_AUTH_TOKEN to a token that may publish to ${verdaccio.url}.`);
    expect(await check({ hasProvenance: true })).toBe(
      "Only CI can attest where the packages were built. Add --no-provenance.",
    );
    expect(await check({ token: "unknown" })).toMatch(
      /^http:\S+ does not accept the token in NODE_AUTH_TOKEN \(.+\)/,
    );
    expect(await check({ token: verdaccio.token })).toBe("undefined");
    vi.stubEnv("ACTIONS_ID_TOKEN_REQUEST_URL", "https://token.example/");
    expect(await check({ hasProvenance: true })).toBe("undefined");
  });
});

describe("the plan of a release", () => {
  function createRepository(): { root: string; git: (...args: string[]) => void } {
    const root = mkdtempSync(join(tmpdir(), "rolewright-plan-"));
    onTestFinished(() => rmSync(root, { recursive: true }));
    for (const name of ["client", "mock"]) {
      mkdirSync(join(root, "packages", name), { recursive: true });
      writeFileSync(
        join(root, "packages", name, "package.json"),
        JSON.stringify({ name: `@rolewright/${name}`, version: "0.1.0" }),
      );
    }
    const git = (...args: string[]) => void execFileSync("git", args, { cwd: root });
    git("init", "--quiet");
    git("config", "user.name", "Test");
    git("config", "user.email", "test@example.com");
    git("add", "--all");
    git("commit", "--quiet", "--message", "a commit");
    return { root, git };
  }

  const createRegistry = (...names: string[]) => ({
    url: "https://registry.example/",
    has: async ({ name }: { name: string }) => names.includes(name),
    checkCredentials: async () => {},
  });

  const toNames = (packages: { name: string }[]) => packages.map(({ name }) => name);

  it("has what the registry lacks, and what has no tag", async () => {
    const { root, git } = createRepository();
    git("tag", "@rolewright/client@0.1.0");
    const plan = await planRelease(root, createRegistry("@rolewright/client"));
    expect(toNames(plan.packages)).toEqual(["@rolewright/client", "@rolewright/mock"]);
    expect(toNames(plan.missing)).toEqual(["@rolewright/mock"]);
    expect(toNames(plan.untagged)).toEqual(["@rolewright/mock"]);
  });

  it("stops if the tag of a version that is not published is on another commit", async () => {
    const { root, git } = createRepository();
    git("tag", "@rolewright/mock@0.1.0");
    expect(toNames((await planRelease(root, createRegistry())).missing)).toHaveLength(2);
    git("commit", "--quiet", "--allow-empty", "--message", "another commit");
    expect(await catchMessage(planRelease(root, createRegistry("@rolewright/client")))).toBe(
      'The tag @rolewright/mock@0.1.0 is on another commit, and https://registry.example/ does not have this version. Run "git tag --delete @rolewright/mock@0.1.0", or release that commit.',
    );
  });
});
