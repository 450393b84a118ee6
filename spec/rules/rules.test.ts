import { beforeAll, describe, it } from "vitest";
import { expectProblem, lintEdited, type Problem, type Tree } from "./lint-edited.test-support.ts";

const responseExamples = (d: Tree, path: string, method: string): Tree =>
  d.paths[path][method].responses["200"].content["application/json"].examples;

/** A violation of the description: the rule that must report it, and the message that it must report. */
const violations: [violation: string, rule: string, message: RegExp, edit: (d: Tree) => void][] = [
  [
    "an optional response field",
    "rolewright/response-fields-required",
    /`name` is optional.*`required`/,
    (d) => {
      d.components.schemas.Role.required = ["id", "description", "organizationId", "policies"];
    },
  ],
  [
    "an optional envelope field",
    "rolewright/response-fields-required",
    /`data` is optional/,
    (d) => {
      d.components.schemas.RoleResponse.required = ["success"];
    },
  ],
  [
    "a response object that is neither open nor closed",
    "rolewright/open-responses-closed-requests",
    /unevaluatedProperties: true/,
    (d) => {
      delete d.components.schemas.Role.unevaluatedProperties;
    },
  ],
  [
    "a closed response object",
    "rolewright/open-responses-closed-requests",
    /response schema `Role` is not open/,
    (d) => {
      const r = d.components.schemas.Role;
      delete r.unevaluatedProperties;
      r.additionalProperties = false;
    },
  ],
  [
    "an open request object",
    "rolewright/open-responses-closed-requests",
    /additionalProperties: false/,
    (d) => {
      const r = d.components.schemas.RoleInput;
      delete r.additionalProperties;
      r.unevaluatedProperties = true;
    },
  ],
  [
    "a create without a link to its delete",
    "rolewright/create-has-links",
    /no link to `deleteProject`/,
    (d) => {
      delete d.paths["/v1/projects"].post.responses["200"].links.deleteProject;
    },
  ],
  [
    "a limit without a source",
    "rolewright/unofficial-limits-marked",
    /`maxLength` has no source/,
    (d) => {
      d.components.schemas.Id["x-unofficial"] = ["minLength", "pattern"];
    },
  ],
  [
    "an entry of `x-unofficial` without its keyword",
    "rolewright/unofficial-limits-marked",
    /lists `pattern`/,
    (d) => {
      delete d.components.schemas.Id.pattern;
    },
  ],
  [
    "a closed request object that is not marked as unofficial",
    "rolewright/unofficial-limits-marked",
    /`additionalProperties` has no source/,
    (d) => {
      delete d.components.schemas.RoleInput["x-unofficial"];
    },
  ],
  [
    "a limit of a response field",
    "rolewright/no-response-limits",
    /has the limit `maxLength`/,
    (d) => {
      Object.assign(d.components.schemas.Role.properties.name, {
        maxLength: 255,
        "x-unofficial": ["maxLength"],
      });
    },
  ],
  [
    "a limit of a response header",
    "rolewright/no-response-limits",
    /has the limit `maximum`/,
    (d) => {
      d.components.headers["Retry-After"].schema = {
        type: "integer",
        format: "int32",
        maximum: 60,
        "x-unofficial": ["maximum"],
      };
    },
  ],
  [
    "a request type with limits in a response",
    "rolewright/no-response-limits",
    /has the limit `pattern`/,
    (d) => {
      d.components.schemas.Deleted = { ...d.components.schemas.Id };
      d.components.schemas.DeletedResource.properties.id = { $ref: "#/components/schemas/Deleted" };
    },
  ],
  [
    "a required request string that may be empty",
    "rolewright/request-strings-have-min-length",
    /`name` of `RoleInput` accepts an empty string/,
    (d) => {
      delete d.components.schemas.Name.minLength;
      d.components.schemas.Name["x-unofficial"] = ["maxLength", "pattern"];
    },
  ],
  [
    "an example of another organization",
    "rolewright/examples-agree",
    /`checkoutAssistant` of `createProject` has the `organizationId` "OTHER-ORGANIZATION", but other examples have "ORGANIZATION-ID"/,
    (d) => {
      responseExamples(d, "/v1/projects", "post").checkoutAssistant.value.data.project.organizationId =
        "OTHER-ORGANIZATION";
    },
  ],
  [
    "an organization under two IDs",
    "rolewright/examples-agree",
    /has the `organizationId` "ORGANIZATION-ID", but other examples have "OTHER-ORGANIZATION"/,
    (d) => {
      responseExamples(d, "/v1/organization", "get").organization.value.data.organization.id =
        "OTHER-ORGANIZATION";
      responseExamples(d, "/v1/organization", "put").renamed.value.data.organization.id =
        "OTHER-ORGANIZATION";
    },
  ],
  [
    "a role of another project",
    "rolewright/examples-agree",
    /`analyst` of `createProjectRole` has the `projectId` "OTHER", but other examples have "PROJECT-ID"/,
    (d) => {
      responseExamples(d, "/v1/projects/{projectId}/roles", "post").analyst.value.data.role.projectId =
        "OTHER";
    },
  ],
  [
    "a created resource that the list example does not list",
    "rolewright/examples-agree",
    /has the ID "role-uuid-9" in `role`.*Use a listed ID/,
    (d) => {
      responseExamples(d, "/v1/organization/roles", "post").billingManager.value.data.role.id = "role-uuid-9";
    },
  ],
  [
    "a request that sends an ID of the other scope",
    "rolewright/examples-agree",
    /`billingManager` of `createOrganizationRole` has the ID "policy-uuid-4" in `policyIds`/,
    (d) => {
      d.paths["/v1/organization/roles"].post.requestBody.content[
        "application/json"
      ].examples.billingManager.value.policyIds = ["policy-uuid-4"];
    },
  ],
  [
    "a request example that sends other IDs than its response example returns",
    "rolewright/examples-agree",
    /`billingManager` of `createOrganizationRole` sends other IDs in `policyIds`/,
    (d) => {
      d.paths["/v1/organization/roles"].post.requestBody.content[
        "application/json"
      ].examples.billingManager.value.policyIds = ["policy-uuid-3"];
    },
  ],
  [
    "a policy with another name than in its list",
    "rolewright/examples-agree",
    /names "policy-uuid-2" "Billing", but .* names it "Manage billing"/,
    (d) => {
      responseExamples(d, "/v1/organization/roles", "get").roles.value.data.roles[3].policies[0].name =
        "Billing";
    },
  ],
  [
    "a read that returns another ID than the path has",
    "rolewright/examples-agree",
    /`checkoutAssistant` of `retrieveProject` returns the ID "OTHER", but .* is "PROJECT-ID"/,
    (d) => {
      responseExamples(d, "/v1/projects/{projectId}", "get").checkoutAssistant.value.data.project.id =
        "OTHER";
    },
  ],
  [
    "a deletion of another ID than the path has",
    "rolewright/examples-agree",
    /`billingManagerDeleted` of `deleteOrganizationRole` returns the ID "role-uuid-2"/,
    (d) => {
      responseExamples(d, "/v1/organization/roles/{roleId}", "delete").billingManagerDeleted.value.data.id =
        "role-uuid-2";
    },
  ],
  [
    "a path parameter that no list example lists",
    "rolewright/examples-agree",
    /path parameter `policyId` of `\/v1\/organization\/policies\/\{policyId\}` is "policy-uuid-9"/,
    (d) => {
      d.components.parameters.PolicyId.example = "policy-uuid-9";
    },
  ],
  [
    "a link without a path parameter of its target",
    "rolewright/links-resolve",
    /`updateProjectRole` of `createProjectRole` does not pass `projectId`/,
    (d) => {
      delete d.paths["/v1/projects/{projectId}/roles"].post.responses["200"].links.updateProjectRole
        .parameters.projectId;
    },
  ],
  [
    "a link that reads a field that the response does not have",
    "rolewright/links-resolve",
    /reads `\$response\.body#\/data\/policy\/id`, which the example `billingManager` does not have/,
    (d) => {
      d.paths["/v1/organization/roles"].post.responses["200"].links.deleteOrganizationRole.parameters.roleId =
        "$response.body#/data/policy/id";
    },
  ],
  [
    "an inline object",
    "rolewright/no-inline-objects",
    /components\.schemas/,
    (d) => {
      d.components.schemas.PolicyData.properties.policy = {
        type: "object",
        description: "x",
        required: [],
        properties: {},
        unevaluatedProperties: true,
      };
    },
  ],
  [
    "inline array items",
    "rolewright/no-inline-objects",
    /array items have no name/,
    (d) => {
      d.components.schemas.RoleInput.properties.policyIds.items = {
        type: "string",
        minLength: 1,
        maxLength: 9,
        pattern: ".",
        "x-unofficial": ["minLength", "maxLength", "pattern"],
      };
    },
  ],
  [
    "a keyword next to a `$ref`",
    "rolewright/no-ref-siblings",
    /`examples` next to/,
    (d) => {
      d.components.schemas.RoleInput.properties.name.examples = ["x"];
    },
  ],
  [
    "an operation with an ID in its path and no 404",
    "rolewright/required-status-codes",
    /`deleteProjectRole` does not document status 404/,
    (d) => {
      delete d.paths["/v1/projects/{projectId}/roles/{roleId}"].delete.responses["404"];
    },
  ],
  [
    "an operation with an ID in its path and no 400",
    "rolewright/required-status-codes",
    /`retrieveProject` does not document status 400/,
    (d) => {
      delete d.paths["/v1/projects/{projectId}"].get.responses["400"];
    },
  ],
  [
    "an operation with a body and no 400",
    "rolewright/required-status-codes",
    /`createProject` does not document status 400/,
    (d) => {
      delete d.paths["/v1/projects"].post.responses["400"];
    },
  ],
  [
    "an operation with a body and no 415",
    "rolewright/required-status-codes",
    /`createProject` does not document status 415/,
    (d) => {
      delete d.paths["/v1/projects"].post.responses["415"];
    },
  ],
  [
    "a response without a named example",
    "rolewright/status-has-named-example",
    /named example/,
    (d) => {
      delete d.components.responses.Unauthorized.content["application/json"].examples;
    },
  ],
  [
    "a response without a body",
    "rolewright/status-has-named-example",
    /response has no body/,
    (d) => {
      delete d.components.responses.RoleNotFound.content;
    },
  ],
  [
    "a `success` that is not a constant",
    "rolewright/success-is-constant",
    /`const: true`/,
    (d) => {
      delete d.components.schemas.RoleResponse.properties.success.const;
    },
  ],
  [
    "another OpenAPI version",
    "rule/openapi-3.1.0-exactly",
    /3\.1\.0/,
    (d) => {
      d.openapi = "3.1.1";
    },
  ],
  [
    "a schema dialect",
    "rule/no-root-keyword-that-tools-reject",
    /Remove it/,
    (d) => {
      d.jsonSchemaDialect = "https://spec.openapis.org/oas/3.1/dialect/base";
    },
  ],
  [
    "a license identifier",
    "rule/license-by-url",
    /license\.url/,
    (d) => {
      d.info.license = { name: "MIT", identifier: "MIT" };
    },
  ],
  [
    "`nullable`",
    "rule/no-schema-keyword-that-tools-drop",
    /type: \[string, 'null'\]/,
    (d) => {
      d.components.schemas.Role.properties.description.nullable = true;
    },
  ],
  [
    "`oneOf`",
    "rule/no-schema-keyword-that-tools-drop",
    /type: \[string, 'null'\]/,
    (d) => {
      d.components.schemas.RoleData.properties.role = {
        oneOf: [{ $ref: "#/components/schemas/Role" }, { type: "null" }],
      };
    },
  ],
  [
    "an invalid request example",
    "no-invalid-media-type-examples",
    /policyIds/,
    (d) => {
      d.paths["/v1/organization/roles"].post.requestBody.content[
        "application/json"
      ].examples.billingManager.value.policyIds = "policy-uuid-2";
    },
  ],
  [
    "a response example without a required field",
    "no-invalid-media-type-examples",
    /organizationId/,
    (d) => {
      delete d.paths["/v1/organization/roles"].post.responses["200"].content["application/json"].examples
        .billingManager.value.data.role.organizationId;
    },
  ],
  [
    "an unresolved reference",
    "no-unresolved-refs",
    /resolve/,
    (d) => {
      d.components.schemas.RoleData.properties.role.$ref = "#/components/schemas/Roll";
    },
  ],
  [
    "a 429 without Retry-After",
    "response-contains-header",
    /Retry-After/,
    (d) => {
      delete d.components.responses.TooManyRequests.headers["Retry-After"];
    },
  ],
  [
    "an operation whose responses have no body",
    "rule/no-methods-without-envelope",
    /no envelope.*Use GET/,
    (d) => {
      const path = d.paths["/v1/organization"];
      path.head = { ...path.get, operationId: "checkOrganization" };
    },
  ],
  [
    "a parameter in a header",
    "rule/no-header-or-cookie-parameters",
    /do not support parameters in headers/,
    (d) => {
      d.components.parameters.RoleId.in = "header";
    },
  ],
  [
    "a query with a style that nothing supports",
    "rule/parameter-styles",
    /do not support this style/,
    (d) => {
      Object.assign(d.components.parameters.RoleId, { in: "query", style: "pipeDelimited" });
    },
  ],
  [
    "a parameter that every object has",
    "rule/no-inherited-parameter-names",
    /Every JavaScript object.*Rename it/,
    (d) => {
      d.components.parameters.RoleId.name = "constructor";
    },
  ],
  [
    "a field that every object has",
    "rule/no-inherited-field-names",
    /Every JavaScript object.*Rename it/,
    (d) => {
      d.components.schemas.Role.properties.toString = { type: "string" };
    },
  ],
];

let problems: Problem[][];

beforeAll(() => {
  problems = lintEdited(
    "openapi.yaml",
    violations.map(([, , , edit]) => edit),
  );
}, 180_000);

describe("the lint rules", () => {
  it.each(violations)("report %s", (violation, rule, message) => {
    expectProblem(problems[violations.findIndex(([each]) => each === violation)], rule, message);
  });
});
