import {
  isJsonMediaType,
  type MediaType,
  type Operation as DescribedOperation,
  type Parameter,
  type Pointer,
  type RequestBody as DescribedBody,
  type SecurityScheme,
} from "@rolewright/openapi";

/** The request body that the checks send, in the media type that they can encode best. */
export interface RequestBody extends MediaType {
  isRequired: boolean;
  /** How its values are serialized. */
  encoding: BodyEncoding;
}

export type BodyEncoding = "json" | "form" | "multipart";

/** Where and how an operation takes credentials. */
export interface Credential {
  in: "header" | "query" | "cookie";
  /** The name of the header, query parameter or cookie. */
  name: string;
  scheme: "apiKey" | "bearer" | "basic";
  pointer: Pointer;
  /** Further credentials that the operation requires at the same time. */
  others: Omit<Credential, "others">[];
}

/** An operation as the checks see it. */
export interface Operation extends Omit<DescribedOperation, "requestBody"> {
  requestBody?: RequestBody;
  /** The credentials that the run may vary, by preference. Empty if the operation requires none. */
  credentials: Credential[];
  /** Why the operation cannot be tested. */
  unsupported?: string;
}

/** Converts an operation of a description to what the checks need. */
export function toTestedOperation({ requestBody, ...operation }: DescribedOperation): Operation {
  const body = requestBody && selectBody(requestBody);
  const unsupported = findUnsupportedPart(operation.parameters, body) ?? findUnsupportedScheme(operation);
  return {
    ...operation,
    ...(body?.encoding !== undefined && { requestBody: { ...body, encoding: body.encoding } }),
    credentials: listCredentials(operation),
    ...(unsupported !== undefined && { unsupported }),
  };
}

type SelectedBody = Omit<RequestBody, "encoding"> & { encoding: BodyEncoding | undefined };

/** Selects the first JSON body, or the first form, or the first multipart body, or the first of all. */
function selectBody({ content, isRequired }: DescribedBody): SelectedBody | undefined {
  const bodies = content.map((media) => ({
    ...media,
    // The validator knows by the location that a schema is for requests, so it is the one before references are followed.
    schemaPointer: `${media.pointer}/schema`,
    isRequired,
    encoding: findEncoding(media.name),
  }));
  const encodings = ["json", "form", "multipart", undefined];
  return bodies.toSorted(
    (one, other) => encodings.indexOf(one.encoding) - encodings.indexOf(other.encoding),
  )[0];
}

function findEncoding(mediaType: string): BodyEncoding | undefined {
  const [type = ""] = mediaType.toLowerCase().split(";");
  if (isJsonMediaType(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  return type === "multipart/form-data" ? "multipart" : undefined;
}

function findUnsupportedPart(parameters: Parameter[], body: SelectedBody | undefined): string | undefined {
  if (body && body.encoding === undefined) return `its request body is ${body.name}, which is not supported`;
  // Paths are only serialized in the default style.
  const parameter = parameters.find((each) => each.in === "path" && each.style !== "simple");
  return (
    parameter && `its parameter ${parameter.name} has the style ${parameter.style}, which is not supported`
  );
}

/**
 * Lists the credentials of each alternative, those that suffice alone first. Of several that an alternative requires
 * together, each may be the run's own. An operation that also works without credentials has none.
 */
function listCredentials({ security }: Pick<DescribedOperation, "security">): Credential[] {
  if (security.some((schemes) => schemes.length === 0)) return [];
  return security
    .filter((schemes) => schemes.every(isSupportedScheme))
    .toSorted((one, other) => one.length - other.length)
    .flatMap((schemes) => {
      const together = schemes.map(toCredential);
      return together.map((one) => ({ ...one, others: together.filter((other) => other !== one) }));
    });
}

/** Names the first scheme that no request can satisfy, if every alternative has one. */
function findUnsupportedScheme({ security }: Pick<DescribedOperation, "security">): string | undefined {
  if (security.length === 0 || security.some((schemes) => schemes.every(isSupportedScheme))) return undefined;
  const scheme = security.flat().find((each) => !isSupportedScheme(each));
  const kind = scheme?.type === "http" ? `HTTP ${scheme.scheme}` : scheme?.type;
  return scheme && `its security scheme ${scheme.schemeName} is ${kind}, which is not supported`;
}

const isSupportedScheme = ({ type, scheme }: SecurityScheme): boolean =>
  type === "http"
    ? /^(?:basic|bearer)$/i.test(String(scheme))
    : ["apiKey", "oauth2", "openIdConnect"].includes(type);

function toCredential({
  type,
  name,
  in: place,
  scheme,
  pointer,
}: SecurityScheme): Omit<Credential, "others"> {
  if (type === "apiKey")
    return { in: place as Credential["in"], name: String(name), scheme: "apiKey", pointer };
  const isBasic = type === "http" && String(scheme).toLowerCase() === "basic";
  return { in: "header", name: "Authorization", scheme: isBasic ? "basic" : "bearer", pointer };
}
