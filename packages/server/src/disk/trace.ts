import { spawnSync } from "node:child_process";

/** Something that a process did to its files, in order, or said that it had done. */
export type DiskEvent =
  | { kind: "write"; file: string; at: number; bytes: Buffer }
  | { kind: "begin sync"; file: string; thread: string }
  | { kind: "sync"; file: string; thread: string }
  | { kind: "truncate"; file: string; length: number }
  | { kind: "unlink"; file: string }
  | { kind: "said"; text: string };

/** Why file accesses cannot be traced here; `undefined` when they can. */
export function whyNoStrace(): string | undefined {
  const { status } = spawnSync("strace", ["-o", "/dev/null", "true"]);
  return status === 0
    ? undefined
    : "strace is not installed (Debian: apt-get install strace), or may not trace";
}

/** The flags with which strace writes what `readTrace` reads. */
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

/** Reads what strace has written, as far as it is about files that begin with `prefix`. */
export function readTrace(text: string, prefix: string): DiskEvent[] {
  const files = new Map<string, string>();
  return wholeLines(text).flatMap((line): DiskEvent[] => {
    const [thread = ""] = line.split(" ", 1);
    const begun = /(?:fsync|fdatasync)\((\d+)$/.exec(line);
    if (begun) return about(files.get(begun[1] ?? "") ?? "", prefix, beginSync(thread));
    const opened = /openat\([^,]+, "([^"]*)".*\) = (\d+)/.exec(line);
    if (opened) {
      files.set(opened[2] ?? "", bytesOf(opened[1]).toString());
      return [];
    }
    const unlinked = /unlink\("([^"]*)"\) += 0/.exec(line);
    if (unlinked) return about(bytesOf(unlinked[1]).toString(), prefix, (file) => ({ kind: "unlink", file }));
    const [, call = "", descriptor = "", rest = ""] =
      /(pwrite64|write|fsync|fdatasync|ftruncate)\((\d+)(.*) = \d+/.exec(line) ?? [];
    const path = files.get(descriptor) ?? "";
    if (call === "write")
      return descriptor === "2"
        ? [{ kind: "said", text: bytesOf(/"([^"]*)"/.exec(rest)?.[1]).toString() }]
        : [];
    if (call === "pwrite64") {
      const [, bytes, at] = /"([^"]*)", \d+, (\d+)/.exec(rest) ?? [];
      return about(path, prefix, (file) => ({ kind: "write", file, at: Number(at), bytes: bytesOf(bytes) }));
    }
    if (call === "ftruncate") {
      return about(path, prefix, (file) => ({
        kind: "truncate",
        file,
        length: Number(/\d+/.exec(rest)?.[0]),
      }));
    }
    return call === "" ? [] : about(path, prefix, (file) => ({ kind: "sync", file, thread }));
  });
}

/** A sync covers what was written before it began: what another thread writes meanwhile may be lost. */
const beginSync =
  (thread: string) =>
  (file: string): DiskEvent => ({ kind: "begin sync", file, thread });

/** A call during which another thread does something stands in two lines; it counts when it ends, and a sync twice. */
function wholeLines(text: string): string[] {
  const begun = new Map<string, string>();
  return text.split("\n").flatMap((line) => {
    const [thread = ""] = line.split(" ", 1);
    if (line.endsWith(" <unfinished ...>")) {
      const call = line.slice(0, -" <unfinished ...>".length);
      begun.set(thread, call);
      return /sync\(\d+$/.test(call) ? [call] : [];
    }
    const [, rest] = /<\.\.\. \w+ resumed>(.*)$/.exec(line) ?? [];
    return [rest === undefined ? line : `${begun.get(thread) ?? ""}${rest}`];
  });
}

const about = (path: string, prefix: string, event: (file: string) => DiskEvent): DiskEvent[] =>
  path.startsWith(prefix) ? [event(path.slice(prefix.length))] : [];

const bytesOf = (hex = "") => Buffer.from(hex.replaceAll("\\x", ""), "hex");
