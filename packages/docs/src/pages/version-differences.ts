import { endpointOf } from "../editions.ts";
import type { Field } from "../model/fields.ts";
import { isError, type Operation } from "../model/operations.ts";
import { type Block, heading, text } from "./blocks.ts";

/** Describes what is different between the operations of two versions of the API. */
export function describeVersionDifferences(previous: Operation[], current: Operation[]): Block[] {
  const before = new Map(previous.map((operation) => [endpointOf(operation), operation]));
  const after = new Set(current.map(endpointOf));
  const pairs = current.flatMap((operation) => {
    const old = before.get(endpointOf(operation));
    return old ? [[old, operation] as const] : [];
  });
  return [
    ...listBlocks(
      "New operations",
      current.filter((operation) => !before.has(endpointOf(operation))).map(formatOperation),
    ),
    ...listBlocks(
      "Removed operations",
      previous.filter((operation) => !after.has(endpointOf(operation))).map(formatOperation),
    ),
    ...listBlocks(
      "Renamed operations",
      pairs
        .filter(([old, operation]) => old.operationId !== operation.operationId)
        .map(([old, operation]) => `- \`${old.operationId}\` is \`${operation.operationId}\`.`),
    ),
    ...describeChanges("Requests", pairs, compareRequests),
    ...describeChanges("Successful responses", pairs, compareSuccesses),
    ...describeChanges("Status codes", pairs, compareStatuses),
    ...describeBehavior(pairs),
  ];
}

type Pair = readonly [old: Operation, operation: Operation];

const listBlocks = (title: string, lines: string[]): Block[] =>
  lines.length === 0 ? [] : [heading(title), text(lines.join("\n"))];

const formatOperation = ({ operationId, method, path }: Operation) =>
  `- \`${operationId}\`: \`${method} ${path}\``;

/** Lists the changes of one kind. Operations with the same changes are listed together. */
function describeChanges(title: string, pairs: Pair[], compare: (pair: Pair) => string[]): Block[] {
  const changed = pairs
    .map((pair) => ({ pair, changes: compare(pair) }))
    .filter(({ changes }) => changes.length > 0);
  const groups = Map.groupBy(changed, ({ changes }) => changes.join("\n"));
  const lines = [...groups.values()].map((members) => {
    const names = members.map(({ pair: [, { operationId }] }) => `\`${operationId}\``).join(", ");
    return `- ${names}:\n${(members[0]?.changes ?? []).map((change) => `  - ${change}`).join("\n")}`;
  });
  return listBlocks(title, lines);
}

function compareRequests([old, operation]: Pair): string[] {
  return compareFields(
    [...old.parameters, ...listBodyFields(old)],
    [...operation.parameters, ...listBodyFields(operation)],
    true,
  );
}

const listBodyFields = ({ body }: Operation) => body?.contents[0]?.fields ?? [];

function compareSuccesses([old, operation]: Pair): string[] {
  const [before, after] = [old, operation].map(listDataFields);
  const wrapper = findWrapper(before ?? [], after ?? []);
  if (wrapper === undefined) return compareFields(before ?? [], after ?? [], false);
  return [`\`data.${wrapper.name}\` is now \`data\``, ...compareFields(wrapper.children, after ?? [], false)];
}

/** The fields of `data` in a successful response. */
function listDataFields({ responses }: Operation): Field[] {
  const [content] = responses.find((response) => !isError(response))?.contents ?? [];
  return content?.fields.find(({ name }) => name === "data")?.children ?? [];
}

/** Finds the only field of `data`, whose fields were moved into `data` itself. */
function findWrapper(before: Field[], after: Field[]): Field | undefined {
  const [only, ...others] = before;
  if (only === undefined || others.length > 0 || only.type.startsWith("list")) return undefined;
  return after.some(({ name }) => name === only.name) ? undefined : only;
}

