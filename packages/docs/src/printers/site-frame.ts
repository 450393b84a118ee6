import type { Edition } from "../editions.ts";
import type { HtmlContext } from "./html-text.ts";

/** What a page shows around its content, which is the same for the whole site. */
export interface SiteFrame extends HtmlContext {
  /** The edition of the page. */
  edition: Edition;
  /** All editions, for the version switch. */
  editions: Edition[];
  /** With a trailing slash. */
  siteUrl?: string;
  /** Whether the pages have forms that call a local server. */
  hasTryForms: boolean;
  /** The URL of the source repository. */
  repositoryUrl?: string;
  /** The date of the last change, as text. */
  lastChanged?: string;
}
