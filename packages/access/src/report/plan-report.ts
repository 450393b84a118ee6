import { styleText } from "node:util";
import type { Plan } from "../plan/plan.ts";
import { escapeControls, escapeHtml, toMarkdownCode } from "./escape.ts";
import { printHtmlPage } from "./html-page.ts";
import { describeEffect, listPlanSections, type PlanLine, summarizePlan } from "./plan-lines.ts";

/** Formats of a plan. */
export const planFormats = ["text", "markdown", "json", "html"] as const;
export type PlanFormat = (typeof planFormats)[number];

/** Prints a plan. Only `text` has colors, and only if `hasColors` is set. */
export function printPlan(plan: Plan, format: PlanFormat, hasColors = false): string {
  switch (format) {
    case "text":
      return printText(plan, hasColors);
    case "markdown":
      return printMarkdown(plan);
    case "json":
      return `${JSON.stringify(plan, undefined, 2)}\n`;
    case "html":
      return printHtml(plan);
  }
}

const colors = { "+": "green", "-": "red", "~": "yellow" } as const;

function printText(plan: Plan, hasColors: boolean): string {
  const paint = ({ sign, text }: PlanLine, indent: string) => {
    const line = `${indent}${sign} ${text}`;
    return hasColors ? styleText(colors[sign], line, { validateStream: false }) : line;
  };
  const blocks = [
    ...listPlanSections(plan).map(({ title, requests }) =>
      [
        title,
        ...requests.flatMap((each) => [
          paint(each.title, "  "),
          ...each.lines.map((line) => paint(line, "      ")),
        ]),
      ].join("\n"),
    ),
    ...(plan.effects.length > 0 ? [`Effective permissions\n${printEffects(plan, paint)}`] : []),
    ...printNotes(plan).map(({ title, notes }) => [title, ...notes.map((note) => `  ${note}`)].join("\n")),
    summarizePlan(plan),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function printEffects(plan: Plan, paint: (line: PlanLine, indent: string) => string): string {
  return plan.effects
    .map(describeEffect)
    .flatMap(({ title, lines }) => [`  ${title}`, ...lines.map((line) => paint(line, "      "))])
    .join("\n");
}

function printNotes({ violations, risks, warnings }: Plan): { title: string; notes: string[] }[] {
  return [
    { title: "Broken rules", notes: violations.map(escapeControls) },
    { title: "Risks", notes: risks.map(escapeControls) },
    { title: "Warnings", notes: warnings.map(escapeControls) },
  ].filter(({ notes }) => notes.length > 0);
}

function printMarkdown(plan: Plan): string {
  const blocks = [
    `### Access plan for ${toMarkdownCode(escapeControls(plan.organization.name))}`,
    summarizePlan(plan),
    ...listPlanSections(plan).map(({ title, requests }) =>
      [
        toMarkdownCode(title),
        "",
        ...requests.flatMap((each) => [
          `- ${toMarkdown(each.title)}`,
          ...each.lines.map((line) => `  - ${toMarkdown(line)}`),
        ]),
      ].join("\n"),
    ),
    ...(plan.effects.length > 0 ? [`**Effective permissions**\n\n${printMarkdownEffects(plan)}`] : []),
    ...printNotes(plan).map(({ title, notes }) =>
      [`**${title}**`, "", ...notes.map((note) => `- ${toMarkdownCode(note)}`)].join("\n"),
    ),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** A list, because a name with `|` would end a cell of a table, also in code. */
function printMarkdownEffects(plan: Plan): string {
  const list = (verb: string, names: string[]) =>
    names.length === 0
      ? []
      : [`  - **${verb}** ${names.map((each) => toMarkdownCode(escapeControls(each))).join(", ")}`];
  return plan.effects
    .flatMap((effect) => [
      `- ${toMarkdownCode(describeEffect(effect).title)}`,
      ...list("gains", effect.gained),
      ...list("loses", effect.lost),
    ])
    .join("\n");
}

const markdownVerbs = { "+": "add", "-": "remove", "~": "change" };
const toMarkdown = ({ sign, text }: PlanLine) => `**${markdownVerbs[sign]}** ${toMarkdownCode(text)}`;

function printHtml(plan: Plan): string {
  const sections = listPlanSections(plan).map(({ title, requests }) => {
    const items = requests.map(
      (each) =>
        `<li>${toHtml(each.title)}<ul>${each.lines.map((line) => `<li>${toHtml(line)}`).join("")}</ul>`,
    );
    return `<h2>${escapeHtml(title)}</h2><ul>${items.join("")}</ul>`;
  });
  const effects = plan.effects
    .map(describeEffect)
    .map(
      ({ title, lines }) =>
        `<li>${escapeHtml(title)}<ul>${lines.map((line) => `<li>${toHtml(line)}`).join("")}</ul>`,
    );
  const notes = printNotes(plan).map(
    ({ title, notes: list }) =>
      `<h2>${title}</h2><ul>${list.map((note) => `<li>${escapeHtml(note)}`).join("")}</ul>`,
  );
  return printHtmlPage(
    `Access plan for ${plan.organization.name}`,
    [
      `<p>${escapeHtml(summarizePlan(plan))}</p>`,
      ...sections,
      ...(effects.length > 0 ? [`<h2>Effective permissions</h2><ul>${effects.join("")}</ul>`] : []),
      ...notes,
    ].join("\n"),
  );
}

const htmlClasses = { "+": "added", "-": "removed", "~": "changed" };
const toHtml = ({ sign, text }: PlanLine) =>
  `<code class="${htmlClasses[sign]}">${sign} ${escapeHtml(text)}</code>`;
