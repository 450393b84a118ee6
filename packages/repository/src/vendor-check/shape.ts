/** The shape of an API in words that both a description and an SDK can be read into. */

/** A field, by its path: `members[].organizationRole.name`. */
export interface Field {
  /** `string`, `integer`, `boolean`, `number`, `array`, `object`, `null`, or `any` if the source does not say. */
  type: string;
  isRequired: boolean;
  /** Unknown in requests of the SDK, which never sends `null`. */
  isNullable?: boolean;
  values?: string[];
  /** The line of the description. */
  line?: number | undefined;
}

export type Fields = Map<string, Field>;

/** An operation with its query parameters, the fields of its body, and the fields of `data` in its response. */
export interface OperationShape {
  query: Set<string>;
  request: Fields;
  response: Fields;
  line?: number | undefined;
}

/** Operations by method and path, with `{}` for each parameter: `GET /v2/projects/{}`. */
export type ApiShape = Map<string, OperationShape>;

/** Adds the fields of a variant. A field that only one variant has, or that differs, is one that the source does not fix. */
export function mergeVariant(fields: Fields, variant: Fields): void {
  for (const [path, field] of variant) {
    const other = fields.get(path);
    if (other === undefined) fields.set(path, field);
    else if (other.type !== field.type || other.isNullable !== field.isNullable)
      fields.set(path, { ...other, type: "any" });
  }
}
