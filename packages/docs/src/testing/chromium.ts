import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

/** Debian's path, or the one in `ROLEWRIGHT_CHROMIUM`. */
const executablePath = process.env["ROLEWRIGHT_CHROMIUM"] ?? "/usr/bin/chromium";

/** Why browser tests are skipped, if they are. */
export const reasonToSkip = existsSync(executablePath)
  ? undefined
  : ` (skipped: ${executablePath} does not exist; install Chromium or set ROLEWRIGHT_CHROMIUM)`;

/** Starts Chromium with a new profile and without background requests. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** The options of a visit. */
export interface VisitOptions extends BrowserContextOptions {
  /** How many pages are open at a time. Default: 1. */
  windowCount?: number;
}

/** What `visitPages` needs besides the browser. */
export type VisitParameters = [
  options: VisitOptions,
  urls: string[],
  look: (page: Page, url: string, requested: string[]) => Promise<void>,
  expectedErrors?: unknown[],
];

/** Opens pages, one after the other in each window. Passes the URLs that each requested, and expects no errors. */
export async function visitPages(
  browser: Browser,
  ...[{ windowCount = 1, ...options }, urls, look, expectedErrors = []]: VisitParameters
): Promise<void> {
  const context = await browser.newContext(options);
  const errors: string[] = [];
  const pending = urls.values();
  const visitPending = async () => {
    const page = await context.newPage();
    const requested: string[] = [];
    page.on("request", (request) => requested.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    for (const url of pending) {
      requested.length = 0;
      await page.goto(url);
      await look(page, url, requested);
    }
  };
  await Promise.all(urls.slice(0, windowCount).map(visitPending));
  await context.close();
  expect(errors).toEqual(expectedErrors);
}
