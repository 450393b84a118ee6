import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { createClientAddressReader } from "./client-address.ts";

const read = (remoteAddress: string | undefined, forwarded: string | undefined, trusted: string[]) =>
  createClientAddressReader(trusted)({
    socket: { remoteAddress },
    headers: { "x-forwarded-for": forwarded },
    // Only these properties are read.
  } as unknown as IncomingMessage);

describe("the address of a client", () => {
  it.each([
    ["is that of the connection", "203.0.113.9", undefined, [], "203.0.113.9"],
    ["ignores the header of a client", "203.0.113.9", "198.51.100.1", [], "203.0.113.9"],
    ["ignores the header of an unknown proxy", "203.0.113.9", "198.51.100.1", ["127.0.0.1"], "203.0.113.9"],
    ["is what a trusted proxy says", "127.0.0.1", "198.51.100.1", ["127.0.0.1"], "198.51.100.1"],
    ["is not what the client has added", "127.0.0.1", "1.1.1.1, 198.51.100.1", ["127.0.0.1"], "198.51.100.1"],
    ["passes several proxies", "10.1.2.3", "198.51.100.1, 10.9.9.9", ["10.0.0.0/8"], "198.51.100.1"],
    ["is the first proxy if all are trusted", "10.1.2.3", "10.8.8.8,10.9.9.9", ["10.0.0.0/8"], "10.8.8.8"],
    ["is the proxy without a header", "127.0.0.1", undefined, ["127.0.0.1"], "127.0.0.1"],
    ["is the proxy if the header is no address", "127.0.0.1", "unknown", ["127.0.0.1"], "127.0.0.1"],
    ["can be of IPv6", "::1", "2001:db8::1", ["::1", "fd00::/8"], "2001:db8::1"],
    [
      "of a socket for both versions is of IPv4",
      "::ffff:127.0.0.1",
      "::ffff:1.2.3.4",
      ["127.0.0.1"],
      "1.2.3.4",
    ],
    ["is unknown after the connection is closed", undefined, "198.51.100.1", ["127.0.0.1"], undefined],
  ])("%s", (_, remoteAddress, forwarded, trusted, expected) => {
    expect(read(remoteAddress, forwarded, trusted)).toBe(expected);
  });

  it.each(["", "localhost", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/", "10.0.0.0/x", "fd00::/129", "1.2.3"])(
    "cannot be trusted if it is %j",
    (text) => {
      expect(() => createClientAddressReader([text])).toThrow(`The trusted proxy "${text}" is neither`);
    },
  );
});
