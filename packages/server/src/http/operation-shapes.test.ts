import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  databaseKinds,
  type TemporaryDatabase,
  createTemporaryDatabase,
  findSkipReason,
} from "@rolewright/test-support";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateValidators } from "../../generate-validators.ts";
import { domainErrors } from "../domain/domain-error.ts";
import { jsonContent, operation, parameter, parsePaths } from "../openapi/described-paths.test-support.ts";
import { toServerOperation } from "../openapi/operation.ts";
import { addOrganization } from "../operations/demo-organization.ts";
import { openStore } from "../storage/open-store.ts";
import { sql } from "../storage/statements.ts";
import { queryAll, queryOne, type Store } from "../storage/store.ts";
import type { HandlersOf } from "./operation-handler.ts";
import { quietSettings } from "./server.test-support.ts";
import { createServer } from "./server.ts";

type Json<Data> = { content: { "application/json": { success: true; data: Data } } };
type ErrorJson = { content: { "application/json": { success: false; error: string } } };
interface Member {
  id: string;
}
interface ListQuery {
  page?: number;
  pageSize?: number;
  sort?: "name" | "-name";
  roleId?: string[];
  tags?: string[];
  active?: boolean;
}

/** The operations of the description below, in the form that openapi-typescript generates. */
interface TestOperations {
  listMembers: {
    parameters: { query?: ListQuery };
    responses: { 200: Json<{ query: object; members: Member[]; total: number }>; 422: ErrorJson };
  };
  retrieveProjectName: {
    parameters: { query?: never; path: { projectId: string } };
    responses: { 200: Json<{ name: string }>; 404: ErrorJson };
  };
  retrieveInvoice: {
    parameters: { query?: never; path: { invoiceNumber: number } };
    responses: { 200: Json<{ next: number }>; 400: ErrorJson };
  };
  startExport: {
    parameters: { query?: never };
    responses: {
      202: Json<{ exportId: string }> & {
        headers: { Location: string; "Retry-After": number; Sunset?: string };
      };
    };
  };
  downloadExport: {
    parameters: { query?: never; path: { exportId: string } };
    responses: { 200: { content: { "text/csv": string } } };
  };
  retrieveLogo: { parameters: { query?: never }; responses: { 200: { content: { "image/png": string } } } };
  redirectToLatest: { parameters: { query?: never }; responses: { 302: { headers: object } } };
  importMembers: {
    parameters: { query?: never };
    requestBody: { content: { "text/csv": string } };
    responses: { 200: Json<{ lines: number }> };
  };
  putMember: {
    parameters: { query?: never; path: { memberId: string } };
    requestBody?: { content: { "application/json": { name?: string } } };
    responses: { 200: Json<{ body: object | null }>; 201: Json<{ id: string }> };
  };
  deleteMember: {
    parameters: { query?: never; path: { memberId: string } };
    responses: { 204: { content?: never } };
  };
  deleteDrafts: {
    parameters: { query: { before: string } };
    responses: { 204: { content?: never } };
  };
  runBatch: {
    parameters: { query?: { "dry-run"?: boolean }; path: { "batch-id": string; year: number } };
    responses: {
      200: Json<{ id: string }> & { headers: { "X-Batch-Id": string } };
      207: Json<{ failed: string[] }>;
    };
  };
}

interface TestDefaults {
  listMembers: "page" | "pageSize";
}

