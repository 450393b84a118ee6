import { startMock } from "@rolewright/mock";
import { acceptInvitation, addOrganization, seedDemo, startServer } from "@rolewright/server";
import { expect } from "vitest";
import type { CheckName } from "@rolewright/contract";
import { createTemporaryDatabase, findPostgresSkipReason } from "@rolewright/test-support";

/** An implementation of the roles API. */
export interface Target {
  name: string;
  /** Why it is not tested. */
  skipReason?: string;
  /** Whether it returns the documented response that a `Prefer` header selects. */
  supportsPrefer: boolean;
  /** Whether it stores resources. */
  isStateful: boolean;
  /** Whether it is part of this repository, so that the behaviors apply. */
  isOwn: boolean;
  /** Findings that its README documents. */
  knownFindings?: Partial<Record<CheckName, string[]>>;
  start(): Promise<RunningTarget>;
}

export interface RunningTarget {
  /** Without a trailing slash. */
  url: string;
  /** An organization API key. */
  apiKey: string;
  /** An API key of another organization, if there is one. */
  otherApiKey?: string;
  /** Accepts an invitation to the organization. Fails if the token is not valid. */
  acceptInvitation?: (token: string) => Promise<unknown>;
  /** Whether the organization has the resources of the description's examples, with assigned roles. */
  isDemo?: boolean;
  /** Creates an empty organization and returns its API key. */
  newOrganization(): Promise<string>;
  stop(): Promise<void>;
}

const mock: Target = {
  name: "mock",
  supportsPrefer: true,
  isStateful: false,
  isOwn: true,
  // The mock accepts any API key.
  knownFindings: {
    ignored_auth: [
      "accepts an invalid request: the key is invalid",
      "accepts an invalid request: the key of a project has no permission for this",
      "accepts an invalid request: the key's project was deleted",
    ],
  },
  async start() {
    const { url, close } = await startMock();
    return { url, apiKey: "any-key", newOrganization: async () => "any", stop: close };
  },
};

const server = (kind: "sqlite" | "postgres", skipReason: string | undefined): Target => ({
  name: `server on ${kind}`,
  ...(skipReason !== undefined && { skipReason }),
  supportsPrefer: false,
  isStateful: true,
  isOwn: true,
  async start() {
    const database = await createTemporaryDatabase(kind);
    const { url, store, close } = await startServer({ database: database.name });
    const { apiKey } = await seedDemo(store);
    const { apiKey: otherApiKey } = await addOrganization(store, "Another organization");
    return {
      url,
      apiKey,
      otherApiKey,
      isDemo: true,
      acceptInvitation: async (token) => {
        if (!(await acceptInvitation(store, token))) throw new Error("No pending invitation has the token.");
      },
      newOrganization: async () => (await addOrganization(store, "An organization")).apiKey,
      async stop() {
        await close();
        await database.remove();
      },
    };
  },
});

const { ROLEWRIGHT_BASE_URL: baseUrl, ROLEWRIGHT_API_KEY: apiKey } = process.env;

const external: Target = {
  name: "external",
  ...(!(baseUrl && apiKey) && { skipReason: "ROLEWRIGHT_BASE_URL and ROLEWRIGHT_API_KEY are not set" }),
  supportsPrefer: false,
  isStateful: true,
  isOwn: false,
  async start() {
    return {
      url: (baseUrl ?? "").replace(/\/+$/, ""),
      apiKey: apiKey ?? "",
      newOrganization: async () => expect.fail("No operation creates an organization."),
      stop: async () => {},
    };
  },
};

export const targets = [
  mock,
  server("sqlite", undefined),
  server("postgres", findPostgresSkipReason()),
  external,
];
