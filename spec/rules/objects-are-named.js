import { isObject } from "./context.js";
/** @import { RuleContext, Schema } from "./context.js" */

const component = /^#\/components\/schemas\/[^/]+$/;

/** @param {unknown} node */
const refersToSchema = (node) => typeof node === "object" && node !== null && "$ref" in node;

/** Generators invent a name for an object that has none, and arrays of such objects get worse ones. */
export const objectsAreNamed = () => ({
  /** @param {Schema} schema @param {RuleContext} context */
  Schema(schema, { report, location }) {
    if (isObject(schema) && !component.test(location.pointer)) {
      report({
        message:
          "An object without a name gets an invented one in every generated client. Move it to `components.schemas` and refer to it.",
        location: location.key(),
      });
    }
    if (schema.type === "array" && !refersToSchema(schema["items"])) {
      report({
        message: "Arrays are of named things here. Move the items to `components.schemas` and refer to them.",
        location: location.key(),
      });
    }
  },
});
