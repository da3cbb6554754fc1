import type { Options, Typing } from "../typing.js";

/** An editor of CKEditor 5, its main root. */
export function attach(editor: object, options?: Options): Typing;
