// Which script a character belongs to, by the table of the rules: a browser's own may be older than the server's.

import { Runs } from "./runs.js";

export class Scripts {
  #runs;

  constructor(packed) {
    this.#runs = new Runs(packed);
  }

  /** ISO 15924 code of the script of a character. */
  of(char) {
    return this.#runs.of(char);
  }
}
