/** The baseline: a `node:http` server that parses the body and sends fixed bodies, one after the other. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

// The file has a JSON array of texts.
const bodies = (JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as string[]).map((text) =>
  Buffer.from(text),
);
let count = 0;
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => (body += chunk));
  request.on("end", () => {
    if (body !== "") JSON.parse(body);
    const next = bodies[count++ % bodies.length] ?? Buffer.alloc(0);
    response.writeHead(200, { "content-type": "application/json", "content-length": next.length });
    response.end(next);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) console.log(`listens on http://127.0.0.1:${address.port}`);
});
