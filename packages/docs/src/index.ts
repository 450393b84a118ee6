/**
 * Documentation of Confident AI's roles API, generated from its OpenAPI description. Independent and unofficial.
 *
 * @module
 */
export { buildSite, type Site, type SiteOptions } from "./site.ts";
export { PortInUseError } from "@rolewright/node-kit";
export { type DocsServer, type DocsServerOptions, startDocs } from "./server.ts";
export type { LocalServer } from "./pages/blocks.ts";
export {
  type Description,
  InvalidDescriptionError,
  parseDescription,
  readDescription,
} from "@rolewright/openapi";
export { UnsupportedDescriptionError } from "./model/unsupported.ts";
