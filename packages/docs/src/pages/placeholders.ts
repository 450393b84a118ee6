import { readFileSync } from "node:fs";
import type { Description, Schema } from "../model/description.ts";
import { findCommonFields } from "../model/common-fields.ts";
import { listFields, toField } from "../model/fields.ts";
import {
  type Content,
  isError,
  listTags,
  type Operation,
  type OperationResponse,
  toContent,
} from "../model/operations.ts";
import { compactJson } from "../samples/literals.ts";
import { type Block, heading, text } from "./blocks.ts";
import { describeContent, formatServers } from "./operation-page.ts";
import type { GuideContext } from "./guide-context.ts";
import { formatPermissions } from "./permissions.ts";
import { formatVendorMethods } from "./vendor-methods.ts";
import { describeVersionDifferences } from "./version-differences.ts";

/** The parts of the description that a guide can contain. */
export const placeholders: Record<string, (context: GuideContext) => Block[]> = {
  /** The description of the whole API. */
  overview: ({ description: { info, externalDocs } }) => [
    text([`${info.title}, version ${info.version}.`, info.summary].filter(Boolean).join(" ")),
    text(info.description ?? ""),
    ...listInfoLines(info, externalDocs).map(text),
  ],

  /** Every operation, by tag. */
  operations: ({ description, operations }) =>
    listTags(description, operations).flatMap((tag) => [
      heading(tag.name, 3),
      text(tag.description),
      ...(tag.externalDocs
        ? [text(`[${tag.externalDocs.description ?? "More documentation"}](${tag.externalDocs.url})`)]
        : []),
      {
        kind: "operations" as const,
        operations: operations.filter(({ tags }) => tags.includes(tag.name)),
      },
    ]),

  servers: ({ description: { servers } }) => [text(formatServers(servers))],

  security: ({ description: { securitySchemes } }) =>
    securitySchemes.map((scheme) =>
      text(
        `${scheme.type === "apiKey" ? `Send the key in the ${scheme.in} \`${scheme.name}\`.` : `Authentication: ${scheme.type} ${scheme.scheme ?? ""}.`} ${scheme.description ?? ""}`,
      ),
    ),

  /** The fields of an error response. */
  envelope: ({ description }) => {
    const schema = description.schemas["ErrorResponse"] as Schema;
    const media = { name: "application/json", schema, schemaName: "ErrorResponse", examples: {} };
    return [
      text(describeContent(toContent(media, description))),
      { kind: "fields", fields: listFields(schema, description), isRequest: false, prefix: "error" },
      {
        kind: "code",
        language: "json",
        label: "json",
        code: compactJson({ success: false, error: exampleError(schema) }),
      },
    ];
  },

  /** The fields next to `data` that most successful responses have. */
  "response-fields": ({ operations }) => [
    { kind: "fields", fields: findCommonFields(operations).envelope, isRequest: false, prefix: "response" },
  ],

  /** The headers that many responses have. */
  "response-headers": ({ operations }) => [
    { kind: "fields", fields: findCommonFields(operations).headers, isRequest: false, prefix: "header" },
  ],

  /** Every error response of any operation. */
  errors: ({ operations }) => [{ kind: "errors", responses: listDistinctErrors(operations) }],

  /** Types that many fields share. */
  types: ({ description }) => [
    {
      kind: "fields",
      fields: Object.entries(description.schemas)
        .filter(([, { type }]) => type !== undefined && ![type].flat().includes("object"))
        .map(([name, schema]) => toField(name, schema, true, description)),
      isRequest: false,
      prefix: "type",
    },
  ],

  /** The guides that explain a task. */
  tasks: ({ tasks = [] }) => [
    text(tasks.map(({ title, path, description }) => `- [${title}](${path}.md): ${description}`).join("\n")),
  ],

  /** What each permission allows, from the examples of the lists. */
  permissions: ({ operations }) =>
    operations
      .filter(({ operationId }) => /^list\w*Permissions$/.test(operationId))
      .flatMap((operation) => [
        heading(operation.summary.replace(/^List /, "").replace(/^./, (first) => first.toUpperCase())),
        text(formatPermissions(operation)),
      ]),

  /** The methods of the vendor's SDK, by operation. */
  "vendor-methods": ({ operations }) => [text(formatVendorMethods(operations))],

  /** What changed since the previous version of the API. */
  "version-differences": ({ operations, previous = [] }) => describeVersionDifferences(previous, operations),

  /** What changed between the released versions of this edition's description. */
  "api-changelog": ({ version }) => [
    text(readApiChangelog(version === "v1" ? "openapi.yaml" : `openapi-${version}.yaml`)),
  ],

  /** The picture of how permissions, policies, roles and members relate, for wide and for narrow windows. */
  "access-model": () => [
    {
      kind: "figure",
      svg: readAsset("access-model.svg") + readAsset("access-model-tall.svg"),
      text: "Permissions are grouped in policies, policies are grouped in roles, and each member has one role. The organization and each project have their own policies and roles.",
    },
  ],
};

function listInfoLines(
  { contact, license, termsOfService }: Description["info"],
  externalDocs?: Description["externalDocs"],
): string[] {
  const lines = [
    externalDocs && `[${externalDocs.description ?? "More documentation"}](${externalDocs.url})`,
    license &&
      `License of the description: ${license.url ? `[${license.name}](${license.url})` : license.name}${license.identifier ? ` (${license.identifier})` : ""}.`,
    contact &&
      `Contact: ${[contact.url ? `[${contact.name ?? contact.url}](${contact.url})` : contact.name, contact.email && `<${contact.email}>`].filter(Boolean).join(", ")}.`,
    termsOfService && `[Terms of service](${termsOfService})`,
  ];
  return lines.filter((line) => line !== undefined && line !== "") as string[];
}

const readAsset = (name: string) => readFileSync(new URL(`../../assets/${name}`, import.meta.url), "utf8");

const exampleError = ({ properties }: Schema) => properties?.["error"]?.examples?.[0] ?? "";

/** Merges error responses with the same status and description. */
function listDistinctErrors(operations: Operation[]): OperationResponse[] {
  const errors = operations.flatMap(({ responses }) => responses.filter(isError));
  const byCause = Map.groupBy(errors, ({ status, description }) => `${status} ${description}`);
  const distinct = [...byCause.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ ...first, contents: mergeContents([first, ...others].flatMap(({ contents }) => contents)) }],
  );
  return distinct.toSorted((one, other) => one.status.localeCompare(other.status));
}

/** Merges contents that differ only in their examples. */
function mergeContents(contents: Content[]): Content[] {
  const byRules = Map.groupBy(contents, (content) => JSON.stringify({ ...content, examples: [] }));
  return [...byRules.values()].flatMap((same) =>
    same.slice(0, 1).map((content) => {
      const examples = same.flatMap((each) => each.examples);
      return {
        ...content,
        examples: [...new Map(examples.map((each) => [JSON.stringify(each), each])).values()],
      };
    }),
  );
}

/** Reads the sections of one description in the change log of the API. Their headings are below a section of the page. */
function readApiChangelog(name: string): string {
  const changelog = readFileSync(new URL(import.meta.resolve("@rolewright/spec/CHANGELOG-api.md")), "utf8");
  return changelog
    .split(/^(?=## )/m)
    .filter((section) => section.startsWith(`## ${name} `))
    .map((section) =>
      section
        .replace(`## ${name} `, "## ")
        .replaceAll(/^##(#?) (.*)$/gm, "**$2**")
        .trim(),
    )
    .join("\n\n");
}
