import { parseArgs } from "node:util";
import { expect, test } from "vitest";
import {
  assertNodeVersion,
  describeCommandError,
  parseJsonBody,
  parsePort,
  PortInUseError,
} from "./index.ts";

test.each([
  ["0", 0],
  ["4010", 4010],
  ["65535", 65_535],
])("parses the port %s", (text, port) => {
  expect(parsePort(text)).toBe(port);
});

test.each(["", "-1", "65536", "1e3", "80 ", "0x50", "999999"])('rejects the port "%s"', (text) => {
  expect(() => parsePort(text, "mock port")).toThrow(
    `The mock port "${text}" is invalid. Use a number from 0 to 65535, or 0 for any free port.`,
  );
});

test.each([
  ["24.0.0", "24"],
  ["24.18.0", "24.18"],
  ["25.1.0", "24.18"],
])("accepts Node %s where %s is required", (actual, minimum) => {
  expect(() => assertNodeVersion(minimum, undefined, actual)).not.toThrow();
});

test.each([
  ["22.20.0", "24"],
  ["24.9.0", "24.18"],
  ["9.0.0", "24"],
])("rejects Node %s where %s is required", (actual, minimum) => {
  expect(() => assertNodeVersion(minimum, "startMock", actual)).toThrow(
    `startMock requires Node ${minimum} or newer, and this is Node ${actual}. Update Node.`,
  );
});

test.each([
  ["", undefined],
  ['{"name":"é"}', { name: "é" }],
  ["null", null],
  [String.raw`"\ud83d\ude00"`, "😀"],
])("parses the body %j", (text, value) => {
  expect(parseJsonBody(Buffer.from(text))).toEqual(value);
});

test.each([
  ["bytes that are not UTF-8", Buffer.from([0x22, 0xff, 0x22]), "not UTF-8"],
  ["text that is not JSON", Buffer.from("{"), "JSON"],
  ["an unpaired surrogate in a value", Buffer.from(String.raw`["\ud800"]`), "unpaired surrogate"],
  ["an unpaired surrogate in a name", Buffer.from(String.raw`{"\uDC00":1}`), "unpaired surrogate"],
])("rejects %s", (_, bytes, message) => {
  expect(() => parseJsonBody(bytes)).toThrow(message);
});

test.each([
  [["--bogus"], "Unknown option '--bogus'. See rolewright-mock --help."],
  [["extra"], "Unexpected argument 'extra'. See rolewright-mock --help."],
  [["--port"], "Option '--port <value>' argument missing. See rolewright-mock --help."],
  [["--port", "--help"], "Option '--port' argument is ambiguous. See rolewright-mock --help."],
])("describes the arguments %j as invalid, and names --help", (args, message) => {
  const names = { command: "rolewright-mock", portVariable: "ROLEWRIGHT_MOCK_PORT" };
  const describe = () => {
    try {
      return parseArgs({ args, options: { port: { type: "string" } } });
    } catch (error) {
      return describeCommandError(error, names);
    }
  };
  expect(describe()).toBe(`rolewright-mock: ${message}`);
  expect(describeCommandError(new PortInUseError(1, "127.0.0.1"), names)).toMatch(
    /^rolewright-mock: Port 1 .* Set it with --port or ROLEWRIGHT_MOCK_PORT\.$/,
  );
  expect(describeCommandError(new Error("No memory."), names)).toBe("rolewright-mock: No memory.");
});
