/** The machine of one table, as `translit export ID --to json` writes it. See docs/machine-json.md. */
export interface MachineData {
  format: "translit-machine";
  version: 3;
  id: string;
  kind: "layout" | "scheme";
  name: Record<string, string>;
  language: string;
  direction: "forward" | "reverse";
  sourceScript: string;
  targetScript: string;
  /** The characters of the keyboard that a layout is drawn on, row by row. */
  base?: [plain: string, shifted: string][];
  layout?: Partial<Record<Level, string[][]>>;
  /** The cells of dead keys, and what each types without a letter. */
  dead?: Record<string, string>;
  states: Row[];
}

export type Level = "plain" | "shift" | "caps" | "caps-shift" | "altgr" | "altgr-shift";

/** Characters or kinds, a change, and where that leads, again and again. */
export type Row = (string | number | number[])[];

/** What a host does to its text: delete before the caret, then insert. */
export interface Edit {
  /** Code points. */
  delete: number;
  insert: string;
  /** The text that `delete` counts. */
  deleted: string;
}

/** 0 upper or title case, 1 lower case, 2 letter or mark without case, 3 anything else. */
export function kind(char: string): 0 | 1 | 2 | 3;

export class Machine {
  constructor(data: MachineData);
  readonly data: MachineData;
  step(state: number, char: string): [output: string, next: number];
  owed(state: number): string;
  convert(text: string): string;
}

export class InputEngine {
  constructor(machine: Machine | MachineData);
  readonly machine: Machine;
  /** The end of the text that the next keys may still change. */
  readonly preedit: string;
  /** Type one key. Throws RangeError for more or less than one code point, or a key the level does not have. */
  feed(key: string, level?: Level | ""): Edit;
  /** Take back the last key; null if none is remembered. */
  backspace(): Edit | null;
  commit(): string;
  reset(): void;
  at(key: string, level: Level): string | undefined;
}
