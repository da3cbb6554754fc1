import type { MachineData } from "./engine.js";

/** What makes the keys of one language, ready to run. */
export interface Keys {
  language: string;
  /** Keys of one version are the same for ever: `translit.KEY_VERSION`. */
  version: number;
}

export interface FoldOptions {
  /** `loose`, by default, knows what people write (6tastie, q for я), `strict` the schemes alone and tells more words apart. */
  level?: "loose" | "strict";
  /** Whether names of firms and products in Latin are words of their own. */
  keepBrands?: boolean;
}

export interface QueryOptions extends FoldOptions {
  /** Layouts that the text may have been typed with, or without, by mistake. */
  layouts?: MachineData[];
}

/** Fetch what makes the keys of a language; without an address from `keys/LANGUAGE.json` beside the module. */
export function loadKeys(language?: string, url?: string | URL): Promise<Keys>;

/** Make `keys/LANGUAGE.json` of translit.web.asset ready; throws TypeError for anything else. */
export function prepare(data: object): Keys;

/** The key of a text, the same for any spelling of it: what `translit.fold` of the Python package gives. Throws RangeError
 * for a level that there is not. */
export function fold(text: string, keys: Keys, options?: FoldOptions): string;

/** The keys to look for, that of the text itself first, then what the same keys type in each of the layouts. */
export function queryVariants(text: string, keys: Keys, options?: QueryOptions): string[];
