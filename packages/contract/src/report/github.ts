import { existsSync } from "node:fs";
import { checks } from "../check-names.ts";
import { escapeInvisible } from "./printable.ts";
import type { Finding, Report } from "./report.ts";
import { headline } from "./text.ts";

/** Formats the findings as workflow commands, which GitHub Actions shows as annotations of the description. */
export function githubAnnotations({ findings, questions, incompleteReason, outcome }: Report): string[] {
  const rules = questions.map(({ rule, contradictions }) =>
    annotate("warning", {
      file: rule.file,
      line: rule.line,
      title: "Is this rule right?",
      message: `${contradictions} responses contradict ${rule.name}, and none agrees.`,
    }),
  );
  const incomplete =
    outcome === "incomplete" && questions.length === 0
      ? [annotate("warning", { title: "Incomplete contract run", message: incompleteReason ?? "" })]
      : [];
  return [...findings.map(annotateFinding), ...rules, ...incomplete];
}

const annotateFinding = ({
  check,
  message,
  operations,
  specLocation,
  expected,
  actual,
  consequences = [],
}: Finding) =>
  annotate("error", {
    file: specLocation.file,
    line: specLocation.line,
    title: `${check}: ${operations.slice(0, 3).join(", ")}${operations.length > 3 ? " …" : ""}`,
    message: [
      message,
      `expected: ${expected}`,
      `actual: ${actual}`,
      ...(consequences.length > 0 ? ["consequences:", ...consequences.slice(0, 20)] : []),
    ].join("\n"),
  });

interface Annotation {
  file?: string;
  line?: number | undefined;
  title: string;
  message: string;
}

function annotate(level: "error" | "warning", { file, line, title, message }: Annotation): string {
  // The bundled description is not a file of the repository under test.
  const isInRepository = file !== undefined && existsSync(file);
  const properties = [
    ...(isInRepository ? [`file=${escapeProperty(file)}`] : []),
    ...(isInRepository && line !== undefined ? [`line=${line}`] : []),
    `title=${escapeProperty(title)}`,
  ];
  return `::${level} ${properties.join(",")}::${escapeData(message)}`;
}

const escapeData = (text: string) =>
  escapeInvisible(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string) => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Formats a report as Markdown for a job summary. GitHub allows 1 MiB, so long parts are omitted. */
export function githubSummary(report: Report): string {
  const { findings, questions, accepted, checks: results } = report;
  const notRun = results.filter(({ outcome }) => outcome === "not run");
  const lines = [
    `### Contract: ${escapeMarkdown(headline(report).split("\n", 1)[0] ?? "")}`,
    "",
    ...(findings.length === 0
      ? []
      : [
          "| check | operation | finding | times |",
          "| --- | --- | --- | --- |",
          ...findings.slice(0, 50).map(formatRow),
          "",
          ...findings.slice(0, 20).flatMap(formatDetails),
        ]),
    ...questions.map(
      ({ rule, contradictions }) =>
        `**Is this rule right?** \`${rule.name}\`: ${contradictions} responses contradict it, and none agrees.\n`,
    ),
    ...(accepted.some(({ count }) => count > 0)
      ? [`Accepted: ${accepted.filter(({ count }) => count > 0).length} kinds of finding.`, ""]
      : []),
    ...(notRun.length === 0 ? [] : [`Not run: ${notRun.map(({ check }) => `\`${check}\``).join(", ")}`, ""]),
  ];
  return escapeInvisible(lines.join("\n"));
}

const formatRow = ({ check, operations, message, count }: Finding) =>
  `| \`${check}\` | ${escapeMarkdown(operations.slice(0, 3).join(", "))}${operations.length > 3 ? " …" : ""} | ${escapeMarkdown(message)} | ${count} |`;

const formatDetails = ({
  check,
  message,
  expected,
  actual,
  reproduce,
  specLocation,
  consequences = [],
}: Finding) => [
  `<details><summary><code>${check}</code> ${escapeMarkdown(message)}</summary>`,
  "",
  `${checks[check]} Rule: \`${specLocation.file}${specLocation.line === undefined ? "" : `:${specLocation.line}`}\``,
  "",
  ...(consequences.length > 0
    ? [`Consequences: ${escapeMarkdown(consequences.slice(0, 20).join("; "))}`, ""]
    : []),
  fence([`expected: ${expected}`, `actual:   ${actual}`, "", ...reproduce].join("\n").slice(0, 6_000)),
  "</details>",
  "",
];

function fence(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(Math.max(3, longest + 1));
  return `${ticks}sh\n${escapeInvisible(text)}\n${ticks}\n`;
}

const escapeMarkdown = (text: string): string =>
  escapeInvisible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|]/g, String.raw`\$&`)
    .replaceAll("\n", " ");
