import type { Level, MachineData } from "./engine.js";

export interface Options {
  /** Map by the place of a key instead of its character. */
  physical?: boolean;
  /** The key that leaves the rest of a word Latin; "" for none. Default "Escape". */
  escape?: string;
  /** The keys that turn the table off and on again; "" for none. Default "Control+\\". */
  shortcut?: string;
  /** The keys that put right what was typed in the wrong layout: what is selected, or the last word; "" for none.
   * Default "Control+Shift+\\". */
  relayout?: string;
  /** Whether URLs, e-mail addresses and @names stay as they are typed. Default: by schemes that read Latin letters,
   * not by layouts. */
  addresses?: boolean;
}

/** Typing in one field, which `attach` begins; the adapters of editors extend it. The field gets a bubbling
 * "translit-state" event whenever `table` or `latin` changes. */
export class Typing {
  protected constructor(field: HTMLElement, options?: Options);
  readonly field: HTMLElement;
  readonly latin: boolean;
  readonly physical: boolean;
  readonly escape: string;
  readonly shortcut: string;
  readonly relayout: string;
  table: MachineData | null;
  /** Type keys as if they came from the keyboard. */
  press(keys: string, level?: Level | ""): void;
  /** Whether somebody may type there now. */
  readonly isOpen: boolean;
  /** Write a text as it is in place of the selection, and of what is deleted before it. */
  write(text: string, deleted?: string): void;
  backspace(): void;
  /** Turn the table off, or the last one on again, as the shortcut does: a switch that the field has does it. */
  toggle(): void;
  detach(): void;
}

/** Throws TypeError for a field that is no textarea, text or search input, or contenteditable element, and for an editor
 * with a model of its own, of which it names the adapter: `expected editors/slate.js`. */
export function attach(field: HTMLElement, options?: Options): Typing;
/** Whether a field takes typing now: a text that shows a password for a while does not, nor an editor without an
 * adapter. */
export function isText(field: Element): boolean;
export function typingIn(field: HTMLElement): Typing | undefined;

declare global {
  interface HTMLElementEventMap {
    /** A table was chosen, or Latin letters are typed for a while, or no more. */
    "translit-state": CustomEvent<null>;
    /** The shortcut was pressed; who prevents it turns the table on or off himself. */
    "translit-toggle": CustomEvent<null>;
    /** A text is about to stand in the field, in place of what stands before the caret; who prevents it keeps it out. */
    "translit:input": CustomEvent<{ data: string; deleted: string }>;
  }
}
