import { spawnSync } from "node:child_process";

/** A file operation of a process, or a line of its output, in order. */
export type DiskEvent =
  | { kind: "write"; file: string; at: number; bytes: Buffer }
  | { kind: "begin sync"; file: string; thread: string }
  | { kind: "sync"; file: string; thread: string }
  | { kind: "truncate"; file: string; length: number }
  | { kind: "unlink"; file: string }
  | { kind: "output"; text: string };

/** Returns why file accesses cannot be traced on this machine, or `undefined` if they can. */
export function findStraceSkipReason(): string | undefined {
  const { status } = spawnSync("strace", ["-o", "/dev/null", "true"]);
  return status === 0
    ? undefined
    : "strace is not installed (Debian: apt-get install strace), or may not trace";
}

/** The flags that make strace write the format of `readTrace`. */
export const straceFlags = (file: string) => [
  "-f",
  "-xx",
  "-s",
  "1000000",
  "-e",
  "trace=openat,pwrite64,fsync,fdatasync,ftruncate,unlink,write",
  "-o",
  file,
];

/** Parses the output of strace. Keeps operations on files whose path starts with `prefix`. */
export function readTrace(text: string, prefix: string): DiskEvent[] {
  const files = new Map<string, string>();
  return wholeLines(text).flatMap((line): DiskEvent[] => {
    const [thread = ""] = line.split(" ", 1);
    const interrupted = /(?:fsync|fdatasync)\((\d+)$/.exec(line);
    if (interrupted) return filterByPrefix(files.get(interrupted[1] ?? "") ?? "", prefix, beginSync(thread));
    const opened = /openat\([^,]+, "([^"]*)".*\) = (\d+)/.exec(line);
    if (opened) {
      files.set(opened[2] ?? "", decodeHex(opened[1]).toString());
      return [];
    }
    const unlinked = /unlink\("([^"]*)"\) += 0/.exec(line);
    if (unlinked)
      return filterByPrefix(decodeHex(unlinked[1]).toString(), prefix, (file) => ({ kind: "unlink", file }));
    const [, call = "", descriptor = "", rest = ""] =
      /(pwrite64|write|fsync|fdatasync|ftruncate)\((\d+)(.*) = \d+/.exec(line) ?? [];
    const path = files.get(descriptor) ?? "";
    if (call === "write")
      return descriptor === "2"
        ? [{ kind: "output", text: decodeHex(/"([^"]*)"/.exec(rest)?.[1]).toString() }]
        : [];
    if (call === "pwrite64") {
      const [, bytes, at] = /"([^"]*)", \d+, (\d+)/.exec(rest) ?? [];
      return filterByPrefix(path, prefix, (file) => ({
        kind: "write",
        file,
        at: Number(at),
        bytes: decodeHex(bytes),
      }));
    }
    if (call === "ftruncate") {
      return filterByPrefix(path, prefix, (file) => ({
        kind: "truncate",
        file,
        length: Number(/\d+/.exec(rest)?.[0]),
      }));
    }
    return call === "" ? [] : filterByPrefix(path, prefix, (file) => ({ kind: "sync", file, thread }));
  });
}

/** A sync covers the writes before its start. Concurrent writes of another thread may be lost. */
const beginSync =
  (thread: string) =>
  (file: string): DiskEvent => ({ kind: "begin sync", file, thread });

/** Joins calls that another thread interrupts, which strace writes in two lines. A sync counts at its start and at its end. */
function wholeLines(text: string): string[] {
  const interrupted = new Map<string, string>();
  return text.split("\n").flatMap((line) => {
    const [thread = ""] = line.split(" ", 1);
    if (line.endsWith(" <unfinished ...>")) {
      const call = line.slice(0, -" <unfinished ...>".length);
      interrupted.set(thread, call);
      return /sync\(\d+$/.test(call) ? [call] : [];
    }
    const [, rest] = /<\.\.\. \w+ resumed>(.*)$/.exec(line) ?? [];
    return [rest === undefined ? line : `${interrupted.get(thread) ?? ""}${rest}`];
  });
}

const filterByPrefix = (path: string, prefix: string, event: (file: string) => DiskEvent): DiskEvent[] =>
  path.startsWith(prefix) ? [event(path.slice(prefix.length))] : [];

const decodeHex = (hex = "") => Buffer.from(hex.replaceAll("\\x", ""), "hex");
