import type { MachineData } from "./engine.js";

/** Fetch a table once; by default `tables/ID.json` beside the module. */
export function load(id: string, url?: string | URL): Promise<MachineData>;
/** The language that an element's page, or the part of it that has a `lang`, is in: "bg"; "en" if nothing says. */
export function languageOf(element: Element): string;
/** What the elements say, by name: a text, or the forms of one that counts. */
export type Words = Record<string, string | string[]>;
/** Do something with the words of an element's language: at once if they are here, else when `words/LANGUAGE.json`
 * beside the module is loaded. English ones come with the module, and in place of what cannot be loaded. */
export function speak(element: Element, use: (words: Words) => void): void;
/** The length of a field as the server counts it: UTF-16 units, a newline is one. */
export function count(field: HTMLElement): number;
/** Attach to every `data-translit="ID"` field below a root. */
export function start(root?: Document | ShadowRoot | Element): Promise<unknown>;
/** The same, also for fields that are added later. */
export function observe(root?: Document | ShadowRoot | Element): MutationObserver;

/** `<translit-switch for="comment" tables="id=label; id=label">`; without labels the ids are shown. */
export class TranslitSwitch extends HTMLElement {
  /** The id of the table in use; "" for none. Setting one that is not offered throws RangeError. */
  value: string;
}
export class TranslitCounter extends HTMLElement {}

declare global {
  interface HTMLElementTagNameMap {
    "translit-switch": TranslitSwitch;
    "translit-counter": TranslitCounter;
  }
}
