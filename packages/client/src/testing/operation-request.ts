import { Rejection } from "./rejection.ts";
import type { Scope, State } from "./state.ts";

/** One request of an operation. It is valid for the description. */
export interface OperationRequest<Body = unknown> {
  state: State;
  /** Returns an ID in the path, or "" if the path has none of this name. */
  id(name: string): string;
  /** The query parameters, with their defaults. */
  query: URLSearchParams;
  /** The parsed body. It is a text if the description has no JSON, and `undefined` if it is optional and omitted. */
  body: Body;
}

/** Returns the data of the successful response, or throws a `Rejection`. */
type Respond<Data, Body> = (request: OperationRequest<Body>) => Data;

/**
 * The handler of an operation with query parameters. It lists every parameter that it reads, so that a parameter that the
 * description adds does not compile until the fake supports it.
 */
export interface QueryHandler<Name extends PropertyKey, Data, Body = unknown> {
  queryParams: Record<Name, true>;
  respond: Respond<Data, Body>;
}

/** The handler of an operation. `Query` is the type of its query parameters, `undefined` if there are none. */
export type HandlerOf<Query, Data, Body = unknown> = [NonNullable<Query>] extends [never]
  ? Respond<Data, Body>
  : QueryHandler<keyof NonNullable<Query>, Data, Body>;

/** An operation, as openapi-typescript generates it. */
interface DescribedOperation {
  parameters: { query?: object | undefined };
  requestBody?: unknown;
  responses: object;
}

/** The handlers of all operations of a version. A missing handler, or a response of another type, does not compile. */
export type HandlersOf<Operations extends Record<keyof Operations, DescribedOperation>> = {
  [Id in keyof Operations]: HandlerOf<
    Operations[Id]["parameters"]["query"],
    DataOf<Operations[Id]["responses"]>,
    BodyOf<Operations[Id]>
  >;
};

type SuccessStatusOf<Responses> = {
  [Status in keyof Responses]: `${Status & number}` extends `${2 | 3}${infer _}` ? Status : never;
}[keyof Responses & number];

/**
 * The data of a JSON response. Other successful responses are built by their handler, also those without a body, and those
 * with a required header.
 */
type DataOf<Responses> = Responses[SuccessStatusOf<Responses>] extends { headers: infer Headers }
  ? Record<never, never> extends Headers
    ? JsonDataOf<Responses>
    : Response
  : JsonDataOf<Responses>;

type JsonDataOf<Responses> =
  JsonOf<Responses[SuccessStatusOf<Responses>]> extends { data: infer Data } ? Data : Response;

type BodyOf<Operation> = Operation extends { requestBody: infer Body } ? JsonOf<Body> : unknown;

type JsonOf<Content> = Content extends { content: { "application/json": infer Json } } ? Json : unknown;

/** The handler of any operation. Its request was checked against the description, which is where its type comes from. */
export type AnyHandler = Respond<unknown, never> | QueryHandler<string, unknown, never>;

/**
 * Returns the project in the path, or else the organization.
 *
 * @throws {Rejection} 404 if there is no such project.
 */
export function findScope({ state, id }: OperationRequest): Scope {
  const projectId = id("projectId");
  return projectId === "" ? state.scope : requireFound("Project", state.projects.get(projectId)).scope;
}

/** Returns a numeric ID of the path. No resource has the ID `NaN` of another text. */
export function readNumericId({ id }: OperationRequest, name: string): number {
  const text = id(name);
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** Throws 404 if a resource was not found. */
export function requireFound<Resource>(kind: string, resource: Resource | undefined): Resource {
  if (resource === undefined) throw new Rejection(404, `${kind} not found. Use an ID from the list.`);
  return resource;
}

/** Throws 409 if a name exists. Names are compared as the description says. */
export function rejectDuplicateName(
  kind: string,
  name: string,
  others: Iterable<{ id: string; name: string }>,
  id?: string,
): void {
  const key = toNameKey(name);
  if ([...others].some((other) => other.id !== id && toNameKey(other.name) === key))
    throw new Rejection(409, `A ${kind} named "${name}" already exists. Choose another name.`);
}

/** Returns what two equal names share: letters in one case and in Unicode form NFKC, without invisible characters. */
const toNameKey = (name: string): string => foldName(foldName(name)).normalize("NFKC").trim();

const foldName = (name: string): string =>
  name
    .normalize("NFKC")
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    .toUpperCase();
