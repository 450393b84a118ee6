import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Resource } from "../rules/resource.ts";
import type { Rules } from "../rules/rules.ts";
import type { Cleanup } from "./cleanup.ts";
import type { Exchange } from "./exchange.ts";
import type { TestContext } from "./test-context.ts";

/** A resource that a check created. */
export interface CreatedResource {
  id: string;
  /** The path parameters of its operations: `{ projectId, roleId }`. */
  path: Record<string, string>;
  /** The request body. */
  body: Record<string, unknown>;
  /** The resource in the response. */
  item: Record<string, unknown>;
  exchange: Exchange;
}

/** The options of a run that affect its resources. */
export interface FixtureOptions {
  /** A project to use instead of a new one. */
  project?: string | undefined;
  /** The API key of another organization. */
  secondApiKey?: string | undefined;
  /** The API key, if it differs from the run's. */
  key?: string | undefined;
  /** The email address of a member. */
  memberEmail?: string | undefined;
  /** Roles that members have: `ROLE`, or `PROJECT/ROLE`. */
  assignedRoleIds: readonly string[];
  /** Accepts an invitation, as the invited person does. */
  acceptInvitation?: ((token: string, signal: AbortSignal) => Promise<unknown>) | undefined;
  /** Whether existing resources may be changed and restored. */
  canModifyExisting: boolean;
  /** The number of generated requests. */
  maxExamples: number;
  /** The longest time in which a collection is filled to its limit. */
  maxFillTimeMs: number;
  /** The server stores nothing. */
  stateless: boolean;
  /** `Prefer` selects documented responses. */
  usePreferHeader: boolean;
  tag: string;
}

/** How a prerequisite is created. */
export interface CreateOptions {
  path?: Record<string, string>;
  key?: string;
  /** Replaces the generated body. */
  body?: object;
  /** Something else than a deletion may remove it. */
  mayDisappear?: boolean;
}

/** The resource of an operation, and what the operation does with it. */
export interface ResourceUsage {
  resource: Resource;
  does: "create" | "list" | "read" | "update" | "remove";
}

/** Creates resources and values, for people, jobs, references and singletons. */
export interface FixtureSource {
  readonly cleanup: Cleanup;
  readonly description: Description;
  readonly options: FixtureOptions;
  readonly resources: Resource[];
  readonly rules: Rules;
  /** Shared path parameters: `{ projectId }`. */
  readonly shared: Record<string, string>;
  /** Whether the shared parent is not the one of the run. */
  readonly isInOtherParent: boolean;
  /** Creates a unique value that the schema of a property accepts. */
  readonly values: {
    createUnique(operation: Operation, property: string, ctx: TestContext, count?: number): unknown;
  };
  findUsage(operation: Operation): ResourceUsage | undefined;
  createContext(name: string): TestContext;
  create(resource: Resource, ctx: TestContext, options?: CreateOptions): Promise<CreatedResource>;
  body(
    operation: Operation,
    ctx: TestContext,
    path: Record<string, string>,
  ): Promise<Record<string, unknown> | undefined>;
}
