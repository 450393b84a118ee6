/** How a language writes values. */
interface Style {
  /** Between a name and its value, and after a comma, if everything is on one line. */
  space: string;
  /** Inside the braces of an object on one line. */
  padding: string;
  formatKey(name: string): string;
  formatAtom(value: unknown): string;
}

/** The longest line before a value is broken into several. */
const lineWidth = 60;

const compactStyle: Style = {
  space: "",
  padding: "",
  formatKey: (name) => JSON.stringify(name),
  formatAtom: (value) => JSON.stringify(value),
};

const javascriptStyle: Style = {
  space: " ",
  padding: " ",
  formatKey: (name) => {
    // A plain "__proto__" would set the prototype instead of a field.
    if (name === "__proto__") return '["__proto__"]';
    return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
  },
  formatAtom: (value) => JSON.stringify(value),
};

const pythonNames = new Map<unknown, string>([
  [null, "None"],
  [true, "True"],
  [false, "False"],
]);

const pythonStyle: Style = {
  space: " ",
  padding: "",
  formatKey: (name) => JSON.stringify(name),
  // Python reads all escapes of JSON in the same way.
  formatAtom: (value) => pythonNames.get(value) ?? JSON.stringify(value),
};

/** Formats a value as JSON with one field per line. */
export const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** Formats a value as JSON in few lines. */
export const compactJson = (value: unknown): string => format(value, compactStyle, "", 96);

/** Formats a value as a JavaScript expression. `indent` goes before all lines but the first. */
export const javascript = (value: unknown, indent = ""): string => format(value, javascriptStyle, indent);

/** Formats the name of a field in a JavaScript object. */
export const javascriptKey = javascriptStyle.formatKey;

/** Formats a value as a Python expression. */
export const python = (value: unknown, indent = ""): string => format(value, pythonStyle, indent);

/** Quotes text for a POSIX shell. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Quotes text for PowerShell, which also accepts typographic quotes as delimiters. */
export const powershellWord = (text: string): string => `'${text.replaceAll(/['‘’‚‛]/g, "$&$&")}'`;

/** Formats text as a Go or Java string literal. JSON's escapes are valid in both, except for the line separators. */
export const stringLiteral = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u2028\u2029\u007F-\u009F]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function format(value: unknown, style: Style, indent: string, width = lineWidth): string {
  if (typeof value !== "object" || value === null) return style.formatAtom(value);
  const line = formatOnOneLine(value, style);
  if (indent.length + line.length <= width) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const lines = Object.entries(value).map(
    ([key, each]) =>
      `${inner}${isList ? "" : `${style.formatKey(key)}: `}${format(each, style, inner, width)}`,
  );
  return `${isList ? "[" : "{"}\n${lines.join(",\n")}\n${indent}${isList ? "]" : "}"}`;
}

function formatOnOneLine(value: unknown, style: Style): string {
  if (typeof value !== "object" || value === null) return style.formatAtom(value);
  const { space, padding } = style;
  if (Array.isArray(value)) return `[${value.map((each) => formatOnOneLine(each, style)).join(`,${space}`)}]`;
  const fields = Object.entries(value).map(
    ([key, each]) => `${style.formatKey(key)}:${space}${formatOnOneLine(each, style)}`,
  );
  return fields.length === 0 ? "{}" : `{${padding}${fields.join(`,${space}`)}${padding}}`;
}
