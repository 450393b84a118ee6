/** The clients, each with default settings and used as its documentation shows. */
import { getClient } from "@azure-rest/core-client";
import { Octokit } from "@octokit/core";
import { createClient, type Fetch } from "@rolewright/client";
import type { paths } from "@rolewright/types";
import { create as createAxios } from "axios";
import got from "got";
import ky from "ky";
import OpenAI from "openai";
import createFetchClient from "openapi-fetch";
import { Agent, fetch as undiciFetch } from "undici";

/** The settings that a probe may choose for a call. */
export interface CallSettings {
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** The five operations that each client implements. */
export interface Caller {
  list(settings?: CallSettings): Promise<unknown>;
  create(input: object, settings?: CallSettings): Promise<unknown>;
  update(roleId: string, input: object, settings?: CallSettings): Promise<unknown>;
  remove(roleId: string, settings?: CallSettings): Promise<unknown>;
  removeProject(projectId: string, settings?: CallSettings): Promise<unknown>;
}

export interface Setup {
  apiKey: string;
  baseUrl?: string;
  region?: string;
}

export interface Subject {
  name: string;
  /** Whether the client supports regions. Probes of regions are skipped otherwise. */
  knowsRegions?: true;
  connect(setup: Setup): Caller;
}

type Request = (method: string, path: string, body?: object, settings?: CallSettings) => Promise<unknown>;

const field = (body: unknown, name: string) =>
  ((body as { data?: Record<string, unknown> } | undefined)?.data ?? {})[name];

/** Implements the operations for libraries that send requests to a URL. A template literal inserts the ids. */
const byPath = (request: Request): Caller => ({
  list: async (settings) =>
    field(await request("GET", "/v1/organization/roles", undefined, settings), "roles"),
  create: async (input, settings) =>
    field(await request("POST", "/v1/organization/roles", input, settings), "role"),
  update: async (id, input, settings) =>
    field(await request("PUT", `/v1/organization/roles/${id}`, input, settings), "role"),
  remove: (id, settings) => request("DELETE", `/v1/organization/roles/${id}`, undefined, settings),
  removeProject: (id, settings) => request("DELETE", `/v1/projects/${id}`, undefined, settings),
});

const keyHeader = (apiKey: string) => ({ CONFIDENT_API_KEY: apiKey });

/** Combines the signal with a timeout, for libraries without a timeout option. */
const signalOf = ({ signal, timeoutMs }: CallSettings = {}) =>
  AbortSignal.any([
    ...(signal ? [signal] : []),
    ...(timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)]),
  ]);

const rolewright = (name: string, fetch?: Fetch): Subject => ({
  name,
  knowsRegions: true,
  connect({ apiKey, baseUrl, region }) {
    const client = createClient({ apiKey, baseUrl, region: region as "US", fetch });
    const options = ({ signal, timeoutMs }: CallSettings = {}) => ({ signal, deadlineMs: timeoutMs });
    return {
      list: (settings) => client.organization.roles.list(options(settings)),
      create: (input, settings) => client.organization.roles.create(input as never, options(settings)),
      update: (id, input, settings) =>
        client.organization.roles.update(id, input as never, options(settings)),
      remove: (id, settings) => client.organization.roles.delete(id, options(settings)),
      removeProject: async (id, settings) => client.project(id).delete(options(settings)),
    };
  },
});

const agent = new Agent();

/** The client as behind a proxy: undici's `fetch`, with a dispatcher. */
const fetchThroughAgent: Fetch = (url, init) => undiciFetch(url, { ...init, dispatcher: agent });

const bareFetch: Subject = {
  name: "fetch",
  connect: ({ apiKey, baseUrl }) =>
    byPath(async (method, path, body, settings) => {
      const response = await fetch(baseUrl + path, {
        method,
        headers: { ...keyHeader(apiKey), ...(body && { "content-type": "application/json" }) },
        body: body ? JSON.stringify(body) : null,
        signal: signalOf(settings),
      });
      if (!response.ok) throw Object.assign(new Error(await response.text()), { status: response.status });
      return response.json();
    }),
};

const openapiFetch: Subject = {
  name: "openapi-fetch",
  connect({ apiKey, baseUrl = "" }) {
    const client = createFetchClient<paths>({ baseUrl, headers: keyHeader(apiKey) });
    const data = async (outcome: Promise<{ data?: unknown; error?: unknown; response: Response }>) => {
      const { data: result, error, response } = await outcome;
      if (!response.ok)
        throw Object.assign(new Error(JSON.stringify(error)), { status: response.status, error });
      return result;
    };
    const roles = "/v1/organization/roles";
    return {
      list: async (settings) => field(await data(client.GET(roles, { signal: signalOf(settings) })), "roles"),
      create: async (body, settings) =>
        field(await data(client.POST(roles, { body: body as never, signal: signalOf(settings) })), "role"),
      update: async (roleId, body, settings) => {
        const init = { params: { path: { roleId } }, body: body as never, signal: signalOf(settings) };
        return field(await data(client.PUT(`${roles}/{roleId}`, init)), "role");
      },
      remove: (roleId, settings) =>
        data(
          client.DELETE(`${roles}/{roleId}`, { params: { path: { roleId } }, signal: signalOf(settings) }),
        ),
      removeProject: (projectId, settings) =>
        data(
          client.DELETE("/v1/projects/{projectId}", {
            params: { path: { projectId } },
            signal: signalOf(settings),
          }),
        ),
    };
  },
};

