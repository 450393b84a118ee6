// cspell:ignore atmost Ａdmin -- misspelled on purpose
import { describe, expect, it } from "vitest";
import { AccessError } from "../errors.ts";
import { parseConfig } from "./parse-config.ts";

const parse = (source: string) => parseConfig(source, "rolewright.yaml");

/** Returns the message of the rejection. */
function reject(source: string): string {
  try {
    parse(source);
  } catch (error) {
    if (error instanceof AccessError) return error.message;
    throw error;
  }
  throw new Error("The file was accepted.");
}

describe("a configuration file", () => {
  it("is parsed with defaults", () => {
    const { config } = parse("organization: Fernhill Labs");
    expect(config.manage).toEqual({ policies: "listed", roles: "listed", members: "none" });
    expect(config.roles.size).toBe(0);
    expect(config.builtInRoles.get("Member")).toEqual(["*:read"]);
  });

  it("accepts policies as lists and as maps", () => {
    const { config } = parse(
      "organization: x\npolicies:\n  A: [billing:read]\n  B: { permissions: [], description: null }",
    );
    expect(config.policies.get("A")).toEqual({ permissions: ["billing:read"] });
    expect(config.policies.get("B")).toEqual({ permissions: [], description: null });
  });

  it("reads keys such as numbers and `__proto__` as names", () => {
    const { config } = parse(
      "organization: x\nroles:\n  2024: { policies: [] }\n  __proto__: { policies: [] }",
    );
    expect([...config.roles.keys()].toSorted()).toEqual(["2024", "__proto__"]);
  });

  it("locates entries", () => {
    const { locate } = parse("organization: x\nroles:\n  A:\n    policies: [One, Two]");
    expect(locate(["roles", "A", "policies", 1])).toEqual({ line: 4, column: 21 });
    expect(locate(["roles", "A", "missing"])).toEqual({ line: 3, column: 3 });
  });

  it.each([
    ["is empty", "", '1:1: The file is empty. Start it with "organization: NAME"'],
    ["is a text", "hello", "1:1: The file is not a map."],
    ["is a list", "- a", "1:1: The file is not a map."],
    ["has comments only", "# only", "1:1: The file is empty."],
    ["is not closed", "organization: [x", "1:17: Flow sequence"],
    ["has an open quote", 'organization: "x', '1:17: Missing closing "quote.'],
    [
      "is indented with tabs",
      "organization: x\nroles:\n\tA: {}",
      "3:1: Tabs are not allowed as indentation. Indent with spaces.",
    ],
    ["has two documents", "organization: x\n---\norganization: y", "2:1: The file has several documents."],
    [
      "has a duplicate key",
      "organization: x\nroles:\n  A: {policies: []}\n  A: {policies: []}",
      "4:3: This key exists twice. Remove one of them.",
    ],
    [
      "has two keys that are the same text",
      'organization: x\nroles:\n  1: {policies: []}\n  "1": {policies: []}',
      "4:3: This key exists twice. Remove one of them.",
    ],
    ["has an unknown tag", "organization: !!js/function 'x'", "1:15: Unresolved tag"],
    [
      "has a map as a key",
      "organization: x\nroles: {? {a: b} : {policies: []}}",
      "2:11: A key must be a text.",
    ],
    ["has an unknown alias", "organization: *nope", "1:15: There is no anchor &nope above this alias."],
    ["has an alias that contains itself", "organization: &x [*x]", "An alias contains itself."],
    ["is nested too deep", `organization: ${"[".repeat(20_000)}`, "The file is nested too deep."],
    ["is too large", "x".repeat(5_000_001), "is larger than 5,000,000 characters."],
    [
      "has no organization",
      "roles: {}",
      '1:1: "organization" is missing. Start it with "organization: NAME"',
    ],
    [
      "has a number as a name",
      "organization: 2024",
      '1:1: organization must be a text. Put it in quotes: "2024".',
    ],
    [
      "has a blank name",
      "organization: ' '",
      "1:1: organization must not be blank or contain control characters.",
    ],
    [
      "has a control character in a name",
      'organization: "a\\0"',
      "1:1: organization must not be blank or contain control characters.",
    ],
    [
      "has a name that is too long",
      `organization: ${"A".repeat(256)}`,
      "1:1: organization has more than 255 characters.",
    ],
    [
      "has a blank role name",
      "organization: x\nroles: {'': {policies: []}}",
      "must not be blank or contain control characters.",
    ],
    [
      "has an unknown key",
      "organization: x\npolices: {}",
      '2:1: Unknown key "polices". Did you mean "policies"?',
    ],
    [
      "has an unknown key in a role",
      "organization: x\nroles:\n  A: {policies: [], policy: b}",
      '3:21: Unknown key "policy". Did you mean "policies"?',
    ],
    ["has a prototype key", "organization: x\n__proto__: {a: 1}", '2:1: Unknown key "__proto__".'],
    [
      "has a merge key",
      "organization: x\nroles:\n  A: &a {policies: []}\n  B: {policies: [], <<: *a}",
      "4:21: YAML 1.2 has no merge keys. Write the entries out.",
    ],
    ["has a list of roles", "organization: x\nroles:\n  - A", "2:1: roles must be a map."],
    [
      "has a role without content",
      "organization: x\nroles:\n  A:",
      "3:3: roles > A must be a map. List the policies: { policies: [View billing] }.",
    ],
    [
      "has a text as a policy",
      "organization: x\npolicies:\n  A: billing:read",
      "3:3: policies > A must be a list or map. List the permissions: [billing:read].",
    ],
    [
      "has a space in a permission",
      "organization: x\npolicies:\n  A: [billing: read]",
      'Write it without a space: "billing:read".',
    ],
    [
      "has a permission that is not a text",
      "organization: x\npolicies:\n  A: [true]",
      'must be a text. Put it in quotes: "true".',
    ],
    [
      "lists a permission twice",
      "organization: x\npolicies:\n  A: [a, a]",
      'policies > A lists "a" twice. Remove one.',
    ],
    [
      "has Windows line ends",
      "organization: x\r\nroles:\r\n  A:\r\n    policies: 3\r\n",
      "4:5: roles > A > policies must be a list.",
    ],
    [
      "has a numeric description",
      "organization: x\nroles: {A: {policies: [], description: 3}}",
      'description must be a text. Put it in quotes: "3".',
    ],
    [
      "has roles with equal names",
      "organization: x\nroles:\n  A: {policies: []}\n  a: {policies: []}",
      '4:3: "A" and "a" compare equal. Remove one of them.',
    ],
    [
      "has roles with names that look alike",
      "organization: x\nroles:\n  Admin: {policies: []}\n  Ａdmin: {policies: []}",
      '4:3: "Admin" and "Ａdmin" compare equal. Remove one of them.',
    ],
    [
      "lists a policy twice in a role",
      "organization: x\nroles:\n  A: {policies: [Pay, Read, pay]}",
      '3:29: "Pay" and "pay" compare equal. Remove one of them.',
    ],
    [
      "has half of a surrogate pair in a name",
      'organization: x\nroles:\n  "A\\ud800": {policies: []}',
      "3:3: This text has half of a surrogate pair. Write the complete character.",
    ],
    [
      "has half of a surrogate pair in a description",
      'organization: x\nroles:\n  A: {policies: [], description: "\\udc00"}',
      "3:34: This text has half of a surrogate pair.",
    ],
    [
      "has equal email addresses",
      "organization: x\nmanage: {members: listed}\nmembers: {A@b: X, a@B: Y}",
      '3:19: "A@b" and "a@B" compare equal.',
    ],
    [
      "has an unknown value of manage",
      "organization: x\nmanage: {roles: everything}",
      "2:10: manage > roles must be one of: none, listed, all.",
    ],
    [
      "manages all members",
      "organization: x\nmanage: {members: all}",
      "2:10: manage > members must be one of: none, listed.",
    ],
    [
      "lists members without managing them",
      "organization: x\nmembers: {a@b: X}",
      "2:1: members are not managed. Set manage: { members: listed }.",
    ],
    [
      "has an id for every project",
      "organization: x\nprojects: {'*': {id: p}}",
      '"*" applies to every project and cannot have an id.',
    ],
    ["has a number as a project", "organization: x\nprojects: {A: 3}", "2:12: projects > A must be a map."],
    [
      "renames a role that is not listed",
      "organization: x\nrenamed: [{role: A, from: B}]",
      'The new name "A" is not listed in the file.',
    ],
    [
      "renames a role that is still listed",
      "organization: x\nroles: {A: {policies: []}, B: {policies: []}}\nrenamed: [{role: A, from: B}]",
      '"B" is still listed. List the role as "A" only.',
    ],
    [
      "renames a role and a policy in one entry",
      "organization: x\nroles: {A: {policies: []}}\nrenamed: [{role: A, policy: A, from: B}]",
      'has both "role" and "policy".',
    ],
    [
      "renames nothing",
      "organization: x\nrenamed: [{from: B}]",
      'renamed > 0 needs "role" or "policy", with the new name.',
    ],
    [
      "has a rule without content",
      "organization: x\nrules: [{}]",
      'rules > 0 needs "who" and "never", or "permission".',
    ],
    ["has a rule without never", "organization: x\nrules: [{who: a}]", '"never" is missing in rules > 0.'],
    [
      "has a rule that forbids nothing",
      "organization: x\nrules: [{who: a, never: []}]",
      "rules > 0 > never must not be empty.",
    ],
    [
      "has a rule without a number",
      "organization: x\nrules: [{permission: a}]",
      'rules > 0 needs "atLeast" or "atMost".',
    ],
    [
      "has a rule with a negative number",
      "organization: x\nrules: [{permission: a, atMost: -1}]",
      "rules > 0 > atMost must be at least 0.",
    ],
    [
      "has a rule that is always broken",
      "organization: x\nrules: [{permission: a, atMost: 1, atLeast: 2}]",
      "2:36: atLeast (2) is more than atMost (1), so that this rule is always broken.",
    ],
    [
      "has a rule with an infinite number",
      "organization: x\nrules: [{permission: a, atMost: .inf}]",
      "rules > 0 > atMost must be a whole number.",
    ],
    [
      "has a rule with a misspelled key",
      "organization: x\nrules: [{permission: a, atmost: 3}]",
      'Unknown key "atmost". Did you mean "atMost"?',
    ],
  ])("is rejected if it %s", (_, source, message) => {
    expect(reject(source)).toContain(message);
  });

  it("is rejected if its aliases expand to millions of entries", () => {
    const levels = ["b", "c", "d", "e"].map(
      (each, index) => `${each}: &${each} [${Array(10).fill(`*${"abcd"[index]}`).join(",")}]`,
    );
    const source = `organization: x\na: &a [${Array(10).fill("x").join(",")}]\n${levels.join("\n")}`;
    expect(reject(source)).toContain("Aliases expand to too many entries.");
  });

  it("reports every problem of a file once, in order, and at most ten", () => {
    expect(reject("organization: x\nroles: {A: 1, B: 2}").split("\n")).toHaveLength(2);
    expect(reject("organization: x\n{{{{").split("\n")).toHaveLength(2);
    expect(reject("organization: x\nroles: {A: 1}\nmember: {}\npolicies: {B: 2}").match(/yaml:\d/g)).toEqual([
      "yaml:2",
      "yaml:3",
      "yaml:4",
    ]);
    const many = Array.from({ length: 30 }, (_, index) => `  R${index}: 1`).join("\n");
    expect(reject(`organization: x\nroles:\n${many}`)).toContain("and 20 more problems");
  });
});
