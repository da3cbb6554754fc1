// Typing in a text field: what the keys do to the text before its caret. MIT licence.

import { edit, InputEngine, keyOf } from "./engine.js";

// UTF-16 units before the caret that must still be what was typed.
const CHECKED = 64;

// The caret, in UTF-16 units, and the text it stands in.

class FieldCaret {
  constructor(field) {
    this.field = field;
  }
  get at() {
    return this.field.selectionStart;
  }
  get end() {
    return this.field.selectionEnd;
  }
  get collapsed() {
    return this.at === this.end;
  }
  get text() {
    return this.field.value;
  }
  select(start, end) {
    this.field.setSelectionRange(start, end);
  }
}

const EVENTS =
  "beforeinput compositionstart compositionupdate compositionend keydown keyup pointerdown focus blur".split(" ");
// Servers that rename files may load two copies of this module.
export const attached = (globalThis[Symbol.for("translit")] ??= new WeakMap());

// The level of a key that gives what it says.
const STAYS = 1;
const MODIFIERS = ["Control", "Shift", "Alt", "Meta"];
// The dead keys of the US-International keyboard, and the marks they put on a letter.
const DEAD = "`'^~\"'";
const MARKS = "\u0300\u0301\u0302\u0303\u0308\u0327";

export class Typing {
  physical = false;
  escape = "Escape";
  shortcut = "Control+\\";
  relayout = "Control+Shift+\\";
  latin = false;
  #engine = null;
  #next; // takes its place
  #last = null; // the table that was on
  #busy = false;
  #escaped; // an Escape that somebody may still want
  #typed = ""; // what the keys gave, and
  #stood = ""; // what stands before the caret then
  #left; // the line that the caret has left, if it has
  #level = []; // a key, and the level it is pressed on
  #altGr = false; // held down, which WebKit does not say of other keys
  #dead = false; // the next letter comes with a dead key before it
  #composed = ["", 0];
  #places = []; // where the keys of a composition are
  #before = {}; // its attributes

  constructor(field, options) {
    attached.set(field, Object.assign(this, options, { field }));
    if (field.isContentEditable && !this.caret) {
      import("./editable.js").then(({ EditableCaret }) => (this.caret = new EditableCaret(field)));
    } else this.caret ??= new FieldCaret(field);
    for (const name of EVENTS) field.addEventListener(name, this);
    if (navigator.vendor[0] === "A") import("./webkit.js").then(({ watch }) => watch(field));
  }

  get table() {
    return this.#engine?.machine.data ?? null;
  }

  set table(data) {
    const { field } = this;
    this.#next = undefined;
    this.#engine = data ? new InputEngine(data) : null;
    this.#last = data ?? this.#last;
    if (data && (this.addresses || !data.base)) this.#spell(data);
    this.#forget();
    mark(field, this.#before);
    const escape = !escapes(field) && this.escape;
    const keys = [escape, this.shortcut].filter(Boolean).join(" ");
    const told = keys && { "aria-keyshortcuts": keys };
    this.#before = mark(field, data && { lang: data.language, autocapitalize: "none", autocorrect: "off", ...told });
    this.#dispatch("translit-state");
  }

  // Tables that spell know more a moment later, from the next word on.
  async #spell(data) {
    const { SpellingEngine } = await import("./spelling.js");
    if (this.table === data) this.#next = new SpellingEngine(this.#engine.machine, this.addresses);
  }

