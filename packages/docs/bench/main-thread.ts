/** How long the main thread works until a page is idle: a page of this site, and Redoc's of the same description, in turns. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync, mkdirSync, globSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { launch, reasonToSkip } from "../src/testing/chromium.ts";
import { startDocs } from "../src/server.ts";

if (reasonToSkip) {
  console.log(`The main thread is not measured${reasonToSkip}`);
  process.exit();
}

const rounds = 7;
const docs = await startDocs();
const redoc = await serveRedoc();
const browser = await launch();
const urls = {
  "createOrganizationRole.html": `${docs.url}/organization-roles/createOrganizationRole.html`,
  Redoc: redoc.url,
  // What Chromium does for any page at all; it is in both of the others.
  "an empty page": `${redoc.url}empty`,
};
const times = new Map<string, number[]>(Object.keys(urls).map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, url] of Object.entries(urls)) times.get(name)?.push(await taskMs(browser, url));
}
await browser.close();
redoc.close();
await docs.close();

const whole = median(times.get("Redoc") ?? []);
console.log(`Main thread until idle, the middle of ${rounds} rounds of all in turns:`);
console.table(
  Object.fromEntries(
    [...times].map(([name, each]) => {
      const ms = median(each);
      return [
        name,
        {
          ms: Math.round(ms),
          ratio: Number((ms / whole).toFixed(3)),
          rounds: each.map(Math.round).join(" "),
        },
      ];
    }),
  ),
);

/** What Chromium counts as time in tasks of the page's main thread, until nothing has happened for half a second. */
async function taskMs(chromium: Browser, url: string): Promise<number> {
  const context = await chromium.newContext({ viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // A new window of Chromium loads pages of its own first. They would share the cores with the one that is measured.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await session.send("Performance.enable");
  await page.goto(url, { waitUntil: "load" });
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
  };
  let before = -1;
  let now = await read();
  while (now - before > 5) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    before = now;
    now = await read();
  }
  await context.close();
  return now;
}

/** Redoc's page as Redocly makes it, with the script that it loads from elsewhere served from here. */
async function serveRedoc() {
  const output = join(import.meta.dirname, "../reports/redoc.html");
  mkdirSync(dirname(output), { recursive: true });
  const spec = fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.yaml"));
  const redocly = join(import.meta.dirname, "../node_modules/.bin/redocly");
  spawnSync(redocly, ["build-docs", spec, `--output=${output}`], { stdio: "ignore" });
  const html = readFileSync(output, "utf8").replaceAll(
    /https:\/\/cdn\.redocly\.com\/[^"]+\.js/g,
    "/redoc.js",
  );
  writeFileSync(output, html);
  const root = dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json"));
  const script = readFileSync(globSync(join(root, "lib/chunks/redoc.standalone.js"))[0] ?? "");
  const server = createServer((request, response) => {
    const isScript = request.url === "/redoc.js";
    response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    const page = request.url === "/empty" ? "<!doctype html><title>Empty</title>" : html;
    response.end(isScript ? script : page);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
