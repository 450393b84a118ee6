import { isObject } from "./context.js";
/** @import { RuleContext, Schema } from "./context.js" */

const component = /^#\/components\/schemas\/[^/]+$/;

/** @param {unknown} node */
const isReference = (node) => typeof node === "object" && node !== null && "$ref" in node;

/** Requires that objects and array items are named components. Generators invent names for inline ones. */
export const noInlineObjects = () => ({
  /** @param {Schema} schema @param {RuleContext} context */
  Schema(schema, { report, location }) {
    if (isObject(schema) && !component.test(location.pointer)) {
      report({
        message:
          "The object schema has no name, so generated clients invent one. Move it to `components.schemas` and reference it.",
        location: location.key(),
      });
    }
    if (schema.type === "array" && !isReference(schema["items"])) {
      report({
        message:
          "The array items have no name, so generated clients invent one. Move their schema to `components.schemas` and reference it.",
        location: location.key(),
      });
    }
  },
});
