import type { Finding } from "./findings.js";

/** The settings of a policy; what is left out is as in the policy "text". */
export interface Policy {
  /** "Cyrl", "Latn", "Grek" or "" for any script. */
  script: string;
  /** "some": a text without a word in that script is refused; "every": so is each word in another. */
  words: "some" | "every";
  required: boolean;
  min_length: number;
  /** 0 is no limit. */
  max_length: number;
  count: "utf16" | "code points" | "graphemes";
  max_marks: number;
  /** Whether the text is a program, in which look-alikes and single characters are all that is looked for. */
  code: boolean;
  /** Whether a finding may say what could be written without asking; if not, it only suggests. */
  fixes: boolean;
  /** Words that are right as they stand. */
  allowed_words: readonly string[];
  /** Letters and invisible characters that are right wherever they stand. */
  allowed_characters: string;
  /** Severities by code; a code not named keeps its own. */
  severity: Record<string, Finding["severity"] | "off">;
}

/** The rules of one language, ready to run. */
export interface Rules {
  /** The language that a text is checked for: "bg". */
  code: string;
  policies: Record<string, Policy>;
  /** What a form gives for `budget`. */
  budget: number;
}

export interface CheckOptions {
  /** A name, by default "text", or settings of your own. */
  policy?: string | Partial<Policy>;
  /** Another `max_length` than the policy has. */
  limit?: number;
  /** Of the messages: "bg", "de", "en", "mk", "ru", "sr" or "uk". */
  language?: string;
  /** A text in Latin letters to one in Cyrillic, or "" if it cannot be read. */
  reading?: (text: string) => string;
  /** How many characters may stand in words that have to be looked into, by default 0, any number. */
  budget?: number;
}

/** Make `rules/LANGUAGE.json` of translit.web.asset ready; raises TypeError for anything else. */
export function prepare(data: object): Rules;

/** What is wrong with a text, in order of place: what `translit.check` of the Python package finds. */
export function check(text: string, rules: Rules, options?: CheckOptions): Finding[];
