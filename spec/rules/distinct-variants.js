/** @import { Root, RuleContext, Schema } from "./context.js" */

/**
 * Requires that the variants of a `oneOf` are named, and that every two of them differ in the type of a required property. Types
 * narrow by this property, and a validator accepts exactly one variant.
 */
export const distinctVariants = () => ({
  Root: {
    /** @param {Root} root @param {RuleContext} context */
    leave(root, { report, location }) {
      const schemas = root.components?.schemas ?? {};
      for (const [name, schema] of Object.entries(schemas)) {
        const variants = /** @type {Schema[]} */ (schema["oneOf"] ?? []).map(
          ({ $ref }) => schemas[String($ref).split("/").at(-1) ?? ""],
        );
        const isDistinct = variants.every((variant, index) =>
          variants.slice(index + 1).every((other) => differ(variant, other)),
        );
        if (isDistinct) continue;
        report({
          message: `The variants of \`${name}\` have no required property that distinguishes them. Reference named schemas, and give a property another type in each.`,
          location: location.child(["components", "schemas", name, "oneOf"]).key(),
        });
      }
    },
  },
});

/** @param {Schema | undefined} one @param {Schema | undefined} other */
const differ = (one, other) =>
  Object.entries(one?.properties ?? {}).some(([name, property]) => {
    if (!one?.required?.includes(name) || !other?.required?.includes(name)) return false;
    const types = [property.type ?? []].flat();
    const otherTypes = [other.properties?.[name]?.type ?? []].flat();
    return types.length > 0 && otherTypes.length > 0 && !types.some((type) => otherTypes.includes(type));
  });
