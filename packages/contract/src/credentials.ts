import { type ContractOptions, ContractSetupError } from "./options.ts";
import type { ContractAuth } from "./rules/contract-file.ts";

/** The credentials of a run. */
export interface RunCredentials {
  /** What stands for the API key in requests. Empty if there is none. */
  apiKey: string;
  /** The same of another tenant. */
  secondApiKey: string | undefined;
  /** The scheme, which selects one of an operation's alternatives. */
  authScheme: "basic" | "bearer" | undefined;
  /** The texts that no output may contain, each with the variable that stands for it. */
  secrets: Map<string, string>;
}

/**
 * Reads the credentials: those of the options, or those in the environment variables that a contract file names.
 *
 * @throws {ContractSetupError} if `auth` is neither `basic:USER:PASS` nor `bearer:TOKEN`.
 */
export function readCredentials(
  options: Pick<ContractOptions, "apiKey" | "auth" | "secondApiKey" | "headers">,
  contractAuth: ContractAuth | undefined,
): RunCredentials {
  const secrets = new Map<string, string>();
  const isGiven = options.auth !== undefined || (options.apiKey ?? "") !== "";
  const { env = "ROLEWRIGHT_API_KEY", secondEnv = "ROLEWRIGHT_SECOND_API_KEY" } = isGiven
    ? {}
    : (contractAuth ?? {});
  const scheme = options.auth === undefined ? schemeOf(contractAuth) : parseAuth(options.auth).scheme;
  const value =
    options.auth === undefined
      ? options.apiKey || process.env[contractAuth?.env ?? ""] || ""
      : parseAuth(options.auth).value;
  const second = options.secondApiKey || process.env[contractAuth?.secondEnv ?? ""] || undefined;
  const toKey = (text: string, name: string) => {
    if (text === "") return "";
    if (scheme !== "basic") return noteSecret(secrets, text, name);
    if (!text.includes(":"))
      throw new ContractSetupError(`HTTP Basic needs USER:PASS, and ${name} has no colon.`);
    noteSecret(secrets, text.slice(text.indexOf(":") + 1), `${name}_PASSWORD`);
    const key = toBasic(text);
    noteSecret(secrets, key.slice("Basic ".length), name);
    return key;
  };
  const apiKey = toKey(value, env);
  const secondApiKey = second === undefined ? undefined : toKey(second, secondEnv);
  for (const [name, text] of Object.entries(options.headers ?? {})) {
    if (!secrets.has(text))
      secrets.set(text, `ROLEWRIGHT_HEADER_${name.replaceAll(/\W/g, "_").toUpperCase()}`);
  }
  return { apiKey, secondApiKey, authScheme: scheme, secrets };
}

/** Says where the credentials are expected. */
export const missingCredentials = (auth: ContractAuth | undefined): string =>
  auth === undefined
    ? "The key is empty. Set --api-key or ROLEWRIGHT_API_KEY, or --auth."
    : `The environment variable ${auth.env} is empty. Set it to ${auth.type === "basic" ? "USER:PASS" : auth.type === "bearer" ? "a token" : "an API key"}.`;

function noteSecret(secrets: Map<string, string>, secret: string, name: string): string {
  if (secret !== "") secrets.set(secret, name);
  return secret;
}

const schemeOf = (auth: ContractAuth | undefined): RunCredentials["authScheme"] =>
  auth?.type === "basic" || auth?.type === "bearer" ? auth.type : undefined;

function parseAuth(auth: string): { scheme: "basic" | "bearer"; value: string } {
  const [, scheme, value = ""] = /^(basic|bearer):(.+)$/s.exec(auth) ?? [];
  if (scheme === "bearer" || (scheme === "basic" && value.includes(":")))
    return { scheme: scheme as "basic" | "bearer", value };
  throw new ContractSetupError("--auth is invalid. Set basic:USER:PASS or bearer:TOKEN.");
}

/** Returns the `Authorization` header of HTTP Basic (RFC 7617). */
export const toBasic = (userAndPassword: string): string =>
  `Basic ${Buffer.from(userAndPassword).toString("base64")}`;
