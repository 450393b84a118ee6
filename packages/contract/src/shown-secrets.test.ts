import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { githubAnnotations, githubSummary } from "./report/github.ts";
import { htmlReport } from "./report/html.ts";
import { junitReport } from "./report/junit.ts";
import type { Report } from "./report/report.ts";
import { textReport } from "./report/text.ts";
import { runContract } from "./run-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-secrets-"));
afterAll(() => rmSync(folder, { recursive: true }));

const key = "the-key-of-the-tests";
const body = (schema: object) => ({ "application/json": { schema } });
const problem = {
  description: "Rejected.",
  content: body({ type: "object", required: ["detail"], properties: { detail: { type: "string" } } }),
};
const errors = { "400": problem, "401": problem, "404": problem };
const device = {
  id: { type: "string" },
  name: { type: "string" },
  // The server returns `null`, so that every response with a device is invalid.
  addedAt: { type: "string", format: "date-time" },
};

/** Writes a description of an API of devices with tokens. The tokens are accepted as keys in the query. */
function describeDevices(token: object): string {
  const shown = { type: "object", required: ["id", "token"], properties: { ...device, token } };
  const listed = { ...shown, properties: { ...device, token: { type: "string" } } };
  const created = { description: "Done.", content: body(shown) };
  const spec = join(folder, "devices.json");
  writeFileSync(
    spec,
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "Devices", version: "1" },
      security: [{ key: [] }],
      paths: {
        "/inventory": {
          get: {
            operationId: "listDevices",
            responses: {
              "200": { description: "All.", content: body({ type: "array", items: listed }) },
              ...errors,
            },
          },
          post: {
            operationId: "addDevice",
            requestBody: {
              required: true,
              content: body({
                type: "object",
                required: ["name"],
                properties: { name: { type: "string", minLength: 1, maxLength: 200 } },
              }),
            },
            responses: { "201": created, ...errors },
          },
        },
        "/inventory/{deviceId}": {
          parameters: [{ name: "deviceId", in: "path", required: true, schema: { type: "string" } }],
          get: {
            operationId: "getDevice",
            responses: { "200": { description: "One.", content: body(listed) }, ...errors },
          },
          delete: { operationId: "removeDevice", responses: { "204": { description: "Gone." }, ...errors } },
        },
        "/inventory/{deviceId}/token": {
          parameters: [{ name: "deviceId", in: "path", required: true, schema: { type: "string" } }],
          post: { operationId: "renewToken", responses: { "200": created, ...errors } },
        },
      },
      components: { securitySchemes: { key: { type: "apiKey", in: "query", name: "key" } } },
    }),
  );
  return spec;
}

/** Writes a contract file. Without the rules of secrets, only the description names them. */
function writeContract(hasRules: boolean): string {
  const file = join(folder, "contract.yaml");
  const rules = `
    secrets: { token: once }
    renew: { operation: renewToken, secret: token }
    credential: { property: token, probe: { operation: listDevices, status: 200 }, rotate: renewToken }`;
  writeFileSync(
    file,
    `spec: devices.json
resources:
  device:
    create: addDevice
    list: listDevices
    get: getDevice
    delete: removeDevice
    item: ""${hasRules ? rules : ""}
`,
  );
  return file;
}

interface Device {
  token: string;
  id: string;
  name: string;
  addedAt: null;
}

/** Starts a faulty server: it lists tokens, keeps them when they are renewed, rejects them, and repeats them in errors. */
async function startDevices(createToken: () => string): Promise<string> {
  const devices = new Map<string, Device>();
  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const [, , id = "", action] = path.split("/");
    const respond = (status: number, value?: unknown) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(status === 204 ? undefined : JSON.stringify(value));
    };
    if (new URLSearchParams(query).get("key") !== key)
      return respond(401, { detail: `No access: ${request.url}` });
    const found = devices.get(id);
    if (request.method === "POST" && path === "/inventory") {
      const created = { token: createToken(), id: `d${devices.size}`, name: sent, addedAt: null };
      devices.set(created.id, created);
      return respond(201, created);
    }
    if (path === "/inventory") return respond(200, [...devices.values()].toReversed());
    if (!found) return respond(404, { detail: "Not found." });
    if (action === "token") return respond(200, found);
    if (request.method === "GET") return respond(418, { detail: JSON.stringify(found) });
    devices.delete(found.id);
    respond(204);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Formats a report in every format. */
const formatReport = (report: Report): [format: string, text: string][] => [
  ["text", textReport(report)],
  ["JSON", JSON.stringify(report)],
  ["JUnit", junitReport(report)],
  ["HTML", htmlReport(report)],
  ["annotations", githubAnnotations(report).join("\n")],
  ["summary", githubSummary(report)],
];

const runDevices = async (createToken: () => string, token: object, hasRules: boolean): Promise<Report> =>
  runContract({
    spec: describeDevices(token),
    contract: writeContract(hasRules),
    baseUrl: await startDevices(createToken),
    apiKey: key,
    seed: 1,
    maxExamples: 20,
  });

it.each([
  [
    "the rules of the contract file name",
    { type: "string" },
    true,
    ["response_schema_conformance", "one_time_secrets", "credential_rotation"],
  ],
  ["the description marks", { type: "string", "x-secret": true }, false, ["response_schema_conformance"]],
])("shows no secret that %s, in no report and in no encoding", async (_, token, hasRules, failed) => {
  const parts: string[] = [];
  const createPart = () => {
    const part = randomBytes(24).toString("hex");
    parts.push(part);
    return part;
  };
  const report = await runDevices(() => `${createPart()}+/="it's" é&<%${createPart()}`, token, hasRules);
  const checks = report.checks.filter(({ outcome }) => outcome === "failed").map(({ check }) => check);
  expect(checks).toEqual(expect.arrayContaining(failed));
  // A text may be shortened in the middle of a secret.
  const pieces = parts.flatMap((part) => [part.slice(0, 12), part.slice(12, 24), part.slice(-12)]);
  expect(pieces.length).toBeGreaterThan(100);
  for (const [format, content] of formatReport(report)) {
    expect(
      pieces.filter((piece) => content.includes(piece)),
      format,
    ).toEqual([]);
  }
  expect(textReport(report)).toContain("[secret value]");
});

it("keeps words that a server returns as secrets, and short secrets", async () => {
  for (const [token, shown] of [
    ["inventory", "[secret value]"],
    ["short", "short"],
  ] as const) {
    const report = await runDevices(() => token, { type: "string" }, true);
    const finding = report.findings.find(
      ({ check, operations }) => check === "response_schema_conformance" && operations[0] === "addDevice",
    );
    expect(finding?.reproduce.join("\n")).toContain("/inventory?key=");
    expect(finding?.response).toContain(`"token":"${shown}"`);
  }
});
