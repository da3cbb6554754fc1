import type { Options, Typing } from "../typing.js";

/** An `EditorView` of ProseMirror, or an `Editor` of Tiptap. */
export function attach(editor: object, options?: Options): Typing;
