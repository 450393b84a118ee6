import { code, type Field } from "../model/fields.ts";
import type { Server } from "../model/description.ts";
import {
  type Content,
  examplesOf,
  isError,
  type Operation,
  type OperationResponse,
  type RequestBody,
  resolveServerUrl,
} from "../model/operations.ts";
import { createSamples } from "../samples/samples.ts";
import { type Block, heading, type LocalServer, type Page, type SampleCase, slug, text } from "./blocks.ts";

/** Returns the path of an operation's page. */
export const operationPath = ({ tags, operationId }: Operation): string =>
  `${slug(tags[0] ?? "")}/${operationId.replaceAll(/[^\w.~-]+/g, "-")}`;

/** What the page of an operation takes from the site. */
export interface OperationContext {
  servers: Server[];
  /** Whether the site has a guide about authentication, for a link. */
  hasAuthenticationGuide: boolean;
  /** A server that the page can call with a form. */
  tryItServer?: LocalServer | undefined;
}

/** Creates the page of an operation. */
export function createOperationPage(operation: Operation, context: OperationContext): Page {
  const { servers, hasAuthenticationGuide, tryItServer } = context;
  const { responses, body } = operation;
  return {
    path: operationPath(operation),
    title: operation.summary,
    description: `${operation.method} ${operation.path}`,
    section: operation.tags[0] ?? "",
    operation,
    blocks: [
      { kind: "endpoint", operation },
      ...introBlocks(operation),
      {
        kind: "examples",
        cases: createCases(operation),
        responses: responses.filter((response) => !isError(response) || examplesOf(response).length > 0),
        servers: listServerChoices(operation, servers, tryItServer),
        parameters: operation.parameters.filter((each) => ["path", "query"].includes(each.in)),
      },
      ...(tryItServer ? [heading("Try it"), { kind: "try", operation, tryItServer } as const] : []),
      ...["path", "query"].flatMap((place) => parameterBlocks(operation, place)),
      ...(body ? requestBlocks(body) : []),
      ...headerBlocks(operation, hasAuthenticationGuide),
      heading("Responses"),
      { kind: "responses", responses },
      ...nextStepBlocks(responses),
    ],
  };
}

function introBlocks({
  description,
  isDeprecated,
  tags,
  pathSummary,
  ownServers,
  externalDocs,
}: Operation): Block[] {
  const paragraphs = [
    isDeprecated ? "**Deprecated.** Do not use this operation in new code." : "",
    description,
    pathSummary,
    ownServers.length > 0 ? `This operation has its own servers:\n\n${formatServers(ownServers)}` : "",
    externalDocs ? `[${externalDocs.description ?? "More documentation"}](${externalDocs.url})` : "",
    tags.length > 1 ? `Tags: ${tags.join(", ")}.` : "",
  ];
  return paragraphs.filter(Boolean).map(text);
}

/** Formats servers as a list, each with its variables. */
export const formatServers = (servers: Server[]): string =>
  servers
    .flatMap(({ url, description = "", variables = {} }) => [
      `- ${[`\`${url}\``, description].filter(Boolean).join(": ")}`,
      ...Object.entries(variables).map(([name, variable]) => {
        const values = variable.enum ? `One of ${variable.enum.map(code).join(", ")}.` : "";
        const parts = [variable.description, values, `Default: ${code(variable.default)}.`];
        return `  - \`${name}\`: ${parts.filter(Boolean).join(" ")}`;
      }),
    ])
    .join("\n");

/** One case for each example of the request, in the media type of the example, or a single one without a body. */
function createCases(operation: Operation): SampleCase[] {
  const { body } = operation;
  const cases = (body?.contents ?? []).flatMap((content) =>
    content.examples.map((request) => ({
      request,
      samples: createSamples(
        { ...operation, ...(body && { body: { ...body, contents: [content] } }) },
        request.value,
      ),
    })),
  );
  return cases.length === 0 ? [{ samples: createSamples(operation) }] : cases;
}

function listServerChoices(
  { ownServers, server }: Operation,
  servers: Server[],
  tryItServer?: LocalServer,
): { label: string; url: string }[] {
  const all = ownServers.length > 0 ? ownServers : servers;
  const choices = all.map((each) => ({
    label: each.description?.split(/[.,]/)[0] ?? each.url,
    url: each.variables ? each.url : resolveServerUrl(each),
  }));
  const local = tryItServer ?? { url: "http://127.0.0.1:4020" };
  const current = choices.some(({ url }) => url === server) ? [] : [{ label: server, url: server }];
  return [...current, ...choices, { label: "Local", url: local.url }];
}

function parameterBlocks({ parameters }: Operation, place: string): Block[] {
  const fields = parameters.filter((each) => each.in === place);
  const title = `${place[0]?.toUpperCase()}${place.slice(1)} parameters`;
  // The URLs of the samples contain every example.
  const examples = [Object.fromEntries(fields.map(({ name, example }) => [name, example]))];
  return fields.length === 0
    ? []
    : [heading(title), { kind: "fields", fields, isRequest: true, prefix: place, examples }];
}