  toggle() {
    if (this.#dispatch("translit-toggle", true)) this.table = this.table ? null : this.#last;
  }

  press(keys, level) {
    if (this.#ready()) this.#write(this.#type(keys, level));
  }

  write(text, deleted = "") {
    this.#forget();
    if (this.#ready()) this.#write(edit(deleted, text));
  }

  backspace() {
    if (!this.#ready()) return;
    const step = this.#takeBack();
    if (step) this.#write(step);
    else this.field.ownerDocument.execCommand("delete");
  }

  detach() {
    this.table = null;
    for (const name of EVENTS) this.field.removeEventListener(name, this);
    attached.delete(this.field);
  }

  handleEvent(event) {
    if (this.#busy || !this.isOpen) return;
    this.#turnLatin();
    if (event.type === "keydown" && this.#command(event)) return;
    if (!this.#engine || !this.caret) return;
    if (this[event.type]) this[event.type](event);
    else this.#leave();
  }

  beforeinput(event) {
    const { data, inputType } = event;
    if (event.isComposing || inputType === "insertCompositionText" || event.defaultPrevented) return;
    const asked = event.cancelable && !event.scripted;
    let step;
    if (asked && inputType === "insertText" && data) {
      step = this.#type(...this.#keys(data));
      // What the browser inserts itself stays one step of undo with what was typed before.
      if (!step.deleted && step.insert === data) {
        if (!this.#allowed(step)) event.preventDefault();
        return;
      }
    } else if (asked && inputType === "deleteContentBackward") step = this.#takeBack();
    else if (/Forward$/.test(inputType)) this.#leave();
    else this.#forget();
    if (!step) return;
    event.preventDefault();
    // Who comes later would see what nobody will insert.
    event.stopImmediatePropagation();
    this.#write(step);
  }

  // The keys that gave a text, and their level: what is no word is put there by the system.
  #keys(data) {
    const [key, level] = this.#level;
    if (!this.#dead) return [data, key === data ? level : /\p{L}/u.test(data) || [...data].length < 2 ? "" : STAYS];
    this.#dead = false;
    return [this.#apart(data)];
  }

  // The dead key and the letter behind it, which some systems give an accent for itself.
  #apart(text) {
    const [letter, mark, ...more] = text.normalize("NFD");
    const { machine } = this.#engine;
    const key = DEAD[MARKS.indexOf(mark)];
    return key && !more.length && (machine.data.base || machine.knows(key)) ? key + letter : text.replace("´", "'").replace("¨", '"');
  }

  keydown(event) {
    const { key } = event;
    this.#level = [];
    this.#altGr ||= event.getModifierState("AltGraph") || key === "AltGraph";
    if (event.isComposing || event.keyCode === 229) {
      if (!event.isComposing) this.#places = [];
      this.#places.push(this.#place(event));
      return;
    }
    if (event.defaultPrevented) return;
    if (/^(Arrow|Home|End|Page|Delete)/.test(key)) this.#leave();
    if (event.metaKey || (!this.#altGr && (event.ctrlKey || event.altKey))) return;
    if (key === "Dead") this.#dead = true;
    if (this.escape && key === this.escape && !escapes(this.field)) {
      // Who hears it after us may take it for something of his own.
      this.#escaped = event;
      setTimeout(() => this.#turnLatin());
    } else if (key.length === 1 || this.#dead) this.#key(event, key);
  }

  keyup({ key }) {
    if (key === "AltGraph") this.#altGr = false;
  }

  compositionstart() {
    this.#composed = [this.caret.text, this.caret.end];
  }

  // A dead key shows its mark first.
  compositionupdate({ data }) {
    this.#composed[2] ??= /^[^\p{L}\p{N}]$/u.test(data);
  }

  // A composition may have taken up a word: only what it has added is converted.
  compositionend({ data }) {
    const [was, caret, dead] = this.#composed;
    const { text, at } = this.caret;
    if (text === was) return; // cancelled
    let start = 0;
    while (start < caret && was[start] === text[start]) start++;
    let end = text.length;
    for (let left = was.length; left > start && end > start && was[--left] === text[end - 1]; ) end--;
    const run = text.slice(start, end);
    const inside = at < end;
    if (!run || !data.includes(run) || !this.#focused || (inside && this.latin)) return this.#forget(this.latin);
    if (inside) {
      this.#forget();
      this.caret.select(end, end);
    } else this.#resume(data.slice(0, data.lastIndexOf(run)), start);
    const step = this.#compose(run, data, dead);
    if (step.deleted || step.insert !== run) this.#write(edit(step.deleted + run, step.insert));
    if (!inside) return;
    const place = start + this.#engine.machine.convert(run.slice(0, at - start)).length;
    this.caret.select(place, place);
    this.#forget();
  }

  // Take a word up again, as if its keys had just been pressed.
  #resume(word, at) {
    if (word && at !== this.#stood.length && !this.latin && this.#stands(word, at)) {
      this.#forget();
      this.#note(edit("", this.#engine.resume?.(word) ?? ""), at);
    }
  }

  #compose(run, data, dead) {
    if (!dead) {
      // The field was full before the letters were made of the keys.
      const cut = this.field.maxLength >= 0 && data.startsWith(run);
      return this.#type(cut ? data : run, "", run);
    }
    const places = this.#places;
    if (!this.physical || !places.every(([place]) => place)) return this.#type(this.#apart(run), "", run);
    return this.#type(places, "", run);
  }

  get #focused() {
    return this.field.getRootNode().activeElement === this.field;
  }

  #ready() {
    if (!this.#focused) this.field.focus();
    return this.caret && this.isOpen && !this.field.readOnly && !this.field.disabled;
  }

  // On and off, and what was typed in the wrong layout.
  #command(event) {
    if (event.defaultPrevented || event.isComposing) return false;
    const pressed = (keys) => {
      const [key, ...held] = keys.split("+").reverse();
      const same = event.key === key || keyOf(event.code) === key;
      return keys && same && MODIFIERS.every((name) => event.getModifierState(name) === held.includes(name));
    };
    if (pressed(this.shortcut)) this.toggle();
    else if (pressed(this.relayout) && this.#last) {
      import("./relayout.js").then(({ putRight }) => putRight(this, this.#last));
    } else return false;
    event.preventDefault();
    return true;
  }

  // The key at the place that was pressed, and its level.
  #place(event) {
    const level = this.#altGr ? "altgr" : event.getModifierState("CapsLock") ? "caps" : "";
    const name = [level, event.shiftKey && "shift"].filter(Boolean).join("-") || "plain";
    const place = keyOf(event.code);
    return [this.#engine.at(place, name) === undefined ? undefined : place, name];
  }

  #key(event, key) {
    const engine = this.#engine;
    if (this.latin) return;
    const [place, level] = this.#place(event);
    if (this.physical && place) {
      event.preventDefault();
      this.#dead = false;
      if (this.#ready()) this.#write(this.#type([[place, level]]));
      return;
    }
    // What a table has no place for, and the keypad, is as the system has it.
    if (/^Numpad/.test(event.code) || (this.physical && this.table.layout && keyOf(event.code))) this.#level = [key, STAYS];
    else if (/^caps/.test(level) && engine.at(key, level) !== undefined) this.#level = [key, level];
  }

  // What keys do to the text before the caret, or before `run`, which they are to replace.
  #type(keys, level = "", run = "") {
    const start = this.caret.at - run.length;
    const pending = this.#engine?.preedit;
    // Pages change what is typed, its capitals or its spaces.
    const stands = () => this.#stands(this.#typed, start) || (pending && this.#stands(pending, start));
    const goesOn = this.#isThere(start) && !(this.#next && /(^|\s)$/.test(this.#typed));
    if (!goesOn || (start !== this.#stood.length && !stands())) this.#forget(this.latin);
    let step = this.#feed(keys, level);
    // Pages change their fields without a word.
    if (step.deleted && !this.#stands(step.deleted, start)) {
      this.#forget(this.latin);
      step = this.#feed(keys, level);
    }
    this.#note(step, start);
    return step;
  }

  // Keys are characters, or each has its own level.
  #feed(keys, all) {
    const engine = this.#engine;
    let [deleted, insert] = ["", ""];
    for (const pressed of keys) {
      const [key, level = all] = [].concat(pressed);
      if (this.latin && /\s/.test(key)) this.#setLatin(false);
      let step;
      if (level === STAYS && engine) step = engine.keep(key);
      else if (!engine || this.latin || (level && engine.at(key, level) === undefined)) step = edit("", key);
      else step = engine.feed(key, level);
      // It may change what the key before it has not inserted yet.
      const kept = Math.min(insert.length, step.deleted.length);
      deleted = step.deleted.slice(0, step.deleted.length - kept) + deleted;
      insert = insert.slice(0, insert.length - kept) + step.insert;
    }
    return edit(deleted, insert);
  }

  #takeBack() {
    if (!this.#isThere()) this.#forget();
    else if (!this.#stands(this.#typed)) this.#forget(this.latin);
    const step = this.#engine?.backspace();
    if (step) this.#note(step);
    else this.#forget(this.latin);
    return step;
  }

  // The caret goes, and may come back.
  #leave() {
    this.#left ??= [this.caret.line];
    this.#setLatin(false);
  }

  // Whether the caret has stayed, or is where it was, and nothing has changed before it.
  #isThere(at = this.caret.at) {
    const { collapsed, line } = this.caret;
    const left = this.#left;
    this.#left = undefined;
    return collapsed && (!left || (line === left[0] && at === this.#stood.length && this.#stands(this.#stood, at)));
  }

  // Whether a text stands before the caret; a page may have made capitals of it.
  #stands(typed, at = this.caret.at) {
    const found = this.caret.text.slice(Math.max(0, at - typed.length), at);
    return found === typed || found.toLowerCase() === typed.toLowerCase();
  }

  #note({ deleted, insert }, at = this.caret.at) {
    this.#typed = (this.#typed.slice(0, Math.max(0, this.#typed.length - deleted.length)) + insert).slice(-CHECKED);
    this.#stood = this.caret.text.slice(0, at - deleted.length) + insert;
  }

  #forget(latin = false) {
    if (this.#next) this.#engine = this.#next;
    this.#next = undefined;
    this.#engine?.reset();
    this.#typed = this.#stood = "";
    this.#left = undefined;
    this.#setLatin(latin);
  }

  // An Escape that nobody else has taken.
  #turnLatin() {
    const event = this.#escaped;
    this.#escaped = undefined;
    if (event && !event.defaultPrevented && this.#engine) this.#forget(!this.latin);
  }

  #setLatin(latin) {
    if (latin === this.latin) return;
    this.latin = latin;
    this.#dispatch("translit-state");
  }

  #dispatch(name, cancelable, detail) {
    return this.field.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail }));
  }

  // Whether the page lets a text in.
  #allowed({ deleted, insert }) {
    const allowed = this.#dispatch("translit:input", true, { data: insert, deleted });
    if (!allowed) this.#forget(this.latin);
    return allowed;
  }

  #write(step) {
    if (!this.#allowed(step)) return;
    this.#busy = true;
    this.put(step);
    this.#busy = false;
  }

  // `execCommand` is deprecated, and the only way to keep native undo.
  put({ deleted, insert }) {
    const { at, collapsed } = this.caret;
    if (deleted) this.caret.select(at - deleted.length, at);
    if (deleted || insert || !collapsed) this.field.ownerDocument.execCommand(insert ? "insertText" : "delete", false, insert);
  }

  get isOpen() {
    return isText(this.field);
  }
}

function mark(field, attributes) {
  const before = {};
  for (const [name, value] of Object.entries(attributes ?? {})) {
    before[name] = field.getAttribute(name);
    if (value === null) field.removeAttribute(name);
    else field.setAttribute(name, value);
  }
  return before;
}

// Escape closes dialogs and lists and clears search fields: there it is not ours.
const THEIRS = "dialog, [popover], [role$=dialog], [role=combobox][aria-expanded=true], [type=search]";
const escapes = (field) => {
  for (let at = field; at; at = at.getRootNode().host) if (at.closest(THEIRS)) return true;
  return field.matches("[aria-expanded=true]");
};

// What has a model of its own, by the adapter that knows it.
const EDITORS = {
  prosemirror: ".ProseMirror",
  lexical: "[data-lexical-editor]",
  slate: "[data-slate-editor]",
  quill: ".ql-editor",
  ckeditor: ".ck-content",
  monaco: ".monaco-editor *",
  "*": "[class*=DraftEditor]",
};
const adapter = (field) => Object.keys(EDITORS).find((name) => field.matches(EDITORS[name]));

// A field may change its type: what shows a password is a text for a while.
export const isText = (field) =>
  ("setRangeText" in field ? /^(text|search)/.test(field.type) : !!field.isContentEditable) &&
  (attached.has(field) || !adapter(field));

export function attach(field, options) {
  if (attached.has(field) || isText(field)) return typingIn(field) ?? new Typing(field, options);
  const name = adapter(field);
  throw new TypeError(`expected ${name ? `editors/${name}.js` : "a text field"}`);
}

export const typingIn = (field) => attached.get(field);
