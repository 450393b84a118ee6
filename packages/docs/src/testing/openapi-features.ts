/** Features of OpenAPI, each added to a small description: how, and the words that its page has to have. */
// cspell:ignore ключ описание الدور -- names in other scripts

// oxlint-disable-next-line typescript/no-explicit-any -- the change may be anywhere in the description
type Node = any;

/** What a page has to show. */
export interface Shown {
  words: string[];
  /** The path of the page, if it is not that of the operation `getReport`. */
  page?: string;
}

const path = "/reports/{id}";

/** A description with two operations. */
export const createSmallDescription = (): Node => ({
  openapi: "3.1.0",
  info: { title: "T", version: "1", description: "D" },
  servers: [{ url: "https://api.example" }],
  paths: {
    [path]: {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "getReport",
        tags: ["Reports"],
        summary: "Get a report",
        parameters: [],
        responses: {
          "200": {
            description: "OK",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Report" },
                examples: { one: { value: { id: "1" } } },
              },
            },
          },
        },
      },
      put: {
        operationId: "putReport",
        tags: ["Reports"],
        summary: "Put a report",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/Report" } } },
        },
        responses: { "204": { description: "Done" }, "404": { description: "No" } },
      },
    },
  },
  components: {
    schemas: {
      Report: { type: "object", properties: { id: { type: "string" }, size: { type: "integer" } } },
    },
    securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key" } },
  },
  security: [{ key: [] }],
});

