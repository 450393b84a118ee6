/** Features of JSON Schema: how to add each, and the words that its page has to have. */
// cspell:ignore ключ описание -- names in another script
import { type AddFeature, path } from "./small-description.ts";

export const schemaFeatures: Record<string, AddFeature> = {
  "deprecated property": (d) => {
    d.components.schemas.Report.properties.size.deprecated = true;
    return { words: ["deprecated"] };
  },
  "deprecated schema": (d) => {
    d.components.schemas.Report.deprecated = true;
    return { words: ["Deprecated"] };
  },
  "one of objects": (d, w) => {
    d.components.schemas.Report = {
      oneOf: [
        { type: "object", title: w, properties: { [w + "a"]: { type: "string" } } },
        { type: "object", properties: { [w + "b"]: { type: "integer" } } },
      ],
    };
    return { words: [w + "a", w + "b"] };
  },
  "descriptions of a parameter and its schema": (d, w) => {
    d.components.schemas.Key = { type: "string", description: "A key." };
    d.paths[path].get.parameters.push(
      { name: "a", in: "query", description: w + "a", schema: { type: "string", description: w + "b" } },
      {
        name: "b",
        in: "query",
        description: w + "c",
        schema: { $ref: "#/components/schemas/Key", description: w + "d" },
      },
    );
    return { words: ["a", "b", "c", "d"].map((letter) => w + letter) };
  },
  "description beside a reference of entries": (d, w) => {
    d.components.schemas.Key = { type: "string", description: "A key." };
    const items = { $ref: "#/components/schemas/Key", description: w };
    d.components.schemas.Report.properties.keys = { type: "array", items };
    return { words: [`Each entry: ${w}`] };
  },
  "rules of one of objects": (d, w) => {
    d.components.schemas.Report = {
      oneOf: [
        {
          type: "object",
          deprecated: true,
          contentMediaType: `image/${w}`,
          minProperties: 41,
          default: { a: w + "b" },
          examples: [{ a: w + "c" }, { a: w + "d" }],
          properties: { a: { type: "string" } },
        },
        { type: "object", properties: { b: { type: "integer" } } },
      ],
    };
    return { words: ["deprecated", `image/${w}`, "at least 41 of its fields", w + "b", w + "c", w + "d"] };
  },
  "one of title": (d, w) => {
    d.components.schemas.Report = {
      oneOf: [
        { type: "object", title: w, properties: { a: { type: "string" } } },
        { type: "object", title: w + "2", properties: { b: { type: "integer" } } },
      ],
    };
    return { words: [w, w + "2"] };
  },
  "one of scalars": (d, w) => {
    d.components.schemas.Report.properties.size = {
      oneOf: [
        { type: "string", const: w },
        { type: "integer", minimum: 41 },
      ],
    };
    return { words: [w, "41"] };
  },
  "any of scalar descriptions": (d, w) => {
    d.components.schemas.Report.properties.size = {
      anyOf: [
        { type: "string", description: w },
        { type: "integer", description: w + "2" },
      ],
    };
    return { words: [w, w + "2"] };
  },
  "one of const descriptions": (d, w) => {
    d.components.schemas.Report.properties.size = {
      oneOf: [
        { const: w, description: w + "d" },
        { const: w + "2", description: w + "2d" },
      ],
    };
    return { words: [w, w + "d", w + "2", w + "2d"] };
  },
  "one of mixed": (d, w) => {
    d.components.schemas.Report.properties.size = {
      oneOf: [{ type: "string" }, { type: "object", properties: { [w]: { type: "string" } } }],
    };
    return { words: [w] };
  },
  "array of one of": (d, w) => {
    d.components.schemas.Report.properties.list = {
      type: "array",
      items: {
        oneOf: [
          { type: "object", properties: { [w]: { type: "string" } } },
          { type: "object", properties: { [w + "2"]: { type: "string" } } },
        ],
      },
    };
    return { words: [w, w + "2"] };
  },
  "array of arrays": (d, w) => {
    d.components.schemas.Report.properties.list = {
      type: "array",
      items: { type: "array", items: { type: "object", properties: { [w]: { type: "string" } } } },
    };
    return { words: [w] };
  },
  "array of arrays of limits": (d) => {
    d.components.schemas.Report.properties.list = {
      type: "array",
      items: { type: "array", maxItems: 77, items: { type: "string", maxLength: 88 } },
    };
    return { words: ["77", "88"] };
  },
  "item description": (d, w) => {
    d.components.schemas.Report.properties.list = {
      type: "array",
      items: { type: "string", description: w },
    };
    return { words: [w] };
  },
  "item default example": (d, w) => {
    d.components.schemas.Report.properties.list = { type: "array", items: { type: "string", examples: [w] } };
    return { words: [w] };
  },
  "long names": (d, w) => {
    const k = w.repeat(30);
    d.components.schemas.Report.properties[k] = { type: "string" };
    return { words: [k] };
  },
  const: (d, w) => {
    d.components.schemas.Report.properties.size = { const: w };
    return { words: [w] };
  },
  "const null": (d) => {
    d.components.schemas.Report.properties.size = { const: null };
    return { words: ["null"] };
  },
  "content encoding": (d, w) => {
    d.components.schemas.Report.properties.size = {
      type: "string",
      contentEncoding: "base64",
      contentMediaType: `image/${w}`,
    };
    return { words: ["base64", `image/${w}`] };
  },
  "content schema": (d, w) => {
    d.components.schemas.Report.properties.size = {
      type: "string",
      contentMediaType: "application/json",
      contentSchema: { type: "object", properties: { [w]: { type: "string" } } },
    };
    return { words: [w] };
  },
  unicode: (d, w) => {
    d.components.schemas.Report.properties["ключ" + w] = { type: "string", description: "описание 🎩 " + w };
    return { words: ["ключ" + w, "описание 🎩"] };
  },
  "long enum": (d, w) => {
    d.components.schemas.Report.properties.size = {
      type: "string",
      enum: Array.from({ length: 500 }, (_, i) => `${w}_${i}`),
    };
    return { words: [w + "_499"] };
  },
  "enum with pipe": (d, w) => {
    d.components.schemas.Report.properties.size = { type: "string", enum: [`a|${w}`, "`" + w + "`", ""] };
    return { words: [`a|${w}`, "`" + w + "`"] };
  },
  "list in property": (d, w) => {
    d.components.schemas.Report.properties.size.description = `One of:\n- ${w}1\n- ${w}2`;
    return { words: [w + "1", w + "2"] };
  },
  "fence in property": (d, w) => {
    d.components.schemas.Report.properties.size.description = "Code:\n```\n" + w + "\n```";
    return { words: [w] };
  },
  "external docs schema": (d, w) => {
    d.components.schemas.Report.externalDocs = { url: `https://x.example/${w}` };
    return { words: [w] };
  },
  "external docs property": (d, w) => {
    d.components.schemas.Report.properties.size.externalDocs = { url: `https://x.example/${w}` };
    return { words: [w] };
  },
  "additional properties": (d, w) => {
    d.components.schemas.Report.additionalProperties = {
      type: "object",
      properties: { [w]: { type: "string" } },
    };
    return { words: [w] };
  },
  "dependent required": (d, w) => {
    d.components.schemas.Report.dependentRequired = { id: [w] };
    return { words: [w] };
  },
  "multiple of": (d) => {
    d.components.schemas.Report.properties.size.multipleOf = 7919;
    return { words: ["7919"] };
  },
  exclusive: (d) => {
    d.components.schemas.Report.properties.size.exclusiveMaximum = 7919;
    return { words: ["7919"] };
  },
  "title property": (d, w) => {
    d.components.schemas.Report.properties.size.title = w;
    return { words: [w] };
  },
  "read write only": (d) => {
    d.components.schemas.Report.properties.size.readOnly = true;
    return { words: ["only in responses"] };
  },
  "example property": (d) => {
    d.components.schemas.Report.properties.size.examples = [81, 82818];
    return { words: ["81", "82818"] };
  },
  "default object": (d, w) => {
    d.components.schemas.Report.properties.size = { type: "object", default: { [w]: 1 }, properties: {} };
    return { words: [w] };
  },
  "all of": (d, w) => {
    d.components.schemas.Report = {
      allOf: [
        { type: "object", description: w, properties: { [w + "a"]: { type: "string" } } },
        { type: "object", description: w + "2", properties: { [w + "b"]: { type: "string", maxLength: 5 } } },
      ],
    };
    return { words: [w + "a", w + "b"] };
  },
  "all of both descriptions": (d, w) => {
    d.components.schemas.Report.properties.size = {
      allOf: [{ type: "string", description: w, minLength: 3 }, { maxLength: 911 }],
    };
    return { words: [w, "3", "911"] };
  },
  "all of same property": (d) => {
    d.components.schemas.Report.allOf = [{ properties: { id: { maxLength: 787 } } }];
    return { words: ["787"] };
  },
  "all of the same rules": (d, w) => {
    const part = (suffix: string, size: number, docs = `https://${w}${suffix}.example`) => ({
      type: "string",
      minLength: size,
      pattern: `^${w}p${suffix}`,
      format: `${w}f${suffix}`,
      title: `${w}t${suffix}`,
      default: `${w}d${suffix}`,
      enum: [`${w}e${suffix}`, "x"],
      examples: [`${w}x${suffix}`],
      externalDocs: { url: docs },
    });
    d.components.schemas.Other = part("3", 787);
    d.components.schemas.Report.properties.size = { allOf: [part("1", 767), part("2", 777)] };
    const beside = { ...part("4", 797), $ref: "#/components/schemas/Other" };
    d.components.schemas.Report.properties.other = beside;
    const words = ["1", "2", "3", "4"].flatMap((suffix) =>
      ["p", "f", "t", "d", "e"].map((letter) => w + letter + suffix),
    );
    const examples = ["1", "2", "4"].map((suffix) => `${w}x${suffix}`);
    return { words: [...words, ...examples, "767", "777", "787", "797", `https://${w}3.example`] };
  },
  "all of lists and maps": (d) => {
    const part = (size: number) => ({
      items: { type: "string", maxLength: size },
      additionalProperties: { type: "string", minLength: size + 1 },
    });
    d.components.schemas.Report.properties.size = { allOf: [part(767), part(777)] };
    return { words: ["767", "768", "777", "778"] };
  },
  "all of types": (d) => {
    const parts = [{ type: ["string", "number", "null"] }, { type: ["integer", "null", "boolean"] }];
    d.components.schemas.Report.properties.size = { allOf: parts };
    return { words: ["null or integer"] };
  },
  "properties beside a reference": (d, w) => {
    d.components.schemas.Other = { type: "object", properties: { [`${w}a`]: { type: "string" } } };
    const properties = { [`${w}b`]: { type: "string" } };
    d.components.schemas.Report.properties.other = { $ref: "#/components/schemas/Other", properties };
    return { words: [`${w}a`, `${w}b`] };
  },
  "a required field that is not described": (d, w) => {
    d.components.schemas.Report.required = [w];
    return { words: [w] };
  },
  "one of required fields": (d) => {
    d.components.schemas.Report.oneOf = [{ required: ["id"] }, { required: ["size"] }];
    return { words: ["one form: requires"] };
  },
  "a list of one of": (d, w) => {
    const items = {
      oneOf: [
        { type: "object", properties: { [w]: {} } },
        { type: "string", maxLength: 737 },
      ],
    };
    d.paths[path].get.responses["200"].content["application/json"].schema = { type: "array", items };
    return { words: [w, "each entry: if string: at most 737 characters"] };
  },
  "a list of described objects": (d, w) => {
    const items = { type: "object", description: w, properties: {} };
    d.paths[path].get.responses["200"].content["application/json"].schema = { type: "array", items };
    return { words: ["Type: list of objects.", `Each entry: ${w}`] };
  },
  "a default and examples of a body": (d, w) => {
    const schema = { default: { a: `${w}d` }, examples: [{ a: `${w}e` }], properties: { a: {} } };
    d.paths[path].get.responses["200"].content["application/json"].schema = schema;
    return { words: ["Default:", `{"a":"${w}d"}`, `${w}e`] };
  },
  "examples of the schema of a request": (d, w) => {
    const { content } = d.paths[path].put.requestBody;
    content["application/json"].schema = { examples: [{ a: `${w}a` }], properties: { a: {} } };
    return { words: [`${w}a`], page: "reports/putReport" };
  },
  "ref siblings": (d, w) => {
    d.components.schemas.Report.properties.other = {
      $ref: "#/components/schemas/Other",
      description: w,
      maxLength: 767,
    };
    d.components.schemas.Other = { type: "string", minLength: 2 };
    return { words: [w, "767"] };
  },
  "unevaluated items": (d) => {
    d.components.schemas.Report.properties.list = { type: "array", unevaluatedItems: false };
    return { words: ["unevaluatedItems"] };
  },
  "schema id": (d, w) => {
    d.components.schemas.Report.$comment = w;
    return { words: [w] };
  },
  "any json value": (d, w) => {
    d.components.schemas.Json = {
      description: w,
      oneOf: [{ type: "string" }, { type: "array", items: { $ref: "#/components/schemas/Json" } }],
    };
    d.components.schemas.Report.properties.size = { $ref: "#/components/schemas/Json" };
    return { words: [w, "`Json`".replaceAll("`", "")] };
  },
  "a list of itself": (d, w) => {
    d.components.schemas.Tree = {
      type: "array",
      description: w,
      items: { $ref: "#/components/schemas/Tree" },
    };
    d.components.schemas.Report.properties.size = { $ref: "#/components/schemas/Tree" };
    return { words: [w] };
  },
  "an object in itself": (d, w) => {
    d.components.schemas.Report.properties.parent = { $ref: "#/components/schemas/Report", description: w };
    return { words: ["parent", w] };
  },
};
