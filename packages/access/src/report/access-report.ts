import Table from "cli-table3";
import { type AccessState, isSameScope } from "../state/access-state.ts";
import type { Grant } from "../who/effective-access.ts";
import { escapeControls, escapeHtml, toCsvField } from "./escape.ts";
import { printHtmlPage } from "./html-page.ts";
import { toScopeLabel } from "./plan-lines.ts";

/** Formats of `who`. */
export const accessFormats = ["text", "json", "csv", "html"] as const;
export type AccessFormat = (typeof accessFormats)[number];

/** Prints effective permissions. `html` is a matrix of members and permissions with a search field. */
export function printAccess(grants: Grant[], format: AccessFormat, state: AccessState): string {
  switch (format) {
    case "text":
      return printTable(grants);
    case "json":
      return `${JSON.stringify(grants, undefined, 2)}\n`;
    case "csv":
      return printCsv(grants);
    case "html":
      return printMatrix(grants, state);
  }
}

const columns = ["member", "scope", "permission", "role", "policy"];

/** A built-in role has no policies. Its permissions are an assumption. */
const toRow = ({ email, scope, permission, role, policy }: Grant): string[] =>
  [email, toScopeLabel(scope), permission, role, policy ?? "(built-in, assumed)"].map(escapeControls);

function printTable(grants: Grant[]): string {
  if (grants.length === 0) return "Nobody has a matching permission.\n";
  const table = new Table({
    head: columns,
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
    style: { head: [], border: [] },
  });
  table.push(...grants.map(toRow));
  return `${table.toString()}\n`;
}

function printCsv(grants: Grant[]): string {
  return [columns, ...grants.map(toRow)].map((row) => `${row.map(toCsvField).join(",")}\r\n`).join("");
}

function printMatrix(grants: Grant[], { organization, scopes }: AccessState): string {
  const sections = scopes.flatMap(({ scope }) => {
    const own = grants.filter((grant) => isSameScope(grant.scope, scope));
    return own.length > 0 ? [`<h2>${escapeHtml(toScopeLabel(scope))}</h2>${printMatrixTable(own)}`] : [];
  });
  return printHtmlPage(
    `Access in ${organization.name}`,
    `<p><label>Search members and permissions<br><input type="search"></label></p>\n${sections.join("\n")}`,
    // Hides the rows of members and the columns of permissions that do not match. A term that matches a member keeps all columns.
    `document.querySelector("input").addEventListener("input", ({ target }) => {
  const term = target.value.trim().toLowerCase();
  for (const table of document.querySelectorAll("table")) {
    const heads = [...table.tHead.rows[0].cells].map((cell, index) => index === 0 || cell.textContent.toLowerCase().includes(term));
    const hasPermission = heads.slice(1).some(Boolean);
    const rows = [...table.tBodies[0].rows];
    const matches = (row) => row.cells[0].textContent.toLowerCase().includes(term);
    const hasMember = rows.some(matches);
    for (const row of rows) row.hidden = hasMember ? !matches(row) : !hasPermission;
    for (const row of table.rows)
      [...row.cells].forEach((cell, index) => { cell.hidden = !hasMember && hasPermission && !heads[index]; });
    table.hidden = !hasMember && !hasPermission;
  }
});`,
  );
}

function printMatrixTable(grants: Grant[]): string {
  const permissions = [...new Set(grants.map(({ permission }) => permission))].toSorted();
  const rows = [...Map.groupBy(grants, ({ email }) => email)].map(([email, own]) => {
    const cells = permissions.map((permission) => {
      const ways = own.filter((grant) => grant.permission === permission);
      const title = ways.map(({ role, policy }) => `${role}: ${policy ?? "built-in, assumed"}`).join("; ");
      return ways.length > 0 ? `<td title="${escapeHtml(escapeControls(title))}">yes` : "<td>";
    });
    return `<tr><th scope="row">${escapeHtml(escapeControls(email))}${cells.join("")}`;
  });
  const head = permissions.map((permission) => `<th scope="col">${escapeHtml(escapeControls(permission))}`);
  return `<table><thead><tr><th scope="col">member${head.join("")}<tbody>${rows.join("")}</table>`;
}
