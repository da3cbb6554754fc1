// What typing by a table that spells knows more: addresses stay as they are, and words are taken up again. Loaded for
// such a table. MIT licence.

import { ADDRESS } from "./generated/spelling.js";
import { InputEngine, kind } from "./translit.js";

const LONGEST = 2000;

// The addresses of a text without blanks: [start, end].
function* addresses(text) {
  const found = new RegExp(ADDRESS, "gu");
  for (let match; (match = found.exec(text)); ) {
    let end = found.lastIndex;
    const piece = match[0];
    // The bracket that closes one opened inside an address.
    if (match[2] && text[end] === ")" && piece.split("(").length > piece.split(")").length) end++;
    found.lastIndex = end;
    yield [match.index, end];
  }
}

const find = (keys) => (keys.length <= LONGEST && /[.@:]/.test(keys) ? [...addresses(keys)] : []);

const change = (text, { deleted, insert }) => text.slice(0, text.length - deleted.length) + insert;

function between(before, after) {
  const [old, now] = [[...before], [...after]];
  let same = 0;
  while (same < old.length && old[same] === now[same]) same++;
  const deleted = old.slice(same);
  return { delete: deleted.length, insert: now.slice(same).join(""), deleted: deleted.join("") };
}

// What keys of one letter or two make, to these keys, of each machine.
const made = new WeakMap();
function keysBy(machine) {
  if (!made.has(machine)) {
    const letters = [..."abcdefghijklmnopqrstuvwxyz"];
    const pairs = letters.flatMap((first) => letters.map((second) => first + second));
    made.set(machine, new Map([...pairs.reverse(), ...letters].map((keys) => [machine.convert(keys), keys])));
  }
  return made.get(machine);
}

// The keys that make the end of a word, as far back as keys of one letter or two make its letters.
function keysOf(word, machine) {
  let keys = "";
  for (const char of [...word].reverse()) {
    const small = keysBy(machine).get(char.toLowerCase());
    if (!small) break;
    keys = (kind(char) ? small : small[0].toUpperCase() + small.slice(1)) + keys;
  }
  return word.endsWith(machine.convert(keys)) ? keys : "";
}

/** Typing that writes again what turns out to be an address, or none after all: they are known since the last blank. */
export class SpellingEngine extends InputEngine {
  #keys = []; // since the last blank, and
  #shown = ""; // what they gave, behind what was pending before them
  #kept = []; // the addresses among them
  #earlier = [];
  #inner = false;
  #undone = 0;
  #isSparing;

  constructor(machine, isSparing) {
    super(machine);
    this.#isSparing = isSparing ?? this.machine.data.sourceScript === "Latn";
  }

  /** Take a word up again as if its keys had just been pressed; return what of its end they make. */
  resume(word) {
    const keys = keysOf(word, this.machine);
    this.reset();
    for (const key of keys) this.feed(key);
    return this.machine.convert(keys);
  }

  feed(key, level = "") {
    if (this.#inner) return super.feed(key);
    if (level) return this.#apart(key, level);
    if (this.stays(key)) return super.feed(key);
    if (!key.trim() || !/[\p{L}\p{N}\p{ASCII}]/u.test(key)) return this.#apart(key);
    const all = [...this.#keys, key];
    const kept = this.#find(all);
    if (kept.length || this.#kept.length) return this.#write(all, kept);
    const step = super.feed(key);
    this.#keys = all;
    this.#shown = change(this.#shown, step);
    return step;
  }

  keep(text) {
    if (this.#inner) return super.keep(text);
    for (const _ of text) this.#remember();
    this.#begin([[], "", []]);
    return super.keep(text);
  }

  backspace() {
    const fewer = this.#keys.slice(0, -1);
    const kept = this.#find(fewer);
    if (kept.length || this.#kept.length) return this.#write(fewer, kept);
    this.#undone = 0;
    const step = super.backspace();
    if (!step) return step;
    if (this.#keys.length) [this.#keys, this.#shown] = [fewer, change(this.#shown, step)];
    else while (this.#undone--) this.#begin(this.#earlier.pop() ?? [[], "", []]);
    return step;
  }

  undo() {
    this.#undone++;
    return super.undo();
  }

  reset() {
    super.reset();
    this.#begin([[], "", []]);
    this.#earlier = [];
  }

  #apart(key, level) {
    const step = super.feed(key, level);
    this.#remember();
    this.#begin([[], this.preedit, []]);
    return step;
  }

  #remember() {
    this.#earlier.push([this.#keys, this.#shown, this.#kept]);
  }

  #begin([keys, shown, kept]) {
    [this.#keys, this.#shown, this.#kept] = [keys, shown, kept];
  }

  #find(keys) {
    return this.#isSparing ? find(keys.join("")) : [];
  }

  // Write all keys since the last blank again. The key that makes too many of an address is the last that belongs to it.
  #write(keys, kept) {
    let text = this.#shown;
    for (const _ of this.#keys) text = change(text, super.undo());
    this.#inner = true;
    const word = keys.join("");
    let start = 0;
    const spell = (piece) => {
      for (const key of piece) text = change(text, super.feed(key));
    };
    for (const [from, end] of word.length > LONGEST ? addresses(word) : kept) {
      spell(word.slice(start, from));
      text = change(text, super.keep(word.slice(from, end)));
      start = end;
    }
    spell(word.slice(start));
    this.#inner = false;
    const step = between(this.#shown, text);
    this.#begin([keys, text, kept]);
    return step;
  }
}
