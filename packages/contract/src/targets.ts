import { startMock } from "@rolewright/mock";
import { addOrganization, seedDemo, startServer } from "@rolewright/server";
import { expect } from "vitest";
import type { CheckName } from "./check-names.ts";
import { temporaryDatabase, whyNoPostgres } from "./databases.ts";

/** Something that claims to be the roles API. */
export interface Target {
  name: string;
  /** Why it is not tested, where it is not. */
  skipped?: string;
  /** It answers with the documented answer that `Prefer` asks for. */
  honoursPrefer: boolean;
  /** It keeps what it is given, so that rules about what is there can be seen. */
  keepsState: boolean;
  /** It is our own, and keeps what we promise beside the description. */
  isOurs: boolean;
  /** What it is known to fail, as its README says. */
  cannot?: Partial<Record<CheckName, string[]>>;
  start(): Promise<RunningTarget>;
}

export interface RunningTarget {
  /** Without a slash at the end. */
  url: string;
  /** An organization key that it takes. */
  apiKey: string;
  /** The key of an organization that is not the first one's, where there is another. */
  otherApiKey?: string;
  /** The organization is the description's examples: somebody has its role `role-uuid-3`. */
  isDemo?: boolean;
  /** Adds an organization with nothing in it, and answers with its key. */
  newOrganization(): Promise<string>;
  stop(): Promise<void>;
}

const mock: Target = {
  name: "mock",
  honoursPrefer: true,
  keepsState: false,
  isOurs: true,
  // Any key passes, a project's too.
  cannot: {
    ignored_auth: [
      "accepts what it has to refuse: the key is not valid",
      "accepts what it has to refuse: a project's key may not do this",
      "accepts what it has to refuse: the key's project is gone",
    ],
  },
  async start() {
    const { url, close } = await startMock();
    return { url, apiKey: "any-key-will-do", newOrganization: async () => "any", stop: close };
  },
};

const server = (kind: "sqlite" | "postgres", skipped: string | undefined): Target => ({
  name: `server on ${kind}`,
  ...(skipped !== undefined && { skipped }),
  honoursPrefer: false,
  keepsState: true,
  isOurs: true,
  async start() {
    const database = await temporaryDatabase(kind);
    const { url, store, close } = await startServer({ database: database.name });
    const { apiKey } = await seedDemo(store);
    const { apiKey: otherApiKey } = await addOrganization(store, "Another organization");
    return {
      url,
      apiKey,
      otherApiKey,
      isDemo: true,
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
  ...(!(baseUrl && apiKey) && { skipped: "ROLEWRIGHT_BASE_URL and ROLEWRIGHT_API_KEY are not set" }),
  honoursPrefer: false,
  keepsState: true,
  isOurs: false,
  async start() {
    return {
      url: (baseUrl ?? "").replace(/\/+$/, ""),
      apiKey: apiKey ?? "",
      newOrganization: async () => expect.fail("No operation adds an organization."),
      stop: async () => {},
    };
  },
};

export const targets = [mock, server("sqlite", undefined), server("postgres", whyNoPostgres()), external];
