import defaultExport, { type Client } from "openapi-fetch";

/** In CommonJS, Node.js and bundlers import the exports object of `openapi-fetch` as its default export. */
const exportsOfCommonJs = defaultExport as unknown as { default?: typeof defaultExport };

/** Creates an `openapi-fetch` client. */
export const createFetchClient: typeof defaultExport = exportsOfCommonJs.default ?? defaultExport;

export type { Client as OpenapiFetchClient };
