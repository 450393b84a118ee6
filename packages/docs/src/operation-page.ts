import { type Block, heading, type LocalServer, type Page, slug, text } from "./blocks.ts";
import { code } from "./fields.ts";
import { json } from "./literals.ts";
import type { Answer, Body, NamedExample, Operation } from "./operations.ts";
import { type Sample, samplesOf } from "./samples.ts";

/** Where an operation's page is. Links from anywhere lead there: it is kept for ever. */
export const operationPath = ({ tag, operationId }: Operation): string => `${slug(tag)}/${operationId}`;

/** The page of one operation. With a local server, the page can call it. */
export function operationPage(operation: Operation, local?: LocalServer): Page {
  const { answers, parameters } = operation;
  const isError = ({ status }: Answer) => !status.startsWith("2");
  const headers = parameters.filter((each) => each.in === "header");
  return {
    path: operationPath(operation),
    title: operation.summary,
    description: `${operation.method} ${operation.path}`,
    section: operation.tag,
    operation,
    blocks: [
      { kind: "call", operation },
      text(operation.description),
      { kind: "aside", blocks: exampleBlocks(operation) },
      ...(local
        ? [heading("Try it against the local server"), { kind: "try", operation, local } as const]
        : []),
      ...["path", "query"].flatMap((place) => parameterBlocks(operation, place)),
      heading("Headers"),
      { kind: "fields", fields: [keyField(operation), ...contentTypeField(operation), ...headers] },
      ...(operation.body ? requestBlocks(operation.body) : []),
      ...answers.filter((answer) => !isError(answer)).flatMap(answerBlocks),
      heading("Errors"),
      text("Every error is `{ success: false, error }`."),
      { kind: "errors", answers: answers.filter(isError) },
      ...headerBlocks(answers),
      ...linkBlocks(answers),
    ],
  };
}

/** What can be asked and what it answers with: one case for each named example. */
export function casesOf({ body, answers }: Operation): { request?: NamedExample; answer?: NamedExample }[] {
  const results = answers.filter(({ status }) => status.startsWith("2")).flatMap(({ examples }) => examples);
  const requests = body?.examples ?? [];
  if (requests.length === 0) return results.map((answer) => ({ answer }));
  return requests.map((request) => {
    const answer = results.find(({ name }) => name === request.name) ?? results[0];
    return answer === undefined ? { request } : { request, answer };
  });
}

const sampleBlock = (sample: Sample): Block => ({ kind: "code", ...sample });

function exampleBlocks(operation: Operation): Block[] {
  const found = casesOf(operation);
  const isAlone = found.length === 1;
  const cases = found.map(({ request, answer }) => ({
    label: (request ?? answer)?.summary ?? "",
    blocks: [
      ...(request ? [text(code(request.name) + (isAlone ? `: ${request.summary}` : ""))] : []),
      {
        kind: "choice" as const,
        legend: "Language",
        options: samplesOf(operation, request?.value).map((sample) => ({
          label: sample.label,
          blocks: [sampleBlock(sample)],
        })),
      },
      ...(answer ? answerExample(answer, request) : []),
    ],
  }));
  return [
    heading("Example"),
    ...(isAlone
      ? cases.flatMap(({ blocks }) => blocks)
      : [{ kind: "choice" as const, legend: "Example", options: cases }]),
  ];
}

/** The printed answer; its name is not said again where the request has the same. */
function answerExample({ name, summary, value }: NamedExample, request?: NamedExample): Block[] {
  const isSame = request?.name === name && request.summary === summary;
  return [
    text(isSame ? "It answers 200:" : `It answers 200, ${code(name)}: ${summary}`),
    { kind: "code", language: "json", label: "200", code: json(value) },
  ];
}

function parameterBlocks({ parameters }: Operation, place: string): Block[] {
  const fields = parameters.filter((each) => each.in === place);
  const title = `${place[0]?.toUpperCase()}${place.slice(1)} parameters`;
  return fields.length === 0 ? [] : [heading(title), { kind: "fields", fields }];
}

const keyField = ({ keyHeader }: Operation) => ({
  name: keyHeader,
  type: "string",
  required: true,
  description: "The organization API key; see [Authentication](authentication.md).",
  limits: [],
  ours: [],
});

const contentTypeField = ({ body }: Operation) =>
  body === undefined
    ? []
    : [
        {
          name: "Content-Type",
          type: "string",
          required: true,
          description: "",
          limits: ["always `application/json`"],
          ours: [],
        },
      ];

function requestBlocks(body: NonNullable<Operation["body"]>): Block[] {
  const rules = [...body.limits, ...(body.ours.length > 0 ? [`ours: ${body.ours.join(", ")}`] : [])];
  return [
    heading("Request body"),
    text(
      [
        body.description,
        schemaSentence(body),
        body.required ? "The body is required." : "The body is optional.",
        ...rules.map((rule) => `It has ${rule}.`),
        body.closed ? "Fields that are not here are refused." : "Other fields are accepted.",
      ].join(" "),
    ),
    { kind: "fields", fields: body.fields },
  ];
}

function answerBlocks(answer: Answer): Block[] {
  return [
    heading(`Answer ${answer.status}`),
    text(
      `${answer.description} ${schemaSentence(answer)} ${answer.closed ? "It has no other fields." : "New fields may appear at any time."}`,
    ),
    { kind: "fields", fields: answer.fields },
  ];
}

/** The headers of all answers: one that several statuses have is told once. */
function headerBlocks(answers: Answer[]): Block[] {
  const all = answers.flatMap(({ status, headers }) => headers.map((field) => ({ status, field })));
  if (all.length === 0) return [];
  const distinct = [...Map.groupBy(all, ({ field }) => JSON.stringify(field)).values()];
  const fields = distinct.flatMap((same) => {
    const statuses = same.map(({ status }) => status).join(", ");
    const field = same[0]?.field;
    return field ? [{ ...field, description: `With ${statuses}. ${field.description}` }] : [];
  });
  return [heading("Answer headers"), { kind: "fields", fields }];
}

const schemaSentence = ({ schema, schemaDescription }: Body) =>
  schema === "" ? schemaDescription : `\`${schema}\`: ${schemaDescription}`;

function linkBlocks(answers: Answer[]): Block[] {
  const links = answers.flatMap((answer) => answer.links);
  if (links.length === 0) return [];
  const lines = links.map(({ operationId, description = "", parameters = {} }) => {
    const values = Object.entries(parameters).map(([name, from]) => `\`${name}\` is ${code(from)}`);
    return `- \`${operationId}\`: ${[description, values.join(", ")].filter(Boolean).join(" ")}`;
  });
  return [heading("What can follow"), text(lines.join("\n"))];
}
