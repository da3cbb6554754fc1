import type { Finding } from "./findings.js";

/** `rules/LANGUAGE.json` of translit.web.asset. */
export interface Rules {
  language: string;
  alphabet: string;
  twins: Record<string, string>;
  endings: string[];
  signs: Record<string, string>;
  severity: Record<string, Finding["severity"]>;
  messages: Record<string, Record<string, string | string[]>>;
}

export interface CheckOptions {
  /** The most UTF-16 units; 0 for any number. */
  limit?: number;
  /** Of the messages: "bg" or "en". */
  language?: string;
}

/** What is wrong with a text by the rules that need no dictionary: some of what the server finds, nothing else. */
export function check(text: string, rules: Rules, options?: CheckOptions): Finding[];
