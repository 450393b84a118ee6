import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

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
