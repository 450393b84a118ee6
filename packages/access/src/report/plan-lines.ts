import { toResourceKind } from "../api/access-api.ts";
import type { AccessChange, Plan, PlannedRequest } from "../plan/plan.ts";
import { describeScope, type Scope } from "../state/access-state.ts";
import { escapeControls } from "./escape.ts";

/** A line of a plan. `sign` is `+` for an addition, `-` for a removal, and `~` for a change. */
export interface PlanLine {
  sign: "+" | "-" | "~";
  text: string;
}

/** The requests of one scope, with their lines. */
export interface PlanSection {
  title: string;
  requests: { request: PlannedRequest; title: PlanLine; lines: PlanLine[] }[];
}

/** Groups the requests of a plan by scope. Reports of all formats show these lines. */
export function listPlanSections({ requests }: Plan): PlanSection[] {
  const groups = Map.groupBy(requests, ({ scope }) => describeScope(scope));
  return [...groups].map(([title, group]) => ({
    title: escapeControls(title),
    requests: group.map((request) => ({ request, ...describeRequestLines(request) })),
  }));
}

function describeRequestLines(request: PlannedRequest): { title: PlanLine; lines: PlanLine[] } {
  const { number, action, method, path, name, changes } = request;
  const sign = ({ POST: "+", PUT: "~", DELETE: "-" } as const)[method];
  return {
    title: {
      sign,
      text: escapeControls(`${toResourceKind(action)} "${name}"   (${number}. ${method} ${path})`),
    },
    lines: [
      ...(changes.newName === undefined ? [] : [toLine("~", `name: "${changes.newName}"`)]),
      ...(changes.newDescription === undefined
        ? []
        : [toLine("~", `description: ${JSON.stringify(changes.newDescription)}`)]),
      ...changes.added.map((each) => toLine("+", each)),
      ...(method === "DELETE" ? [] : changes.removed.map((each) => toLine("-", each))),
    ],
  };
}

const toLine = (sign: PlanLine["sign"], text: string): PlanLine => ({ sign, text: escapeControls(text) });

/** Describes how the permissions of a member change: `dana@fernhill.example in the organization`. */
export function describeEffect({ email, scope, gained, lost }: AccessChange): {
  title: string;
  lines: PlanLine[];
} {
  return {
    title: escapeControls(`${email} in ${describeScope(scope)}`),
    lines: [...gained.map((each) => toLine("+", each)), ...lost.map((each) => toLine("-", each))],
  };
}

/** Returns the summary: `3 requests: 1 to create, 1 to change, 1 to delete. 2 members gain or lose permissions.` */
export function summarizePlan({ requests, effects, violations }: Plan): string {
  if (requests.length === 0)
    return violations.length === 0
      ? "No changes. The organization is as the file describes."
      : "No changes, but the organization breaks rules of the file.";
  const count = (method: string) => requests.filter((request) => request.method === method).length;
  const members = new Set(effects.map(({ email }) => email)).size;
  return `${countRequests(requests.length)}: ${count("POST")} to create, ${count("PUT")} to change, ${count("DELETE")} to delete. ${members} ${
    members === 1 ? "member gains or loses" : "members gain or lose"
  } permissions.`;
}

/** Returns a number of requests: `1 request`, `2 requests`. */
export const countRequests = (count: number): string => `${count} ${count === 1 ? "request" : "requests"}`;

/** Returns the name of a scope in tables: `organization`, or the name of the project. */
export const toScopeLabel = (scope: Scope): string =>
  escapeControls(scope.kind === "organization" ? "organization" : scope.name);
