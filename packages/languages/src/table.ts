import type { Result } from "./prove.ts";

const head = [
  "language",
  "generator",
  "version",
  "description",
  "compiles",
  "warnings",
  "steps passed",
  "null is",
  "lines generated",
  "names that came out ugly",
];

/** The table of the README, and the remarks below it. A cell says what was measured, or why nothing was. */
export function tableOf(results: Result[], steps: number): string {
  const rows = results.map((result) => rowOf(result, steps));
  const table = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `${table}\n\n${remarksOf(results)}`;
}

function rowOf({ recipe, lacks, failed, ...measured }: Result, steps: number): string[] {
  const { language, generator, version, description, uglyNames } = recipe;
  const about = [language, generator, version, `\`${description}\``];
  if (lacks.length > 0) return [...about, `not tried: no ${lacks.join(", no ")}`, "", "", "", "", uglyNames];
  const compiles = failed === undefined || failed.step === "story" ? "yes" : `no: ${failed.step} failed`;
  return [
    ...about,
    compiles,
    String(measured.warnings),
    `${measured.steps} of ${steps}`,
    measured.cleared === "null" ? "sent" : measured.cleared,
    measured.linesGenerated.toLocaleString("en"),
    uglyNames,
  ];
}

function remarksOf(results: Result[]): string {
  return results
    .filter(({ recipe }) => recipe.remarks.length > 0)
    .map(
      ({ recipe: { language, generator, remarks } }) =>
        `- **${language}, ${generator}.** ${remarks.join(" ")}`,
    )
    .join("\n");
}
