import { describe, expect, it } from "vitest";
import { toCurlCommand } from "./curl.ts";
import { Secrets } from "./secrets.ts";

const key = "confident_org_key-of-the-run";

/** Redacts a text in which one secret was shown. */
function redact(text: string, secret: string, isOrdinary = false): string {
  const secrets = new Secrets([[key, "ROLEWRIGHT_API_KEY"]]);
  secrets.addShown(secret, () => isOrdinary);
  return secrets.redact(text);
}

it("replaces credentials with their variables, and other secrets with a placeholder", () => {
  expect(redact(`a ${key} b token-4711 c ${key}`, "token-4711")).toBe(
    "a $ROLEWRIGHT_API_KEY b [secret value] c $ROLEWRIGHT_API_KEY",
  );
});

describe("a secret with special characters", () => {
  const secret = `k3y+/="it's" \\é\u{1f600}&<%\n`;

  it.each([
    ["as it is", secret],
    ["in JSON", JSON.stringify({ secret })],
    ["in JSON in JSON", JSON.stringify({ body: JSON.stringify({ secret }) })],
    ["in JSON of ASCII", JSON.stringify({ secret }).replaceAll(/[^ -~]/g, toUnicodeEscape)],
    ["in JSON for HTML", JSON.stringify({ secret }).replaceAll(/[+&<'/]/g, toUnicodeEscape)],
    ["in JSON with escaped slashes", JSON.stringify({ secret }).replaceAll("/", String.raw`\/`)],
    ["in a path", `/keys/${encodeURIComponent(secret)}`],
    ["in a path in lower case", `/keys/${encodeURIComponent(secret).toLowerCase()}`],
    ["in a path in a query", `/?next=${encodeURIComponent(`/keys/${encodeURIComponent(secret)}`)}`],
    ["in a query", `/keys?${new URLSearchParams({ secret }).toString()}`],
    ["in a command", toCurlCommand("http://127.0.0.1:1", { ...request, body: secret }, new Map())],
    [
      "in a command that prints it",
      toCurlCommand("http://127.0.0.1:1", { ...request, body: `\u200b${secret}` }, new Map()),
    ],
  ])("is replaced %s", (_, text) => {
    const safe = redact(text, secret);
    expect(safe).toContain("[secret value]");
    expect(safe).not.toMatch(/k3y/i);
  });
});

const request = { method: "POST", path: "/", headers: {} };

const toUnicodeEscape = (character: string) =>
  String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`;

describe("a shortened secret", () => {
  const secret = 'first-part-"-second-part-0123456789';

  it.each([
    ["at the end", "token: first-part-… (500 characters)", "token: [secret value]… (500 characters)"],
    ["at the start", '"…second-part-0123456789"', '"…[secret value]"'],
    ["on both sides", '"…second-part…"', '"…[secret value]…"'],
    [
      "encoded",
      String.raw`{"token":"first-part-\"-second… (500 characters)`,
      '{"token":"[secret value]… (500 characters)',
    ],
  ])("is replaced: cut %s", (_, text, safe) => {
    expect(redact(text, secret)).toBe(safe);
  });

  it("stays if it is too short to be recognized", () => {
    expect(redact("a name: first… (500 characters)", secret)).toBe("a name: first… (500 characters)");
  });
});

describe("an ordinary word", () => {
  const command = `curl 'http://127.0.0.1:1/invitations?token=invitation&page=1' -H 'X-Token: invitation'`;

  it("is replaced where it is a whole value", () => {
    expect(redact(command, "invitation", true)).toBe(
      `curl 'http://127.0.0.1:1/invitations?token=[secret value]&page=1' -H 'X-Token: [secret value]'`,
    );
    expect(redact(`an invitation {"token":"invitation"}`, "invitation", true)).toBe(
      `an invitation {"token":"[secret value]"}`,
    );
  });

  it("stays if it is shorter than 8 characters", () => {
    expect(redact(`{"token":"word"} a word`, "word")).toBe(`{"token":"word"} a word`);
  });
});

it("replaces the longer one of two secrets first", () => {
  const secrets = new Secrets();
  for (const secret of ["token-4711", "token-4711-next"]) secrets.addShown(secret, () => false);
  expect(secrets.redact("token-4711-next token-4711")).toBe("[secret value] [secret value]");
});
