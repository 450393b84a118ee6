import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listPublishedPackages } from "./release/published-packages.ts";
import { packAll } from "./release/tarballs.ts";
import { root } from "./repository-copy.test-support.ts";

interface Manifest {
  author?: string;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: object;
  license?: string;
  publishConfig?: object;
  scripts?: object;
}

const packages = listPublishedPackages(root);
const folder = mkdtempSync(join(tmpdir(), "rolewright-packed-"));

beforeAll(async () => {
  for (const [name, tarball] of await packAll(root, packages, join(folder, "tarballs"))) {
    mkdirSync(join(folder, name), { recursive: true });
    execFileSync("tar", ["-xzf", tarball, "-C", join(folder, name)]);
  }
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(packages)("the tarball of $name", ({ name }) => {
  const read = (file: string) => readFileSync(join(folder, name, "package", file), "utf8");

  it("has a license, a README, a change log, and the built code", () => {
    const files = globSync("**/*.*", { cwd: join(folder, name, "package") });
    expect(files).toEqual(expect.arrayContaining(["README.md", "CHANGELOG.md", "package.json"]));
    expect(read("LICENSE")).toContain("MIT License");
    expect(files.filter((file) => file.startsWith("dist/"))).not.toEqual([]);
    expect(files.filter((file) => /\.test(-support)?\./.test(file))).toEqual([]);
  });

  it("has a manifest for users", () => {
    const manifest = JSON.parse(read("package.json")) as Manifest;
    expect(manifest).toMatchObject({
      license: "MIT",
      author: "The rolewright contributors",
      publishConfig: { access: "public", provenance: true },
    });
    expect(manifest.devDependencies).toBeUndefined();
    expect(manifest.scripts).toBeUndefined();
    // A range lets a package manager share one copy.
    const exact = Object.entries(manifest.dependencies ?? {}).filter(([, range]) => !range.startsWith("^"));
    expect(exact).toEqual([]);
  });

  it("has a README that says what the project is, without links that only work in the repository", () => {
    const text = read("README.md");
    const links = Array.from(text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g), ([, link]) => link);
    expect(links).toEqual([]);
    expect(text).toMatch(/independent and unofficial|internal: it changes without notice/i);
  });
});

interface Sbom {
  bomFormat: string;
  metadata: { component: { purl: string } };
  components: {
    group?: string;
    name: string;
    version: string;
    licenses?: { license?: { id?: string }; expression?: string }[];
    purl: string;
  }[];
}

describe("the SBOM in the tarball of @rolewright/mock", () => {
  const dist = join(folder, "@rolewright/mock/package/dist");
  const readSbom = () => JSON.parse(readFileSync(join(dist, "prism.cdx.json"), "utf8")) as Sbom;

  it("describes the version of the package, in CycloneDX", () => {
    const { version } = packages.find(({ name }) => name === "@rolewright/mock") ?? {};
    const { bomFormat, metadata } = readSbom();
    expect(bomFormat).toBe("CycloneDX");
    expect(metadata.component.purl).toBe(`pkg:npm/%40rolewright/mock@${version}`);
  });

  it("lists each package with code in the bundle, with its version, license and package URL", () => {
    const components = readSbom().components.map(({ group, name, version, licenses = [], purl }) => {
      const names = licenses.map(({ license, expression }) => license?.id ?? expression);
      const fullName = group ? `${group}/${name}` : name;
      expect(purl.split("?")[0]).toBe(`pkg:npm/${fullName.replace("@", "%40")}@${version}`);
      return `${fullName} ${version} (${names.join(" AND ")})`;
    });
    // The license texts come from the bundler's list of files.
    const texts = readFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), "utf8");
    const bundled = Array.from(texts.matchAll(/^## (\S+ \d+\.\d+\.\d+\S* \(.*\))$/gm), ([, title]) => title);
    expect(components.toSorted()).toEqual(bundled.toSorted());
    expect(
      components.filter((each) => /^@stoplight\/prism-http \d.* \(Apache-2\.0\)$/.test(each)),
    ).toHaveLength(1);
  });
});

describe("the address of the repository", () => {
  it("is one setting, which packages and workflows read", () => {
    const texts = packages.map(({ folder: source }) =>
      readFileSync(join(root, source, "package.json"), "utf8"),
    );
    expect(texts.filter((text) => /"(repository|homepage|bugs)"/.test(text))).toEqual([]);
  });
});
