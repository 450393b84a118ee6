import { maxHeaderSize } from "node:http";

/** Why a response is missing or incomplete. */
export interface Failure {
  /**
   * `unreachable`: nothing accepts connections. `tls`: no encrypted connection. `malformed`: what arrived is not HTTP that a client
   * can read. `closed`: the connection ended before the end of the response. `stopped`: nothing was sent.
   */
  kind: "timeout" | "closed" | "unreachable" | "tls" | "malformed" | "tooLarge" | "stopped";
  message: string;
}

const unreachableCodes = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ETIMEDOUT",
]);

const closedCodes = new Set(["ECONNRESET", "EPIPE", "ECONNABORTED", "HPE_INVALID_EOF_STATE"]);

/** The connection ended, so that a server may just have closed an idle one. */
export const isClosedConnection = ({ code = "" }: NodeJS.ErrnoException) => closedCodes.has(code);

/** Explains an error of a request that has no response yet. */
export function explainConnectionError(error: NodeJS.ErrnoException): Failure {
  const { code = "" } = error;
  const detail = code || error.message;
  if (unreachableCodes.has(code)) return { kind: "unreachable", message: detail };
  if (isClosedConnection(error))
    return {
      kind: "closed",
      message: `the server closed the connection before the end of the response headers (${detail})`,
    };
  if (code === "HPE_HEADER_OVERFLOW")
    return {
      kind: "malformed",
      message: `the response headers are larger than ${maxHeaderSize.toLocaleString("en")} bytes, the limit of Node.js`,
    };
  if (code.startsWith("HPE_")) {
    const { reason } = error as { reason?: string };
    return {
      kind: "malformed",
      message: `the response is not valid HTTP (${[code, reason].filter(Boolean).join(": ")})`,
    };
  }
  if (isTlsError(code)) return { kind: "tls", message: explainTlsError(code, error.message) };
  return { kind: "closed", message: detail };
}

/** OpenSSL's codes for certificates, such as `CERT_HAS_EXPIRED` and `DEPTH_ZERO_SELF_SIGNED_CERT`, have no prefix. */
const isTlsError = (code: string) =>
  code === "EPROTO" || /^ERR_(?:SSL|TLS)_/.test(code) || /CERT|CRL|UNABLE_TO_|HOSTNAME_MISMATCH/.test(code);

function explainTlsError(code: string, text: string): string {
  if (/wrong.version.number|packet.length.too.long/i.test(code + text))
    return `the server does not use TLS (${code}). Does the URL need http:// instead of https://?`;
  if (code === "EPROTO" || code.startsWith("ERR_SSL_")) return `the TLS connection failed (${code})`;
  return `the TLS certificate is not accepted (${code}). Set NODE_EXTRA_CA_CERTS to a file with the certificate authority`;
}
