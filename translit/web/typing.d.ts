import type { Level, MachineData } from "./engine.js";

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

declare global {
  interface HTMLElementEventMap {
    /** A table was chosen, or Latin letters are typed for a while, or no more. */
    "translit-state": CustomEvent<null>;
  }
}
