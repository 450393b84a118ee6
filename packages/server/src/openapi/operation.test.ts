import { describe, expect, it } from "vitest";
import { generateValidators } from "../../generate-validators.ts";
import { jsonContent, operation, parameter, parsePaths } from "./described-paths.test-support.ts";
import { toServerOperation } from "./operation.ts";

describe("a description", () => {
  const parseWith = (raw: object) =>
    parsePaths({
      "/v9/members": { get: operation("listMembers", 200, jsonContent, { parameters: [raw] }) },
    });

  it.each([
    [
      { name: "X-Trace", in: "header", schema: { type: "string" } },
      'listMembers: the header parameter "X-Trace" at #/paths/~1v9~1members/get/parameters/0 is not supported. Use a path or query parameter.',
    ],
    [
      { name: "filter", in: "query", content: {} },
      'the parameter "filter" at #/paths/~1v9~1members/get/parameters/0 has no schema.',
    ],
    [
      { name: "filter", in: "query", style: "deepObject", schema: { type: "object" } },
      'listMembers: the query parameter "filter" at #/paths/~1v9~1members/get/parameters/0 is not supported.',
    ],
    [
      { $ref: "#/components/parameters/Missing" },
      "the reference #/components/parameters/Missing at #/paths/~1v9~1members/get/parameters/0 has no target.",
    ],
  ])("with the parameter %j is rejected with a sentence", (raw, message) => {
    expect(() => parseWith(raw).operations.map(toServerOperation)).toThrow(message);
  });

  it.each([
    [
      "no success",
      { responses: { 404: { description: "Not found." } } },
      " has no response with a status code",
    ],
    [
      "the response 200",
      { responses: { 200: { description: "OK", content: { "text/csv": {}, "text/html": {} } } } },
      "/responses/200 has several media types. The server supports one. Remove the others.",
    ],
  ])("with other than one media type in %s is rejected with a sentence", (_, rest, message) => {
    const parsed = parsePaths({ "/v9/members": { get: operation("listMembers", 200, jsonContent, rest) } });
    expect(() => parsed.operations.map(toServerOperation)).toThrow(
      new RegExp(`^listMembers: .*#/paths/~1v9~1members/get${message}`),
    );
  });

  it.each([
    [
      "head",
      "/v9/members",
      "listMembers: the method HEAD at #/paths/~1v9~1members/head is not supported. Use GET, PUT, POST, PATCH, DELETE.",
    ],
    [
      "get",
      "/v9/members.csv/{id}.csv",
      'listMembers: the segment "{id}.csv" of the path at #/paths/~1v9~1members.csv~1{id}.csv/get has more than a parameter.',
    ],
  ])("with %s %s is rejected with a sentence", (method, path, message) => {
    const parameters = path.includes("{") ? [parameter("path", "id", { type: "string" })] : [];
    const parsed = parsePaths({
      [path]: { [method]: operation("listMembers", 200, jsonContent, { parameters }) },
    });
    expect(() => parsed.operations.map(toServerOperation)).toThrow(message);
  });

  it.each(["application/x-www-form-urlencoded", "multipart/form-data", "application/merge-patch+json"])(
    "with an object in a body of %s is rejected with a sentence, since the server would not validate it",
    (mediaType) => {
      const content = { [mediaType]: { schema: { type: "object" } } };
      const parseBody = (rest: object) =>
        parsePaths({ "/v9/members": { post: operation("addMembers", 200, jsonContent, rest) } });
      const advice = `is ${mediaType} with the type object. The server supports objects and lists as application/json only.`;
      expect(() => parseBody({ requestBody: { content } }).operations.map(toServerOperation)).toThrow(
        `addMembers: the request body at #/paths/~1v9~1members/post/requestBody ${advice}`,
      );
      const responses = { 200: { description: "OK", content } };
      expect(() => parseBody({ responses }).operations.map(toServerOperation)).toThrow(
        `addMembers: the response 200 at #/paths/~1v9~1members/post/responses/200 ${advice}`,
      );
    },
  );

  it("can have extensions in the schema of a parameter and of a body", async () => {
    const schema = { type: "string", "x-parameter": true, example: "a", xml: { name: "a" } };
    const body = { type: "object", properties: { name: { type: "string", "x-body": {} } } };
    const parsed = parsePaths({
      "/v9/members": {
        put: operation("putMembers", 200, jsonContent, {
          parameters: [{ name: "filter", in: "query", schema }],
          requestBody: { content: { "application/json": { schema: body } } },
        }),
      },
    });
    expect(await generateValidators(parsed)).toContain("putMembersQuery");
  });

  it("with an unknown keyword is rejected with the operation, the location and what to do", async () => {
    const schema = { type: "integer", upperLimit: 3 };
    const valid = { name: "page", in: "query", schema: { type: "integer" } };
    const parameters = [valid, { name: "limit", in: "query", schema }];
    const query = parsePaths({
      "/v9/members": { get: operation("listMembers", 200, jsonContent, { parameters }) },
    });
    await expect(generateValidators(query)).rejects.toThrow(
      /the query parameter "limit" of listMembers at #\/paths\/~1v9~1members\/get\/parameters\/1\/schema has a schema .*"upperLimit"\. Correct the schema, or remove the keyword\.$/,
    );
    const requestBody = { content: { "application/json": { schema } } };
    const body = parsePaths({
      "/v9/members": { put: operation("putMembers", 200, jsonContent, { requestBody }) },
    });
    await expect(generateValidators(body)).rejects.toThrow(
      /the request body of putMembers at #\/paths\/~1v9~1members\/put\/requestBody\/content\/application~1json\/schema has a schema/,
    );
  });
});
