/** What the client uses of a Standard Schema: https://standardschema.dev. */
export interface ResponseSchema {
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

/** Schemas of successful responses, envelope included, by method and path as in the description: `GET /v1/projects`. */
export type ResponseSchemas = Readonly<Record<string, ResponseSchema>>;

/** Describes the first violation of a schema, or returns `undefined` if there is none. */
export async function findSchemaViolation(
  schema: ResponseSchema,
  value: unknown,
): Promise<string | undefined> {
  const issue = (await schema["~standard"].validate(value)).issues?.[0];
  if (issue === undefined) return undefined;
  const path = issue.path?.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
  return `${path || "the response"}: ${issue.message}`;
}
