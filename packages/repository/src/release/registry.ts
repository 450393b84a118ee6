import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError, run } from "./command.ts";
import { type PublishedPackage, tagOf } from "./published-packages.ts";

/** How a release authenticates. */
export interface Credentials {
  /** What npm authenticates with. Without one, npm uses the identity of the CI run (trusted publishing). */
  token: string | undefined;
  /** Whether npm attests where the packages were built. */
  hasProvenance: boolean;
}

/**
 * The one registry of a release. Its npm reads a configuration file of its own: no setting of the user, the project or the
 * environment can send a package elsewhere.
 */
export class Registry {
  /** With a trailing slash. */
  readonly url: string;
  readonly #credentials: Credentials;
  readonly #folder = mkdtempSync(join(tmpdir(), "rolewright-release-"));
  readonly #env: NodeJS.ProcessEnv;

  /**
   * Prepares npm for a registry.
   *
   * @param url The registry's address, absolute.
   * @throws {Error} if npm would use another address.
   */
  static async open(url: string, credentials: Credentials): Promise<Registry> {
    const registry = new Registry(parseAddress(url), credentials);
    try {
      await registry.#assertAddress();
    } catch (error) {
      registry.close();
      throw error;
    }
    return registry;
  }

  private constructor(url: string, credentials: Credentials) {
    this.url = url;
    this.#credentials = credentials;
    const { token } = credentials;
    const configuration = join(this.#folder, "npmrc");
    const lines = [
      `registry=${this.url}`,
      `@rolewright:registry=${this.url}`,
      // npm would wait for five minutes, and for one more before it tries again.
      // cspell:ignore mintimeout maxtimeout -- npm's names of its settings
      "fetch-timeout=60000",
      "fetch-retry-mintimeout=1000",
      "fetch-retry-maxtimeout=5000",
    ];
    if (token !== undefined)
      lines.push(`${this.url.replace(/^https?:/, "")}:_authToken=\${ROLEWRIGHT_NPM_TOKEN}`);
    writeFileSync(configuration, `${lines.join("\n")}\n`);
    const inherited = Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name));
    // cspell:ignore USERCONFIG GLOBALCONFIG -- npm's names of its settings
    this.#env = {
      ...Object.fromEntries(inherited),
      NPM_CONFIG_USERCONFIG: configuration,
      NPM_CONFIG_GLOBALCONFIG: join(this.#folder, "no-global-npmrc"),
      ...(token !== undefined && { ROLEWRIGHT_NPM_TOKEN: token }),
    };
  }

  /**
   * Checks that packages can be published, as far as that is known before the first one.
   *
   * @throws {Error} with one sentence that says what to set.
   */
  async checkCredentials(): Promise<void> {
    const { token, hasProvenance } = this.#credentials;
    // GitHub's and GitLab's names of what npm proves the identity of a run with.
    // cspell:ignore SIGSTORE -- the name of a project that signs packages
    const isIdentified = ["ACTIONS_ID_TOKEN_REQUEST_URL", "NPM_ID_TOKEN", "SIGSTORE_ID_TOKEN"].some(
      (name) => process.env[name],
    );
    if (hasProvenance && !isIdentified)
      throw new Error("Only CI can attest where the packages were built. Add --no-provenance.");
    if (token === undefined && !isIdentified)
      throw new Error(`Set NODE_AUTH_TOKEN to a token that may publish to ${this.url}.`);
    if (token === undefined) return;
    await this.#npm(["whoami"], "does not accept the token in NODE_AUTH_TOKEN");
  }

  /**
   * Whether the registry has this version.
   *
   * @throws {Error} if it does not say.
   */
  async has(published: Pick<PublishedPackage, "name" | "version">): Promise<boolean> {
    // --prefer-online: a cached response would hide what another run has published.
    const args = ["view", tagOf(published), "version", "--prefer-online"];
    try {
      return (await this.#npm(args, "does not say which versions it has")).trim() === published.version;
    } catch (error) {
      if (isNotFound((error as Error).cause)) return false;
      throw error;
    }
  }

  /**
   * Publishes a tarball.
   *
   * @param options.isPublished Whether the registry has the tarball. It is called if npm fails.
   * @throws {Error} with one sentence that has npm's reason, and the name.
   */
  async publish(
    tarball: string,
    { name, isPublished }: { name: string; isPublished: () => Promise<boolean> },
  ): Promise<void> {
    await this.#assertAddress();
    const args = [
      "publish",
      tarball,
      `--provenance=${this.#credentials.hasProvenance}`,
      `--registry=${this.url}`,
    ];
    try {
      await this.#npm(args, `did not accept ${name}`);
    } catch (error) {
      if (!(await isPublished().catch(() => false))) throw error;
    }
  }

  /** Downloads a version into a folder. Returns the path of the tarball. */
  async download(published: PublishedPackage, folder: string): Promise<string> {
    mkdirSync(folder, { recursive: true });
    const args = ["pack", tagOf(published), "--pack-destination", folder, "--prefer-online"];
    return join(folder, (await this.#npm(args, `did not send ${tagOf(published)}`)).trim());
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  async #npm(args: string[], failure: string): Promise<string> {
    try {
      return await run("npm", args, { cwd: this.#folder, env: this.#env });
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new Error(
        `${this.url} ${failure} (${findReason(error)}). Run the same command again when this is solved: it does only what is missing.`,
        { cause: error },
      );
    }
  }

  async #assertAddress(): Promise<void> {
    for (const key of ["registry", "@rolewright:registry"]) {
      const actual = (await run("npm", ["config", "get", key], { cwd: this.#folder, env: this.#env })).trim();
      if (actual !== this.url) {
        throw new Error(
          `npm's setting ${key} is ${actual}, and the release goes to ${this.url}. Nothing was sent.`,
        );
      }
    }
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof CommandError && /^npm error code E404$/m.test(error.output);

/** Finds npm's reason among its lines: the first that is not the name of an error. */
function findReason({ output }: CommandError): string {
  const [, reason = output.trim()] = /^npm error (?!code |errno |syscall )(.+)$/m.exec(output) ?? [];
  return reason.replace(/\.$/, "");
}

function parseAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Error(`The registry "${text}" is not a URL. Give one: --registry https://registry.npmjs.org/`);
  const { href } = new URL(text);
  return href.endsWith("/") ? href : `${href}/`;
}
