import type { Impact } from "./judge.ts";

/** The lowest version that may follow `released`. Before 1.0.0 a break is a minor version, and all else a patch. */
export function lowestVersion(released: string, impact: Impact): string {
  const [major, minor, patch] = numbers(released);
  const step = major > 0 ? impact : impact === "major" ? "minor" : "patch";
  if (step === "major") return `${major + 1}.0.0`;
  return step === "minor" ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

/** Whether a version is at least as high as another. */
export function isAtLeast(version: string, lowest: string): boolean {
  const [one, other] = [numbers(version), numbers(lowest)];
  const difference = one.findIndex((part, index) => part !== other[index]);
  return difference < 0 || (one[difference] ?? 0) > (other[difference] ?? 0);
}

function numbers(version: string): [number, number, number] {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(version) ?? [];
  if (patch === undefined) throw new Error(`"${version}" is not a version of three numbers, such as 1.2.3.`);
  return [Number(major), Number(minor), Number(patch)];
}
