// What kind of character a code point is, as the server knows it: a browser's own Unicode may be older or newer.
// U is a capital, L a small letter, C another, D a decimal digit, E another, N a further part of a word, X none of these.

import { Runs } from "./runs.js";

const [LETTERS, DIGITS, WORD] = ["ULC", "DE", "ULCDEN"];

export class Kinds {
  #runs;
  #classes;

  constructor(packed) {
    this.#runs = new Runs(packed, "[A-Z]");
    const inside = (names) => this.#runs.class(names);
    this.#classes = { "\\p{L}\\p{Nl}\\p{No}": inside("ULCEN"), "\\p{L}\\p{N}": inside(WORD), "\\p{Nd}": inside("D") };
  }

  isAlpha(char) {
    return char !== "" && LETTERS.includes(this.#runs.of(char));
  }

  isAlnum(char) {
    return char !== "" && WORD.includes(this.#runs.of(char));
  }

  isDigit(char) {
    return char !== "" && DIGITS.includes(this.#runs.of(char));
  }

  isCapital(char) {
    return this.#runs.of(char) === "U";
  }

  /** Whether there are capitals in a text, and no small letters. */
  isUpper(text) {
    return this.#only("U", "L", text);
  }

  /** Whether there are small letters in a text, and no capitals. */
  isLower(text) {
    return this.#only("L", "U", text);
  }

  /** Whether a word begins with a capital and goes on in small letters. */
  isTitle(text) {
    const [first = "", ...rest] = text;
    return this.isUpper(first) && this.isLower(rest);
  }

  #only(wanted, other, chars) {
    let found = false;
    for (const char of chars) {
      const kind = this.#runs.of(char);
      if (kind === other) return false;
      found ||= kind === wanted;
    }
    return found;
  }

  /** The source of an expression, with its classes of letters and digits written out. */
  spell(source) {
    return source.replace(/\\p\{L\}\\p\{Nl\}\\p\{No\}|\\p\{L\}\\p\{N\}|\\p\{Nd\}/g, (name) => this.#classes[name]);
  }
}
