/** How a language writes values. */
interface Style {
  /** What stands between a name and its value, and after a comma, where everything is on one line. */
  space: string;
  /** What stands inside of the braces of an object on one line. */
  padding: string;
  key(name: string): string;
  atom(value: unknown): string;
}

/** The longest line before a value is written on several. */
const lineWidth = 76;

/** The same for an entry of a list: entries that look alike are read, and counted, as rows. */
const rowWidth = 96;

const jsonStyle: Style = {
  space: "",
  padding: "",
  key: (name) => JSON.stringify(name),
  atom: (value) => JSON.stringify(value),
};

const javascriptStyle: Style = {
  space: " ",
  padding: " ",
  key: (name) => {
    // A plain "__proto__" would set the prototype instead of a field.
    if (name === "__proto__") return '["__proto__"]';
    return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
  },
  atom: (value) => JSON.stringify(value),
};

const pythonNames = new Map<unknown, string>([
  [null, "None"],
  [true, "True"],
  [false, "False"],
]);

const pythonStyle: Style = {
  space: " ",
  padding: "",
  key: (name) => JSON.stringify(name),
  // Of the escapes of JSON there is none that Python would read in another way.
  atom: (value) => pythonNames.get(value) ?? JSON.stringify(value),
};

/** A value as JSON; what fits on a line stands on one. */
export const json = (value: unknown): string => layout(value, jsonStyle, "");

/** A value as a JavaScript expression whose following lines are indented. */
export const javascript = (value: unknown, indent = ""): string => layout(value, javascriptStyle, indent);

/** The name of a field in a JavaScript object. */
export const javascriptKey = javascriptStyle.key;

/** A value as a Python expression. */
export const python = (value: unknown, indent = ""): string => layout(value, pythonStyle, indent);

/** A word for a POSIX shell that is this text and nothing else, whatever is in it. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function layout(value: unknown, style: Style, indent: string, width = lineWidth): string {
  if (typeof value !== "object" || value === null) return style.atom(value);
  const line = onOneLine(value, style);
  if (indent.length + line.length <= width) return line;
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const lines = Object.entries(value).map(
    ([key, each]) =>
      `${inner}${isList ? "" : `${style.key(key)}: `}${layout(each, style, inner, isList ? rowWidth : lineWidth)}`,
  );
  return `${isList ? "[" : "{"}\n${lines.join(",\n")}\n${indent}${isList ? "]" : "}"}`;
}

function onOneLine(value: unknown, style: Style): string {
  if (typeof value !== "object" || value === null) return style.atom(value);
  const { space, padding } = style;
  if (Array.isArray(value)) return `[${value.map((each) => onOneLine(each, style)).join(`,${space}`)}]`;
  const fields = Object.entries(value).map(
    ([key, each]) => `${style.key(key)}:${space}${onOneLine(each, style)}`,
  );
  return fields.length === 0 ? "{}" : `{${padding}${fields.join(`,${space}`)}${padding}}`;
}
