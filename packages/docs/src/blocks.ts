import type { Answer, Operation } from "./operations.ts";
import type { Field } from "./fields.ts";

/** A piece of a page. Both printers print every kind, so that what is on the one page is on the other. */
export type Block =
  | { kind: "heading"; level: 2 | 3; text: string; id: string }
  /** Prose, in Markdown. */
  | { kind: "text"; markdown: string }
  | { kind: "call"; operation: Operation }
  | { kind: "fields"; fields: Field[] }
  | { kind: "errors"; answers: Answer[] }
  | { kind: "code"; language: Language; code: string; label: string }
  /** Things of which a reader wants one, such as the same call in several languages. */
  | { kind: "choice"; legend: string; options: { label: string; blocks: Block[] }[] }
  | { kind: "operations"; operations: Operation[] }
  /** What stands beside the text where there is room. */
  | { kind: "aside"; blocks: Block[] }
  /** A form that calls a server on this machine. It is in no published build. */
  | { kind: "try"; operation: Operation; local: LocalServer };

export type Language =
  | "go"
  | "java"
  | "javascript"
  | "json"
  | "kotlin"
  | "nginx"
  | "php"
  | "python"
  | "ruby"
  | "rust"
  | "shell"
  | "text"
  | "typescript";

/** A server on this machine that the pages may call. */
export interface LocalServer {
  /** Without a slash at the end: `http://127.0.0.1:4010`. */
  url: string;
  /** The demo key, which is filled in. */
  apiKey: string;
}

/** One page of the site. */
export interface Page {
  /** Where it is, without an extension: `organization-roles/createOrganizationRole`. It never changes. */
  path: string;
  title: string;
  /** One line of plain text. */
  description: string;
  /** The heading that it stands under in the navigation. */
  section: string;
  /** The page that lists this one, where the navigation and llms.txt do not. */
  within?: string;
  operation?: Operation;
  blocks: Block[];
}

export function heading(text: string, level: 2 | 3 = 2): Block {
  return { kind: "heading", level, text, id: slug(text) };
}

export const text = (markdown: string): Block => ({ kind: "text", markdown });

/** What a heading or a tag is called in a URL. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