const description = parsePaths(
  {
    "/v9/members": {
      get: operation("listMembers", 200, jsonContent, {
        parameters: [
          parameter("query", "page", { type: "integer", minimum: 1, default: 1 }),
          { $ref: "#/components/parameters/PageSize" },
          parameter("query", "sort", { enum: ["name", "-name"] }),
          parameter("query", "roleId", { type: "array", items: { type: "string" }, maxItems: 2 }),
          parameter("query", "tags", { type: "array", items: { type: "string" } }, { explode: false }),
          parameter("query", "active", { type: "boolean" }),
        ],
      }),
      post: operation("importMembers", 200, jsonContent, {
        requestBody: {
          required: true,
          content: { "text/csv": { schema: { type: "string", maxLength: 10 } } },
        },
      }),
    },
    "/v9/members/{memberId}": {
      parameters: [parameter("path", "memberId", { type: "string" })],
      put: {
        operationId: "putMember",
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: { name: { type: "string" } },
                additionalProperties: false,
              },
            },
          },
        },
        responses: {
          "200": { description: "Replaced.", content: jsonContent },
          "201": { description: "Created.", content: jsonContent },
        },
      },
      delete: operation("deleteMember", 204, undefined),
    },
    "/v9/drafts": {
      delete: operation("deleteDrafts", 204, undefined, {
        parameters: [parameter("query", "before", { type: "string", format: "date" }, { required: true })],
      }),
    },
    "/v9/years/{year}/batches/{batch-id}": {
      parameters: [
        parameter("path", "batch-id", { type: "string" }),
        parameter("path", "year", { type: "integer" }),
        parameter("query", "dry-run", { type: "boolean" }),
      ],
      post: {
        operationId: "runBatch",
        responses: {
          "200": {
            description: "All.",
            headers: { "X-Batch-Id": { required: true, schema: { type: "string" } } },
            content: jsonContent,
          },
          "207": { description: "Some.", content: jsonContent },
        },
      },
    },
    "/v9/projects/{projectId}/name": {
      parameters: [parameter("path", "projectId", { type: "string" })],
      get: operation("retrieveProjectName", 200, jsonContent),
    },
    "/v9/invoices/{invoiceNumber}": {
      parameters: [parameter("path", "invoiceNumber", { type: "integer", minimum: 1 })],
      get: operation("retrieveInvoice", 200, jsonContent),
    },
    "/v9/exports": {
      post: {
        operationId: "startExport",
        responses: {
          "202": {
            description: "Accepted.",
            headers: {
              Location: { required: true, schema: { type: "string" } },
              "Retry-After": { required: true, schema: { type: "integer" } },
              Sunset: { schema: { type: "string" } },
            },
            content: jsonContent,
          },
        },
      },
    },
    "/v9/exports/latest": { get: operation("redirectToLatest", 302, undefined) },
    "/v9/exports/{exportId}": {
      parameters: [parameter("path", "exportId", { type: "string" })],
      get: operation("downloadExport", 200, { "text/csv": { schema: { type: "string" } } }),
    },
    "/v9/logo": { get: operation("retrieveLogo", 200, { "image/png": { schema: {} } }) },
  },
  {
    schemas: { PageSize: { type: "integer", minimum: 1, maximum: 100, default: 20 } },
    parameters: { PageSize: parameter("query", "pageSize", { $ref: "#/components/schemas/PageSize" }) },
  },
);

const pngBytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]);

const handlers: HandlersOf<TestOperations, TestDefaults> = {
  listMembers: {
    queryParams: { page: true, pageSize: true, sort: true, roleId: true, tags: true, active: true },
    *run({ query }) {
      yield* queryAll(sql.keys);
      // Both have a default, so that they are numbers.
      const offset = (query.page - 1) * query.pageSize;
      return { query, members: [{ id: `member-${offset}` }], total: 41 };
    },
  },
  *retrieveProjectName({ organizationId, params }) {
    const project = yield* queryOne(sql.project, organizationId, params.projectId);
    return project ? { name: project.name } : domainErrors.projectNotFound();
  },
  *retrieveInvoice({ params }) {
    yield* queryAll(sql.keys);
    return { next: params.invoiceNumber + 1 };
  },
  *startExport() {
    yield* queryAll(sql.keys);
    return {
      headers: { Location: "/v9/exports/export-7", "Retry-After": 5 },
      content: { exportId: "export-7" },
    };
  },
  *downloadExport({ params }) {
    yield* queryAll(sql.keys);
    return `id\n${params.exportId}\n`;
  },
  *retrieveLogo() {
    yield* queryAll(sql.keys);
    return pngBytes;
  },
  *redirectToLatest() {
    yield* queryAll(sql.keys);
    return { location: "/v9/exports/export-7" };
  },
  *importMembers({ body }) {
    yield* queryAll(sql.keys);
    return { lines: body.split("\n").length };
  },
  *putMember({ params, body }) {
    yield* queryAll(sql.keys);
    return params.memberId === "new"
      ? { statusCode: 201, result: { id: params.memberId } }
      : { statusCode: 200, result: { body: body ?? null } };
  },
  deleteDrafts: {
    queryParams: { before: true },
    *run() {
      yield* queryAll(sql.keys);
      return undefined;
    },
  },
  runBatch: {
    queryParams: { "dry-run": true },
    *run({ params, query }) {
      yield* queryAll(sql.keys);
      return query["dry-run"]
        ? { statusCode: 207, result: { failed: [params["batch-id"]] } }
        : {
            statusCode: 200,
            result: { headers: { "X-Batch-Id": `${params.year + 1}` }, content: { id: "created-1" } },
          };
    },
  },
  *deleteMember() {
    yield* queryAll(sql.keys);
    return undefined;
  },
};

