import { type Resource, ruleName } from "../rules/resource.ts";

/** Whitespace around a name. */
const spaces: [string, string][] = [
  ["a space", " "],
  ["a no-break space", "\u00a0"],
  ["an em space", "\u2003"],
  ["a narrow no-break space", "\u202f"],
  ["an ideographic space", "\u3000"],
];

type Difference = NonNullable<Resource["unique"]>["ignores"][number];

/** Notations of one name that a rule does not distinguish, each by itself and some combined. */
export function notations(resource: Resource, name: unknown): [string, unknown][] {
  if (typeof name !== "string") return [["unchanged", name]];
  const all: [string, string, Difference[]][] = [
    ...spaces.flatMap(([what, space]): [string, string, Difference[]][] => [
      [`with ${what} before it`, space + name, ["whitespace"]],
      [`with ${what} after it`, name + space, ["whitespace"]],
    ]),
    ["in uppercase", name.toUpperCase(), ["case"]],
    ["in lowercase", name.toLowerCase(), ["case"]],
    ["in NFD", name.normalize("NFD"), ["unicodeForm"]],
    ["in uppercase, with surrounding whitespace", ` ${name.toUpperCase()}\u00a0`, ["case", "whitespace"]],
    [
      "in NFD, with surrounding whitespace",
      `\u3000${name.normalize("NFD")}  `,
      ["unicodeForm", "whitespace"],
    ],
    ["in NFD and uppercase", name.toUpperCase().normalize("NFD"), ["case", "unicodeForm"]],
    ["in full-width letters", toFullWidth(name), ["compatibilityForm"]],
    ["with a zero-width space", `${name.slice(0, 2)}\u200b${name.slice(2)}`, ["invisibleCharacters"]],
    ["with a soft hyphen after it", `${name}\u00ad`, ["invisibleCharacters"]],
  ];
  const ignored = all.filter(([, , kinds]) => kinds.every((kind) => ignores(resource, kind)));
  return [["unchanged", name], ...ignored.map(([how, value]): [string, string] => [how, value])];
}

/** Replaces ASCII letters, digits and signs with their full-width forms. */
const toFullWidth = (name: string) =>
  name.replaceAll(/[!-~]/g, (character) => String.fromCodePoint(character.charCodeAt(0) + 0xfee0));

const ignores = ({ unique }: Resource, difference: Difference) =>
  unique?.ignores.includes(difference) ?? false;

/** A name in this notation conflicts with its plain notation. */
export function inAnotherNotation(resource: Resource, name: string): string {
  const cased = ignores(resource, "case") ? name.toUpperCase() : name;
  const composed = ignores(resource, "unicodeForm") ? cased.normalize("NFD") : cased;
  return ignores(resource, "whitespace") ? `\u00a0${composed} ` : composed;
}

/** Separates two violations: accepting an existing name, and not recognizing it in another notation. */
export const describeNotation = (fact: string, how: string) =>
  how === "unchanged" ? fact : `${fact}, in another notation`;

/** Whether equal names are found at all is one rule. In which notations is another. */
export const ruleOf = (resource: Resource, how: string) =>
  ruleName(resource, how === "unchanged" ? "unique" : "unique.ignores");
