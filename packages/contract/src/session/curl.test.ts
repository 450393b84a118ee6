import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { curlOf, redact } from "./curl.ts";
import type { Sent } from "./send.ts";

const key = "confident_org_secret-of-the-run";
const secrets = new Map([[key, "ROLEWRIGHT_API_KEY"]]);

/** What a shell makes of a command: its arguments, and what comes in at `@-`. */
function shellSees(sent: Sent): { args: string[]; stdin: Buffer } {
  const program =
    'curl() { for each in "$@"; do printf "%s\\0" "$each"; done; case "$*" in *@-*) printf "STDIN\\0"; cat;; esac; }\n';
  const out = execFileSync("sh", ["-c", program + curlOf("http://127.0.0.1:1/", sent, secrets)], {
    env: { PATH: process.env["PATH"], ROLEWRIGHT_API_KEY: key },
  });
  const cut = out.indexOf("STDIN\0");
  const text = cut === -1 ? out : out.subarray(0, cut);
  const stdin = cut === -1 ? Buffer.alloc(0) : out.subarray(cut + "STDIN\0".length);
  return { args: text.toString().split("\0").slice(0, -1), stdin };
}

describe("the command that repeats a request", () => {
  it.each([
    ["quotes and spaces", `{"name":"it's 'here' and \\"there\\""}`],
    ["what a shell would run", '{"name":"$(touch /tmp/x) `id` ${HOME} ; rm -rf / & | > <"}'],
    ["lines and tabs", '{"name":"a\nb\tc"}'],
    ["what printf would read", String.raw`{"name":"%s %d \n \\ \0101"}`],
    ["text of other scripts", '{"name":"Zo\u00eb \u{1f600} \u05d0"}'],
  ])("gives curl the body as it was sent: %s", (_, body) => {
    const { args } = shellSees({ method: "POST", path: "/v1/x", headers: {}, body });
    expect(args[args.indexOf("--data-binary") + 1]).toBe(body);
  });

  it("gives curl bytes that are no text", () => {
    const body = Uint8Array.from([0x7b, 0xff, 0x00, 0x25, 0x27, 0x5c, 0x0a, 0x7d]);
    const { args, stdin } = shellSees({ method: "PUT", path: "/v1/x", headers: {}, body });
    expect(args[args.indexOf("--data-binary") + 1]).toBe("@-");
    expect([...stdin]).toEqual([...body]);
  });

  it("names the key by its variable, also within a longer one, and never shows it", () => {
    for (const value of [key, `${key}x`, `Bearer ${key}`]) {
      const sent = { method: "GET", path: "/v1/x", headers: { CONFIDENT_API_KEY: value } };
      expect(curlOf("http://127.0.0.1:1", sent, secrets)).not.toContain(key);
      expect(shellSees(sent).args).toContain(`CONFIDENT_API_KEY: ${value}`);
    }
  });

  it("sends an empty header, which curl would leave out", () => {
    const { args } = shellSees({ method: "GET", path: "/v1/x", headers: { CONFIDENT_API_KEY: "" } });
    expect(args).toContain("CONFIDENT_API_KEY;");
  });
});

describe("redact", () => {
  it("puts the variable where the secret was", () => {
    expect(redact(`a ${key} b ${key}`, secrets)).toBe("a $ROLEWRIGHT_API_KEY b $ROLEWRIGHT_API_KEY");
  });
});
