import { type Block, heading, text } from "./blocks.ts";
import { type Description, type Schema } from "./description.ts";
import { code, fieldOf, fieldsOf } from "./fields.ts";
import { json } from "./literals.ts";
import type { Answer, Operation } from "./operations.ts";

/** The parts of the description that a guide can ask for. */
export const insertions: Record<string, (description: Description, operations: Operation[]) => Block[]> = {
  /** What the description says of the whole API. */
  overview: ({ info }) => [text(`${info.title}, version ${info.version}.`), text(info.description)],

  /** Every operation, by tag. */
  operations: ({ tags }, operations) =>
    tags.flatMap((tag) => [
      heading(tag.name, 3),
      text(tag.description),
      { kind: "operations" as const, operations: operations.filter((each) => each.tag === tag.name) },
    ]),

  servers: ({ servers }) => [
    text(
      servers
        .flatMap(({ url, description, variables = {} }) => [
          `- \`${url}\`: ${description}`,
          ...Object.entries(variables).map(
            ([name, variable]) =>
              `  - \`${name}\`: ${variable.description ?? ""} Without one, ${code(variable.default)}.`,
          ),
        ])
        .join("\n"),
    ),
  ],

  security: ({ components }) =>
    Object.values(components.securitySchemes).map((scheme) =>
      text(`The key goes into the header \`${scheme.name}\`. ${scheme.description}`),
    ),

  /** The fields of every error. */
  envelope: (description) => {
    const schema = description.components.schemas["ErrorResponse"] as Schema;
    return [
      text(`\`ErrorResponse\`: ${schema.description ?? ""}`),
      { kind: "fields", fields: fieldsOf(schema, description) },
      {
        kind: "code",
        language: "json",
        label: "json",
        code: json({ success: false, error: fieldExample(schema) }),
      },
    ];
  },

  /** Every error that any operation answers with, once. */
  errors: (_, operations) => [{ kind: "errors", answers: distinctErrors(operations) }],

  /** Types that many fields share. */
  types: (description) => [
    {
      kind: "fields",
      fields: Object.entries(description.components.schemas)
        .filter(([, { type }]) => type !== "object")
        .map(([name, schema]) => fieldOf(name, schema, false, description)),
    },
  ],
};

const fieldExample = ({ properties }: Schema) => properties?.["error"]?.examples?.[0] ?? "";

/** Answers of the same status and cause are one; the same example is told once. */
function distinctErrors(operations: Operation[]): Answer[] {
  const errors = operations.flatMap(({ answers }) => answers.filter(({ status }) => !status.startsWith("2")));
  const byCause = Map.groupBy(errors, ({ status, description }) => `${status} ${description}`);
  const distinct = [...byCause.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const examples = [first, ...others].flatMap((answer) => answer.examples);
    return [
      { ...first, examples: [...new Map(examples.map((each) => [JSON.stringify(each), each])).values()] },
    ];
  });
  return distinct.toSorted((one, other) => one.status.localeCompare(other.status));
}
