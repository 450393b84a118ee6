/**
 * Imports one program after the other, in one process. Reads the path of each from a line, and writes what it printed, in
 * Base64 on a line: the value that it logged last, as JSON, or else what it wrote to its output.
 */
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { stdin, stdout } = process;
let logged;
let written = "";
console.log = (value) => (logged = value);
Object.defineProperty(process, "stdout", { value: { write: (chunk) => (written += Buffer.from(chunk)) } });

for await (const file of createInterface({ input: stdin })) {
  logged = undefined;
  written = "";
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    logged = String(error);
  }
  const printed = logged === undefined ? written : JSON.stringify(logged);
  stdout.write(`${Buffer.from(printed).toString("base64")}\n`);
}
