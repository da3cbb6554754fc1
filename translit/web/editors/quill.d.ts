import type { Options, Typing } from "../typing.js";

/** A `Quill`, version 2. */
export function attach(quill: object, options?: Options): Typing;
