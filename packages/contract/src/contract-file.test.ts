import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { initContract } from "./init.ts";
import { type ContractOptions, ContractSetupError } from "./options.ts";
import type { Report } from "./report/report.ts";
import { textReport } from "./report/text.ts";
import { runContract } from "./run-contract.ts";
import {
  bookCollections,
  booksDescription,
  ticketCollections,
  ticketsDescription,
} from "./testing/books-api.test-support.ts";
import { type Collection, startRestServer } from "./testing/rest-server.test-support.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-contract-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const token = "token-of-the-library";

/** Writes a description and the contract that `init` guesses from it. */
function init(name: string, description: object): { spec: string; contract: string; text: string } {
  const spec = join(folder, `${name}.json`);
  const contract = join(folder, `${name}.yaml`);
  writeFileSync(spec, JSON.stringify(description));
  rmSync(contract, { force: true });
  initContract(spec, contract);
  return { spec, contract, text: readFileSync(contract, "utf8") };
}

async function run(
  { spec, contract }: { spec: string; contract: string },
  collections: Collection[],
  { hasPlainTextErrors = false, ...options }: ContractOptions & { hasPlainTextErrors?: boolean } = {},
): Promise<Report> {
  const keys = new Map([
    [`Bearer ${token}`, "one"],
    [token, "one"],
    ["second-key-of-the-tests", "two"],
  ]);
  const server = await startRestServer({
    spec,
    collections,
    hasPlainTextErrors,
    authenticate: (headers) => keys.get(String(headers[spec.includes("books") ? "authorization" : "x-key"])),
  });
  onTestFinished(server.close);
  return runContract({ contract, baseUrl: server.url, apiKey: token, maxExamples: 20, seed: 1, ...options });
}

const summarize = ({ findings }: Report) =>
  findings.map(({ check, message, operations, requests, actual }) => ({
    check,
    message,
    operations,
    requests,
    actual,
  }));

const notRun = ({ checks }: Report) =>
  checks.filter(({ outcome }) => outcome === "not run").map(({ check }) => check);

describe("init", () => {
  it("guesses resources and rules, and says why", () => {
    const { text } = init("books", booksDescription);
    for (const line of [
      "url: http://127.0.0.1:8080/api # guess",
      "type: bearer # guess",
      "book: # guess: addBook",
      "list: listBooks",
      "update: replaceBook",
      "idProperty: bookId # guess",
      "pages: { by: page, parameter: page, size: limit, maxSize: 50 } # guess",
      "unique: { property: isbn } # guess: addBook documents 409",
      "references: { authorId: author } # guess",
      "whenUsed: rejected # guess: removeAuthor documents 409",
      "omittedFields: reset # guess",
    ])
      expect(text).toContain(line);
  });

  it("does not overwrite a file", () => {
    const { spec, contract } = init("existing", booksDescription);
    expect(() => initContract(spec, contract)).toThrow(ContractSetupError);
  });

  it("writes a contract without resources if paths suggest none", () => {
    const { text } = init("none", {
      ...booksDescription,
      paths: { "/authors": { get: booksDescription.paths["/authors"].get } },
    });
    expect(text).toContain("resources: {}");
  });
});

/** The checks of rules that init does not guess. */
const checksOfPeople = [
  "single_owner",
  "one_time_secrets",
  "credential_rotation",
  "removal_cascades",
  "background_jobs",
];

