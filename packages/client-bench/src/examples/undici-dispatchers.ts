import { type Client, createClient } from "@rolewright/client";
import { Agent, type Dispatcher, fetch, Pool, ProxyAgent } from "undici";

/** Sends the requests of a client through a dispatcher of undici. */
function createClientWith(dispatcher: Dispatcher): Client {
  return createClient({ fetch: (url, init) => fetch(url, { ...init, dispatcher }) });
}

/** `proxyUrl` is such as `http://proxy.example:3128`. `ca` signs the certificates that the proxy or the server shows. */
export function createProxiedClient(proxyUrl: string, ca?: string): Client {
  return createClientWith(new ProxyAgent({ uri: proxyUrl, ...(ca !== undefined && { requestTls: { ca } }) }));
}

/** `ca`, `cert` and `key` are in PEM format. */
export function createClientWithCertificate(ca: string, cert: string, key: string): Client {
  return createClientWith(new Agent({ connect: { ca, cert, key } }));
}

/** A pool limits the number of connections to one origin. */
export function createPooledClient(origin: string, connections: number, ca?: string): Client {
  return createClientWith(new Pool(origin, { connections, ...(ca !== undefined && { connect: { ca } }) }));
}
