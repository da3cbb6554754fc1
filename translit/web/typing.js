// Typing in a text field: what the keys do to the text before its caret. MIT licence.

import { edit, InputEngine } from "./engine.js";

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
  get collapsed() {
    return this.field.selectionStart === this.field.selectionEnd;
  }
  get text() {
    return this.field.value;
  }
  select(start, end) {
    this.field.setSelectionRange(start, end);
  }
}

class EditableCaret extends FieldCaret {
  get selection() {
    return this.field.getRootNode().getSelection?.() ?? this.field.ownerDocument.getSelection();
  }
  get range() {
    const { selection } = this;
    const root = this.field.getRootNode();
    if (root.host && !root.getSelection && selection.getComposedRanges) {
      return selection.getComposedRanges({ shadowRoots: [root] })[0];
    }
    return selection.rangeCount ? selection.getRangeAt(0) : null;
  }
  get at() {
    return this.range?.startOffset;
  }
  get collapsed() {
    return this.range?.collapsed ?? true;
  }
  get text() {
    return (this.range?.startContainer.data ?? "").replace(/\u00a0/g, " ");
  }
  select(start, end) {
    const node = this.range.startContainer;
    this.selection.setBaseAndExtent(node, start, node, end);
  }
}

const EVENTS = ["beforeinput", "compositionstart", "compositionend", "keydown", "pointerdown", "focus", "blur"];
// Servers that rename files may load two copies of this module.
export const attached = (globalThis[Symbol.for("translit")] ??= new WeakMap());

class Typing {
  #engine = null;
  #caret;
  #busy = false;
  #typed = ""; // what the keys gave, and
  #at; // where the caret stands behind it
  #level = []; // a key with Caps Lock on, and its level
  #composed = ["", 0];
  #before = {}; // its attributes

  constructor(field, { physical = false, escape = "Escape" } = {}) {
    this.field = field;
    this.physical = physical;
    this.escape = escape;
    this.latin = false;
    this.#caret = new (field.isContentEditable ? EditableCaret : FieldCaret)(field);
    for (const name of EVENTS) field.addEventListener(name, this);
  }

  get table() {
    return this.#engine?.machine.data ?? null;
  }

