import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { toCurlCommand } from "./curl.ts";
import type { HttpRequest } from "./http-connection.ts";

const key = "confident_org_secret-of-the-run";
const variables = new Map([[key, "ROLEWRIGHT_API_KEY"]]);

/** Parses a command as a shell does. Returns its arguments and the standard input of `@-`. */
function shellSees(sent: HttpRequest): { args: string[]; stdin: Buffer } {
  const program =
    'curl() { for each in "$@"; do printf "%s\\0" "$each"; done; case "$*" in *@-*) printf "STDIN\\0"; cat;; esac; }\n';
  const out = execFileSync("sh", ["-c", program + toCurlCommand("http://127.0.0.1:1/", sent, variables)], {
    env: { PATH: process.env["PATH"], ROLEWRIGHT_API_KEY: key },
  });
  const cut = out.indexOf("STDIN\0");
  const text = cut === -1 ? out : out.subarray(0, cut);
  const stdin = cut === -1 ? Buffer.alloc(0) : out.subarray(cut + "STDIN\0".length);
  return { args: text.toString().split("\0").slice(0, -1), stdin };
}

describe("the curl command of a request", () => {
  it.each([
    ["quotes and spaces", `{"name":"it's 'here' and \\"there\\""}`],
    ["shell syntax", '{"name":"$(touch /tmp/x) `id` ${HOME} ; rm -rf / & | > <"}'],
    ["lines and tabs", '{"name":"a\nb\tc"}'],
    ["printf syntax", String.raw`{"name":"%s %d \n \\ \0101"}`],
    ["text in other scripts", '{"name":"Zo\u00eb \u{1f600} \u05d0"}'],
  ])("passes the body to curl unchanged: %s", (_, body) => {
    const { args } = shellSees({ method: "POST", path: "/v1/x", headers: {}, body });
    expect(args[args.indexOf("--data-binary") + 1]).toBe(body);
  });

  it("passes binary bodies to curl", () => {
    const body = Uint8Array.from([0x7b, 0xff, 0x00, 0x25, 0x27, 0x5c, 0x0a, 0x7d]);
    const { args, stdin } = shellSees({ method: "PUT", path: "/v1/x", headers: {}, body });
    expect(args[args.indexOf("--data-binary") + 1]).toBe("@-");
    expect([...stdin]).toEqual([...body]);
  });

  it.each([
    ["a long body", "x".repeat(200_000)],
    ["deeply nested JSON", "[".repeat(5_000) + "]".repeat(5_000)],
    ["invisible characters", '{"name":"a\ufeff\u200b"}'],
  ])("keeps the command short and passes the body unchanged: %s", (_, body) => {
    const sent = { method: "POST", path: "/v1/x", headers: {}, body };
    const command = toCurlCommand("http://127.0.0.1:1", sent, variables);
    expect(command.length).toBeLessThan(400);
    expect(command).toMatch(/^[\n -~]*$/);
    expect(shellSees(sent).stdin.toString()).toBe(body);
  });

  it("generates a long header in a file", () => {
    const headers = { "X-Padding": "x".repeat(2_000_000) };
    const command = toCurlCommand("http://127.0.0.1:1", { method: "GET", path: "/", headers }, variables);
    expect(command.length).toBeLessThan(300);
    expect(command).toContain("> headers.txt");
    expect(command).toContain("-H @headers.txt");
  });

  it("replaces the key with its variable, also within a longer value", () => {
    for (const value of [key, `${key}x`, `Bearer ${key}`]) {
      const sent = { method: "GET", path: "/v1/x", headers: { CONFIDENT_API_KEY: value } };
      expect(toCurlCommand("http://127.0.0.1:1", sent, variables)).not.toContain(key);
      expect(shellSees(sent).args).toContain(`CONFIDENT_API_KEY: ${value}`);
    }
  });

  it("sends an empty header, which curl would omit", () => {
    const { args } = shellSees({ method: "GET", path: "/v1/x", headers: { CONFIDENT_API_KEY: "" } });
    expect(args).toContain("CONFIDENT_API_KEY;");
  });
});