/** Compiles the validators in the way of `generate`, and loads the module. */
async function loadValidators(): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(import.meta.dirname, "validators-"));
  try {
    const file = join(folder, "validators.mjs");
    writeFileSync(file, await generateValidators(description));
    return (await import(file)) as Record<string, unknown>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.each(databaseKinds)("an operation on %s", (kind) => {
  const skipReason = findSkipReason(kind);
  let database: TemporaryDatabase;
  let store: Store;
  let server: Server;
  let organizationId: string;
  let send: (path: string, init?: RequestInit & { headers?: Record<string, string> }) => Promise<Response>;

  beforeAll(async () => {
    if (skipReason !== undefined) return;
    database = await createTemporaryDatabase(kind);
    store = await openStore(database.name);
    const organization = await addOrganization(store, "Acme");
    const { apiKey } = organization;
    organizationId = organization.id;
    await store.write(organizationId, function* () {
      for (const id of ["project-a", "project-b"]) {
        yield* queryAll(sql.addScope, organizationId, id);
        yield* queryAll(sql.addProject, organizationId, id, id, id, null, "2026-01-01T00:00:00.000Z");
      }
    });
    const operations = description.operations.map(toServerOperation);
    ({ server } = createServer({
      apis: [{ operations, handlers: { ...handlers }, validators: await loadValidators() }],
      store,
      ...quietSettings,
    }));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    send = (path, init = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, {
        redirect: "manual",
        ...init,
        headers: { CONFIDENT_API_KEY: apiKey, ...init.headers },
      });
  });

  afterAll(async () => {
    if (skipReason !== undefined) return;
    server.closeAllConnections();
    await once(server.close(), "close");
    await store.close();
    await database.remove();
  });

  /** The entries of the audit log, in the order of their IDs. */
  const listAuditEntries = async () => {
    const rows = await store.read(() => queryAll(sql.auditEntries, organizationId));
    return rows
      .toSorted((a, b) => (a.entry_id < b.entry_id ? -1 : 1))
      .map(({ action, status_code: statusCode, resource_id: resourceId }) => ({
        action,
        statusCode,
        resourceId,
      }));
  };
  const readData = async (path: string) => {
    const response = await send(path);
    const { data } = (await response.json()) as { data: unknown };
    return { status: response.status, data };
  };
  const readError = async (path: string, init?: Parameters<typeof send>[1]) => {
    const response = await send(path, init);
    const { error } = (await response.json()) as { error: unknown };
    return { status: response.status, error };
  };

  it.skipIf(skipReason)("receives the defaults of omitted query parameters", async () => {
    expect(await readData("/v9/members")).toEqual({
      status: 200,
      data: { query: { page: 1, pageSize: 20 }, members: [{ id: "member-0" }], total: 41 },
    });
  });

  it.skipIf(skipReason)("receives query parameters converted to their types", async () => {
    const path =
      "/v9/members?page=3&pageSize=10&sort=-name&roleId=a%26b&roleId=c&tags=x,y%2Cz&active=false&other=1";
    expect(await readData(path)).toEqual({
      status: 200,
      data: {
        query: {
          page: 3,
          pageSize: 10,
          sort: "-name",
          roleId: ["a&b", "c"],
          tags: ["x", "y,z"],
          active: false,
        },
        members: [{ id: "member-20" }],
        total: 41,
      },
    });
  });

  it.skipIf(skipReason)("receives an empty text as an empty list if the items are one text", async () => {
    expect((await readData("/v9/members?tags=")).data).toMatchObject({ query: { tags: [] } });
    expect((await readData("/v9/members?tags=,x")).data).toMatchObject({ query: { tags: ["", "x"] } });
  });

  it.skipIf(skipReason).each([
    ["page=abc", "page: must be an integer."],
    ["page=1.5", "page: must be an integer."],
    ["page=", "page: must be an integer."],
    ["page=99999999999999999999", "page: must be an integer from -9007199254740991 to 9007199254740991."],
    ["page=0", "page: must be 1 or more."],
    ["pageSize=101", "pageSize: must be 100 or less."],
    ["page=1&page=2", "page: is sent 2 times. Send it once."],
    ["sort=size", 'sort: must be one of "name", "-name".'],
    ["roleId=a&roleId=b&roleId=c", "roleId: must have at most 2 items."],
    ["active=yes", "active: must be a boolean."],
  ])("rejects the query %s with 422", async (query, error) => {
    expect(await readError(`/v9/members?${query}`)).toEqual({ status: 422, error });
  });

  it.skipIf(skipReason)("returns the item of each ID, in any order of reads", async () => {
    const a = { status: 200, data: { name: "project-a" } };
    const notFound = { status: 404, error: "Project not found. List projects to get valid IDs." };
    expect(await readData("/v9/projects/project-a/name")).toEqual(a);
    expect(await readData("/v9/projects/project-b/name")).toEqual({
      status: 200,
      data: { name: "project-b" },
    });
    expect(await readError("/v9/projects/unknown/name")).toEqual(notFound);
    expect(await readData("/v9/projects/project-a/name")).toEqual(a);
    expect(await readError("/v9/projects/unknown/name")).toEqual(notFound);
  });

  it.skipIf(skipReason)("returns the page of each query, in any order of reads", async () => {
    const readFirstId = async (query: string) => {
      const { data } = await readData(`/v9/members?${query}`);
      return (data as { members: Member[] }).members[0]?.id;
    };
    const queries = [
      "page=1&pageSize=2",
      "page=2&pageSize=2",
      "pageSize=2&page=1",
      "page=2",
      "page=1&pageSize=2",
    ];
    const ids: (string | undefined)[] = [];
    for (const query of queries) ids.push(await readFirstId(query));
    expect(ids).toEqual(["member-0", "member-2", "member-0", "member-20", "member-0"]);
  });

  it.skipIf(skipReason)("receives integers of the path as numbers, and rejects others with 400", async () => {
    expect(await readData("/v9/invoices/41")).toEqual({ status: 200, data: { next: 42 } });
    expect(await readError("/v9/invoices/x1")).toEqual({
      status: 400,
      error: "invoiceNumber: must be an integer. Use a value that the API returned.",
    });
    expect(await readError("/v9/invoices/0")).toEqual({
      status: 400,
      error: "invoiceNumber: must be 1 or more. Use a value that the API returned.",
    });
  });

  it.skipIf(skipReason)("responds with the documented status and headers: 202, 204, 302", async () => {
    const accepted = await send("/v9/exports", { method: "POST" });
    expect([accepted.status, await accepted.json()]).toEqual([
      202,
      { success: true, data: { exportId: "export-7" } },
    ]);
    const { port } = server.address() as AddressInfo;
    expect([accepted.headers.get("location"), accepted.headers.get("retry-after")]).toEqual([
      `http://127.0.0.1:${port}/v9/exports/export-7`,
      "5",
    ]);
    const redirect = await send("/v9/exports/latest");
    expect([redirect.status, redirect.headers.get("location"), await redirect.text()]).toEqual([
      302,
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v9\/exports\/export-7$/),
      "",
    ]);
    const deleted = await send("/v9/members/member-1", { method: "DELETE" });
    expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
  });

  it.skipIf(skipReason)("responds with text and bytes of the documented media type", async () => {
    for (const id of ["export-1", "export-2", "export-1"]) {
      const csv = await send(`/v9/exports/${id}`);
      expect([csv.status, csv.headers.get("content-type"), await csv.text()]).toEqual([
        200,
        "text/csv; charset=utf-8",
        `id\n${id}\n`,
      ]);
    }
    const logo = await send("/v9/logo");
    expect([logo.headers.get("content-type"), new Uint8Array(await logo.arrayBuffer())]).toEqual([
      "image/png",
      pngBytes,
    ]);
  });

  it.skipIf(skipReason)(
    "receives bodies of other media types, and rejects an unsupported type with 415",
    async () => {
      const post = { method: "POST", body: "a\nb\nc" };
      const accepted = await send("/v9/members", {
        ...post,
        headers: { "Content-Type": "text/csv; header=absent" },
      });
      expect(await accepted.json()).toEqual({ success: true, data: { lines: 3 } });
      expect(
        await readError("/v9/members", { ...post, headers: { "Content-Type": "application/json" } }),
      ).toEqual({
        status: 415,
        error: 'The Content-Type "application/json" is not supported. Send the body as text/csv.',
      });
      expect(
        await readError("/v9/members", { method: "POST", headers: { "Content-Type": "text/csv" } }),
      ).toEqual({
        status: 422,
        error: "body: is missing. Send a body.",
      });
      expect(
        await readError("/v9/members", {
          method: "POST",
          body: "more than ten",
          headers: { "Content-Type": "text/csv" },
        }),
      ).toEqual({ status: 422, error: "body: must have at most 10 characters." });
    },
  );

  it.skipIf(skipReason)(
    "records the returned status and resource of each write in the audit log",
    async () => {
      const path = "/v9/years/2026/batches/batch-1";
      const all = await send(path, { method: "POST" });
      expect([all.status, all.headers.get("x-batch-id"), await all.json()]).toEqual([
        200,
        "2027",
        { success: true, data: { id: "created-1" } },
      ]);
      const some = await send(`${path}?dry-run=true`, { method: "POST" });
      expect([some.status, await some.json()]).toEqual([
        207,
        { success: true, data: { failed: ["batch-1"] } },
      ]);
      const drafts = await send("/v9/drafts?before=2026-03-01", { method: "DELETE" });
      expect([drafts.status, await drafts.text()]).toEqual([204, ""]);
      expect(await readError("/v9/drafts", { method: "DELETE" })).toEqual({
        status: 422,
        error: "before: is required.",
      });
      const entries = await listAuditEntries();
      expect(entries.filter(({ action }) => ["runBatch", "deleteDrafts"].includes(action))).toEqual([
        { action: "runBatch", statusCode: 200, resourceId: "batch-1" },
        { action: "runBatch", statusCode: 207, resourceId: "batch-1" },
        { action: "deleteDrafts", statusCode: 204, resourceId: null },
      ]);
    },
  );

  it.skipIf(skipReason)("selects one of several successes, and may have an optional body", async () => {
    const created = await send("/v9/members/new", { method: "PUT" });
    expect([created.status, await created.json()]).toEqual([201, { success: true, data: { id: "new" } }]);
    const json = { "Content-Type": "application/json" };
    const replaced = await send("/v9/members/old", { method: "PUT", body: '{"name":"Ada"}', headers: json });
    expect([replaced.status, await replaced.json()]).toEqual([
      200,
      { success: true, data: { body: { name: "Ada" } } },
    ]);
    expect(await readError("/v9/members/old", { method: "PUT", body: '{"age":1}', headers: json })).toEqual({
      status: 422,
      error: "age: is not a field of this request. Remove it.",
    });
  });
});

describe("a handler does not compile", () => {
  it("when it ignores a query parameter, or returns another shape or status", () => {
    const { queryParams, run } = handlers.listMembers;
    const { active: _, ...others } = queryParams;
    // @ts-expect-error `active` is missing
    const ignoring: (typeof handlers)["listMembers"] = { queryParams: others, run };
    // @ts-expect-error a function cannot declare the query parameters that it reads
    const plain: (typeof handlers)["listMembers"] = run;
    // @ts-expect-error a redirect needs a location
    const noLocation: (typeof handlers)["redirectToLatest"] = handlers.deleteMember;
    // @ts-expect-error 200 or 201 has to be selected
    const noStatus: (typeof handlers)["putMember"] = handlers.startExport;
    // @ts-expect-error the required headers are missing
    const noHeaders: (typeof handlers)["startExport"] = function* () {
      yield* queryAll(sql.keys);
      return { exportId: "export-7" };
    };
    // @ts-expect-error a download is a text or bytes
    const noFile: (typeof handlers)["downloadExport"] = handlers.startExport;
    expect([ignoring, plain, noLocation, noStatus, noHeaders, noFile]).toHaveLength(6);
  });
});
