/** Classifies why a request got no response. */
export interface ConnectionFailure {
  /** `ECONNREFUSED`, `ENOTFOUND`, …, or the message of the innermost cause. */
  reason: string;
  /** Whether the request provably did not reach the server. */
  isUnsent: boolean;
  /** Whether another attempt can succeed. */
  isTransient: boolean;
}

/** Failures before a connection exists. Another attempt may find the host. */
const unsentCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EADDRNOTAVAIL",
  "EMFILE",
  "ENFILE",
  "UND_ERR_CONNECT_TIMEOUT",
  // Bun
  "ConnectionRefused", // cspell:ignore ConnectionRefused -- an error code of Bun
  "FailedToOpenSocket",
]);

/** What Node.js did when it failed: it looked up the host, or connected. */
const unsentSystemCalls = ["getaddrinfo", "connect"];

/** A host can become unreachable after the request was sent. Then reading or writing fails, not connecting. */
const unreachableCodes = new Set(["EHOSTUNREACH", "ENETUNREACH"]);

/** Deno reports no codes. A connection that breaks before TLS is established has the same code as one that breaks later. */
const unsentMessage =
  /^(?:.*\(Connect\): )?(?:tcp connect error|dns error)|before secure TLS connection was established$/;

/** The TLS handshake failed because of a certificate. Nothing changes until somebody replaces it. */
const certificateCode =
  /^(?:CERT_|CRL_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_|ERROR_IN_C|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|PATH_LENGTH_EXCEEDED|UNKNOWN_CERTIFICATE|InvalidCertificate)/;
const certificateMessage = /invalid peer certificate/;

/** The TLS handshake failed because the host speaks another protocol. */
const handshakeCode =
  /^ERR_SSL_.*(?:WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|HANDSHAKE_FAILURE|ALERT_PROTOCOL_VERSION)$/;

/** The platform rejects the request, or undici's `ProxyAgent` reports a proxy that does. The message says why. */
const rejectedCode =
  /^(?:UND_ERR_INVALID_ARG|UND_ERR_NOT_SUPPORTED|ERR_INVALID_CHAR|ERR_INVALID_HTTP_TOKEN)$/;

const proxyMessage = /Proxy response \(\d+\)/;

/** What undici hides behind an error without a text: its `fetch` rejects every response with 407. */
const proxyAuthenticationReason = "407 Proxy Authentication Required";

/** The request cannot be sent as it is: a proxy rejects it, or the platform does. */
const rejectedMessage =
  /^bad port$|^unknown scheme$|^not implemented|^RequestInit: |invalid header|Invalid header|not a legal HTTP header|invalid .*header value/;

/**
 * Describes a failure by its chain of causes.
 *
 * @param url The URL of the request. A custom `fetch` may also fail to reach another host, after the request was sent.
 */
export function classifyConnectionFailure(failure: unknown, url: string): ConnectionFailure {
  const causes = listCauses(failure);
  const has = (matches: (cause: Cause) => boolean) => causes.some(matches);
  const needsProxyAuthentication = isUnexplained(causes);
  const isPermanent =
    needsProxyAuthentication ||
    has(({ code }) => [certificateCode, handshakeCode, rejectedCode].some((codes) => codes.test(code))) ||
    has(({ message }) => certificateMessage.test(message) || proxyMessage.test(message)) ||
    has((cause) => rejectedMessage.test(cause.message) && !isParserError(cause));
  const target = new URL(url);
  return {
    reason: needsProxyAuthentication ? proxyAuthenticationReason : findReason(causes, target),
    isUnsent: isPermanent || has((cause) => isUnsent(cause, target)),
    isTransient: !isPermanent && !isProgrammingError(failure),
  };
}

function findReason(causes: Cause[], target: URL): string {
  const rejection = causes.find(({ code, message }) => rejectedCode.test(code) || proxyMessage.test(message));
  if (rejection !== undefined) return rejection.message;
  const failed = causes.findLast(({ code }) => code !== "");
  if (failed === undefined) return causes.at(-1)?.message ?? "";
  // The message names the other host, which is usually a proxy: `connect ECONNREFUSED 10.0.0.1:3128`.
  return isOtherHost(failed, target) ? failed.message : failed.code;
}

function isOtherHost({ hostname, port }: Cause, target: URL): boolean {
  const targetPort = target.port || (target.protocol === "https:" ? "443" : "80");
  return (
    (hostname !== undefined && hostname !== target.hostname.replace(/^\[(.*)\]$/, "$1")) ||
    (port !== undefined && String(port) !== targetPort)
  );
}

/**
 * Whether undici failed with a cause that has neither a code nor a message. With redirects that are not followed, only a
 * response with 407 does that. A broken connection always has a code, and the cause of MSW's network errors is a `Response`.
 */
const isUnexplained = ([failure, cause, ...others]: Cause[]): boolean =>
  failure?.message === "fetch failed" &&
  cause?.isError === true &&
  cause.message === "" &&
  cause.code === "" &&
  others.length === 0;

/** The parser of responses reports invalid headers too. The server has then received the request. */
const isParserError = ({ code, message }: Cause) =>
  code.startsWith("HPE_") || message.startsWith("Response does not match");

function isUnsent(cause: Cause, target: URL): boolean {
  if (isOtherHost(cause, target)) return false;
  const { code, message, syscall } = cause;
  if (unsentSystemCalls.includes(syscall) || unsentCodes.has(code) || unsentMessage.test(message))
    return true;
  return unreachableCodes.has(code) && !/^(?:read|write)/.test(message);
}

interface Cause {
  isError: boolean;
  code: string;
  message: string;
  syscall: string;
  /** The host and the port that Node could not reach, if it names them. */
  hostname?: unknown;
  port?: unknown;
}

const maxDepth = 8;

/** Lists an error, its causes and the errors of an `AggregateError`, outermost first. */
function listCauses(failure: unknown, depth = 0): Cause[] {
  if (depth === maxDepth || failure === undefined || failure === null) return [];
  try {
    const {
      code,
      message,
      syscall,
      cause,
      errors,
      host,
      hostname = host,
      port,
    } = Object(failure) as Record<string, unknown>;
    const nested = [...(Array.isArray(errors) ? (errors as unknown[]) : []), cause];
    const own = {
      // Not `instanceof`: the error can be of another realm.
      isError: Object.prototype.toString.call(failure) === "[object Error]",
      hostname,
      port,
      code: typeof code === "string" ? code : "",
      syscall: typeof syscall === "string" ? syscall : "",
      message: typeof message === "string" ? message : typeof failure === "string" ? failure : "",
    };
    return [own, ...nested.flatMap((each) => listCauses(each, depth + 1))];
  } catch {
    // A property cannot be read.
    return [];
  }
}

const programmingErrors = ["ReferenceError", "SyntaxError", "RangeError"];
const programmingMessage =
  /^Cannot (?:read|set|add|destructure|convert)|^Body is unusable|^Converting circular|^Invalid URL|is not extensible|^The first argument must| is not (?:a function|defined|iterable|an object|a constructor)|^(?:undefined|null) is not|Illegal invocation/;

/** Whether a custom `fetch` failed because of a bug. Platforms report network failures as a `TypeError` too. */
export function isProgrammingError(failure: unknown): boolean {
  try {
    const { name, message } = Object(failure) as { name?: unknown; message?: unknown };
    return (
      programmingErrors.includes(String(name)) ||
      (name === "TypeError" && programmingMessage.test(String(message)))
    );
  } catch {
    return false;
  }
}
