import {
  createTemporaryDatabase,
  databaseKinds,
  findSkipReason,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import type { OrganizationPlan } from "@rolewright/types";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, vi } from "vitest";
import { acceptInvitation, addOrganization, type RunningServer, startServer } from "../index.ts";

/** The `data` and the error fields of any response. */
export interface Body {
  success: boolean;
  // The tests know the shape of each response.
  data: any;
  error: string;
  details?: { usage: string; limit: string };
}

/** A response whose body was read. */
interface ReceivedResponse {
  status: number;
  headers: Headers;
  body: Body;
}

/** The built-in roles that tests assign. */
export const builtInRoles = {
  organization: { owner: "role-uuid-0", member: "role-uuid-2" },
  project: { owner: "project-role-uuid-0", member: "project-role-uuid-2" },
};

/** Calls of version 2 of a server, with the API key of an organization that each test gets for itself. */
export class Version2Api {
  organizationId = "";
  apiKey = "";
  readonly server: RunningServer;

  constructor(server: RunningServer) {
    this.server = server;
  }

  /** Creates another organization and uses its API key from now on. */
  async useNewOrganization(name = "Acme", plan?: OrganizationPlan): Promise<void> {
    ({ id: this.organizationId, apiKey: this.apiKey } = await addOrganization(this.server.store, name, plan));
  }

  /** Sends a request and does not follow redirects. */
  async send(method: string, path: string, body?: unknown, key = this.apiKey): Promise<ReceivedResponse> {
    const response = await fetch(`${this.server.url}/v2${path}`, {
      method,
      redirect: "manual",
      // The vendor's SDK sends the type without a body, too.
      headers: { CONFIDENT_API_KEY: key, "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === "" ? {} : JSON.parse(text)) as Body,
    };
  }

  /** Sends a request and returns the status and the error text of its response. */
  async getError(method: string, path: string, body?: unknown, key = this.apiKey): Promise<[number, string]> {
    const response = await this.send(method, path, body, key);
    return [response.status, response.body.error];
  }

  /** Sends a request that succeeds and returns the `data` of its response. */
  async expectData(method: string, path: string, body?: unknown) {
    const response = await this.send(method, path, body);
    expect(response.body.error).toBeUndefined();
    return response.body.data;
  }

  /** Invites an address to the organization, or to the project with the path. */
  async invite(email: string, path = "/organization", roleId?: string) {
    const field = path === "/organization" ? "organizationRoleId" : "projectRoleId";
    const body = { emails: [email], ...(roleId !== undefined && { [field]: roleId }) };
    return (await this.expectData("POST", `${path}/invitations`, body)).invitations[0];
  }

  /** Invites an address, accepts the invitation, and returns the ID of the member. */
  async join(email: string, path?: string, roleId?: string): Promise<string> {
    const { token } = await this.invite(email, path, roleId);
    return (await acceptInvitation(this.server.store, token))?.memberId ?? "";
  }

  /** Creates a project and returns its ID. */
  async addProject(name = "Checkout"): Promise<string> {
    return (await this.expectData("POST", "/projects", { name })).project.id;
  }

  /** Creates a custom role in the organization, or in the project with the path, and returns its ID. */
  async addRole(name: string, path = "/organization"): Promise<string> {
    return (await this.expectData("POST", `${path}/roles`, { name, policyIds: [] })).id;
  }

  /** Lists the names of the members' roles. */
  async listRoleNames(path = "/organization"): Promise<(string | undefined)[]> {
    const { members } = await this.expectData("GET", `${path}/members?pageSize=100`);
    return members.map(
      (member: Record<string, { name: string } | null>) =>
        (member["organizationRole"] ?? member["projectRole"])?.name,
    );
  }
}

/** Sets the clock. It is reset after the test. */
export function setClock(time: string | number): void {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(time);
}

/** Defines tests that run on SQLite and on PostgreSQL. Each test has an organization of its own. */
export function describeVersion2(title: string, defineTests: (getApi: () => Version2Api) => void): void {
  describe.each(databaseKinds)(`${title} on %s`, (kind) => {
    const skipReason = findSkipReason(kind);
    let database: TemporaryDatabase;
    let api: Version2Api;

    beforeAll(async () => {
      if (skipReason !== undefined) return;
      database = await createTemporaryDatabase(kind);
      api = new Version2Api(await startServer({ database: database.name }));
    });

    afterAll(async () => {
      if (skipReason !== undefined) return;
      await api.server.close();
      await database.remove();
    });

    beforeEach(async ({ skip }) => {
      if (skipReason !== undefined) skip(skipReason);
      await api.useNewOrganization();
    });

    afterEach(() => {
      vi.useRealTimers();
    });

    defineTests(() => api);
  });
}