describe("a run with the contract that init wrote", () => {
  it("passes a conforming server of books, and runs 28 of the 37 checks", async () => {
    const report = await run(init("books", booksDescription), bookCollections);
    expect(summarize(report)).toEqual([]);
    expect(report.questions).toEqual([]);
    expect(notRun(report)).toEqual([
      "tenant_isolation",
      "read_only_items_immutable",
      "collection_limit",
      "examples_valid",
      ...checksOfPeople,
    ]);
    expect(report.outcome).toBe("passed");
  });

  it("passes a conforming server of tickets with a second tenant", async () => {
    const files = init("tickets", ticketsDescription);
    const text = readFileSync(files.contract, "utf8");
    writeFileSync(
      files.contract,
      text.replace("    list: listLabels\n", "    list: listLabels\n    whenUsed: detached\n"),
    );
    const report = await run(files, ticketCollections, { secondApiKey: "second-key-of-the-tests" });
    expect(summarize(report)).toEqual([]);
    expect(notRun(report)).toEqual([
      "read_only_items_immutable",
      "collection_limit",
      "examples_valid",
      "pagination",
      ...checksOfPeople,
    ]);
  });

  it("names no roles, organizations or policies in a report about another API", async () => {
    const broken = bookCollections.map((each) => ({ ...each, isProtected: false, resets: [] }));
    const report = await run(init("books", booksDescription), broken);
    expect(JSON.stringify(report) + textReport(report)).not.toMatch(
      /\b(?:role(?!wright)|organization|policy|policies|project)/i,
    );
  });

  it.each([
    ["does not enforce a unique value", { unique: undefined }, "resources.book.unique", "name_uniqueness"],
    [
      "keeps the fields that an update omits",
      { resets: [] },
      "resources.book.omittedFields",
      "idempotent_put",
    ],
  ] as const)("asks whether a rule is right if the server %s", async (_, change, rule, check) => {
    const files = init("books", booksDescription);
    const changed = bookCollections.map((each) => (each.path === "/books" ? { ...each, ...change } : each));
    const report = await run(files, changed as Collection[], { checks: [check] });
    expect(report.questions.map((question) => question.rule.name)).toEqual([rule]);
    expect(report.questions[0]?.rule.line).toBeGreaterThan(10);
    expect(summarize(report)).toEqual([]);
    expect(report.outcome).toBe("incomplete");
    expect(textReport(report)).toContain(`Is this rule right? ${files.contract}:`);
    const confirmed = readFileSync(files.contract, "utf8") + `confirmed: [${rule}]\n`;
    writeFileSync(files.contract, confirmed);
    const again = await run(files, changed as Collection[], { checks: [check] });
    expect(again.questions).toEqual([]);
    expect(again.findings.map((finding) => finding.check)).toContain(check);
  });

  it("rejects an order by a unique property without the rule that names the property", async () => {
    const files = init("books", booksDescription);
    writeFileSync(
      files.contract,
      files.text.replace("list: listAuthors", "list: listAuthors\n    order: byUnique"),
    );
    await expect(run(files, bookCollections)).rejects.toThrow(
      "byUnique needs the rule unique, which names the property",
    );
  });

  it("fails a server that ignores a reference", async () => {
    const changed = bookCollections.map(({ references: _, ...each }) => each);
    const report = await run(init("books", booksDescription), changed);
    expect(
      [...report.findings, ...report.questions.flatMap(({ findings }) => findings)].map(({ check }) => check),
    ).toContain("unknown_references_rejected");
    expect(report.outcome).not.toBe("passed");
  });
});

describe("a collection of many items", () => {
  const compareNewest = (path: string) =>
    [...bookCollections, ...ticketCollections].map((each) =>
      each.path === path ? { ...each, comparedItems: 50 } : each,
    );

  it.each([
    ["books", booksDescription, "/books"],
    ["tickets", ticketsDescription, "/labels"],
  ])("has unique values among all of them: %s", async (name, description, path) => {
    const checks = ["name_uniqueness"] as const;
    const report = await run(init(name, description), compareNewest(path), { checks });
    expect(report.findings.map(({ check, message }) => `${check}: ${message}`)).toEqual([
      "name_uniqueness: accepts an invalid request: one of many items has the name",
    ]);
  });
});

