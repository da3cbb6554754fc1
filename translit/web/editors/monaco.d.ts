import type { Options, Typing } from "../typing.js";

/** A code editor of Monaco. */
export function attach(editor: object, options?: Options): Typing;
