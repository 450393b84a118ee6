/** What is used of a Standard Schema: https://standardschema.dev. */
export interface AnswerSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult | Promise<SchemaResult>;
  };
}

type SchemaResult =
  | { readonly value: unknown; readonly issues?: undefined }
  | { readonly issues: readonly SchemaIssue[] };

interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Schemas of whole successes, envelope included, by method and path as the description has them: `GET /v1/projects`. */
export type AnswerSchemas = Readonly<Record<string, AnswerSchema>>;

/** What a schema has against a value, in one line; nothing if it has nothing. */
export async function complaint(schema: AnswerSchema, value: unknown): Promise<string | undefined> {
  const issue = (await schema["~standard"].validate(value)).issues?.[0];
  if (issue === undefined) return undefined;
  const path = issue.path?.map((part) => String(typeof part === "object" ? part.key : part));
  return `${path?.join(".") ?? "the answer"}: ${issue.message}`;
}
