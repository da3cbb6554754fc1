// The machine of a table, and typing by it: keys in, edits out. engine.d.ts says what each export does. MIT licence.

import { KINDS, LAST_EMOJI, MEMORY, PICTURE, SPELLINGS } from "./generated/engine.js";

// 3 minus the kind of each code point, by the Unicode that Python asks, too. `packed` holds the runs of one kind: a sign
// that tells the kind, unless it is that of the run before the last, then the length in base 28, the last digit in
// lower case.
function unpack(packed) {
  const letters = new Uint8Array(0x110000);
  let [at, value, last, length] = [0, 0, 1, 0];
  for (const char of packed) {
    const code = char.charCodeAt();
    if (code < 64) value = code & 3;
    else length = length * 28 + (code & 31);
    if (code < 96) continue;
    letters.fill(value, at, (at += length));
    [value, last, length] = [last, value, 0];
  }
  return letters;
}

const letters = unpack(KINDS);

export const kind = (char) => 3 - letters[char.codePointAt()];

// What stands for an invisible character that is spelled as HTML does, like `&shy;`, while a text is converted.
const ENTITIES = SPELLINGS.split(" ").map((name) => `&${name};`);
// Each stands for a character that is nothing yet.
const swap = (text, back) =>
  ENTITIES.reduce((made, name, n) => {
    const pair = [name, String.fromCodePoint(0xe0200 + n)];
    return made.replaceAll(pair[back], pair[1 - back]);
  }, text);

export class Machine {
  #rows;
  #owed = [""];
  #named = new Set();

  constructor(data) {
    if (data?.format !== "translit-machine" || data.version !== 3) {
      throw new TypeError("expected translit-machine, version 3");
    }
    this.data = data;
    this.#rows = data.states.map((row, state) => this.#read(row, this.#owed[state]));
  }

  // By character or kind what a state does: [output, next state], or [output, ~state] to go on as that state.
  #read(row, owed) {
    const moves = new Map();
    for (let i = 0; i < row.length; ) {
      const keys = row[i++] || [0, 1, 2, 3];
      const deleted = row[i].lastIndexOf("\b") + 1;
      let text = owed.slice(0, owed.length - deleted) + row[i++].slice(deleted);
      let next = row[i];
      if (typeof next === "number") i++;
      else next = this.#owed.push(text.slice(Array.isArray(next) ? row[i++][0] : 0)) - 1;
      if (next >= 0) text = text.slice(0, text.length - this.#owed[next].length);
      for (const key of keys) {
        moves.set(key, [text, next]);
        this.#named.add(key);
      }
    }
    return moves;
  }

  step(state, char) {
    const row = this.#rows[state];
    const named = row.get(char);
    let group = kind(char);
    if (!this.#named.has(char)) {
      const parts = char.normalize("NFD");
      if (this.#named.has(parts[0])) return this.#run(state, parts);
      if (/\p{Bidi_C}/u.test(char)) return [char, state];
      if (/\p{DI}/u.test(char)) {
        group = 4;
        if (!row.has(4)) return [this.#owed[state] ? "" : char, state];
      }
      // A mark that canonical order puts before a breve.
      if (row.has(6) && ("\u0306" + char).normalize("NFD")[0] !== "\u0306") group = 6;
    }
    const [output, next] = named ?? row.get(group);
    if (next >= 0) return [named ? output : output + char, next];
    const [more, then] = this.step(~next, char);
    return [output + more, then];
  }

  #run(state, text) {
    let output = "";
    for (const char of text) {
      const [more, next] = this.step(state, char);
      output += more;
      state = next;
    }
    return [output, state];
  }

  owed(state) {
    return this.#owed[state];
  }

  knows(char) {
    return this.#named.has(char);
  }

  convert(text) {
    const isSpelled = text.includes("&") && !/[\u{e0200}-\u{e0212}]/u.test(text);
    const [output, state] = this.#run(0, isSpelled ? swap(text, 0) : text);
    const whole = output + this.#owed[state];
    return isSpelled ? swap(whole, 1) : whole;
  }
}

const CODES = "Backquote Minus Equal BracketLeft BracketRight Backslash Semicolon Quote Comma Period Slash".split(" ");
// The key that only ISO keyboards have is called by its code.
export const keyOf = (code) =>
  "`-=[]\\;',./"[CODES.indexOf(code)] ??
  (code === "IntlBackslash" ? code : /^(?:Key|Digit)(.)$/.exec(code)?.[1].toLowerCase());
const EMOJI = new RegExp(LAST_EMOJI, "u");
const LETTER = /\p{L}/u;

export class InputEngine {
  // Of the machine; the dead key of a level that waits for a letter; whether the last letter needed no table, since the
  // keyboard types what the table makes.
  #state = [0, "", false];
  #past = [];
  #levels = {};

