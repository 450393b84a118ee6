import type { Field } from "../model/fields.ts";
import type { TagPlace } from "../model/tag-groups.ts";
import type { NamedExample, Operation, OperationResponse, Parameter } from "../model/operations.ts";
import type { Language, Sample } from "../samples/sample.ts";

export type { Language } from "../samples/sample.ts";

/** A part of a page. Both printers support every kind, so that HTML and Markdown have the same content. */
export type Block =
  | { kind: "heading"; level: 2 | 3; text: string; id: string }
  /** Prose, in Markdown. */
  | { kind: "text"; markdown: string }
  | { kind: "endpoint"; operation: Operation }
  /** `prefix` makes the fields' anchors unique on the page. */
  | {
      kind: "fields";
      fields: Field[];
      isRequest: boolean;
      prefix: string;
      /** The values of the JSON examples on the page that show these fields. */
      examples?: unknown[];
    }
  /** Every response of an operation, one line each until it is opened. */
  | { kind: "responses"; responses: OperationResponse[] }
  /** Error responses with all their examples. */
  | { kind: "errors"; responses: OperationResponse[] }
  | CodeBlock
  /** The same commands for several shells. */
  | { kind: "variants"; variants: CodeBlock[] }
  | { kind: "operations"; operations: Operation[] }
  /** Next to the text if there is room: samples of requests, and the responses by status. */
  | {
      kind: "examples";
      cases: SampleCase[];
      responses: OperationResponse[];
      servers: ServerChoice[];
      /** The path and query parameters that the samples contain. */
      parameters: Parameter[];
    }
  /** A picture, with a text that says the same. */
  | { kind: "figure"; svg: string; text: string }
  /** A form that calls a local server. Published builds do not have it. */
  | { kind: "try"; operation: Operation; tryItServer: LocalServer };

export interface CodeBlock {
  kind: "code";
  language: Language;
  code: string;
  label: string;
}

/** The samples of one request example. */
export interface SampleCase {
  request?: NamedExample;
  samples: Sample[];
}

/** A server that the reader can select for the samples. */
export interface ServerChoice {
  label: string;
  url: string;
}

/** A local server that the pages can call. */
export interface LocalServer {
  /** The base URL, without a trailing slash: `http://127.0.0.1:4010`. */
  url: string;
  /** The demo key, which the forms contain. */
  apiKey: string;
  /** Adds the demo data that was deleted. With it, forms for projects have a button that calls it. */
  restoreDemo?(): Promise<void>;
}

/** A page of the site. */
export interface Page {
  /** The path without an extension: `organization-roles/createOrganizationRole`. */
  path: string;
  title: string;
  /** A short title for the sidebar, where the group gives the context. */
  shortTitle?: string;
  /** One line of plain text. */
  description: string;
  /** The sidebar group. */
  section: string;
  /** Where its tag is in the sidebar, if it is about a tag or an operation. */
  place?: TagPlace;
  /** The path of the page that links to this one, if the sidebar and llms.txt do not. */
  parent?: string;
  /** Additional search terms, separated by commas. */
  keywords?: string;
  /** The tasks that a guide explains, and the operations that each takes, in their order. */
  tasks?: { title: string; operationIds: string[] }[];
  operation?: Operation;
  /** The guide's source file, for the edit link. */
  source?: string;
  blocks: Block[];
}

/** Lists the headings of a page. */
export const listHeadings = (blocks: Block[]): Extract<Block, { kind: "heading" }>[] =>
  blocks.filter((block) => block.kind === "heading");

/** Creates a heading whose anchor is made from its text. */
export function heading(text: string, level: 2 | 3 = 2): Block {
  return { kind: "heading", level, text, id: slug(text) };
}

export const text = (markdown: string): Block => ({ kind: "text", markdown });

/** Converts a heading or a tag to its form in URLs. Letters of every script stay. */
export function slug(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}
