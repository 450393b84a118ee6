/** How a language writes values. */
interface Style {
  key(name: string): string;
  atom(value: unknown): string;
}

const lineWidth = 84;

const jsonStyle: Style = { key: (name) => JSON.stringify(name), atom: (value) => JSON.stringify(value) };

const javascriptStyle: Style = {
  key: (name) => {
    if (/^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__") return name;
    // A plain "__proto__" would set the prototype instead of a field.
    return name === "__proto__" ? '["__proto__"]' : JSON.stringify(name);
  },
  atom: (value) => JSON.stringify(value),
};

const pythonStyle: Style = {
  key: (name) => JSON.stringify(name),
  atom: (value) =>
    value === null ? "None" : value === true ? "True" : value === false ? "False" : JSON.stringify(value),
};

/** A value as JSON; what fits on a line stands on one. */
export const json = (value: unknown): string => layout(value, jsonStyle, "");

/** A value as a JavaScript expression whose following lines are indented. */
export const javascript = (value: unknown, indent = ""): string => layout(value, javascriptStyle, indent);

/** A value as a Python expression. JSON's escapes are Python's too. */
export const python = (value: unknown, indent = ""): string => layout(value, pythonStyle, indent);

/** A word for a POSIX shell that is this text and nothing else, whatever is in it. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function layout(value: unknown, style: Style, indent: string): string {
  if (typeof value !== "object" || value === null) return style.atom(value);
  const isList = Array.isArray(value);
  const entries = Object.entries(value).map(([key, each]) => ({ key: isList ? "" : `${style.key(key)}: `, each }));
  const [open, close, space] = isList ? ["[", "]", ""] : ["{", "}", " "];
  if (entries.length === 0) return open + close;
  const flat = entries.map(({ key, each }) => key + layout(each, style, ""));
  const line = `${open}${space}${flat.join(", ")}${space}${close}`;
  const isNested = Object.values(value).some((each) => typeof each === "object" && each !== null && !isListOfAtoms(each));
  if (!isNested && !line.includes("\n") && indent.length + line.length <= lineWidth) return line;
  const inner = `${indent}  `;
  const lines = entries.map(({ key, each }) => inner + key + layout(each, style, inner));
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

const isListOfAtoms = (value: unknown) =>
  Array.isArray(value) && value.every((each) => typeof each !== "object" || each === null);
