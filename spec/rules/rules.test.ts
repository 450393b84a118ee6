import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";

const spec = join(import.meta.dirname, "..");
const original = readFileSync(join(spec, "openapi.yaml"), "utf8");

// The description as a loose tree: these tests break it on purpose.
type Tree = any;

/** One way to break the description: the rule that must object, and what its message must tell the author to do. */
const breaks: [fact: string, rule: string, says: RegExp, edit: (d: Tree) => void][] = [
  [
    "a field of an answer made optional",
    "rolewright/answer-fields-required",
    /`name` is optional.*`required`/,
    (d) => {
      d.components.schemas.Role.required = ["id", "description", "organizationId", "policies"];
    },
  ],
  [
    "a field of an envelope made optional",
    "rolewright/answer-fields-required",
    /`data` is optional/,
    (d) => {
      d.components.schemas.RoleResponse.required = ["success"];
    },
  ],
  [
    "an answer that is neither open nor closed",
    "rolewright/answers-open-requests-closed",
    /unevaluatedProperties: true/,
    (d) => {
      delete d.components.schemas.Role.unevaluatedProperties;
    },
  ],
  [
    "a closed answer",
    "rolewright/answers-open-requests-closed",
    /take new fields/,
    (d) => {
      const r = d.components.schemas.Role;
      delete r.unevaluatedProperties;
      r.additionalProperties = false;
    },
  ],
  [
    "an open request",
    "rolewright/answers-open-requests-closed",
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
    "a limit that nobody owns",
    "rolewright/limits-are-marked",
    /Whose limit is `maxLength`/,
    (d) => {
      d.components.schemas.Id["x-ours"] = ["minLength", "pattern"];
    },
  ],
  [
    "a mark without its limit",
    "rolewright/limits-are-marked",
    /names `pattern`/,
    (d) => {
      delete d.components.schemas.Id.pattern;
    },
  ],
  [
    "an object without a name",
    "rolewright/objects-are-named",
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
    "an array of things without a name",
    "rolewright/objects-are-named",
    /Arrays are of named things/,
    (d) => {
      d.components.schemas.RoleInput.properties.policyIds.items = {
        type: "string",
        minLength: 1,
        maxLength: 9,
        pattern: ".",
        "x-ours": ["minLength", "maxLength", "pattern"],
      };
    },
  ],
  [
    "a keyword beside a reference",
    "rolewright/only-description-beside-ref",
    /`examples` beside/,
    (d) => {
      d.components.schemas.Role.properties.id.examples = ["x"];
    },
  ],
  [
    "an operation without one of its statuses",
    "rolewright/operation-has-statuses",
    /`deleteProjectRole` can answer 404/,
    (d) => {
      delete d.paths["/v1/projects/{projectId}/roles/{roleId}"].delete.responses["404"];
    },
  ],
  [
    "an operation with a body and no 415",
    "rolewright/operation-has-statuses",
    /`createProject` can answer 415/,
    (d) => {
      delete d.paths["/v1/projects"].post.responses["415"];
    },
  ],
  [
    "a status without a named example",
    "rolewright/status-has-named-example",
    /named example/,
    (d) => {
      delete d.components.responses.Unauthorized.content["application/json"].examples;
    },
  ],
  [
    "an answer without a body",
    "rolewright/status-has-named-example",
    /without a body/,
    (d) => {
      delete d.components.responses.RoleNotFound.content;
    },
  ],
  [
    "`success` that is any boolean",
    "rolewright/success-is-constant",
    /`const: true`/,
    (d) => {
      delete d.components.schemas.RoleResponse.properties.success.const;
    },
  ],
  [
    "another version of OpenAPI",
    "rule/openapi-3.1.0-exactly",
    /3\.1\.0/,
    (d) => {
      d.openapi = "3.1.1";
    },
  ],
  [
    "a schema dialect",
    "rule/no-root-keyword-that-tools-refuse",
    /Remove it/,
    (d) => {
      d.jsonSchemaDialect = "https://spec.openapis.org/oas/3.1/dialect/base";
    },
  ],
  [
    "a licence by identifier",
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
    "a variant by `oneOf`",
    "rule/no-schema-keyword-that-tools-drop",
    /type: \[string, 'null'\]/,
    (d) => {
      d.components.schemas.RoleData.properties.role = {
        oneOf: [{ $ref: "#/components/schemas/Role" }, { type: "null" }],
      };
    },
  ],
  [
    "an example that is not valid",
    "no-invalid-media-type-examples",
    /policyIds/,
    (d) => {
      d.paths["/v1/organization/roles"].post.requestBody.content[
        "application/json"
      ].examples.billingManager.value.policyIds = "policy-uuid-2";
    },
  ],
  [
    "an example that lost a field",
    "no-invalid-media-type-examples",
    /organizationId/,
    (d) => {
      delete d.paths["/v1/organization/roles"].post.responses["200"].content["application/json"].examples
        .billingManager.value.data.role.organizationId;
    },
  ],
  [
    "a reference to nothing",
    "no-unresolved-refs",
    /resolve/,
    (d) => {
      d.components.schemas.RoleData.properties.role.$ref = "#/components/schemas/Roll";
    },
  ],
  [
    "429 without Retry-After",
    "response-contains-header",
    /Retry-After/,
    (d) => {
      delete d.components.responses.TooManyRequests.headers["Retry-After"];
    },
  ],
];

interface Problem {
  ruleId: string;
  message: string;
  location: { source: { ref: string } }[];
}

let folder: string;
let problems: Problem[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rolewright-rules-"));
  const files = breaks.map(([, , , edit], index) => {
    const description: Tree = parse(original);
    edit(description);
    const file = join(folder, `${index}.yaml`);
    writeFileSync(file, stringify(description, { aliasDuplicateObjects: false }));
    return file;
  });
  const lint = spawnSync(
    join(spec, "node_modules/.bin/redocly"),
    ["lint", ...files, "--config", join(spec, "redocly.yaml"), "--format", "json", "--max-problems", "1000"],
    { encoding: "utf8", maxBuffer: 1e8 },
  );
  // One JSON document for each file, one after the other.
  problems = lint.stdout
    .split(/(?<=\n\})\s*(?=\{\n)/)
    .flatMap((document) => (JSON.parse(document) as { problems: Problem[] }).problems);
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the lint rules", () => {
  it.each(breaks)("refuse %s", (_, rule, says) => {
    const index = breaks.findIndex((each) => each[0] === _);
    const found = problems.filter(({ location }) => location[0]?.source.ref.endsWith(`/${index}.yaml`));
    const ours = found.filter(({ ruleId }) => ruleId === rule);
    expect(
      ours.map(({ message }) => message).join("\n"),
      `also found: ${found.map(({ ruleId }) => ruleId).join(", ")}`,
    ).toMatch(says);
  });
});