const kySubject: Subject = {
  name: "ky",
  connect({ apiKey, baseUrl }) {
    const client = ky.create({ headers: keyHeader(apiKey) });
    return byPath((method, path, json, { signal, timeoutMs } = {}) =>
      client(baseUrl + path, {
        method,
        ...(json && { json }),
        ...(signal && { signal }),
        ...(timeoutMs !== undefined && { timeout: timeoutMs }),
      }).json(),
    );
  },
};

const axiosSubject: Subject = {
  name: "axios",
  connect({ apiKey, baseUrl = "" }) {
    const client = createAxios({ baseURL: baseUrl, headers: keyHeader(apiKey) });
    return byPath(async (method, url, data, { signal, timeoutMs } = {}) => {
      const settings = { ...(signal && { signal }), ...(timeoutMs !== undefined && { timeout: timeoutMs }) };
      return (await client.request({ method, url, ...(data && { data }), ...settings })).data;
    });
  },
};

const gotSubject: Subject = {
  name: "got",
  connect({ apiKey, baseUrl }) {
    const client = got.extend({ headers: keyHeader(apiKey) });
    return byPath((method, path, json, { signal, timeoutMs } = {}) =>
      client(baseUrl + path, {
        method: method as "GET",
        ...(json && { json }),
        ...(signal && { signal }),
        ...(timeoutMs !== undefined && { timeout: { request: timeoutMs } }),
      }).json(),
    );
  },
};

const openaiSubject: Subject = {
  name: "openai",
  connect({ apiKey, baseUrl = "" }) {
    const client = new OpenAI({ apiKey, baseURL: baseUrl, defaultHeaders: keyHeader(apiKey) });
    return byPath((method, path, body, { signal, timeoutMs } = {}) =>
      client.request({
        method: method.toLowerCase() as "get",
        path,
        ...(body && { body }),
        ...(signal && { signal }),
        ...(timeoutMs !== undefined && { timeout: timeoutMs }),
      }),
    );
  },
};

const octokitSubject: Subject = {
  name: "@octokit/core",
  connect({ apiKey, baseUrl = "" }) {
    const client = new Octokit({
      baseUrl,
      request: { headers: keyHeader(apiKey) },
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    const send = async (route: string, parameters: object, settings?: CallSettings) =>
      (
        await client.request(route, {
          ...parameters,
          headers: keyHeader(apiKey),
          request: { signal: signalOf(settings) },
        })
      ).data as unknown;
    return {
      list: async (settings) => field(await send("GET /v1/organization/roles", {}, settings), "roles"),
      create: async (input, settings) =>
        field(await send("POST /v1/organization/roles", input, settings), "role"),
      update: async (roleId, input, settings) =>
        field(await send("PUT /v1/organization/roles/{roleId}", { roleId, ...input }, settings), "role"),
      remove: (roleId, settings) => send("DELETE /v1/organization/roles/{roleId}", { roleId }, settings),
      removeProject: (projectId, settings) =>
        send("DELETE /v1/projects/{projectId}", { projectId }, settings),
    };
  },
};

const azureSubject: Subject = {
  name: "@azure-rest/core-client",
  connect({ apiKey, baseUrl = "" }) {
    const client = getClient(
      baseUrl,
      { key: apiKey },
      { credentials: { apiKeyHeaderName: "CONFIDENT_API_KEY" }, allowInsecureConnection: true },
    );
    type Method = "get" | "post" | "put" | "delete";
    const send = async (
      method: Method,
      path: string,
      ids: string[],
      body?: object,
      { signal, timeoutMs }: CallSettings = {},
    ) => {
      const result = await client.path(path, ...ids)[method]({
        ...(body && { body }),
        ...(signal && { abortSignal: signal }),
        ...(timeoutMs !== undefined && { timeout: timeoutMs }),
      });
      if (!result.status.startsWith("2"))
        throw Object.assign(new Error(JSON.stringify(result.body)), {
          status: Number(result.status),
          headers: result.headers,
        });
      return result.body as unknown;
    };
    return {
      list: async (settings) =>
        field(await send("get", "/v1/organization/roles", [], undefined, settings), "roles"),
      create: async (input, settings) =>
        field(await send("post", "/v1/organization/roles", [], input, settings), "role"),
      update: async (id, input, settings) =>
        field(await send("put", "/v1/organization/roles/{roleId}", [id], input, settings), "role"),
      remove: (id, settings) => send("delete", "/v1/organization/roles/{roleId}", [id], undefined, settings),
      removeProject: (id, settings) => send("delete", "/v1/projects/{projectId}", [id], undefined, settings),
    };
  },
};

/** Our client is first. */
export const subjects: Subject[] = [
  rolewright("@rolewright/client"),
  rolewright("@rolewright/client, undici's dispatcher", fetchThroughAgent),
  azureSubject,
  openaiSubject,
  gotSubject,
  octokitSubject,
  kySubject,
  axiosSubject,
  openapiFetch,
  bareFetch,
];
