import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, succeeds } from "./command.ts";
import { type PublishedPackage, tagOf } from "./published-packages.ts";

/**
 * The one registry of a release. Its npm reads a configuration file of its own: no setting of the user, the project or the
 * environment can send a package elsewhere.
 */
export class Registry {
  readonly url: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  /**
   * @param url The registry's address, absolute.
   * @param token What npm authenticates with. Without one, npm uses the identity of the CI run (trusted publishing).
   * @throws {Error} if npm would use another address.
   */
  constructor(url: string, token: string | undefined) {
    this.url = parseAddress(url);
    this.#folder = mkdtempSync(join(tmpdir(), "rolewright-release-"));
    const configuration = join(this.#folder, "npmrc");
    const lines = [`registry=${this.url}`, `@rolewright:registry=${this.url}`];
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
    this.#assertAddress();
  }

  /** Whether the registry has this version. */
  has(published: PublishedPackage): boolean {
    // --prefer-online: a cached response would hide what another run has published.
    const args = ["view", tagOf(published), "version", "--prefer-online"];
    return succeeds("npm", args, { cwd: this.#folder, env: this.#env });
  }

  /** Publishes a tarball. */
  publish(tarball: string, { hasProvenance }: { hasProvenance: boolean }): void {
    this.#assertAddress();
    const args = ["publish", tarball, `--provenance=${hasProvenance}`, `--registry=${this.url}`];
    run("npm", args, { cwd: this.#folder, env: this.#env });
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  #assertAddress(): void {
    for (const key of ["registry", "@rolewright:registry"]) {
      const actual = run("npm", ["config", "get", key], { cwd: this.#folder, env: this.#env }).trim();
      if (actual !== this.url) {
        throw new Error(
          `npm's setting ${key} is ${actual}, and the release goes to ${this.url}. Nothing was sent.`,
        );
      }
    }
  }
}

function parseAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Error(`The registry "${text}" is not a URL. Give one: --registry https://registry.npmjs.org/`);
  const { href } = new URL(text);
  return href.endsWith("/") ? href : `${href}/`;
}
