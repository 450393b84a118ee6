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
