import { fillPath } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { Request } from "./exchange.ts";
import { findHeader, setHeader } from "./headers.ts";
import type { HttpRequest } from "./http-connection.ts";
import { repeatPathId } from "./repeat-id.ts";
import { sampleRequiredParameters, serializeRequestBody } from "./sample-request.ts";
import { selectCredential } from "./select-credential.ts";
import { serializeCookies, serializeQuery } from "./serialize-params.ts";
import type { SessionSettings } from "./session-settings.ts";

type Parameters = Pick<Request, "query" | "headers" | "cookies">;

/** Writes the requests of checks as HTTP, with credentials and required parameters. */
export class RequestWriter {
  readonly #settings: SessionSettings;
  readonly #requiredParameters = new Map<Operation, Parameters>();

  constructor(settings: SessionSettings) {
    this.#settings = settings;
  }

  /** Returns a request whose body repeats the ID of its path. */
  repeatId(request: Request): Request {
    const { description, rules } = this.#settings;
    const { operation, path = {}, body } = request;
    const repeated = repeatPathId(description, rules.resources, operation, path, body);
    return repeated === body ? request : { ...request, body: repeated };
  }

  write(request: Request): HttpRequest {
    const { operation, path = {}, key = this.#settings.apiKey } = request;
    const defaults = this.#sampleRequiredParameters(operation);
    const query = { ...defaults.query, ...request.query };
    const cookies = { ...defaults.cookies, ...request.cookies };
    const { body, contentType } = serializeRequestBody(request);
    const all: Record<string, string> = { ...this.#settings.headers };
    const credential = selectCredential(operation, this.#settings);
    if (credential && key !== null) {
      const value = credential.scheme === "apiKey" ? key : toAuthorization(key);
      if (credential.in === "header") setHeader(all, credential.name, value);
      else if (credential.in === "query") query[credential.name] = key;
      else cookies[credential.name] = key;
    }
    if (body !== undefined) all["Content-Type"] = contentType;
    const cookie = [findHeader(all, "Cookie"), serializeCookies(cookies)].filter(Boolean).join("; ");
    if (cookie !== "") setHeader(all, "Cookie", cookie);
    const isFree = ([name]: [string, unknown]) => findHeader(this.#settings.headers, name) === undefined;
    const sampled = Object.fromEntries(Object.entries(defaults.headers ?? {}).filter(isFree));
    for (const [name, value] of Object.entries({ ...sampled, ...request.headers }))
      setHeader(all, name, value);
    const search = serializeQuery(operation.parameters, query);
    return {
      method: request.method ?? operation.method,
      path: (request.rawPath ?? fillPath(operation.path, path)) + (search ? `?${search}` : ""),
      headers: all,
      ...(body !== undefined && { body }),
    };
  }

  /** Sample values for the required parameters outside of the path. */
  #sampleRequiredParameters(operation: Operation): Parameters {
    const known =
      this.#requiredParameters.get(operation) ??
      sampleRequiredParameters(this.#settings.description, operation);
    this.#requiredParameters.set(operation, known);
    return known;
  }
}

/** Returns the `Authorization` header of a key. A key without a scheme is a bearer token. */
export const toAuthorization = (key: string) => (!/^\w+ /.test(key) && key !== "" ? `Bearer ${key}` : key);
