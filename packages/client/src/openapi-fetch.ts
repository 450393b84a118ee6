import defaultExport, { type Client, createQuerySerializer } from "openapi-fetch";

/** In CommonJS, Node.js and bundlers import the exports object of `openapi-fetch` as its default export. */
const exportsOfCommonJs = defaultExport as unknown as { default?: typeof defaultExport };

/** Creates an `openapi-fetch` client. */
export const createFetchClient: typeof defaultExport = exportsOfCommonJs.default ?? defaultExport;

/** Serializes the lists of these names as one text, `id=a,b`, and all others as `openapi-fetch` does by default. */
export function createListSerializer(commaLists: readonly string[]): (query: object) => string {
  const serializeExploded = createQuerySerializer();
  const serializeJoined = createQuerySerializer({ array: { style: "form", explode: false } });
  return (query) =>
    Object.entries(query)
      .map(([name, value]) =>
        (commaLists.includes(name) ? serializeJoined : serializeExploded)({ [name]: value as unknown }),
      )
      .filter((text) => text !== "")
      .join("&");
}

export type { Client as OpenapiFetchClient };
