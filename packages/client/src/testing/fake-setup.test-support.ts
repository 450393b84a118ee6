/** Clients of a fake API whose responses are validated against the description. */
import { readFileSync } from "node:fs";
import ajvFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { parse } from "yaml";
import { type Client, type ClientOptions, createClient, type Fetch } from "../index.ts";
import type { ExistingIds } from "../operation-calls.test-support.ts";
import { createFakeApi } from "./index.ts";

interface OperationObject {
  operationId?: string;
  responses: Record<string, { $ref?: string; content?: Record<string, object> }>;
}

export const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as {
  paths: Record<string, Record<string, OperationObject>>;
  components: object;
};
const ajv = new Ajv2020({ strict: false });
// ajv-formats is CommonJS whose types say `default`; under Node that is the function itself.
(ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: "d", ...description } as never);

/** Validates each response against the description: its status and its body. */
const held =
  (seen: string[], fetch: Fetch): Fetch =>
  async (url, init) => {
    const response = await fetch(url, init);
    const path = new URL(url).pathname;
    for (const [template, item] of Object.entries(description.paths)) {
      if (!new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path)) continue;
      const operation = item[init.method?.toLowerCase() ?? ""];
      if (operation?.operationId === undefined) continue;
      const pointer = `/paths/${template.replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D")}/${init.method?.toLowerCase()}/responses/${response.status}`;
      const { $ref, content } =
        operation.responses[response.status] ??
        expect.fail(`${operation.operationId} documents no ${response.status}`);
      seen.push(`${operation.operationId} ${response.status}`);
      // A download, a redirect or an empty response.
      if ($ref === undefined && content?.["application/json"] === undefined) continue;
      const schema = `d${$ref ?? `#${pointer}`}/content/application~1json/schema`;
      const body: unknown = await (response as Response).clone().json();
      expect(
        ajv.validate({ $ref: schema }, body),
        `${operation.operationId} ${ajv.errorsText()} ${JSON.stringify(body)}`,
      ).toBe(true);
    }
    return response;
  };

/** Creates a policy and a role in the organization and in a project. */
export async function createResources(client: Client): Promise<ExistingIds> {
  const { project } = await client.projects.create({ name: "Checkout" });
  const createIn = async (scope: Client["organization"] | ReturnType<Client["project"]>) => {
    const [permission] = await scope.permissions.list();
    if (permission === undefined) throw new Error("There is no permission.");
    const permissionId = permission.id;
    const policy = await scope.policies.create({ name: "View", permissionIds: [permissionId] });
    const role = await scope.roles.create({ name: "Viewer", policyIds: [] });
    return { permissionId, policyId: policy.id, roleId: role.id };
  };
  return {
    organization: await createIn(client.organization),
    projectId: project.id,
    project: await createIn(client.project(project.id)),
  };
}

export function createFakeSetup(options: ClientOptions = {}) {
  const api = createFakeApi();
  const seen: string[] = [];
  const client = createClient({ apiKey: "test", fetch: held(seen, api.fetch), ...options });
  return { api, seen, client };
}
