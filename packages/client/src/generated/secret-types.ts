/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */
import type * as types from "@rolewright/types";
import type { Secret } from "../secret.ts";

/** A project API key, as it is returned when the project is created. */
export interface ProjectApiKey extends Omit<types.ProjectApiKey, "value"> {
  /** The API key itself. It is a secret and is returned only once. */
  value: Secret;
}

/** Data of a project creation response. */
export interface CreatedProject extends Omit<types.CreatedProject, "apiKey"> {
  /** A project API key, as it is returned when the project is created. */
  apiKey: ProjectApiKey;
}
