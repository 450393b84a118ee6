import { type DomainError, domainErrors } from "../domain/domain-error.ts";
import { describeHiddenCharacters } from "../domain/names.ts";
import type { Operation } from "../openapi/operation.ts";
import { type ApiError, apiErrors, toApiError } from "./api-errors.ts";

/** A violation of a schema, as Ajv reports it. */
interface SchemaViolation {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** A validator that Ajv has compiled. `errors` has the first violation of the last value. */
interface Validator {
  (value: unknown): boolean;
  errors?: SchemaViolation[] | null;
}

/** The module that `generate` writes: validators by the names of operations and inputs, such as `createRoleBody`. */
export type Validators = Record<string, unknown>;

/** The errors for path parameters with a numeric ID. The description promises 404 for each ID that no resource can have. */
const numericIdErrors: Partial<Record<string, () => DomainError>> = {
  apiKeyId: domainErrors.apiKeyNotFound,
  invitationId: domainErrors.invitationNotFound,
};

/** Creates a validator of an operation's path parameters. It returns an error for the first invalid one. */
export function createPathParamValidator(
  { operationId, pathParams }: Operation,
  validators: Validators,
): (params: unknown) => ApiError | undefined {
  if (pathParams.length === 0) return () => undefined;
  const isValid = getValidator(validators, `${operationId}Path`);
  return (params) => {
    if (isValid(params)) return undefined;
    const [violation] = isValid.errors as [SchemaViolation];
    const name = getFieldName(violation);
    const notFound = numericIdErrors[name]?.();
    if (notFound) return toApiError(notFound);
    const invalidValue = getValue(params, violation.instancePath);
    return apiErrors.invalidPathParam(name, describePathParam(violation, invalidValue));
  };
}

/** Creates a validator of an operation's query. It returns an error that describes the first violation. */
export function createQueryValidator(
  { operationId, queryParams }: Operation,
  validators: Validators,
): (query: unknown) => ApiError<422> | undefined {
  if (queryParams.length === 0) return () => undefined;
  return createInputValidator(getValidator(validators, `${operationId}Query`));
}

/**
 * Creates a validator of an operation's JSON body. It returns an error that describes the first violation. Names are also
 * checked for hidden characters, which no pattern that every language understands can express.
 */
export function createBodyValidator(
  operationId: string,
  validators: Validators,
): (body: unknown) => ApiError<422> | undefined {
  const validate = createInputValidator(getValidator(validators, `${operationId}Body`));
  return (body) => validate(body) ?? checkHiddenCharacters((body as { name?: unknown }).name);
}

function checkHiddenCharacters(name: unknown): ApiError<422> | undefined {
  const reason = typeof name === "string" ? describeHiddenCharacters(name) : undefined;
  return reason === undefined ? undefined : apiErrors.invalidField(`name: ${reason}. ${nameAdvice}`);
}

function createInputValidator(isValid: Validator): (value: unknown) => ApiError<422> | undefined {
  return (value) => {
    if (isValid(value)) return undefined;
    const [violation] = isValid.errors as [SchemaViolation];
    const invalidValue = getValue(value, violation.instancePath);
    return apiErrors.invalidField(
      `${getFieldName(violation)}: ${describeViolation(violation, invalidValue)}`,
    );
  };
}

function getValidator(validators: Validators, name: string): Validator {
  // Ajv's code has no types. Each export of the module is a validator.
  const validator = validators[name] as Validator | undefined;
  if (validator) return validator;
  throw new Error(
    `There is no validator ${name}. Install matching versions of @rolewright/spec and @rolewright/server.`,
  );
}

/** Returns the value at a JSON pointer. */
const getValue = (root: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], root);

/** Returns the path of the field that violates the schema, such as `policyIds.0`, or `body`. */
function getFieldName({ instancePath, keyword, params }: SchemaViolation): string {
  const field = instancePath.slice(1).replaceAll("/", ".");
  if (keyword === "required") return joinField(field, params["missingProperty"]);
  if (keyword === "additionalProperties") return joinField(field, params["additionalProperty"]);
  return field || "body";
}

const joinField = (parent: string, name: unknown) =>
  `${parent && `${parent}.`}${String(name).slice(0, 200)}`.toWellFormed();

