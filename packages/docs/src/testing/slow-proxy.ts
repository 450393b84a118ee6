import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Forwards requests, and sends the HTML in pieces, as a slow network does. Without it, whether a browser draws a page
 * before all of it has arrived depends on how busy the machine is. Everything else is sent at once: without the style sheet,
 * a browser draws nothing.
 */
export async function startSlowProxy(target: string, { pieceCount = 8, pauseMs = 30 } = {}) {
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await fetchWhole(new URL(request.url ?? "/", target));
    const contentType = headers.get("Content-Type") ?? "";
    response.writeHead(status, { "Content-Type": contentType });
    if (!contentType.startsWith("text/html")) return response.end(body);
    const pieceLength = Math.ceil(body.length / pieceCount);
    for (let start = 0; start < body.length; start += pieceLength) {
      response.write(body.subarray(start, start + pieceLength));
      await delay(pauseMs);
    }
    return response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<unknown>((resolve) => server.close(resolve)),
  };
}

async function fetchWhole(url: URL) {
  const response = await fetch(url);
  const { status, headers } = response;
  return { status, headers, body: Buffer.from(await response.arrayBuffer()) };
}
