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

/** A description, with a validator of its schemas. */
interface ResponseDescription {
  paths: Record<string, Record<string, OperationObject>>;
  ajv: Ajv2020;
}

function readDescription(file: string): ResponseDescription {
  const { paths, components } = parse(
    readFileSync(new URL(import.meta.resolve(`@rolewright/spec/${file}`)), "utf8"),
  ) as { paths: ResponseDescription["paths"]; components: object };
  const ajv = new Ajv2020({ strict: false });
  // ajv-formats is CommonJS whose types say `default`; under Node that is the function itself.
  (ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
  ajv.addSchema({ $id: "d", paths, components } as never);
  return { paths, ajv };
}

export const description = readDescription("openapi.yaml");
export const descriptionV2 = readDescription("openapi-v2.yaml");

/** Validates each response against a description: its status and its body. */
export function validateResponses({ paths, ajv }: ResponseDescription, seen: string[], fetch: Fetch): Fetch {
  const findOperation = (path: string, method: string) =>
    Object.entries(paths)
      .toSorted(([a], [b]) => a.split("{").length - b.split("{").length)
      .filter(([template]) => new RegExp(`^${template.replaceAll(/\{[^{}]+\}/g, "[^/]+")}$`).test(path))
      .flatMap(([template, item]) => (item[method] ? [{ template, operation: item[method] }] : []))[0];
  return async (url, init) => {
    const response = await fetch(url, init);
    const method = init.method?.toLowerCase() ?? "";
    const found = findOperation(new URL(url).pathname, method);
    if (found === undefined) return response;
    const { template, operation } = found;
    const { status } = response;
    const { $ref, content } =
      operation.responses[status] ?? expect.fail(`${operation.operationId} documents no ${status}`);
    seen.push(`${operation.operationId} ${status}`);
    // A download, a redirect or an empty response.
    if ($ref === undefined && content?.["application/json"] === undefined) return response;
    const key = template.replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D");
    const pointer = $ref ?? `#/paths/${key}/${method}/responses/${status}`;
    const body: unknown = await (response as Response).clone().json();
    expect(
      ajv.validate({ $ref: `d${pointer}/content/application~1json/schema` }, body),
      `${operation.operationId} ${ajv.errorsText()} ${JSON.stringify(body)}`,
    ).toBe(true);
    return response;
  };
}

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
  const client = createClient({
    apiKey: "test",
    fetch: validateResponses(description, seen, api.fetch),
    ...options,
  });
  return { api, seen, client };
}
