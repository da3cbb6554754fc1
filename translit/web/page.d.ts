import type { MachineData } from "./engine.js";

/** Fetch a table once; by default `tables/ID.json` beside the module. */
export function load(id: string, url?: string | URL): Promise<MachineData>;
/** Attach to every `data-translit="ID"` field below a root. */
export function start(root?: Document | ShadowRoot | Element): Promise<unknown>;
/** The same, also for fields that are added later. */
export function observe(root?: Document | ShadowRoot | Element): MutationObserver;

/** `<translit-switch for="comment" tables="id=label; id=label">`; without labels the ids are shown. `for` may name
 * several fields, or a form or another part of the page with fields in it, now or later. */
export interface TranslitSwitch extends HTMLElement {
  /** The id of the table in use; "" for none. Setting one that is not offered throws RangeError. */
  value: string;
  /** Offer one more table, which is remembered with the choice; by default it is `tables/ID.json` beside the module. */
  offer(id: string, label?: string, src?: string): void;
}
export interface TranslitCounter extends HTMLElement {}

declare global {
  interface HTMLElementTagNameMap {
    "translit-switch": TranslitSwitch;
    "translit-counter": TranslitCounter;
  }
}
