import { beforeAll, describe, expect, it } from "vitest";
import { expectProblem, lintEdited, type Problem, type Tree } from "./lint-edited.test-support.ts";

const successOf = (d: Tree, path: string, method: string): Tree => {
  const { responses } = d.paths[path][method];
  return responses["200"] ?? responses["202"];
};
const exampleOf = (d: Tree, path: string, method: string): Tree =>
  Object.values<Tree>(successOf(d, path, method).content["application/json"].examples)[0].value;

const keys = "/v2/organization/api-keys";
const key = `${keys}/{apiKeyId}`;
const exports = "/v2/organization/audit-logs/exports";

/** Violations that only a description like version 2 can have: the resource itself as data, variants, other verbs. */
const violations: [violation: string, rule: string, message: RegExp, edit: (d: Tree) => void][] = [
  [
    "variants with the same types",
    "rolewright/distinct-variants",
    /variants of `RotatedApiKey` have no required property that distinguishes them/,
    (d) => {
      d.components.schemas.PendingRotationApiKey.properties.shadowValue.type = ["string", "null"];
      d.components.schemas.PendingRotationApiKey.properties.rotatesAt.type = ["string", "null"];
    },
  ],
  [
    "variants that differ in an optional property",
    "rolewright/distinct-variants",
    /variants of `RotatedApiKey`/,
    (d) => {
      const schema = d.components.schemas.PendingRotationApiKey;
      schema.required = schema.required.filter(
        (name: string) => name !== "shadowValue" && name !== "rotatesAt",
      );
    },
  ],
  [
    "a created key without a link to its rotation",
    "rolewright/create-has-links",
    /`createOrganizationApiKey` has no link to `rotateOrganizationApiKey`/,
    (d) => {
      delete successOf(d, keys, "post").links.rotateOrganizationApiKey;
    },
  ],
  [
    "a created key without a link to its list",
    "rolewright/create-has-links",
    /`createProjectApiKey` has no link to `listProjectApiKeys`/,
    (d) => {
      delete successOf(d, "/v2/projects/{projectId}/api-keys", "post").links.listProjectApiKeys;
    },
  ],
  [
    "created invitations without a link to the operation that sends one again",
    "rolewright/create-has-links",
    /`createProjectInvitations` has no link to `resendProjectInvitation`/,
    (d) => {
      delete successOf(d, "/v2/projects/{projectId}/invitations", "post").links.resendProjectInvitation;
    },
  ],
  [
    "a created export without a link, in a response with 202",
    "rolewright/create-has-links",
    /`createOrganizationAuditLogExport` has no link to `getOrganizationAuditLogExport`.*`responses\.202\.links`/,
    (d) => {
      delete successOf(d, exports, "post").links.getOrganizationAuditLogExport;
    },
  ],
  [
    "a link that reads a field that the resource does not have",
    "rolewright/links-resolve",
    /reads `\$response\.body#\/data\/apiKey\/id`, which the example .* does not have/,
    (d) => {
      successOf(d, keys, "post").links.getOrganizationApiKey.parameters.apiKeyId =
        "$response.body#/data/apiKey/id";
    },
  ],
  [
    "a resource as data that the list example does not list",
    "rolewright/examples-agree",
    /of `createOrganizationApiKey` has the ID "9" in `apiKey`.*Use a listed ID/,
    (d) => {
      exampleOf(d, keys, "post").data.id = 9;
    },
  ],
  [
    "a rotated resource that the list example does not list",
    "rolewright/examples-agree",
    /of `rotateOrganizationApiKey` has the ID "9" in `apiKey`/,
    (d) => {
      exampleOf(d, `${key}/rotate`, "post").data.id = 9;
    },
  ],
  [
    "a resource as data with another name than in its list",
    "rolewright/examples-agree",
    /of `getOrganizationApiKey` names "\d+" "Other", but .* names it/,
    (d) => {
      exampleOf(d, key, "get").data.name = "Other";
    },
  ],
  [
    "a resource as data with another ID than the path has",
    "rolewright/examples-agree",
    /of `deleteOrganizationApiKey` returns the ID "9", but .* path parameter `apiKeyId`/,
    (d) => {
      exampleOf(d, key, "delete").data.id = 9;
    },
  ],
  [
    "an organization as data under another ID",
    "rolewright/examples-agree",
    /has the `organizationId` "[^"]+", but other examples have "OTHER-ORGANIZATION"/,
    (d) => {
      exampleOf(d, "/v2/organization", "get").data.id = "OTHER-ORGANIZATION";
      exampleOf(d, "/v2/organization", "put").data.id = "OTHER-ORGANIZATION";
    },
  ],
  [
    "a numeric path parameter that no list example lists",
    "rolewright/examples-agree",
    /path parameter `invitationId` of `\/v2\/organization\/invitations\/\{invitationId\}` is "9"/,
    (d) => {
      d.components.parameters.InvitationId.example = 9;
    },
  ],
  [
    "a redirect instead of which a success without a body is documented",
    "rolewright/status-has-named-example",
    /response has no body/,
    (d) => {
      const { responses } = d.paths[`${exports}/{exportId}/download`].get;
      responses["200"] = responses["302"];
      delete responses["302"];
    },
  ],
  [
    "an operation without a body in a path with two IDs and no 404",
    "rolewright/required-status-codes",
    /`resendProjectInvitation` does not document status 404/,
    (d) => {
      delete d.paths["/v2/projects/{projectId}/invitations/{invitationId}"].put.responses["404"];
    },
  ],
  [
    "an optional field of a paged list",
    "rolewright/response-fields-required",
    /`totalProjectMembers` is optional/,
    (d) => {
      d.components.schemas.ProjectMemberListData.required = ["members", "page", "pageSize"];
    },
  ],
  [
    "a limit of a page size without a source",
    "rolewright/unofficial-limits-marked",
    /`minimum` has no source/,
    (d) => {
      delete d.components.parameters.Page.schema["x-unofficial"];
      delete d.components.parameters.Page.schema["x-source"];
    },
  ],
];

let problems: Problem[][];

beforeAll(() => {
  problems = lintEdited("openapi-v2.yaml", [() => {}, ...violations.map(([, , , edit]) => edit)]);
}, 180_000);

describe("the lint rules, for version 2", () => {
  it.each(violations)("report %s", (violation, rule, message) => {
    const index = violations.findIndex(([each]) => each === violation);
    expectProblem(problems[index + 1], rule, message);
  });

  it("report nothing in the description itself, but `oneOf`, which only version 2 may have", () => {
    const rules = problems[0]?.map(({ ruleId }) => ruleId);
    expect(new Set(rules)).toEqual(new Set(["rule/no-schema-keyword-that-tools-drop"]));
  });
});
