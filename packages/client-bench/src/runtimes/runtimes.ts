/** The runtimes, test runners and compilers in which the client is checked. */
import { execFile } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { byBrowser, byBunTest, byCommand, byJest, byWorkerd } from "./executors.ts";
import { bundled, writePackage } from "./package-folder.ts";
import type { Runtime } from "./runtime.ts";

const run = promisify(execFile);
const here = import.meta.dirname;

/** Runs the checks with the ES modules, then with the CommonJS modules. */
const node = (version: string): Runtime => ({
  name: `Node ${version}`,
  packages: [`node@${version}`],
  async failures(directory, url) {
    const command = join(directory, "node_modules/node/bin/node");
    const imported = await byCommand(command, [], directory, url);
    const required = await byCommand(command, [], directory, url, "main.cjs");
    return [...imported, ...required.map((failure) => `with require: ${failure}`)];
  },
});

/** Runs the checks as a test of Jest, without any configuration. */
const jest: Runtime = {
  name: "Jest, with its defaults",
  packages: ["jest@30.5.2"],
  packageType: "commonjs",
  async failures(directory, url) {
    const checks = await bundled("checks.ts", ["@rolewright/*"], "cjs");
    const expectation = `expect(await failures(${JSON.stringify(url)})).toEqual([])`;
    writeFileSync(
      join(directory, "client.test.js"),
      `${checks}\ntest("passes every check", async () => ${expectation}, 60_000);`,
    );
    return byJest(directory);
  },
};

/** Runs a test in TypeScript, in a CommonJS package. */
const tsJest = (module: string): Runtime => ({
  name: `ts-jest, module ${module}`,
  packages: [
    "jest@30.5.2",
    "ts-jest@29.4.15",
    "typescript@5.9.3",
    "@types/jest@30.0.0",
    "@types/node@24.19.2",
  ],
  packageType: "commonjs",
  async failures(directory) {
    const isolatedModules = module === "node16";
    const compilerOptions = {
      module,
      isolatedModules,
      strict: true,
      target: "es2022",
      esModuleInterop: true,
    };
    writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    writeFileSync(join(directory, "jest.config.js"), 'module.exports = { preset: "ts-jest" };');
    cpSync(join(here, "jest-program.ts"), join(directory, "client.test.ts"));
    return byJest(directory);
  },
});

/** Checks a program with the strictest options, in an ES-module package and in a CommonJS package. */
const typescript = (version: string, nodeTypes = "24.19.2"): Runtime => ({
  name: `TypeScript ${version}`,
  packages: [`typescript@${version}`, `@types/node@${nodeTypes}`],
  async failures(directory) {
    cpSync(join(here, "program.ts"), join(directory, "program.ts"));
    const problems: string[] = [];
    for (const { type, ...options } of moduleOptions) {
      if (options.moduleResolution === "node10" && Number.parseInt(version, 10) > 5) continue;
      writePackage(directory, type);
      const compilerOptions = { ...strictest, ...options, verbatimModuleSyntax: type === "module" };
      writeFileSync(
        join(directory, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["program.ts"] }),
      );
      const compiler = join(directory, "node_modules/.bin/tsc");
      await run(compiler, [], { cwd: directory }).catch(({ stdout }: { stdout: string }) =>
        problems.push(`${type}, ${options.moduleResolution}: ${stdout}`),
      );
    }
    return problems;
  },
});

/** TypeScript 6 deprecates `node10`, and TypeScript 7 removes it. */
const moduleOptions = [
  { type: "module", module: "nodenext", moduleResolution: "nodenext" },
  { type: "module", module: "esnext", moduleResolution: "bundler" },
  { type: "commonjs", module: "node16", moduleResolution: "node16" },
  { type: "commonjs", module: "commonjs", moduleResolution: "node10" },
] as const;

const strictest = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  esModuleInterop: true,
  skipLibCheck: false,
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  types: ["node"],
};

export const runtimes: Runtime[] = [
  node("20.20.2"),
  node("22.23.3"),
  node("24.21.0"),
  node("26.9.0"),
  {
    name: "Bun",
    packages: ["bun@1.4.5"],
    failures: (directory, url) =>
      byCommand(join(directory, "node_modules/.bin/bun"), ["run"], directory, url),
  },
  { name: "Bun's test runner", packages: ["bun@1.4.5"], failures: byBunTest },
  {
    name: "Deno, without permission to read the environment",
    packages: ["deno@2.9.6"],
    failures: (directory, url) =>
      byCommand(
        join(directory, "node_modules/.bin/deno"),
        ["run", "--no-prompt", "--allow-net", "--allow-read"],
        directory,
        url,
      ),
  },
  { name: "workerd", packages: ["workerd@1.20261117.1"], failures: byWorkerd },
  { name: "Chromium", packages: [], failures: byBrowser },
  jest,
  tsJest("commonjs"),
  tsJest("node16"),
  // The oldest supported version: see the client's README.
  typescript("5.4.5", "20.19.25"),
  typescript("5.9.3"),
  typescript("6.0.3"),
  typescript("7.0.2"),
];
