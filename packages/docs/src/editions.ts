import { type Description, readDescription } from "./model/description.ts";
import type { Operation } from "./model/operations.ts";
import type { Page } from "./pages/blocks.ts";

/** The source of one edition: a description, and how its part of the site differs from the others. */
export interface EditionSource {
  /** The name of the API version, as in its paths: `v2`. */
  name: string;
  /** The folder of the pages, relative to the root of the site: `""` or `"v2/"`. */
  folder: string;
  /** The text of the published description. */
  text: string;
  description: Description;
  /** Other forms of the description, by the name of their file. */
  forms?: Record<string, string>;
}

/** The part of the site that describes one version of the API. The paths of its pages are relative to its folder. */
export interface Edition extends EditionSource {
  pages: Page[];
}

/** Reads the descriptions of this project. */
export async function readEditionSources(): Promise<EditionSource[]> {
  const [v1, v2] = await Promise.all([readDescription("openapi"), readDescription("openapi-v2")]);
  return [
    { name: "v1", folder: "", ...v1 },
    { name: "v2", folder: "v2/", ...v2 },
  ];
}

/** Finds the page about the same subject in another edition: the same guide, tag or operation. */
export function findCounterpart(page: Page, { pages }: Edition): Page | undefined {
  const { operation } = page;
  if (operation === undefined) return pages.find(({ path }) => path === page.path);
  return pages.find((other) => other.operation && endpointOf(other.operation) === endpointOf(operation));
}

/** The method and the path without the version, since some operations have other names in another version. */
export const endpointOf = ({ method, path }: Operation): string =>
  `${method} ${path.replace(/^\/v\d+(?=\/)/, "")}`;
