import type { Operation } from "../description/operation.ts";
import { type Exchange, issuedKeyName, type Violation } from "./exchange.ts";
import { selectCredential } from "./select-credential.ts";
import type { SessionSettings } from "./session-settings.ts";

/** Finds an API key in a response that must not have it. */
export function findExposedKey(settings: SessionSettings, exchange: Exchange): Violation | undefined {
  const { response, request, sent } = exchange;
  const isIn = (secret: string) =>
    response.text.includes(secret) ||
    [...response.headers.keys()].some((name) => response.headers.get(name)?.includes(secret));
  const credential = selectCredential(request.operation, settings);
  const sentKey = credential?.in === "header" ? sent.headers[credential.name] : undefined;
  const { variables } = settings.secrets;
  for (const [secret, name] of [
    ...[...variables].slice(0, maxSearchedKeys),
    ...(sentKey && !variables.has(sentKey) ? [[sentKey, "an invalid key"] as const] : []),
  ]) {
    // A server returns a generated key once, from the operation that created it.
    const isItsOwn = name === issuedKeyName && issuesKey(settings, request.operation);
    if (secret.length < 12 || isItsOwn || !isIn(secret)) continue;
    return {
      check: "api_key_not_exposed",
      message: "returns an API key",
      expected: "no API key in a response, because responses are logged",
      actual: `the value of ${name} in the response`,
      pointer: credential?.pointer ?? request.operation.pointer,
    };
  }
  return undefined;
}

/** Each further key makes the search for keys in responses slower. */
const maxSearchedKeys = 12;

const issuesKey = ({ rules }: SessionSettings, operation: Operation): boolean =>
  rules.resources.some(
    ({ create, issuedKeyPointer }) => create === operation && issuedKeyPointer !== undefined,
  );
