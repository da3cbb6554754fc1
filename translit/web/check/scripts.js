// Which script a character belongs to, by the table of the rules: a browser's own may be older than the server's.

import { isAlpha } from "./text.js";

/** The scripts that a policy may ask for, by the letter that they have here. */
export const SCRIPTS = { C: "Cyrl", L: "Latn", G: "Grek" };

const LETTERS = Object.fromEntries(Object.entries(SCRIPTS).map(([letter, code]) => [code, letter]));

export class Scripts {
  #starts = [0];
  #codes = [];
  #others = new Map();
  #letters = new Map();

  constructor({ letters, runs, others }) {
    let start = 0;
    for (const [, run, letter] of runs.matchAll(/([0-9a-z]+)([A-Z])/g)) {
      this.#codes.push(letters[letter] ?? "Zxxx");
      this.#starts.push((start += parseInt(run, 36)));
    }
    for (const [code, chars] of Object.entries(others)) for (const char of chars) this.#others.set(char, code);
  }

  /** ISO 15924 code of the script of a character; Zxxx for one that no rule asks for. */
  of(char) {
    const point = char.codePointAt(0);
    let [low, high] = [0, this.#codes.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= point) low = middle;
      else high = middle;
    }
    return this.#others.get(char) ?? this.#codes[low];
  }

  /** `C`, `L`, `G`, `O` for a letter of Cyrillic, Latin, Greek or another script, `-` for a mark. */
  letter(char) {
    let letter = this.#letters.get(char);
    if (letter === undefined) {
      letter = isAlpha(char) ? (LETTERS[this.of(char)] ?? "O") : "-";
      this.#letters.set(char, letter);
    }
    return letter;
  }

  /** The same of each letter of a word, without the marks. */
  letters(word) {
    const found = new Set();
    for (const char of word) found.add(this.letter(char));
    found.delete("-");
    return found;
  }
}
