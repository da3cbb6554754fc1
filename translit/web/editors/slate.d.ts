import type { Options, Typing } from "../typing.js";

/** An editor of Slate that is on the page, and `ReactEditor` of slate-react. */
export function attach(editor: object, ReactEditor: object, options?: Options): Typing;
