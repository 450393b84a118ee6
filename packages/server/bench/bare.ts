/** The fastest that Node can be: reads the body, answers with the same bytes every time. */
import { createServer } from "node:http";
import { readFileSync } from "node:fs";

const answer = readFileSync(process.argv[2] ?? "");
const server = createServer((incoming, outgoing) => {
  let body = "";
  incoming.setEncoding("utf8");
  incoming.on("data", (chunk: string) => (body += chunk));
  incoming.on("end", () => {
    if (body !== "") JSON.parse(body);
    outgoing.writeHead(200, { "content-type": "application/json", "content-length": answer.length });
    outgoing.end(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) console.log(`listens on http://127.0.0.1:${address.port}`);
});
