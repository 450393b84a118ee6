import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian puts it, or where `ROLEWRIGHT_CHROMIUM` says. */
const executablePath = process.env["ROLEWRIGHT_CHROMIUM"] ?? "/usr/bin/chromium";

/** Why tests in a browser are left out, if they are. */
export const reasonToSkip = existsSync(executablePath)
  ? undefined
  : ` (left out: there is no ${executablePath}; apt-get install chromium, or set ROLEWRIGHT_CHROMIUM)`;

/** Starts Chromium with a fresh profile; it calls nobody by itself. */
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
