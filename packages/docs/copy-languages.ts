/** Puts the guides of `@rolewright/languages` where the site is made from, so that the published package has them. */
import { cpSync, rmSync } from "node:fs";

const to = new URL("dist/languages/", import.meta.url);
rmSync(to, { recursive: true, force: true });
cpSync(new URL("..", import.meta.resolve("@rolewright/languages/guides/v1/go.md")), to, { recursive: true });
