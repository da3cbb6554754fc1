import type { Options, Typing } from "../typing.js";

/** A `LexicalEditor` with a root element, and the module: `import * as lexical from "lexical"`. */
export function attach(editor: object, lexical: object, options?: Options): Typing;