function compareFields(before: Field[], after: Field[], isRequest: boolean): string[] {
  const [old, current] = [before, after].map(
    (fields) => new Map(flatten(fields).map(({ path, field }) => [path, field])),
  ) as [Map<string, Field>, Map<string, Field>];
  const removed = [...old.keys()].filter((path) => !current.has(path)).map((path) => `\`${path}\``);
  const added = [...current].flatMap(([path, { type }]) => (old.has(path) ? [] : [`\`${path}\` (${type})`]));
  const changed = [...current].flatMap(([path, field]) => {
    const was = old.get(path);
    return was ? compareField(path, was, field, isRequest) : [];
  });
  return [
    ...(removed.length > 0 ? [`removed: ${removed.join(", ")}`] : []),
    ...(added.length > 0 ? [`added: ${added.join(", ")}`] : []),
    ...changed,
  ];
}

function compareField(path: string, was: Field, field: Field, isRequest: boolean): string[] {
  const need = ({ required }: Field) => (required ? "required" : "optional");
  const limits = (each: Field) => [...each.limits, ...each.unofficial].join(", ") || "no limits";
  return [
    ...(was.type === field.type ? [] : [`\`${path}\`: ${was.type} is now ${field.type}`]),
    ...(was.required === field.required ? [] : [`\`${path}\` is now ${need(field)}`]),
    ...(!isRequest || limits(was) === limits(field)
      ? []
      : [`\`${path}\`: ${limits(was)} is now ${limits(field)}`]),
  ];
}

/** Lists fields with their paths: `data.role.policies[].id`. */
function flatten(fields: Field[], parent = ""): { path: string; field: Field }[] {
  return fields.flatMap((field) => {
    const path = parent + field.name;
    return [
      { path, field },
      ...flatten(field.children, `${path}${field.type.startsWith("list") ? "[]" : ""}.`),
    ];
  });
}

function compareStatuses([old, operation]: Pair): string[] {
  const statuses = ({ responses }: Operation) => responses.map(({ status }) => status);
  const [before, after] = [statuses(old), statuses(operation)];
  const removed = before.filter((status) => !after.includes(status));
  const added = after.filter((status) => !before.includes(status));
  return [
    ...(removed.length > 0 ? [`no longer ${removed.join(", ")}`] : []),
    ...(added.length > 0 ? [`also ${added.join(", ")}`] : []),
  ];
}

/** The sentences of the description that only one of the versions has. */
function describeBehavior(pairs: Pair[]): Block[] {
  const blocks = pairs.flatMap(([old, operation]): Block[] => {
    const [before, after] = [listSentences(old), listSentences(operation)];
    const lines = [
      ...findMissing(before, after).map((sentence) => `- Version 1: ${sentence}`),
      ...findMissing(after, before).map((sentence) => `- Version 2: ${sentence}`),
    ];
    if (lines.length === 0) return [];
    return [heading(operation.summary, 3), text(`\`${operation.operationId}\`\n\n${lines.join("\n")}`)];
  });
  return blocks.length === 0 ? [] : [heading("Behavior"), ...blocks];
}

/** Lists what the description says about an operation and its errors, sentence by sentence. */
function listSentences({ description, responses }: Operation): string[] {
  const causes = responses.filter(isError);
  return [
    ...description.split("\n\n").flatMap(splitSentences),
    ...causes.flatMap(({ status, description: cause }) =>
      splitSentences(cause).map((sentence) => `${status}: ${sentence}`),
    ),
  ];
}

const marker = "*Unofficial:* ";

/** Splits a paragraph. The marker of unofficial rules applies to every sentence after it. */
function splitSentences(paragraph: string): string[] {
  const [official = "", unofficial = ""] = paragraph.replaceAll(/\s+/g, " ").split(marker);
  const split = (prose: string) =>
    prose
      .split(/(?<=\.) (?=[A-Z`])/)
      .map((sentence) => sentence.trim())
      .filter(Boolean);
  return [...split(official), ...split(unofficial).map((sentence) => marker + sentence)];
}

/** Finds the sentences that the others do not have. A rule that became official is the same rule. */
function findMissing(sentences: string[], others: string[]): string[] {
  const known = new Set(others.map((sentence) => sentence.replace(marker, "")));
  return sentences.filter((sentence) => !known.has(sentence.replace(marker, "")));
}
