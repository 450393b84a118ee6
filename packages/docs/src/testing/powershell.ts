/** Reads PowerShell without PowerShell: its grammar, and the meaning of the few constructs that the samples of operations have. */
import { fileURLToPath } from "node:url";
import { Language, type Node, Parser } from "web-tree-sitter";

await Parser.init();
const grammar = import.meta.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
const parser = new Parser().setLanguage(await Language.load(fileURLToPath(grammar)));

function parse(code: string): Node {
  const root = parser.parse(code)?.rootNode;
  if (root === undefined) throw new Error("The parser returned nothing.");
  return root;
}

/** Finds the lines that are not PowerShell. */
export function findSyntaxErrors(code: string): string[] {
  const root = parse(code);
  if (!root.hasError) return [];
  const nodes = root.descendantsOfType("ERROR").flatMap((node) => node ?? []);
  return nodes.length > 0 ? nodes.map(({ text }) => text) : ["something is missing"];
}

/** The request that one `Invoke-RestMethod` command sends. */
export interface PowershellRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
}

type Value = string | Record<string, string>;

/** Reads the request of a command, with the variables of the environment. Throws for a construct that it does not know. */
export function readRequest(code: string, environment: Record<string, string>): PowershellRequest {
  const [error] = findSyntaxErrors(code);
  if (error !== undefined) throw new Error(`This is not PowerShell: ${error}`);
  const [command, ...others] = parse(code).descendantsOfType("command");
  if (command?.childForFieldName("command_name")?.text !== "Invoke-RestMethod")
    throw new Error(`Expected Invoke-RestMethod in ${code}.`);
  if (others.some((other) => other?.text !== "ConvertTo-Json -Depth 9"))
    throw new Error(`Unexpected command in ${code}.`);
  const parameters = readParameters(command, environment);
  const { "-Method": method, "-Uri": url, "-Headers": headers, "-Body": body, ...rest } = parameters;
  const { "-ContentType": contentType, ...unknown } = rest;
  if (Object.keys(unknown).length > 0) throw new Error(`Unknown: ${Object.keys(unknown).join(", ")}`);
  return {
    method: String(method),
    url: String(url),
    headers: {
      ...(headers as Record<string, string>),
      ...(contentType !== undefined && { "Content-Type": String(contentType) }),
    },
    ...(body !== undefined && { body: String(body) }),
  };
}

function readParameters(command: Node, environment: Record<string, string>): Record<string, Value> {
  const elements = command.childForFieldName("command_elements")?.namedChildren ?? [];
  const nodes = elements.flatMap((node) => (node && node.type !== "command_argument_sep" ? [node] : []));
  return Object.fromEntries(
    nodes.flatMap((node, index) => {
      const value = nodes[index + 1];
      return node.type === "command_parameter" && value ? [[node.text, evaluate(value, environment)]] : [];
    }),
  );
}

function evaluate(node: Node, environment: Record<string, string>): Value {
  const children = node.namedChildren.flatMap((child) => child ?? []);
  switch (node.type) {
    case "generic_token":
      return node.text;
    case "verbatim_string_characters":
      // A doubled quote of any kind is one quote.
      return node.text.slice(1, -1).replaceAll(/(['‘’‚‛])['‘’‚‛]/g, "$1");
    case "variable":
      return environment[/^\$env:(\w+)$/.exec(node.text)?.[1] ?? ""] ?? fail(node);
    case "additive_expression":
      return children.map((child) => String(evaluate(child, environment))).join("");
    case "hash_literal_expression":
      return Object.fromEntries(
        node.descendantsOfType("hash_entry").flatMap((entry) => {
          const [key, value] = entry?.namedChildren ?? [];
          return key && value
            ? [[String(evaluate(key, environment)), String(evaluate(value, environment))]]
            : [];
        }),
      );
    default:
      // Most kinds of nodes only say what the operand of an operator may be.
      return children.length === 1 && children[0] ? evaluate(children[0], environment) : fail(node);
  }
}

function fail({ type, text }: Node): never {
  throw new Error(`The test cannot evaluate ${type}: ${text}`);
}