function describePathParam(violation: SchemaViolation, value: unknown): string {
  const isIdPattern = ["minLength", "maxLength", "pattern"].includes(violation.keyword);
  return isIdPattern
    ? "must be 1 to 128 visible ASCII characters. Use an ID that the API returned."
    : `${describeKeyword(violation, value)} Use a value that the API returned.`;
}

function describeViolation(violation: SchemaViolation, value: unknown): string {
  const { instancePath, keyword, params } = violation;
  if (instancePath === "" && keyword === "type") {
    const type = params["type"] === "array" ? "array" : "object";
    return value === null || value === undefined
      ? `is missing. Send a JSON ${type}.`
      : `must be a JSON ${type}.`;
  }
  if (instancePath === "/name" && ["minLength", "maxLength", "pattern"].includes(keyword)) {
    return describeNameViolation(String(value));
  }
  switch (keyword) {
    case "required":
      return "is required.";
    case "additionalProperties":
      return "is not a field of this request. Remove it.";
    case "minProperties":
      return "is empty. Send at least one field.";
    case "uniqueItems":
      return `"${String((value as unknown[])[params["j"] as number])}" is listed twice. Send each ID once.`;
    case "pattern":
      if (instancePath.startsWith("/emails/")) return describeFormat("email");
      return /^\/(?:policyIds\/|permissionIds\/|\w*[rR]oleId$)/.test(instancePath)
        ? "must be 1 to 128 visible ASCII characters. Use an ID that the API returned."
        : "must not contain the character U+0000.";
    default:
      return describeKeyword(violation, value);
  }
}

/** Describes a violation by its keyword, as a full sentence without its subject. */
function describeKeyword({ keyword, message, params }: SchemaViolation, value: unknown): string {
  const limit = String(params["limit"]);
  switch (keyword) {
    case "format":
      return describeFormat(String(params["format"]));
    case "type":
      if (isLargeInteger(value) && [params["type"]].flat().includes("integer"))
        return describeFormat("int64");
      return `must be ${[params["type"]].flat().map(withArticle).join(" or ")}.`;
    case "enum":
      return `must be one of ${(params["allowedValues"] as unknown[]).map((each) => JSON.stringify(each)).join(", ")}.`;
    case "minimum":
      return `must be ${limit} or more.`;
    case "maximum":
      return `must be ${limit} or less.`;
    case "minLength":
      return `must have at least ${limit} ${limit === "1" ? "character" : "characters"}.`;
    case "maxLength":
      return `must have at most ${limit} characters.`;
    case "minItems":
      return `must have at least ${limit} ${limit === "1" ? "item" : "items"}.`;
    case "maxItems":
      return `must have at most ${limit} items.`;
    default:
      return `${message}.`;
  }
}

/** Describes the formats of ajv-formats that descriptions use most. */
function describeFormat(format: string): string {
  switch (format) {
    case "email":
      return "must be an email address.";
    case "date":
      return "must be a date, such as 2026-03-01.";
    case "date-time":
      return "must be a date and time with a time zone, such as 2026-03-01T09:00:00Z.";
    case "int32":
      return "must be an integer from -2147483648 to 2147483647.";
    case "int64":
      // JSON numbers have no more digits in JavaScript.
      return `must be an integer from ${Number.MIN_SAFE_INTEGER} to ${Number.MAX_SAFE_INTEGER}.`;
    default:
      return `must have the format "${format}".`;
  }
}

/** Whether a parameter is an integer that a number cannot hold. Such a parameter stays a text. */
const isLargeInteger = (value: unknown): boolean =>
  typeof value === "string" && /^-?\d+$/.test(value) && !Number.isSafeInteger(Number(value));

function withArticle(type: unknown): string {
  if (type === "null") return "null";
  return /^[aio]/.test(String(type)) ? `an ${String(type)}` : `a ${String(type)}`;
}

/** Describes why a name is invalid. The pattern of the description rejects blank names and control characters. */
function describeNameViolation(name: string): string {
  const blank = name.trim() === "" ? "must not be blank" : undefined;
  const long = name.length > 255 ? "is too long" : undefined;
  return `${blank ?? long ?? "must not have control characters"}. ${nameAdvice}`;
}

const nameAdvice = "Send a name of 1 to 255 characters.";