function headerBlocks(operation: Operation, hasAuthenticationGuide: boolean): Block[] {
  const { credential, authentication, body, parameters } = operation;
  const mediaTypes = (body?.contents ?? []).map(({ mediaType }) => `\`${mediaType}\``);
  const headers = [
    ...(credential?.in === "header"
      ? [
          {
            ...createField(
              credential.name,
              credential.prefix === "" ? "The API key." : `\`${credential.prefix.trim()}\` and the API key.`,
            ),
            required: !credential.isOptional,
            ...(hasAuthenticationGuide && { guide: "authentication" }),
          },
        ]
      : []),
    ...(mediaTypes.length > 0
      ? [{ ...createField("Content-Type", `${mediaTypes.join(" or ")}.`), isCommon: true }]
      : []),
    ...parameters.filter((each) => each.in === "header"),
  ];
  const cookies = [
    ...(credential && credential.in !== "header"
      ? [
          {
            ...createField(credential.name, `The API key, in the ${credential.in}.`),
            required: !credential.isOptional,
          },
        ]
      : []),
    ...parameters.filter((each) => each.in === "cookie"),
  ];
  return [
    ...(authentication.length > 0
      ? [heading("Authentication"), text(authentication.map((each) => `- ${each}`).join("\n"))]
      : []),
    ...(headers.length > 0
      ? [heading("Headers"), { kind: "fields", fields: headers, isRequest: true, prefix: "header" } as const]
      : []),
    ...(cookies.length > 0
      ? [
          heading(credential?.in === "query" ? "API key" : "Cookies"),
          { kind: "fields", fields: cookies, isRequest: true, prefix: "cookie" } as const,
        ]
      : []),
  ];
}

const createField = (name: string, description: string): Field => ({
  name,
  type: "string",
  required: true,
  description,
  limits: [],
  unofficial: [],
  otherExamples: [],
  isDeprecated: false,
  children: [],
});

function requestBlocks({ description, isRequired, contents }: RequestBody): Block[] {
  return [
    heading("Request body"),
    ...contents.flatMap((content, index): Block[] => [
      text(
        [
          index === 0 ? description : "",
          isRequired ? "" : "The body is optional.",
          describeContent(content, "Unknown fields are rejected."),
        ]
          .filter(Boolean)
          .join(" "),
      ),
      {
        kind: "fields",
        fields: content.fields,
        isRequest: true,
        prefix: index === 0 ? "body" : `body-${index + 1}`,
        examples: content.examples.map(({ value }) => value),
      },
    ]),
  ];
}

/**
 * Describes the body as a whole: its schema, its rules, and its media type if it is not JSON. The second sentence is
 * added where the schema has no other fields than those it lists.
 */
export function describeContent(content: Content, noOtherFields = "It has no other fields."): string {
  const unknownFields = {
    allowed: "",
    rejected: noOtherFields,
    "rejected-unofficial": `*Unofficial:* ${noOtherFields}`,
  }[content.unknownFields];
  const { schema, schemaDescription, type, limits, unofficial, mediaType, otherValues } = content;
  const rules = [...limits, ...unofficial.map((rule) => `Unofficial: ${rule}`)];
  return [
    mediaType === "application/json" ? "" : `Media type \`${mediaType}\`.`,
    schema === "" ? schemaDescription : [`\`${schema}\``, schemaDescription].filter(Boolean).join(": "),
    type === "" ? "" : `Type: ${type}.`,
    rules.length > 0 ? `Rules: ${rules.join(", ")}.` : "",
    ...otherValues,
    unknownFields,
  ]
    .filter(Boolean)
    .join(" ");
}

function nextStepBlocks(responses: OperationResponse[]): Block[] {
  const links = responses.flatMap((response) =>
    response.links.map((link) => ({
      ...link,
      condition: isError(response) ? `After ${response.status}` : "",
    })),
  );
  if (links.length === 0) return [];
  // Most links of a response take the same values from it.
  const byValues = Map.groupBy(links, ({ condition, parameters = {} }) =>
    [condition, ...Object.entries(parameters).map(([name, from]) => `${code(name)} is ${formatSource(from)}`)]
      .filter(Boolean)
      .join(", "),
  );
  const lines = [...byValues].flatMap(([values, members]) => {
    const items = members.map(({ operationId, description = "" }) => `- \`${operationId}\`: ${description}`);
    return values === "" ? items : [`- ${values}:`, ...items.map((item) => `  ${item}`)];
  });
  return [heading("Next steps"), text(lines.join("\n"))];
}

/** Formats a runtime expression of a link as readers write a value: `$response.body#/data/roles/0/id` as `data.roles[0].id`. */
function formatSource(expression: string): string {
  const [, path] = /^\$response\.body#\/(.+)$/.exec(expression) ?? [];
  const [, parameter] = /^\$request\.path\.(.+)$/.exec(expression) ?? [];
  if (path) return `${code(path.replaceAll(/\/(\d+)/g, "[$1]").replaceAll("/", "."))} of the response`;
  return parameter ? `${code(parameter)} of the request` : code(expression);
}
