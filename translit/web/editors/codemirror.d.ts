import type { Options, Typing } from "../typing.js";

/** An `EditorView` of CodeMirror 6. */
export function attach(view: object, options?: Options): Typing;
