import type { Secrets } from "../client/secrets.ts";
import { toBasic } from "../credentials.ts";
import type { Credential } from "../description/operation.ts";
import { swapCase } from "./unknown-ids.ts";

/** Creates invalid keys, in the form of the credential. A variable stands for each that reveals the valid one in reports. */
export function invalidKeys({ scheme }: Credential, apiKey: string, secrets: Secrets): [string, string][] {
  if (scheme === "basic") {
    const [, user = "", password = ""] =
      /^(.*?):(.*)$/s.exec(Buffer.from(apiKey.replace(/^Basic /, ""), "base64").toString()) ?? [];
    return [
      ["an unknown user", toBasic("nobody:has-this-password")],
      ["an empty password", toBasic(`${user}:`)],
      ...similarKeys("password", password).map(([summary, variable, similar]): [string, string] => {
        const key = toBasic(`${user}:${similar}`);
        secrets.addKey(similar, variable);
        secrets.addKey(key.slice("Basic ".length), `${variable}_BASIC`);
        return [summary, key];
      }),
    ];
  }
  return [
    ["an unknown key", `${/^(?:[a-z]+_)*/.exec(apiKey)?.[0]}nobody-has-this-key-0123456789`],
    // Every object has it, so that a lookup in one finds it.
    ["the key constructor", "constructor"],
    ...similarKeys("key", apiKey).map(([summary, variable, key]): [string, string] => {
      secrets.addKey(key, variable);
      return [summary, key];
    }),
  ];
}

/** Returns keys that differ in one letter or in the letter case, each with the variable that stands for it. */
function similarKeys(what: string, key: string): [summary: string, variable: string, key: string][] {
  const similar: [summary: string, variable: string, key: string][] = [
    [`the ${what} with an additional letter`, "ROLEWRIGHT_LONGER_KEY", `${key}x`],
    [`the ${what} without its last character`, "ROLEWRIGHT_SHORTER_KEY", key.slice(0, -1)],
    [`the ${what} in inverted case`, "ROLEWRIGHT_INVERTED_KEY", swapCase(key)],
  ];
  return similar.filter(([, , other]) => other !== key && other !== "");
}
