/** Generated from spec/openapi-v2.yaml. Do not edit: run `pnpm generate`. */
import type * as types from "@rolewright/types/v2";
import type { Secret } from "../secret.ts";

/** An invitation to the organization. */
export interface OrganizationInvitation extends Omit<types.OrganizationInvitation, "token"> {
  /** Token of the invitation link. It is a secret: anyone who has it can accept the invitation. `null` if there is none. The link then leads to the sign-up. */
  token: Secret | null;
}

/** An invitation to the project. */
export interface ProjectInvitation extends Omit<types.ProjectInvitation, "token"> {
  /** Token of the invitation link. It is a secret: anyone who has it can accept the invitation. `null` if there is none. The link then leads to the sign-up. */
  token: Secret | null;
}

/** A created API key. */
export interface CreatedApiKey extends Omit<types.CreatedApiKey, "value"> {
  /** The API key itself. It is a secret and is returned only once. */
  value: Secret;
}

/** An API key whose value was replaced without a grace period. */
export interface ImmediatelyRotatedApiKey extends Omit<types.ImmediatelyRotatedApiKey, "value"> {
  /** The new value of the API key. It is returned only once. */
  value: Secret;
}

/** An API key whose outgoing value works until the end of a grace period. */
export interface PendingRotationApiKey extends Omit<types.PendingRotationApiKey, "shadowValue"> {
  /** The new value of the API key. It is returned only once. */
  shadowValue: Secret;
}

/** `shadowValue` is `null` without a grace period, and the new value with one. */
export type RotatedApiKey = ImmediatelyRotatedApiKey | PendingRotationApiKey;

/** The first API key of a created project, or `null` if none was created. */
export interface ProjectDefaultApiKey extends Omit<types.ProjectDefaultApiKey, "value"> {
  /** The API key itself. It is a secret and is returned only once. */
  value: Secret;
}

/** Data of a project creation response. */
export interface CreatedProject extends Omit<types.CreatedProject, "apiKey"> {
  /** The first API key of a created project, or `null` if none was created. */
  apiKey: ProjectDefaultApiKey | null;
}
