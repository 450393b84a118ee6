/**
 * Bundles Prism with its dependencies as `dist/prism.js`, and writes their licenses and an SBOM beside it. The published package
 * imports the bundle: one of Prism's dependencies has an install script for analytics, which pnpm rejects.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cyclonedxEsbuildPlugin } from "@cyclonedx/cyclonedx-esbuild";
import { build, type Plugin } from "esbuild";

/** Prism generates English text only. The data of the other languages would be half of the bundle, and would delay each start. */
const bundleEnglishDataOnly: Plugin = {
  name: "bundle-english-data-only",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^@faker-js\/faker$/ }, ({ path, resolveDir, kind }) =>
      resolve(`${path}/locale/en`, { resolveDir, kind }),
    );
  },
};

/**
 * What the mock never calls: requests to other servers, and Postman collections as descriptions. Loading their packages would
 * take a sixth of each start.
 */
const unusedModules = [
  "@stoplight/http-spec/postman/operation",
  "http-proxy-agent",
  "https-proxy-agent",
  "node-fetch",
];

const { metafile } = await build({
  entryPoints: ["prism-exports.ts"],
  outfile: "dist/prism.js",
  bundle: true,
  platform: "node",
  target: "node24",
  format: "esm",
  // The CommonJS files of some packages require their parts in a way that cannot be bundled. Their ES modules can.
  mainFields: ["module", "main"],
  alias: Object.fromEntries(unusedModules.map((name) => [name, "./prism-unused.ts"])),
  minifySyntax: true,
  minifyWhitespace: true,
  metafile: true,
  logLevel: "error",
  plugins: [
    bundleEnglishDataOnly,
    cyclonedxEsbuildPlugin({
      specVersion: "1.6",
      // By this ending, the scanners of images recognize it.
      outputFile: "prism.cdx.json",
      outputReproducible: true,
      mcType: "library",
      // A failure still fails the build.
      logLevel: "silent",
    }),
  ],
  // Prism's modules are CommonJS, and some of them require built-in modules when they are called.
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
});

const folders = new Set(Object.keys(metafile.inputs).flatMap(findPackageFolder));
const licenses = Array.from(folders, describeLicense).toSorted();
writeFileSync(
  "dist/THIRD-PARTY-LICENSES.txt",
  `prism.js contains these packages, under their licenses.\n\n${[...new Set(licenses)].join("\n\n")}\n`,
);

/** The folder of the package that a bundled file belongs to. */
function findPackageFolder(file: string): string[] {
  const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
  return folder === undefined ? [] : [folder];
}

function describeLicense(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  // Old packages have a list of licenses, among which users can choose.
  const license = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(" OR ");
  // cspell:ignore LICENCE -- the British spelling, which some packages use
  const texts = globSync("{LICENSE,LICENCE,License,license,NOTICE}*", { cwd: folder }).toSorted();
  const text = texts.map((file) => readFileSync(join(folder, file), "utf8").trim()).join("\n\n");
  return `## ${manifest.name} ${manifest.version} (${license})\n\n${text || "This package has no license file."}`;
}

interface Manifest {
  name: string;
  version: string;
  license?: string;
  licenses?: { type: string }[];
}
