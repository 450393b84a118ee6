/** A program that makes one request and prints the response. */
export interface Sample {
  label: string;
  language: Language;
  code: string;
  /** The part that makes the request, if it can be read alone. */
  statement?: string;
}

/** The languages that the pages highlight. */
export type Language =
  | "go"
  | "java"
  | "javascript"
  | "json"
  | "kotlin"
  | "nginx"
  | "php"
  | "powershell"
  | "python"
  | "ruby"
  | "rust"
  | "shell"
  | "text"
  | "typescript";
