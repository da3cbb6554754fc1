// What is known of every code point, by the tables of the rules: a browser's own may be older than the server's.
// Given as runs: the length of each in base 36, if it is no single one, then what is known of it.

export class Runs {
  #starts = [0];
  #names = [];
  #found = new Map();

  /** `names` is the source of an expression for what can be known. */
  constructor(packed, names) {
    let start = 0;
    for (const [, length, name] of packed.matchAll(new RegExp(`([0-9a-z]*)(${names})`, "g"))) {
      this.#names.push(name);
      this.#starts.push((start += parseInt(length || 1, 36)));
    }
  }

  /** What is known of a character. */
  of(char) {
    let name = this.#found.get(char);
    if (name === undefined) this.#found.set(char, (name = this.#look(char.codePointAt(0))));
    return name;
  }

  #look(point) {
    let [low, high] = [0, this.#names.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= point) low = middle;
      else high = middle;
    }
    return this.#names[low];
  }

  /** The runs of some names as the inside of an expression's class. */
  class(names) {
    let inside = "";
    let end = -1;
    this.#names.forEach((name, place) => {
      if (!names.includes(name)) return;
      // Runs that touch are one range.
      if (this.#starts[place] !== end) inside += (end < 0 ? "" : `-${escaped(end - 1)}`) + escaped(this.#starts[place]);
      end = this.#starts[place + 1];
    });
    return `${inside}-${escaped(end - 1)}`;
  }
}

const escaped = (point) => `\\u{${point.toString(16)}}`;
