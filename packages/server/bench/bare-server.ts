/** The baseline: a `node:http` server that parses the body and always sends the same bytes. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const responseBody = readFileSync(process.argv[2] ?? "");
const server = createServer((request, response) => {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (chunk: string) => (body += chunk));
  request.on("end", () => {
    if (body !== "") JSON.parse(body);
    response.writeHead(200, { "content-type": "application/json", "content-length": responseBody.length });
    response.end(responseBody);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) console.log(`listens on http://127.0.0.1:${address.port}`);
});
