/** The machine of one table, as `translit export ID --to json` writes it. See docs/machine-json.md. */
export interface MachineData {
  format: "translit-machine";
  version: 2;
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
  composed: string;
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

export interface Options {
  /** Map by the place of a key instead of its character. */
  physical?: boolean;
  /** The key that leaves the rest of a word Latin; "" for none. Default "Escape". */
  escape?: string;
}

/** Typing in one field. The field gets a bubbling "translit-state" event whenever `table` or `latin` changes. */
export interface Typing {
  readonly field: HTMLElement;
  readonly latin: boolean;
  table: MachineData | null;
  /** Type keys as if they came from the keyboard. */
  press(keys: string, level?: Level | ""): void;
  /** Write a text as it is in place of the selection. */
  write(text: string): void;
  backspace(): void;
  detach(): void;
}

/** Throws TypeError for a field that is no textarea, text or search input, or contenteditable element. */
export function attach(field: HTMLElement, options?: Options): Typing;
export function typingIn(field: HTMLElement): Typing | undefined;
/** Fetch a table once; by default `tables/ID.json` beside the module. */
export function load(id: string, url?: string | URL): Promise<MachineData>;
/** The length of a field as the server counts it: UTF-16 units, a newline is one. */
export function count(field: HTMLElement): number;
/** Attach to every `data-translit="ID"` field below a root. */
export function start(root?: Document | ShadowRoot | Element): Promise<unknown>;
/** The same, also for fields that are added later. */
export function observe(root?: Document | ShadowRoot | Element): MutationObserver;

/** `<translit-switch for="comment" tables="id=label; id=label">`; without labels the ids are shown. */
export class TranslitSwitch extends HTMLElement {
  /** The id of the table in use; "" for none. Setting one that is not offered throws RangeError. */
  value: string;
}
export class TranslitCounter extends HTMLElement {}

declare global {
  interface HTMLElementEventMap {
    /** A table was chosen, or Latin letters are typed for a while, or no more. */
    "translit-state": CustomEvent<null>;
  }
  interface HTMLElementTagNameMap {
    "translit-switch": TranslitSwitch;
    "translit-counter": TranslitCounter;
  }
}
