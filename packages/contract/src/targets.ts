import { startMock } from "@rolewright/mock";

/** Something that claims to be the roles API. */
export interface Target {
  name: string;
  /** Why it is not tested, where it is not. */
  skipped?: string;
  /** It answers with the documented answer that `Prefer` asks for. */
  honoursPrefer: boolean;
  start(): Promise<RunningTarget>;
}

export interface RunningTarget {
  /** Without a slash at the end. */
  url: string;
  /** An organization key that it takes. */
  apiKey: string;
  stop(): Promise<void>;
}

const mock: Target = {
  name: "mock",
  honoursPrefer: true,
  async start() {
    const { url, close } = await startMock();
    return { url, apiKey: "any", stop: close };
  },
};

const { ROLEWRIGHT_BASE_URL: baseUrl, ROLEWRIGHT_API_KEY: apiKey } = process.env;

const external: Target = {
  name: "external",
  ...(!(baseUrl && apiKey) && { skipped: "ROLEWRIGHT_BASE_URL and ROLEWRIGHT_API_KEY are not set" }),
  honoursPrefer: false,
  async start() {
    return { url: (baseUrl ?? "").replace(/\/+$/, ""), apiKey: apiKey ?? "", stop: async () => {} };
  },
};

export const targets = [mock, external];
