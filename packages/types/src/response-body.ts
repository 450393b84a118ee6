/** The operations of a description, as openapi-typescript generates them. */
type Operations<Id extends PropertyKey> = Record<Id, { responses: object }>;

/** The status codes that an operation documents. `"default"` is any other status code. */
export type StatusIn<Of extends Operations<keyof Of>, Id extends keyof Of> = keyof Of[Id]["responses"];

/** The JSON body of an operation's response. `never` if the response has none. */
export type ResponseBodyIn<
  Of extends Operations<keyof Of>,
  Id extends keyof Of,
  Status extends StatusIn<Of, Id>,
> = Of[Id]["responses"][Status] extends { content: { "application/json": infer Body } } ? Body : never;