describe("pages by offset", () => {
  it("pass with a total, and an offset that starts at 0", async () => {
    const description = structuredClone(booksDescription);
    const [, limit] = description.paths["/books"].get.parameters;
    const offset = { name: "offset", in: "query", schema: { type: "integer", minimum: 0 } };
    Object.assign(description.paths["/books"].get, { parameters: [offset, limit] });
    const count = { type: "integer" };
    const books = { type: "array", items: { $ref: "#/components/schemas/Book" } };
    Object.assign(description.components.schemas.Books, {
      type: "object",
      properties: { items: books, offset: count, total: count },
    });
    const files = init("books", description);
    expect(files.text).toContain("by: offset, parameter: offset, size: limit, maxSize: 50, total: /total");
    const report = await run(files, bookCollections, { checks: ["pagination"] });
    expect(summarize(report)).toEqual([]);
    expect(report.checks).toMatchObject([{ check: "pagination", outcome: "passed" }]);
  });
});

describe("an optional text with a pattern", () => {
  it("gets a value before an update omits it", async () => {
    const description = structuredClone(booksDescription);
    const { properties } = description.components.schemas.NewBook;
    Object.assign(properties, {
      subtitle: { type: ["string", "null"], pattern: String.raw`^\+[0-9]{6,14}$` },
    });
    const keeping = bookCollections.map((each) => (each.path === "/books" ? { ...each, resets: [] } : each));
    const files = init("books", description);
    writeFileSync(files.contract, `${files.text}confirmed: all\n`);
    const report = await run(files, keeping, { checks: ["idempotent_put"] });
    expect(report.findings.map(({ message }) => message)).toContain("an update keeps an omitted field");
  });
});

describe("the limit of a collection", () => {
  /** Runs the check with the limit 20 on a server with another limit. */
  async function runWithLimit(limit: number, options: ContractOptions = {}) {
    const files = init("books", booksDescription);
    const text = readFileSync(files.contract, "utf8");
    writeFileSync(
      files.contract,
      text.replace("    list: listBooks\n", "    list: listBooks\n    limit: 20\n"),
    );
    const collections = bookCollections.map((each) => (each.path === "/books" ? { ...each, limit } : each));
    return run(files, collections, { checks: ["collection_limit"], ...options });
  }

  it.each([
    [20, []],
    [19, ["does not give the last place below the limit to exactly one creation"]],
    [18, ["rejects a creation below the limit"]],
    [21, ["does not give the last place below the limit to exactly one creation"]],
    [
      22,
      [
        "does not give the last place below the limit to exactly one creation",
        "accepts more items than the limit",
      ],
    ],
  ])("is 20, and a server with the limit %d gets the right findings", async (limit, messages) => {
    const report = await runWithLimit(limit);
    expect(report.findings.map(({ message }) => message)).toEqual(messages);
    expect(report.outcome).toBe(messages.length === 0 ? "passed" : "failed");
    expect(report.undeletedResources).toEqual([]);
  });

  it("is not tested if that takes too long", async () => {
    const report = await runWithLimit(20, { maxTimeMs: 1 });
    expect(report.findings).toEqual([]);
    expect(report.outcome).toBe("incomplete");
  });
});

it("says that IDs without letters are not tested in another letter case", async () => {
  const files = init("books", booksDescription);
  const text = readFileSync(files.contract, "utf8");
  writeFileSync(files.contract, text.replace("ids:\n", "ids:\n  caseSensitive: true\n"));
  const collections = bookCollections.map((each) => ({ ...each, idFormat: "digits" }) as const);
  const report = await run(files, collections, { checks: ["resource_not_found"] });
  expect(textReport(report)).toContain("IDs in another letter case: the authorId has no letters");
  expect(report.outcome).toBe("passed");
});