  constructor(machine) {
    this.machine = machine instanceof Machine ? machine : new Machine(machine);
    const { base, layout = {} } = this.machine.data;
    for (const [level, rows] of Object.entries(layout)) {
      const cells = (this.#levels[level] = {});
      base.forEach(([plain, shifted], row) => {
        // ISO keyboards draw one more key first, which the base keyboard lacks.
        const more = rows[row].length - plain.length;
        rows[row].forEach((cell, column) => {
          if (!cell) return;
          if (column < more) cells.IntlBackslash = cell;
          else cells[plain[column - more]] = cells[shifted[column - more]] = cell;
        });
      });
    }
  }

  get preedit() {
    const [state, dead] = this.#state;
    return this.machine.owed(state) + this.#alone(dead);
  }

  feed(key, level = "") {
    const cell = level ? this.at(key, level) : null;
    if (level ? cell === undefined : [...key].length !== 1) throw new RangeError(`no key ${key} ${level}`);
    const [state, dead, made] = this.#state;
    const isLetter = !level && LETTER.test(key);
    if (!level && this.stays(key)) return this.keep(key);
    const before = [...this.preedit];
    const waits = this.#alone(cell);
    let [text, next] = level ? [waits || cell, 0] : this.machine.step(state, key);
    if (dead && text && kind(text) < 2) text = text.replace(/./u, "$&" + dead[1]).normalize("NFC");
    else text = this.#alone(dead) + (dead && (text === " " || cell === dead) ? "" : text);
    // What a level gives is settled at once, behind whatever was pending.
    const after = [...((level && this.machine.owed(state)) + text + this.machine.owed(next))];
    let same = 0;
    while (same in before && before[same] === after[same]) same++;
    const insert = after.slice(same).join("");
    const stays = isLetter ? insert === key && this.#makes(key) : made && !(level && LETTER.test(insert));
    return this.#go([next, waits && cell !== dead ? cell : "", stays], before.slice(same).join(""), insert);
  }

  // Whether a key is no letter of a keyboard that types what the table makes.
  stays(key) {
    return this.#state[2] && key.trim() && !LETTER.test(key);
  }

  keep(text) {
    for (const char of text) this.#go([0, "", this.#state[2] && !LETTER.test(char)], "", char);
    return edit("", text);
  }

  backspace() {
    let step = this.undo();
    if (!step || !/[^\p{L}\p{ASCII}]$/u.test(step.deleted)) return step;
    const before = this.#past.slice(-PICTURE).map(([, , insert]) => insert);
    const [whole = "", picture = whole] = EMOJI.exec(before.join("") + step.deleted) ?? [];
    while (step.deleted.length < picture.length && this.#past.length) {
      const { deleted, insert } = this.undo();
      step = edit(deleted + step.deleted, insert);
    }
    return step;
  }

  undo() {
    const [state, deleted, insert] = this.#past.pop() ?? [];
    if (!state) return null;
    this.#state = state;
    return edit(insert, deleted);
  }

  commit() {
    const pending = this.preedit;
    this.reset();
    return pending;
  }

  reset() {
    this.#state = [0, "", this.#state[2]];
    this.#past = [];
  }

  at(key, level) {
    return this.#levels[level]?.[key];
  }

  // What a dead key types without a letter; nothing else types anything here.
  #alone(cell) {
    return this.machine.data.dead?.[cell] ?? "";
  }

  // Whether the table makes letters of this script of Latin ones.
  #makes(letter) {
    const { sourceScript, targetScript } = this.machine.data;
    return sourceScript === "Latn" && targetScript !== "Latn" && RegExp(`\\p{sc=${targetScript}}`, "u").test(letter);
  }

  #go(state, deleted, insert) {
    this.#past.push([this.#state, deleted, insert]);
    if (this.#past.length > MEMORY) this.#past.shift();
    this.#state = state;
    return edit(deleted, insert);
  }
}

export const edit = (deleted, insert) => ({ delete: [...deleted].length, insert, deleted });
