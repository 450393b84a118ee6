import { randomUUID } from "node:crypto";
import type { CreatedProject, OperationId, Permission, Policy, ProjectRole, Role } from "@rolewright/types";
import { expect } from "vitest";
import type { Answer, Api, Call } from "./api.ts";
import { type Link, responseTo } from "./description/operation.ts";
import { operationNamed } from "./own-description.ts";

/** Makes what a behaviour needs to be there, under names that nobody else has, and removes all that was made. */
export class World {
  readonly api: Api;
  readonly #undo: (() => Promise<Answer>)[] = [];
  #projectId: Promise<string> | undefined;

  constructor(api: Api) {
    this.api = api;
  }

  /** Calls an operation. What it creates is deleted at the end. */
  async call(operationId: OperationId, call: Call = {}): Promise<Answer> {
    const answer = await this.api.call(operationId, call);
    const links = responseTo(operationNamed(operationId), answer.status)?.links ?? [];
    for (const link of links.filter(({ operationId: next }) => next.startsWith("delete"))) {
      const path = linkParameters(link, call, answer);
      // Links of this description name operations of this description.
      this.#undo.push(() => this.api.call(link.operationId as OperationId, { path }));
    }
    return answer;
  }

  /** Calls an operation that has to succeed. */
  async given<Data>(operationId: OperationId, call: Call = {}): Promise<Data> {
    const { status, body } = await this.call(operationId, call);
    expect(status, `${operationId} was to prepare the test: ${JSON.stringify(body)}`).toBe(200);
    return (body as { data: Data }).data;
  }

  /** The project that all behaviours of one world share. */
  projectId(): Promise<string> {
    this.#projectId ??= this.newProject();
    return this.#projectId;
  }

  async newProject(): Promise<string> {
    return (await this.given<CreatedProject>("createProject", { body: { name: this.name() } })).project.id;
  }

  async organizationPolicy(): Promise<Policy> {
    const body = await this.policyInput();
    return (await this.given<{ policy: Policy }>("createOrganizationPolicy", { body })).policy;
  }

  async projectPolicy(): Promise<Policy> {
    const path = { projectId: await this.projectId() };
    const body = await this.policyInput(path.projectId);
    return (await this.given<{ policy: Policy }>("createProjectPolicy", { path, body })).policy;
  }

  async organizationRole(): Promise<Role> {
    const body = await this.roleInput();
    return (await this.given<{ role: Role }>("createOrganizationRole", { body })).role;
  }

  async projectRole(): Promise<ProjectRole> {
    const path = { projectId: await this.projectId() };
    const body = await this.roleInput(path.projectId);
    return (await this.given<{ role: ProjectRole }>("createProjectRole", { path, body })).role;
  }

  /** A policy that can be created: in a project where one is named, else in the organization. */
  async policyInput(projectId?: string) {
    const { permissions } = await (projectId === undefined
      ? this.given<{ permissions: Permission[] }>("listOrganizationPermissions")
      : this.given<{ permissions: Permission[] }>("listProjectPermissions", { path: { projectId } }));
    const permissionIds = permissions.slice(0, 2).map(({ id }) => id);
    return { name: this.name(), permissionIds, description: "Made by a contract test" };
  }

  /** A role that can be created: in a project where one is named, else in the organization. */
  async roleInput(projectId?: string) {
    const policy = await (projectId === undefined ? this.organizationPolicy() : this.projectPolicy());
    return { name: this.name(), policyIds: [policy.id], description: "Made by a contract test" };
  }

  name(): string {
    return `contract ${randomUUID()}`;
  }

  /**
   * Deletes what was made, the newest first. What is gone already answers 404, which is as good; what something else still
   * has answers 409 and is tried again when the rest is gone.
   */
  async restore(): Promise<void> {
    this.#projectId = undefined;
    let pending = this.#undo.splice(0).toReversed();
    for (let before = Infinity; pending.length > 0 && pending.length < before;) {
      before = pending.length;
      const refused: typeof pending = [];
      for (const undo of pending) if ((await undo()).status === 409) refused.push(undo);
      pending = refused;
    }
    expect(pending, "what the tests made could not be deleted").toEqual([]);
  }
}

/** A link's parameters, by the two kinds of runtime expression that the description uses. */
function linkParameters({ parameters }: Link, { path = {} }: Call, { body }: Answer): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, expression]) => {
      const [, pointer] = /^\$response\.body#\/(.+)$/.exec(expression) ?? [];
      if (pointer === undefined) return [name, path[expression.replace("$request.path.", "")] ?? ""];
      return [
        name,
        String(pointer.split("/").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], body)),
      ];
    }),
  );
}
