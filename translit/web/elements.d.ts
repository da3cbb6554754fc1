/** The language that an element's page, or the part of it that has a `lang`, is in: "bg"; "en" if nothing says. */
export function languageOf(element: Element): string;
/** What the elements say, by name: a text, or the forms of one that counts. */
export type Words = Record<string, string | string[]>;
/** Do something with the words of an element's language: at once if they are here, else when `words/LANGUAGE.json`
 * beside the module is loaded. English ones come with the module, and in place of what cannot be loaded. */
export function speak(element: Element, use: (words: Words) => void): void;
/** The length of a field as the server counts it: UTF-16 units, a newline is one. */
export function count(field: HTMLElement): number;
/** Call `use` with the fields that an element's `for` names, and those before, at once and whenever it names others;
 * what is returned ends that. */
export function follow(element: Element, use: (fields: HTMLElement[], before: HTMLElement[]) => void): () => void;

/** What `<translit-switch>` and `<translit-counter>` do. */
export class Switch {
  constructor(element: HTMLElement);
  begin(): void;
  end(): void;
  value: string;
  offer(id: string, label?: string, src?: string): void;
}
export class Counter {
  constructor(element: HTMLElement);
  begin(): void;
  end(): void;
}
