import type { ApiShape, Field, Fields } from "./shape.ts";

/** A difference: `+` if only the vendor has it, `-` if only the description has it, `~` if both differ. */
export interface Difference {
  sign: "+" | "-" | "~";
  /** The operation, and what of it differs: `GET /v2/projects response projects[].name`. */
  subject: string;
  detail: string;
  line: number | undefined;
}

/** Differences that are intended, with the reason. The first match counts. */
export const acceptedDifferences: { pattern: RegExp; reason: string }[] = [
  {
    pattern: /^\+ \w+ \/v2\/(?!organization(?:\/|$)|projects(?:\/|$| ))/,
    reason: "The resource does not control access. The description covers access control only.",
  },
  {
    pattern: /^\+ \w+ \/v2\/(?:organization|projects\/\{\})\/(?:governance-|models?\b|model-credentials)/,
    reason: "Governance and models are not covered.",
  },
  {
    pattern: /^- GET \S+\/audit-logs\/exports\/\{\}\/download/,
    reason: "The SDK has no method for the download. Its texts describe it.",
  },
  {
    pattern: /^~ \S+ \S+\/audit-logs\/exports(?:\/\{\})? response exportType /,
    reason: "The list of export types is open, because it has grown before.",
  },
];

/** Compares what the vendor publishes with a description. Accepted differences are left out. */
export function findDifferences(vendor: ApiShape, description: ApiShape): Difference[] {
  const differences: Difference[] = [];
  for (const key of new Set([...vendor.keys(), ...description.keys()])) {
    const theirs = vendor.get(key);
    const known = description.get(key);
    if (known === undefined)
      differences.push({ sign: "+", subject: key, detail: "operation", line: undefined });
    else if (theirs === undefined)
      differences.push({ sign: "-", subject: key, detail: "operation", line: known.line });
    else {
      const names = new Set([...theirs.query, ...known.query]);
      for (const name of names) {
        const subject = `${key} query ${name}`;
        if (!known.query.has(name))
          differences.push({ sign: "+", subject, detail: "parameter", line: known.line });
        if (!theirs.query.has(name))
          differences.push({ sign: "-", subject, detail: "parameter", line: known.line });
      }
      differences.push(...compareFields(`${key} request`, theirs.request, known.request, known.line));
      differences.push(...compareFields(`${key} response`, theirs.response, known.response, known.line));
    }
  }
  return differences.filter((difference) => !isAccepted(difference));
}

const isAccepted = ({ sign, subject, detail }: Difference): boolean =>
  acceptedDifferences.some(({ pattern }) => pattern.test(`${sign} ${subject} ${detail}`));

function compareFields(
  subject: string,
  vendor: Fields,
  description: Fields,
  line: number | undefined,
): Difference[] {
  return [...new Set([...vendor.keys(), ...description.keys()])].flatMap((path): Difference[] => {
    const theirs = vendor.get(path);
    const known = description.get(path);
    const name = `${subject} ${path}`;
    if (known === undefined) return [{ sign: "+", subject: name, detail: "field", line }];
    if (theirs === undefined)
      return [{ sign: "-", subject: name, detail: "field", line: known.line ?? line }];
    return listFieldDifferences(theirs, known, subject.endsWith("request")).map((detail) => ({
      sign: "~",
      subject: name,
      detail,
      line: known.line ?? line,
    }));
  });
}

function listFieldDifferences(theirs: Field, known: Field, isRequest: boolean): string[] {
  const differences: string[] = [];
  if (theirs.isRequired !== known.isRequired)
    differences.push(theirs.isRequired ? "is required" : "is optional");
  if (theirs.type !== "any" && known.type !== "any") {
    if (theirs.type !== known.type) differences.push(`is ${theirs.type}, described as ${known.type}`);
    // An optional field of a request is `Optional` in Python, whether it can be null or not.
    if (!isRequest && theirs.isNullable !== known.isNullable)
      differences.push(theirs.isNullable ? "can be null" : "cannot be null");
  }
  for (const value of (theirs.values ?? []).filter((each) => !known.values?.includes(each)))
    differences.push(`has the value ${value}`);
  for (const value of (known.values ?? []).filter((each) => theirs.values?.includes(each) === false))
    differences.push(`has no value ${value}`);
  return differences;
}
