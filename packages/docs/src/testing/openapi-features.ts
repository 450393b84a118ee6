/** Features of OpenAPI outside of schemas: how to add each, and the words that its page has to have. */
// cspell:ignore الدور -- a name in another script
import { type AddFeature, path } from "./small-description.ts";

export const openapiFeatures: Record<string, AddFeature> = {
  "deprecated parameter": (d, w) => {
    d.paths[path].get.parameters.push({ name: w, in: "query", deprecated: true, schema: { type: "string" } });
    return { words: [w, "deprecated"] };
  },
  "deprecated header": (d, w) => {
    d.paths[path].get.responses["200"].headers = { [w]: { deprecated: true, schema: { type: "string" } } };
    return { words: [w, "deprecated"] };
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
  rtl: (d, w) => {
    d.paths[path].get.summary = "جلب الدور " + w;
    d.paths[path].get.description = "‏وصف\u202e" + w;
    return { words: ["جلب الدور " + w, w] };
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
  "external docs tag": (d, w) => {
    d.tags = [{ name: "Reports", externalDocs: { url: `https://x.example/${w}` } }];
    return { words: [`https://x.example/${w}`], page: "reports/index" };
  },
  "path summary": (d, w) => {
    d.paths[path].summary = w;
    d.paths[path].description = w + "d";
    return { words: [w, w + "d"] };
  },
  "path summary and a description beside that of the operation": (d, w) => {
    Object.assign(d.paths[path], { summary: w, description: `${w}d` });
    Object.assign(d.paths[path].get, { summary: "Get", description: `${w}e` });
    return { words: [w, `${w}d`, `${w}e`] };
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
  "examples of lists and objects as parameters": (d) => {
    const add = (name: string, style: string, explode: boolean, example: object) =>
      d.paths[path].get.parameters.push({ name, in: "query", style, explode, schema: {}, example });
    add("a", "form", true, { b: "1", c: "2" });
    add("d", "form", false, { e: "3" });
    add("f", "deepObject", true, { g: "4" });
    add("h", "pipeDelimited", false, ["5", "6"]);
    return { words: ["?b=1&c=2&d=e%2C3&f%5Bg%5D=4&h=5%7C6"] };
  },
  "an example of a form": (d, w) => {
    const example = { b: `${w} b`, c: [1, 2] };
    d.paths[path].put.requestBody.content = { "application/x-www-form-urlencoded": { example } };
    return { words: [`b=${w}+b&c=1&c=2`], page: "reports/putReport" };
  },
  "examples of several media types": (d, w) => {
    const { content } = d.paths[path].put.requestBody;
    content["application/json"].example = { a: `${w}a` };
    content["text/plain"] = { example: `${w}b` };
    return { words: [`${w}a`, `${w}b`], page: "reports/putReport" };
  },
  "links of errors": (d, w) => {
    const links = { next: { operationId: "putReport", description: w } };
    d.paths[path].get.responses["404"] = { description: "No", links };
    return { words: ["After 404", w] };
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
  "operation id missing": (d) => {
    delete d.paths[path].get.operationId;
    return { words: ["GET"], page: "reports/getReportsId" };
  },
  "server relative": (d, w) => {
    d.servers = [{ url: `/${w}` }];
    return { words: [`/${w}`] };
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
