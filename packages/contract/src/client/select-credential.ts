import type { Credential, Operation } from "../description/operation.ts";
import { findHeader } from "./headers.ts";
import type { SessionSettings } from "./session-settings.ts";

/** The settings that select a credential. */
export type CredentialSettings = Pick<SessionSettings, "authScheme" | "headers">;

/**
 * Selects the credential that a run varies: one of the scheme of `--auth` whose companions are headers of every request.
 * Returns `undefined` if the operation requires none.
 */
export function selectCredential(
  { credentials }: Operation,
  { authScheme, headers }: CredentialSettings,
): Credential | undefined {
  const isOwn = ({ scheme }: Credential) =>
    authScheme === undefined ? scheme !== "basic" : scheme === authScheme;
  const isComplete = (credential: Credential) => findMissing(credential, headers).length === 0;
  return (
    credentials.find((each) => isOwn(each) && isComplete(each)) ??
    credentials.find(isComplete) ??
    credentials.find(({ others }) => others.every(({ in: place }) => place !== "query")) ??
    credentials[0]
  );
}

/** Finds the credentials that must be sent with another one, and that no header of the run contains. */
export const findMissing = (
  { others }: Credential,
  headers: Record<string, string>,
): Omit<Credential, "others">[] => others.filter((other) => !isSent(other, headers));

function isSent({ in: place, name }: Omit<Credential, "others">, headers: Record<string, string>): boolean {
  if (place === "header") return findHeader(headers, name) !== undefined;
  const cookies = findHeader(headers, "Cookie")?.split(";") ?? [];
  return place === "cookie" && cookies.some((cookie) => cookie.trim().startsWith(`${name}=`));
}
