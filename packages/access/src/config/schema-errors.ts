import type { DefinedError } from "ajv";
import { suggestName } from "../state/names.ts";
import type { ConfigPath } from "./config.ts";

/** A problem at a place in the file. */
export interface LocatedProblem {
  message: string;
  path: ConfigPath;
}

/** Describes the errors that the validation by the JSON Schema has found. */
export function describeSchemaErrors(errors: DefinedError[]): LocatedProblem[] {
  // `if` and `propertyNames` only repeat the errors inside them.
  return errors
    .filter(({ keyword }) => !["if", "propertyNames"].includes(keyword))
    .map((error) => {
      const path = [
        ...toPath(error.instancePath),
        ...(error.propertyName === undefined ? [] : [error.propertyName]),
      ];
      const place =
        error.keyword === "additionalProperties" ? [...path, error.params.additionalProperty] : path;
      return { message: describeSchemaError(error, path), path: place };
    });
}

const toPath = (pointer: string): ConfigPath =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

function describeSchemaError(error: DefinedError, path: ConfigPath): string {
  const place = path.join(" > ");
  switch (error.keyword) {
    case "additionalProperties": {
      const key = error.params.additionalProperty;
      const known = Object.keys((error.parentSchema as { properties: object }).properties);
      return `Unknown key "${key}". Did you mean "${suggestName(key, known)}"? Known keys: ${known.join(", ")}.`;
    }
    case "required":
      return describeMissingKey(error.params.missingProperty, place, path);
    case "type":
      if (path.length === 0)
        return `${error.data === null ? "The file is empty." : "The file is not a map."} ${firstEntry}`;
      return `${place} must be a ${describeTypes([error.params.type as string | string[]].flat())}.${hintAtText(error)}${hintAtEntry(path)}`;
    case "enum":
      return `${place} must be one of: ${error.params.allowedValues.join(", ")}.`;
    case "not":
      return `${place} has both "role" and "policy". Write one entry for each.`;
    case "uniqueItems":
      return `${place} lists "${String((error.data as unknown as unknown[])[error.params.j])}" twice. Remove one.`;
    case "pattern":
      return `${place} must not be blank or contain control characters.`;
    case "maxLength":
      return `${place.slice(0, 100)} has more than ${error.params.limit} characters.`;
    case "minLength":
    case "minItems":
      return `${place} must not be empty.`;
    case "minimum":
      return `${place} must be at least ${error.params.limit}.`;
    default:
      return `${place} ${error.message}.`;
  }
}

/** Some keys are alternatives, of which JSON Schema names only one. */
function describeMissingKey(key: string, place: string, [section]: ConfigPath): string {
  if (section === "renamed" && key === "role") return `${place} needs "role" or "policy", with the new name.`;
  if (section === "rules" && key === "permission")
    return `${place} needs "who" and "never", or "permission".`;
  if (section === "rules" && key === "atLeast") return `${place} needs "atLeast" or "atMost".`;
  if (place === "") return `"${key}" is missing. ${firstEntry}`;
  return `"${key}" is missing in ${place}.`;
}

const firstEntry =
  'Start it with "organization: NAME", or write what exists with: rolewright pull --out FILE';

function describeTypes(types: string[]): string {
  const names: Record<string, string> = {
    object: "map",
    array: "list",
    string: "text",
    integer: "whole number",
  };
  return types
    .filter((type) => type !== "null" || types.length === 1)
    .map((type) => names[type] ?? type)
    .join(" or ");
}

/** YAML reads `2024` as a number and `billing: read` as a map. */
function hintAtText({ params, data }: DefinedError): string {
  if (![(params as { type: unknown }).type].flat().includes("string") || data === null) return "";
  if (typeof data !== "object") return ` Put it in quotes: "${String(data)}".`;
  const [entry, ...others] = Object.entries(data);
  return entry && others.length === 0 && typeof entry[1] === "string"
    ? ` Write it without a space: "${entry[0]}:${entry[1]}".`
    : "";
}

/** Shows what an entry under `policies` or `roles` looks like. */
function hintAtEntry(path: ConfigPath): string {
  const [section, , ...rest] = path[0] === "projects" ? path.slice(2) : path;
  if (path.length < 2 || rest.length > 0) return "";
  if (section === "policies") return " List the permissions: [billing:read].";
  return section === "roles" ? " List the policies: { policies: [View billing] }." : "";
}
