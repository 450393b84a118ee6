/** Both forms of the site, built once for all tests of a worker. */
import { buildSite } from "../site.ts";

/** The URL of `siteAtUrl`. */
export const url = "http://127.0.0.1:4030";

/** The site with absolute links in Markdown. */
export const siteAtUrl = await buildSite({ url });

/** The site with relative links only. */
export const siteOnDisk = await buildSite();
