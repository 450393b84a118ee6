import { PortInUseError, startMock } from "@rolewright/mock";

/** Something that `pnpm start` serves. */
export interface Service {
  /** One word; `--NAME-port` and `ROLEWRIGHT_NAME_PORT` choose its port. */
  name: string;
  /** Its port when nobody chooses one. */
  port: number;
  /** What it is, in a few words. */
  about: string;
  /** @throws {Error} whose message says what to do, when the port is taken. */
  start(port: number): Promise<{ url: string; close(): Promise<void> }>;
  /** Commands that work when they are pasted. */
  examples(url: string): string[];
}

const mock: Service = {
  name: "mock",
  port: 4010,
  about: "answers with the description's examples, keeps nothing",
  async start(port) {
    try {
      return await startMock({ port });
    } catch (error) {
      if (!(error instanceof PortInUseError)) throw error;
      throw new Error(
        `Port ${port}, for the mock, is already in use. Choose another: pnpm start --mock-port ${port + 1}, or set ROLEWRIGHT_MOCK_PORT.`,
        { cause: error },
      );
    }
  },
  examples: (url) => [`curl ${url}/v1/organization/roles -H "CONFIDENT_API_KEY: any"`],
};

export const services: Service[] = [mock];
