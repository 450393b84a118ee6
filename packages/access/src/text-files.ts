import { isUtf8 } from "node:buffer";
import { readFile, writeFile } from "node:fs/promises";
import { getSystemErrorMessage } from "node:util";
import { AccessError } from "./errors.ts";

/**
 * Reads a text file.
 *
 * @param advice What to do if the file does not exist.
 * @throws {AccessError} if it cannot be read, or is not UTF-8.
 */
export async function readTextFile(file: string, advice: string): Promise<string> {
  const text = await readTextFileIfExists(file);
  if (text === undefined)
    throw new AccessError([{ message: `The file "${file}" does not exist. ${advice}` }]);
  return text;
}

/** Reads a text file. Returns `undefined` if it does not exist. */
export async function readTextFileIfExists(file: string): Promise<string | undefined> {
  try {
    return decode(await readFile(file), file);
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw describeError(error, `Cannot read "${file}"`);
  }
}

/** @throws {AccessError} if the file cannot be written. */
export async function writeTextFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw describeError(error, `Cannot write "${file}"`);
  }
}

const replacementCharacter = String.fromCodePoint(0xfffd);

/** Invalid bytes would become other characters, and so other names. */
function decode(bytes: Buffer, file: string): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  const lines = bytes.toString("latin1").split("\n");
  const line = lines.findIndex((each) => !isUtf8(Buffer.from(each, "latin1")));
  const column = Buffer.from(lines[line] ?? "", "latin1")
    .toString("utf8")
    .indexOf(replacementCharacter);
  throw new AccessError(
    [{ message: "This is not UTF-8 text. Save the file as UTF-8.", line: line + 1, column: column + 1 }],
    file,
  );
}

function describeError(error: unknown, failure: string): unknown {
  if (!isSystemError(error)) return error;
  return new AccessError([{ message: `${failure}: ${getSystemErrorMessage(error.errno)}.` }]);
}

const isSystemError = (error: unknown, code?: string): error is Error & { errno: number } =>
  error instanceof Error &&
  "errno" in error &&
  typeof error.errno === "number" &&
  (code === undefined || ("code" in error && error.code === code));