/** Adds each feature to a description, with a word that nothing else has. */
export const features: Record<string, (d: Node, w: string) => Shown> = {
  "deprecated property": (d) => {
    d.components.schemas.Report.properties.size.deprecated = true;
    return { words: ["deprecated"] };
  },
  "deprecated parameter": (d, w) => {
    d.paths[path].get.parameters.push({ name: w, in: "query", deprecated: true, schema: { type: "string" } });
    return { words: [w, "deprecated"] };
  },
  "deprecated header": (d, w) => {
    d.paths[path].get.responses["200"].headers = { [w]: { deprecated: true, schema: { type: "string" } } };
    return { words: [w, "deprecated"] };
  },
  "deprecated schema": (d) => {
    d.components.schemas.Report.deprecated = true;
    return { words: ["Deprecated"] };
  },
  "operation servers": (d, w) => {
    d.paths[path].get.servers = [{ url: `https://${w}.example`, description: `About ${w}x` }];
    return { words: [`https://${w}.example`, `About ${w}x`] };
  },
  "path servers": (d, w) => {
    d.paths[path].servers = [{ url: `https://${w}.example` }];
    return { words: [`https://${w}.example`] };
  },
  "operation server variables": (d, w) => {
    d.paths[path].get.servers = [
      {
        url: "https://{region}.example",
        variables: { region: { default: w, enum: [w, w + "other"], description: w + "desc" } },
      },
    ];
    return { words: [w, w + "other", w + "desc"] };
  },
  "security alternative": (d, w) => {
    d.components.securitySchemes[w] = { type: "http", scheme: "bearer" };
    d.paths[path].get.security = [{ key: [] }, { [w]: [] }];
    return { words: ["X-Key", "Authorization"] };
  },
  "security scopes": (d, w) => {
    d.components.securitySchemes.oauth = {
      type: "oauth2",
      flows: { clientCredentials: { tokenUrl: "https://t.example/token", scopes: { [w]: "S" } } },
    };
    d.paths[path].get.security = [{ oauth: [w] }];
    return { words: [w] };
  },
  "security cookie": (d, w) => {
    d.components.securitySchemes.c = { type: "apiKey", in: "cookie", name: w };
    d.paths[path].get.security = [{ c: [] }];
    return { words: [w] };
  },
  "security query": (d, w) => {
    d.components.securitySchemes.c = { type: "apiKey", in: "query", name: w };
    d.paths[path].get.security = [{ c: [] }];
    return { words: [w] };
  },
  "security digest": (d) => {
    d.components.securitySchemes.c = { type: "http", scheme: "digest" };
    d.paths[path].get.security = [{ c: [] }];
    return { words: ["digest"] };
  },
  "mutual tls": (d) => {
    d.components.securitySchemes.c = { type: "mutualTLS" };
    d.paths[path].get.security = [{ c: [] }];
    return { words: ["mutualTLS"] };
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
  header: (d, w) => {
    d.paths[path].get.responses["200"].headers = {
      [w]: {
        description: w + "d",
        required: true,
        schema: { type: "integer", minimum: 99 },
        example: 123456,
      },
    };
    return { words: [w, w + "d", "99", "123456"] };
  },
  "cookie parameter": (d, w) => {
    d.paths[path].get.parameters.push({
      name: w,
      in: "cookie",
      description: w + "d",
      schema: { type: "string" },
    });
    return { words: [w, w + "d"] };
  },
  "header parameter": (d, w) => {
    d.paths[path].get.parameters.push({
      name: w,
      in: "header",
      description: w + "d",
      schema: { type: "string", enum: ["a", w + "e"] },
    });
    return { words: [w, w + "d", w + "e"] };
  },
  "parameter examples": (d, w) => {
    d.paths[path].get.parameters.push({
      name: w,
      in: "query",
      schema: { type: "string" },
      examples: { a: { summary: w + "sa", value: w + "a" }, b: { summary: w + "sb", value: w + "b" } },
    });
    return { words: [w + "a", w + "b", w + "sa", w + "sb"] };
  },
  "parameter object": (d, w) => {
    d.paths[path].get.parameters.push({
      name: w,
      in: "query",
      style: "deepObject",
      schema: { type: "object", properties: { [w + "p"]: { type: "string" } } },
    });
    return { words: [w, w + "p", "deepObject"] };
  },
  "example description": (d, w) => {
    d.paths[path].get.responses["200"].content["application/json"].examples.two = {
      summary: w,
      description: w + "d",
      value: { id: w + "v" },
    };
    return { words: [w, w + "d", w + "v"] };
  },
  "error example": (d, w) => {
    d.paths[path].get.responses["409"] = {
      description: w,
      content: {
        "application/problem+json": {
          schema: { type: "object", properties: { [w + "p"]: { type: "string", description: w + "pd" } } },
          examples: { [w + "n"]: { value: { title: w + "t" } } },
        },
      },
    };
    return { words: [w, w + "p", w + "pd", w + "n", w + "t"] };
  },
  "error schema only": (d, w) => {
    d.paths[path].get.responses["409"] = {
      description: w,
      content: {
        "application/json": {
          schema: { type: "object", description: w + "s", properties: { [w + "p"]: { type: "string" } } },
        },
      },
    };
    return { words: [w, w + "s", w + "p"] };
  },
  "error two contents": (d, w) => {
    d.paths[path].get.responses["409"] = {
      description: w,
      content: { "application/json": { example: { a: w + "a" } }, "text/plain": { example: w + "b" } },
    };
    return { words: [w + "a", w + "b", "text/plain"] };
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
  rtl: (d, w) => {
    d.paths[path].get.summary = "جلب الدور " + w;
    d.paths[path].get.description = "‏وصف\u202e" + w;
    return { words: ["جلب الدور " + w, w] };
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
  "html description": (d, w) => {
    d.paths[path].get.description = `<b>bold ${w}</b> <img src=x onerror=alert(1)> <script>${w}s()</script>`;
    return { words: [`bold ${w}`] };
  },
  "html summary": (d, w) => {
    d.paths[path].get.summary = `Get <script>${w}</script>`;
    return { words: [w] };
  },
  "markdown table": (d, w) => {
    d.paths[path].get.description = `Text\n\n| a | b |\n| - | - |\n| ${w} | ${w}2 |`;
    return { words: [w, w + "2"] };
  },
  "markdown heading": (d, w) => {
    d.paths[path].get.description = `# Heading ${w}\n\nText`;
    return { words: [`Heading ${w}`] };
  },
  "markdown image": (d, w) => {
    d.paths[path].get.description = `![alt ${w}](https://x.example/${w}.png)`;
    return { words: [`alt ${w}`] };
  },
  "description link": (d, w) => {
    d.paths[path].get.description = `See [the page ${w}](https://x.example/${w}).`;
    return { words: [`the page ${w}`] };
  },
  "list in property": (d, w) => {
    d.components.schemas.Report.properties.size.description = `One of:\n- ${w}1\n- ${w}2`;
    return { words: [w + "1", w + "2"] };
  },
  "fence in property": (d, w) => {
    d.components.schemas.Report.properties.size.description = "Code:\n```\n" + w + "\n```";
    return { words: [w] };
  },
  "info summary": (d, w) => {
    d.info.summary = w;
    return { words: [w], page: "index" };
  },
  "info terms": (d, w) => {
    d.info.termsOfService = `https://x.example/${w}`;
    return { words: [`https://x.example/${w}`], page: "index" };
  },
  "license identifier": (d, w) => {
    d.info.license = { name: w, identifier: "MIT" };
    return { words: [w, "MIT"], page: "index" };
  },
  "contact email": (d, w) => {
    d.info.contact = { name: w, email: `${w}@x.example`, url: `https://${w}.example` };
    return { words: [w, `${w}@x.example`, `https://${w}.example`], page: "index" };
  },
  "external docs operation": (d, w) => {
    d.paths[path].get.externalDocs = { url: `https://x.example/${w}`, description: w + "d" };
    return { words: [`https://x.example/${w}`, w + "d"] };
  },
  "external docs schema": (d, w) => {
    d.components.schemas.Report.externalDocs = { url: `https://x.example/${w}` };
    return { words: [w] };
  },
  "external docs property": (d, w) => {
    d.components.schemas.Report.properties.size.externalDocs = { url: `https://x.example/${w}` };
    return { words: [w] };
  },
  "external docs tag": (d, w) => {
    d.tags = [{ name: "Reports", externalDocs: { url: `https://x.example/${w}` } }];
    return { words: [`https://x.example/${w}`], page: "reports/index" };
  },
  "path summary": (d, w) => {
    d.paths[path].summary = w;
    d.paths[path].description = w + "d";
    return { words: [w, w + "d"] };
  },
  "request media types": (d, w) => {
    d.paths[path].put.requestBody.content[`application/${w}`] = {
      schema: { type: "string", description: w + "d" },
    };
    return { words: [`application/${w}`, w + "d"], page: "reports/putReport" };
  },
  "response media types": (d, w) => {
    d.paths[path].get.responses["200"].content[`text/${w}`] = {
      schema: { type: "string", maxLength: 4567 },
      example: w + "e",
    };
    return { words: [`text/${w}`, "4567", w + "e"] };
  },
  "optional body": (d) => {
    d.paths[path].put.requestBody.required = false;
    return { words: ["optional"], page: "reports/putReport" };
  },
  "body description": (d, w) => {
    d.paths[path].put.requestBody.description = w;
    return { words: [w], page: "reports/putReport" };
  },
  "status 4xx": (d, w) => {
    d.paths[path].get.responses["4XX"] = { description: w };
    d.paths[path].get.responses.default = { description: w + "2" };
    return { words: ["4XX", w, "default", w + "2"] };
  },
  links: (d, w) => {
    d.paths[path].get.responses["200"].links = {
      next: { operationId: "putReport", description: w, parameters: { id: "$response.body#/id" } },
    };
    return { words: [w, "putReport"] };
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
  "ref siblings": (d, w) => {
    d.components.schemas.Report.properties.other = {
      $ref: "#/components/schemas/Other",
      description: w,
      maxLength: 767,
    };
    d.components.schemas.Other = { type: "string", minLength: 2 };
    return { words: [w, "767"] };
  },
  "array body": (d, w) => {
    d.paths[path].get.responses["200"].content["application/json"].schema = {
      type: "array",
      maxItems: 757,
      items: { type: "object", properties: { [w]: { type: "string" } } },
    };
    return { words: [w, "757"] };
  },
  "scalar body": (d, w) => {
    d.paths[path].get.responses["200"].content["application/json"] = {
      schema: { type: "string", description: w, enum: [w + "e"] },
    };
    return { words: [w, w + "e"] };
  },
  "unevaluated items": (d) => {
    d.components.schemas.Report.properties.list = { type: "array", unevaluatedItems: false };
    return { words: ["unevaluatedItems"] };
  },
  "schema id": (d, w) => {
    d.components.schemas.Report.$comment = w;
    return { words: [w] };
  },
  "operation id missing": (d) => {
    delete d.paths[path].get.operationId;
    return { words: ["GET"], page: "reports/getReportsId" };
  },
  "server relative": (d, w) => {
    d.servers = [{ url: `/${w}` }];
    return { words: [`/${w}`] };
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
  "an optional key": (d) => {
    d.paths[path].get.security = [{}, { key: [] }];
    return { words: ["No authentication.", "X-Key"] };
  },
  "a trace operation": (d, w) => {
    d.paths[path].trace = {
      operationId: w,
      tags: ["Reports"],
      responses: { "200": { description: `${w}d` } },
    };
    return { words: [w, "TRACE", `${w}d`], page: `reports/${w}` };
  },
  "an operation ID with spaces": (d, w) => {
    d.paths[path].get.operationId = `reports/get ${w}`;
    return { words: [`reports/get ${w}`], page: `reports/reports-get-${w}` };
  },
  "a tag in another script": (d) => {
    d.paths[path].get.tags = ["角色"];
    return { words: ["GET"], page: "角色/getReport" };
  },
};

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
