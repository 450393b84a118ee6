/**
 * Documentation of Confident AI's roles API, made from its description. Independent and unofficial.
 *
 * @module
 */
export { buildSite, type Site, type SiteOptions } from "./site.ts";
export { type Docs, type DocsOptions, PortInUseError, startDocs } from "./server.ts";
export type { LocalServer } from "./blocks.ts";
export type { Description } from "./description.ts";
