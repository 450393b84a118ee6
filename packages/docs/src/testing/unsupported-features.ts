import { type Node, path } from "./small-description.ts";

/** Adds each feature that the pages cannot show, and the words that the error has to have. */
export const unsupportedFeatures: Record<string, (d: Node) => string> = {
  discriminator: (d) => {
    d.components.schemas.Report.discriminator = { propertyName: "kind" };
    return "components.schemas.Report.discriminator";
  },
  webhooks: (d) => {
    d.webhooks = { changed: { post: { responses: {} } } };
    return "webhooks";
  },
  callbacks: (d) => {
    d.paths[path].put.callbacks = { done: {} };
    return `paths.${path}.put.callbacks`;
  },
  "parameter content": (d) => {
    d.paths[path].get.parameters.push({ name: "filter", in: "query", content: { "application/json": {} } });
    return `paths.${path}.get.parameters.0.content`;
  },
  allowReserved: (d) => {
    d.paths[path].get.parameters.push({ name: "q", in: "query", allowReserved: true, schema: {} });
    return "allowReserved";
  },
  externalValue: (d) => {
    d.paths[path].get.responses["200"].content["application/json"].examples.two = {
      externalValue: "https://x.example/two.json",
    };
    return "examples.two.externalValue";
  },
  encoding: (d) => {
    d.paths[path].put.requestBody.content["multipart/form-data"] = {
      schema: {},
      encoding: { file: { contentType: "image/png" } },
    };
    return "multipart/form-data.encoding";
  },
  "servers of links": (d) => {
    d.paths[path].get.responses["200"].links = {
      next: { operationId: "putReport", server: { url: "https://x.example" } },
    };
    return "links.next.server";
  },
  "references of links": (d) => {
    d.paths[path].get.responses["200"].links = { next: { operationRef: "#/paths/~1reports/get" } };
    return "links.next.operationRef";
  },
  patternProperties: (d) => {
    d.components.schemas.Report.patternProperties = { "^x": { type: "string" } };
    return "Report.patternProperties";
  },
  not: (d) => {
    d.components.schemas.Report.properties.size = { not: { const: 1 } };
    return "properties.size.not";
  },
  "not beside a reference": (d) => {
    d.components.schemas.Report.properties.size = { $ref: "#/components/schemas/Report", not: { const: 1 } };
    return "properties.size.not";
  },
  "a summary beside the reference of a parameter": (d) => {
    d.components.parameters = { page: { name: "page", in: "query", schema: { type: "string" } } };
    d.paths[path].get.parameters.push({ $ref: "#/components/parameters/page", summary: "Page" });
    return "parameters.0.summary (has no effect beside $ref)";
  },
  "a script in a link": (d) => {
    d.paths[path].get.description = "[Report](java\tscript:alert(1)) [Report](javascript:alert(1))";
    return "The page reports/getReport links to javascript:alert(1)";
  },
  "a script in the URL of the license": (d) => {
    d.info.license = { name: "L", url: "java\nscript:alert(1)" };
    return "info.license.url";
  },
  "a style of a path": (d) => {
    d.paths[path].parameters[0].style = "matrix";
    return `paths.${path}.parameters.0.style: matrix`;
  },
  "an example without a value": (d) => {
    d.paths[path].get.responses["200"].content["application/json"].examples.two = { summary: "Two" };
    return "examples.two: no value";
  },
  "an example of a form with files that is not text": (d) => {
    d.paths[path].put.requestBody.content["multipart/form-data"] = { schema: {}, example: { file: "x" } };
    return "multipart/form-data: an example that is not text";
  },
  "a schema that allows nothing": (d) => {
    d.components.schemas.Report.properties.size = false;
    return "properties.size: false";
  },
  "oneOf beside anyOf": (d) => {
    Object.assign(d.components.schemas.Report.properties.size, { oneOf: [{}], anyOf: [{}] });
    return "properties.size.anyOf (beside oneOf)";
  },
  "several oneOf in parts": (d) => {
    const parts = ["a", "b"].map((name) => ({ oneOf: [{ properties: { [name]: {} } }, {}] }));
    d.components.schemas.Report.properties.size = { allOf: parts };
    return "properties/size: allOf combines several oneOf or anyOf";
  },
  "a schema that is a part of itself": (d) => {
    d.components.schemas.Report.allOf = [{ $ref: "#/components/schemas/Report" }];
    return "#/components/schemas/Report: allOf contains the schema itself";
  },
  "path items as components": (d) => {
    d.components.pathItems = {};
    return "components.pathItems";
  },
  "several schemes together": (d) => {
    d.components.securitySchemes.other = { type: "http", scheme: "basic" };
    d.security = [{ key: [], other: [] }];
    return "key and other together";
  },
  "a tag without letters": (d) => {
    d.paths[path].get.tags = ["🎩"];
    return "would have no name";
  },
  "two tags with one address": (d) => {
    d.paths[path].get.tags = ["A b"];
    d.paths[path].put.tags = ["A-b"];
    return "Several pages have the path a-b/index";
  },
};