describe("accepted findings", () => {
  const waiver = [
    "accepted:",
    "  - check: content_type_conformance",
    "    request: an invalid percent escape in the path",
    "    reason: Go's net/http rejects malformed paths itself, in plain text.",
    "",
  ].join("\n");

  it("let a server pass whose HTTP library rejects malformed paths in plain text, and are shown", async () => {
    const files = init("books", booksDescription);
    const options = { hasPlainTextErrors: true, maxExamples: 0 };
    writeFileSync(files.contract, readFileSync(files.contract, "utf8") + waiver);
    const report = await run(files, bookCollections, options);
    expect(summarize(report)).toEqual([]);
    expect(report.outcome).toBe("passed");
    expect(report.accepted[0]?.count).toBeGreaterThan(3);
    expect(textReport(report)).toContain("Go's net/http rejects malformed paths itself");
  });

  it("are reported if nothing needs them", async () => {
    const accepted = join(folder, "accepted.yaml");
    writeFileSync(accepted, waiver);
    const options = { accepted, checks: ["unsupported_method"] as const };
    const report = await run(init("books", booksDescription), bookCollections, options);
    expect(textReport(report)).toContain(`content_type_conformance (${accepted}:2)`);
    expect(report.outcome).toBe("passed");
  });
});

describe("skipped checks", () => {
  it("send no requests, and do not count as passed", async () => {
    const sent: string[] = [];
    const report = await run(init("books", booksDescription), bookCollections, {
      checks: ["malformed_request", "unsupported_method"],
      skip: ["malformed_request:getBook", "unsupported_method"],
      onRequest: (ctx) => void sent.push(ctx),
    });
    const result = (name: string) => report.checks.find(({ check }) => check === name);
    expect(result("malformed_request")).toMatchObject({
      outcome: "passed",
      skipReasons: ["--skip, for getBook"],
    });
    expect(result("unsupported_method")).toMatchObject({ outcome: "not run", skipReasons: ["--skip"] });
    expect(sent).toContain("robustness of getAuthor");
    expect(
      sent.filter((ctx) => /(?:robustness|malformed requests) of getBook$|unsupported/.test(ctx)),
    ).toEqual([]);
  });

  it.each([
    ["nonsense", 'Unknown check "nonsense"'],
    ["malformed_request:getNothing", '"getNothing", which'],
  ])("must exist: %s", async (skip, message) => {
    await expect(run(init("books", booksDescription), bookCollections, { skip: [skip] })).rejects.toThrow(
      message,
    );
  });
});

it("names untested operations, and does not pass", async () => {
  const files = init("books", booksDescription);
  writeFileSync(files.contract, `${readFileSync(files.contract, "utf8")}untested: { getBook: it is new }\n`);
  const report = await run(files, bookCollections, { checks: ["unsupported_method"] });
  expect(report.outcome).toBe("incomplete");
  expect(report.incompleteReason).toBe("getBook was not tested, because it is new");
});

it("bundles the rules of version 2", async () => {
  const { url, close } = await startRestServer({
    spec: init("books", booksDescription).spec,
    collections: [],
  });
  onTestFinished(close);
  // The description and its rules are read before the server is asked.
  await expect(runContract({ api: "v2", baseUrl: url, apiKey: "key-of-the-tests" })).rejects.toThrow(
    "has none of the description's paths",
  );
});

describe("an invalid contract file", () => {
  it.each([
    [
      "an unknown field",
      "resources:\n  book:\n    create: addBook\n    lists: listBooks\n",
      ":4:5: resources.book.lists: is unknown",
    ],
    ["an unknown operation", "resources:\n  book:\n    create: addBooks\n", ":3:5: resources.book.create: "],
    [
      "a wrong value",
      "resources:\n  book:\n    create: addBook\n    omittedFields: merged\n",
      "must be one of kept, reset",
    ],
    ["YAML that is malformed", "resources: [\n", ":2:1: "],
    ["an unknown check", "accepted:\n  - { check: nonsense, reason: it stays }\n", '"nonsense" is no check'],
    ["no description", "tenant: account\n", "spec is missing"],
  ])("is rejected with line and column: %s", async (name, text, message) => {
    const file = join(folder, "invalid.yaml");
    const { spec } = init("books", booksDescription);
    writeFileSync(file, name === "no description" ? text : `${text}spec: ${spec}\n`);
    const failure = await runContract({ contract: file, baseUrl: "http://127.0.0.1:9", apiKey: "k" }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(ContractSetupError);
    expect((failure as Error).message).toContain(message);
    expect((failure as Error).message.split("\n")).toHaveLength(1);
  });
});
