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