  set table(data) {
    const { field } = this;
    this.#engine = data ? new InputEngine(data) : null;
    this.#forget();
    mark(field, this.#before);
    const wanted = data && { lang: data.language, autocapitalize: "none", autocorrect: "off" };
    if (data && this.escape && !escapes(field)) wanted["aria-keyshortcuts"] = this.escape;
    this.#before = mark(field, wanted);
    this.#tell();
  }

  press(keys, level = "") {
    if (this.#ready()) this.#write(this.#type(keys, level));
  }

  write(text) {
    this.#forget();
    if (this.#ready()) this.#write(edit("", text));
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
    if (this.#busy || !this.#engine) return;
    if (this[event.type]) this[event.type](event);
    else this.#forget();
  }

  beforeinput(event) {
    const { data, inputType, cancelable } = event;
    if (event.isComposing || inputType === "insertCompositionText") return;
    let step;
    if (cancelable && inputType === "insertText" && data) {
      const [key, level] = this.#level;
      step = this.#type(data, key === data && this.#engine.at(key, level) ? level : "");
      // What the browser inserts itself stays one step of undo with what was typed before.
      if (!step.deleted && step.insert === data) return;
    } else if (cancelable && inputType === "deleteContentBackward") step = this.#takeBack();
    else this.#forget();
    if (!step) return;
    event.preventDefault();
    this.#write(step);
  }

  keydown(event) {
    const { key } = event;
    this.#level = [];
    if (event.isComposing || event.keyCode === 229) return;
    if (/^(Arrow|Home|End|Page|Delete)/.test(key)) this.#forget();
    const altGr = event.getModifierState("AltGraph");
    if (event.metaKey || (!altGr && (event.ctrlKey || event.altKey))) return;
    if (this.escape && key === this.escape && !escapes(this.field)) this.#forget(!this.latin);
    else if (key.length === 1) this.#key(event, key, altGr);
  }

  compositionstart() {
    this.#composed = [this.#caret.text, this.#caret.at];
  }

  // A composition may have taken up a word: only what it has added is converted.
  compositionend({ data }) {
    const [was, caret] = this.#composed;
    const { text, at } = this.#caret;
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
      this.#caret.select(end, end);
    }
    const step = this.#type(run, "", run);
    if (step.deleted || step.insert !== run) this.#write(edit(step.deleted + run, step.insert));
    if (!inside) return;
    const place = start + this.#engine.machine.convert(run.slice(0, at - start)).length;
    this.#caret.select(place, place);
    this.#forget();
  }

  get #focused() {
    return this.field.getRootNode().activeElement === this.field;
  }

  #ready() {
    if (!this.#focused) this.field.focus();
    return !this.field.readOnly && !this.field.disabled;
  }

  #key(event, key, altGr) {
    const engine = this.#engine;
    const caps = event.getModifierState("CapsLock");
    const shift = event.shiftKey;
    if (caps && !altGr) this.#level = [key, shift ? "caps-shift" : "caps"];
    if (this.latin) return;
    if (this.physical) {
      const level = (altGr ? "altgr" : caps ? "caps" : "") + (shift ? "-shift" : "");
      const place = keyOf(event.code);
      const name = level.replace(/^-/, "") || "plain";
      if (place && engine.at(place, name) !== undefined) {
        event.preventDefault();
        this.press(place, name);
      }
      return;
    }
    // WebKit does not ask in a full field, where "с" may still become "ш".
    const { maxLength } = this.field;
    if (!(maxLength >= 0) || !engine.preedit || this.field.value.length < maxLength) return;
    const step = this.#type(key);
    if (step.insert.length > step.deleted.length) return this.#forget();
    event.preventDefault();
    this.#write(step);
  }

  // What keys do to the text before the caret, or before `run`, which they are to replace.
  #type(keys, level = "", run = "") {
    const { at, collapsed } = this.#caret;
    if (!collapsed) this.#forget();
    else if (at - run.length !== this.#at && !this.#stands(this.#typed + run)) this.#forget(this.latin);
    const pending = this.#engine?.preedit;
    let step = this.#feed(keys, level);
    // Pages change their fields without a word.
    if (step.deleted && !this.#stands(pending + run)) {
      this.#forget(this.latin);
      step = this.#feed(keys, level);
    }
    this.#note(step, at - run.length);
    return step;
  }

  #feed(keys, level) {
    let [deleted, insert] = ["", ""];
    for (const key of keys) {
      if (this.latin && /\s/.test(key)) this.#setLatin(false);
      const plain = !this.#engine || this.latin || (level && this.#engine.at(key, level) === undefined);
      const step = plain ? edit("", key) : this.#engine.feed(key, level);
      // It may change what the key before it has not inserted yet.
      const kept = Math.min(insert.length, step.deleted.length);
      deleted = step.deleted.slice(0, step.deleted.length - kept) + deleted;
      insert = insert.slice(0, insert.length - kept) + step.insert;
    }
    return edit(deleted, insert);
  }

  #takeBack() {
    if (!this.#caret.collapsed) this.#forget();
    else if (!this.#stands(this.#typed)) this.#forget(this.latin);
    const step = this.#engine?.backspace();
    if (step) this.#note(step);
    else this.#forget(this.latin);
    return step;
  }

  #stands(typed) {
    const { at, text } = this.#caret;
    return text.slice(Math.max(0, at - typed.length), at) === typed;
  }

  #note({ deleted, insert }, at = this.#caret.at) {
    this.#typed = (this.#typed.slice(0, Math.max(0, this.#typed.length - deleted.length)) + insert).slice(-CHECKED);
    this.#at = at - deleted.length + insert.length;
  }

  #forget(latin = false) {
    this.#engine?.reset();
    this.#typed = "";
    this.#setLatin(latin);
  }

  #setLatin(latin) {
    if (latin === this.latin) return;
    this.latin = latin;
    this.#tell();
  }

  #tell() {
    this.field.dispatchEvent(new CustomEvent("translit-state", { bubbles: true, composed: true }));
  }

  // `execCommand` is deprecated, and the only way to keep native undo.
  #write({ deleted, insert }) {
    const { at } = this.#caret;
    this.#busy = true;
    if (deleted) this.#caret.select(at - deleted.length, at);
    if (insert) this.field.ownerDocument.execCommand("insertText", false, insert);
    else if (deleted) this.field.ownerDocument.execCommand("delete");
    this.#busy = false;
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

// Escape closes dialogs and clears search fields: there it is not ours.
const escapes = (field) => field.type === "search" || !!field.closest("dialog, [popover], [role=dialog]");

export function attach(field, options) {
  const isText = field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && /^(text|search)$/.test(field.type));
  if (!isText && !field.isContentEditable) throw new TypeError("expected a textarea, a text input or contenteditable");
  if (!attached.has(field)) attached.set(field, new Typing(field, options));
  return attached.get(field);
}

export const typingIn = (field) => attached.get(field);
