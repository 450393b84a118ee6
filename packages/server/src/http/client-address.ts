import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Returns the address that a request comes from. `undefined` if the connection is closed or is no IP connection. */
export type ReadClientAddress = (request: IncomingMessage) => string | undefined;

/**
 * Creates the function that finds out where requests come from. Each proxy appends the address of its caller to
 * `X-Forwarded-For`, so that the client is the last address that is no trusted proxy. Anybody can write what stands before it.
 *
 * @param trustedProxies Addresses and networks of proxies, such as `10.0.0.0/8`.
 * @throws {Error} if one is neither an address nor a network.
 */
export function createClientAddressReader(trustedProxies: string[]): ReadClientAddress {
  const trusted = new BlockList();
  for (const each of trustedProxies) addToList(trusted, each);
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
  return ({ socket, headers }) => {
    let client = normalizeAddress(socket.remoteAddress);
    if (trustedProxies.length === 0 || client === undefined) return client;
    const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
    while (isTrusted(client)) {
      const caller = normalizeAddress(forwarded.pop()?.trim());
      if (caller === undefined || isIP(caller) === 0) break;
      client = caller;
    }
    return client;
  };
}

function addToList(list: BlockList, text: string): void {
  const [address = "", prefix, ...rest] = text.split("/");
  const family = isIP(address);
  const bits = family === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (family === 0 || rest.length > 0 || !(length <= bits)) {
    throw new Error(
      `The trusted proxy "${text}" is neither an IP address nor a network, such as 10.0.0.0/8. Separate several with commas.`,
    );
  }
  list.addSubnet(address, length, family === 6 ? "ipv6" : "ipv4");
}

/** Returns the IPv4 address of a client of a socket that accepts IPv4 and IPv6. */
const normalizeAddress = (address: string | undefined) => address?.replace(/^::ffff:(?=\d+\.)/i, "");
