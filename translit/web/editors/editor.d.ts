import type { Options, Typing } from "../typing.js";

/** Where an editor's caret stands, and how it writes there: what an adapter knows. Places are UTF-16 units of `text`. */
export interface EditorCaret {
  /** The text of the line or paragraph in which the selection begins; what is no text there is "\ufffc" each. */
  readonly text: string;
  /** What tells that line from others: when the caret comes back to it, and nothing before it in the line has changed,
   * typing goes on. Without it what follows begins afresh. */
  readonly line?: unknown;
  /** Where the selection begins in `text`, and where it ends. */
  readonly at: number;
  readonly end: number;
  readonly collapsed: boolean;
  /** Whether somebody may write in the editor now. */
  readonly isOpen: boolean;
  /** Whether the adapter writes all that is typed, also what a table leaves as it is. */
  readonly writesAll?: boolean;
  /** Write in place of the selection and of `length` units before it. */
  put(length: number, text: string): void;
  /** Hear a key before the editor does. */
  keypress?(event: KeyboardEvent): void;
}

/** Type in the element of an editor that has the focus while somebody types: once, then the same typing is returned. */
export function attachEditor(field: HTMLElement, caret: EditorCaret, options?: Options): Typing;
