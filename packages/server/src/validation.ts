import ajvFormats from "ajv-formats";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { description } from "./description.ts";
import { type Refusal, refusals } from "./refusals.ts";

// What a caller sent is judged as it is: nothing is converted, filled in or taken out.
const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true, verbose: true });
// ajv-formats is CommonJS whose types say `default`; under Node that is the function itself.
(ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
// Words of OpenAPI, and our mark, that are no keywords of JSON Schema.
ajv.addVocabulary(["components", "example", "x-ours"]);
ajv.addSchema({ $id: "description", components: description.components } as never);

/** Compiles a schema of the description, whose references are to the description itself. */
export function compile(schema: object): ValidateFunction {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"description#/components/');
  return ajv.compile(JSON.parse(text) as object);
}

/** Why a path is refused: the only thing that can be wrong with it is an id. */
export const refusedPath = ([error]: ErrorObject[]): Refusal<400> =>
  refusals.malformedId(fieldOf(error as ErrorObject));

/** Why a body is refused, by the first rule of its schema that it breaks. */
export function refusedBody([first]: ErrorObject[]): Refusal<422> {
  const error = first as ErrorObject;
  return refusals.invalidField(`${fieldOf(error)}: ${wrong(error)}`);
}

/** The field's name; the body itself has none. */
function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const field = instancePath.slice(1).replaceAll("/", ".");
  if (keyword === "required") return join(field, params["missingProperty"]);
  if (keyword === "additionalProperties") return join(field, params["additionalProperty"]);
  return field || "body";
}

const join = (field: string, name: unknown) =>
  `${field && `${field}.`}${String(name).slice(0, 200)}`.toWellFormed();

function wrong(error: ErrorObject): string {
  const { instancePath, keyword, message, params, data } = error;
  if (instancePath === "" && keyword === "type") {
    return data === null || data === undefined ? "is missing. Send a JSON object." : "must be a JSON object.";
  }
  if (instancePath === "/name" && ["minLength", "maxLength", "pattern"].includes(keyword)) {
    return wrongName(String(data));
  }
  switch (keyword) {
    case "required":
      return "is missing. Send it.";
    case "additionalProperties":
      return "is not a field of this request. Leave it out.";
    case "minProperties":
      return "is empty. Send at least one field.";
    case "uniqueItems":
      return `"${String((data as unknown[])[params["j"] as number])}" is there twice. Send each id once.`;
    case "format":
      return "must be an email address.";
    case "pattern":
      return /^\/(policy|permission)Ids\//.test(instancePath)
        ? "must be 1 to 128 visible ASCII characters. Copy the id from a list."
        : "must not contain the character U+0000.";
    default:
      return `${message}.`;
  }
}

function wrongName(name: string): string {
  // The description's words; control characters are the other thing that its pattern refuses.
  const blank = name.trim() === "" ? "must not be blank" : undefined;
  const long = name.length > 255 ? "must not be that long" : undefined;
  return `${blank ?? long ?? "must not have control characters"}. Send a name of 1 to 255 characters.`;
}
