import type { Description } from "../model/description.ts";
import type { Operation } from "../model/operations.ts";

/** What the guides are written for: a version of the API, and its description. */
export interface GuideContext {
  description: Description;
  operations: Operation[];
  /** As in the paths of the API: `v2`. */
  version: string;
  /** The URL of the source repository. */
  repositoryUrl?: string | undefined;
  /** The guides that explain a task, in their order. */
  tasks?: { title: string; path: string; description: string }[];
  /** The other version of the API that a guide compares with. */
  previous?: Operation[] | undefined;
}
