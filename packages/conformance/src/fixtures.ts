import { randomUUID } from "node:crypto";
import type { CreatedProject, OperationId, Permission, Policy, ProjectRole, Role } from "@rolewright/types";
import { expect } from "vitest";
import type { ApiResponse, ContractClient, OperationRequest } from "./contract-client.ts";
import { type Link, findResponse } from "@rolewright/contract/internal";
import { getOperation } from "./description.ts";

/** Creates the resources that a behavior needs, with unique names, and deletes them afterwards. */
export class Fixtures {
  readonly client: ContractClient;
  readonly #cleanups: (() => Promise<ApiResponse>)[] = [];
  #projectId: Promise<string> | undefined;

  constructor(client: ContractClient) {
    this.client = client;
  }

  /** Calls an operation. `cleanUp` deletes the resources that it creates. */
  async call(operationId: OperationId, call: OperationRequest = {}): Promise<ApiResponse> {
    const response = await this.client.call(operationId, call);
    const links = findResponse(getOperation(operationId), response.status)?.links ?? [];
    for (const link of links.filter(({ operationId: next }) => next.startsWith("delete"))) {
      const path = evaluateLinkParameters(link, call, response);
      // The links of the description name its own operations.
      this.#cleanups.push(() => this.client.call(link.operationId as OperationId, { path }));
    }
    return response;
  }

  /** Calls an operation that must succeed and returns its data. */
  async expectSuccess<Data>(operationId: OperationId, call: OperationRequest = {}): Promise<Data> {
    const { status, body } = await this.call(operationId, call);
    expect(status, `${operationId} failed in the setup: ${JSON.stringify(body)}`).toBe(200);
    return (body as { data: Data }).data;
  }

  /** Returns the id of the project that these fixtures share. */
  getProjectId(): Promise<string> {
    this.#projectId ??= this.createProject();
    return this.#projectId;
  }

  async createProject(): Promise<string> {
    return (await this.expectSuccess<CreatedProject>("createProject", { body: { name: this.uniqueName() } }))
      .project.id;
  }

  async createOrganizationPolicy(): Promise<Policy> {
    const body = await this.buildPolicyInput();
    return (await this.expectSuccess<{ policy: Policy }>("createOrganizationPolicy", { body })).policy;
  }

  async createProjectPolicy(): Promise<Policy> {
    const path = { projectId: await this.getProjectId() };
    const body = await this.buildPolicyInput(path.projectId);
    return (await this.expectSuccess<{ policy: Policy }>("createProjectPolicy", { path, body })).policy;
  }

  async createOrganizationRole(): Promise<Role> {
    const body = await this.buildRoleInput();
    return (await this.expectSuccess<{ role: Role }>("createOrganizationRole", { body })).role;
  }

  async createProjectRole(): Promise<ProjectRole> {
    const path = { projectId: await this.getProjectId() };
    const body = await this.buildRoleInput(path.projectId);
    return (await this.expectSuccess<{ role: ProjectRole }>("createProjectRole", { path, body })).role;
  }

  /** Builds a valid request body for a policy of the project, or of the organization without one. */
  async buildPolicyInput(projectId?: string) {
    const { permissions } = await (projectId === undefined
      ? this.expectSuccess<{ permissions: Permission[] }>("listOrganizationPermissions")
      : this.expectSuccess<{ permissions: Permission[] }>("listProjectPermissions", { path: { projectId } }));
    const permissionIds = permissions.slice(0, 2).map(({ id }) => id);
    return { name: this.uniqueName(), permissionIds, description: "Created by a contract test" };
  }

  /** Builds a valid request body for a role of the project, or of the organization without one. */
  async buildRoleInput(projectId?: string) {
    const policy = await (projectId === undefined
      ? this.createOrganizationPolicy()
      : this.createProjectPolicy());
    return { name: this.uniqueName(), policyIds: [policy.id], description: "Created by a contract test" };
  }

  uniqueName(): string {
    return `contract ${randomUUID()}`;
  }

  /**
   * Deletes the created resources, the newest first. A 404 is a success, because a test may have deleted the resource. A
   * resource that is in use is deleted again after the others.
   */
  async cleanUp(): Promise<void> {
    this.#projectId = undefined;
    let pending = this.#cleanups.splice(0).toReversed();
    for (let previousCount = Infinity; pending.length > 0 && pending.length < previousCount;) {
      previousCount = pending.length;
      const inUse: typeof pending = [];
      for (const cleanUp of pending) if ((await cleanUp()).status === 409) inUse.push(cleanUp);
      pending = inUse;
    }
    expect(pending, "some resources could not be deleted").toEqual([]);
  }
}

/** Evaluates the parameters of a link. The description uses two kinds of runtime expression. */
function evaluateLinkParameters(
  { parameters }: Link,
  { path = {} }: OperationRequest,
  { body }: ApiResponse,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, expression]) => {
      const [, pointer] = /^\$response\.body#\/(.+)$/.exec(expression) ?? [];
      if (pointer === undefined) return [name, String(path[expression.replace("$request.path.", "")] ?? "")];
      return [
        name,
        String(pointer.split("/").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], body)),
      ];
    }),
  );
}
