/** One fault of a text; positions are code points (start, end) and UTF-16 units (start16, end16). */
export interface Finding {
  code: string;
  severity: "error" | "warning" | "info";
  start: number;
  end: number;
  start16: number;
  end16: number;
  text: string;
  suggestions: string[];
  /** What the message names. */
  params: Record<string, unknown>;
  /** What may be written instead without asking; null where only a person can decide. */
  fix: string | null;
  message: string;
}

export class TranslitFindings extends HTMLElement {
  /** How findings are found; by default the rules are run, here in the browser. */
  check: (text: string) => Promise<Finding[]>;
  show(findings: Finding[]): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "translit-findings": TranslitFindings;
  }
}
