// Live transliteration for text fields: the machine of a table, the input engine, and the fields they type in.
// One ES module, no dependencies. Everything it inserts goes through the browser's own editing, so undo, maxlength
// and controlled fields keep working. Documentation: docs/web.md. MIT licence.

/** How many keys Backspace can take back one by one. */
const MEMORY = 10_000;
/** How much of the text before the caret must still be what was typed, in UTF-16 units. */
const CHECKED = 64;
const KINDS = [/^[\p{Lu}\p{Lt}]/u, /^\p{Ll}/u, /^[\p{L}\p{M}]/u];

/** Kind of a character: 0 upper or title case, 1 lower case, 2 letter or mark without case, 3 anything else. */
export const kind = (char) => (KINDS.findIndex((pattern) => pattern.test(char)) + 4) % 4;

/** The machine of one table, as `translit export ID --to json` writes it. */
export class Machine {
  constructor(data) {
    if (data?.format !== "translit-machine" || data.version !== 1) {
      throw new TypeError("expected a translit-machine of version 1: translit export ID --to json");
    }
    this.data = data;
  }

  /** Read one character in a state: [output, next state]. */
  step(state, char) {
    const row = this.data.states[state];
    const move = row.on?.[char];
    if (move) return [move[0], move[1] ?? state];
    const k = kind(char);
    const [output, like] = row.else ? row.else[row.else.length > 1 ? k : 0] : ["", state];
    if (like === state) return [output + char, row.next ? row.next[k] : state];
    const [more, next] = this.step(like, char);
    return [output + more, next];
  }

  /** What is still to be written if the text ends in this state. */
  owed(state) {
    return this.data.states[state].owed ?? "";
  }

  /** Convert a whole text. */
  convert(text) {
    let state = 0;
    let output = "";
    for (const char of text) {
      const [written, next] = this.step(state, char);
      output += written;
      state = next;
    }
    return output + this.owed(state);
  }
}

// The keys of the base keyboard, row by row, plain and shifted, and their physical places.
export const BASES = {
  us: [
    ["`1234567890-=", "~!@#$%^&*()_+"],
    ["qwertyuiop[]\\", "QWERTYUIOP{}|"],
    ["asdfghjkl;'", 'ASDFGHJKL:"'],
    ["zxcvbnm,./", "ZXCVBNM<>?"],
  ],
};
const CODES = {
  ...{ Backquote: "`", Minus: "-", Equal: "=", BracketLeft: "[", BracketRight: "]", Backslash: "\\" },
  ...{ Semicolon: ";", Quote: "'", Comma: ",", Period: ".", Slash: "/" },
};
const keyOf = (code) => CODES[code] ?? /^(?:Key|Digit)(.)$/.exec(code)?.[1].toLowerCase();

/** Keys in, edits out: the same answers as the InputEngine of the Python package; `delete` counts code points. */
export class InputEngine {
  #state = 0;
  #past = [];
  #levels;

  constructor(machine) {
    this.machine = machine instanceof Machine ? machine : new Machine(machine);
  }

  /** The end of the text that the next keys may still change. */
  get preedit() {
    return this.machine.owed(this.#state);
  }

  /** True if the next key does not depend on those before it. */
  get fresh() {
    return this.#state === 0;
  }

  /** Type one key (one code point), on a level of the keyboard if the character does not tell it. */
  feed(key, level = "") {
    if ([...key].length !== 1) throw new RangeError(`expected one character a key, found ${JSON.stringify(key)}`);
    const state = this.#state;
    if (level) {
      const insert = this.at(key, level);
      if (insert === undefined) throw new RangeError(`nothing on key ${JSON.stringify(key)}, level "${level}"`);
      this.#state = 0;
      return this.#remember(state, "", insert);
    }
    const [output, next] = this.machine.step(state, key);
    const before = [...this.machine.owed(state)];
    const after = [...(output + this.machine.owed(next))];
    let same = 0;
    while (same < before.length && same < after.length && before[same] === after[same]) same++;
    this.#state = next;
    return this.#remember(state, before.slice(same).join(""), after.slice(same).join(""));
  }

  /** Take back the last key; null if none is remembered. */
  backspace() {
    const last = this.#past.pop();
    if (!last) return null;
    this.#state = last[0];
    return edit(last[2], last[1]);
  }

  /** Settle what is pending as it stands and start afresh. */
  commit() {
    const pending = this.preedit;
    this.reset();
    return pending;
  }

  /** Forget all keys: the caret was moved, or the text was changed by somebody else. */
  reset() {
    this.#state = 0;
    this.#past = [];
  }

  /** What a key of the drawn keyboard gives on a level; undefined if nothing. */
  at(key, level) {
    this.#levels ??= levelsOf(this.machine.data);
    return this.#levels[level]?.[key];
  }

  #remember(state, deleted, insert) {
    this.#past.push([state, deleted, insert]);
    if (this.#past.length > MEMORY) this.#past.shift();
    return edit(deleted, insert);
  }
}

const edit = (deleted, insert) => ({ delete: [...deleted].length, insert, deleted });

function levelsOf({ base, layout = {} }) {
  const levels = {};
  for (const [level, rows] of Object.entries(layout)) {
    levels[level] = {};
    BASES[base].forEach(([plain, shifted], row) => {
      // An ISO keyboard draws one more key first; nothing typed on the base keyboard reaches it.
      rows[row].slice(-plain.length).forEach((cell, column) => {
        if (cell) levels[level][plain[column]] = levels[level][shifted[column]] = cell;
      });
    });
  }
  return levels;
}

// Where the caret is, in the three kinds of field there are. Numbers are UTF-16 units.

class FieldCaret {
  constructor(field) {
    this.field = field;
  }
  get collapsed() {
    return this.field.selectionStart === this.field.selectionEnd;
  }
  before(length) {
    if (!length) return ""; // reading a long value is what a key costs
    const end = this.field.selectionStart;
    return this.field.value.slice(Math.max(0, end - length), end);
  }
  selectBack(length) {
    const end = this.field.selectionStart;
    this.field.setSelectionRange(end - length, end);
  }
  replace(text) {
    const { field } = this;
    const room = field.maxLength < 0 ? Infinity : field.maxLength - field.value.length;
    const cut = text.slice(0, Math.max(0, room + field.selectionEnd - field.selectionStart));
    field.setRangeText(cut, field.selectionStart, field.selectionEnd, "end");
  }
}

class EditableCaret {
  constructor(field) {
    this.field = field;
  }
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
  get collapsed() {
    return this.range?.collapsed ?? true;
  }
  before(length) {
    const { startContainer: node, startOffset: end } = this.range ?? {};
    return node?.nodeType === Node.TEXT_NODE ? node.data.slice(Math.max(0, end - length), end) : "";
  }
  selectBack(length) {
    const { startContainer: node, startOffset: end } = this.range;
    this.selection.setBaseAndExtent(node, end - length, node, end);
  }
  replace(text) {
    const range = this.selection.getRangeAt(0);
    range.deleteContents();
    range.insertNode(this.field.ownerDocument.createTextNode(text));
    range.collapse(false);
  }
}

const EVENTS = ["beforeinput", "compositionend", "keydown", "pointerdown", "focus", "blur"];
const WHILE_ON = { autocapitalize: "none", autocorrect: "off" };
const attached = new WeakMap();

/** Typing in one field: `table` says by which table, or null for none. */
class Typing {
  #engine = null;
  #caret;
  #busy = false;
  #typed = ""; // what the keys gave, and
  #tail = ""; // its end that the next key may depend on
  #level = null;
  #restore = null;

  constructor(field, { physical = false, escape = "Escape" } = {}) {
    this.field = field;
    this.physical = physical;
    this.escape = escape;
    /** True while the rest of the word stays Latin. */
    this.latin = false;
    this.#caret = field.isContentEditable ? new EditableCaret(field) : new FieldCaret(field);
    for (const name of EVENTS) field.addEventListener(name, this);
  }

  /** The table in use: the data of a machine, or null. */
  get table() {
    return this.#engine?.machine.data ?? null;
  }

  set table(data) {
    const { field } = this;
    this.#restore?.();
    this.#restore = null;
    this.#engine = data ? new InputEngine(data) : null;
    this.#forget();
    if (data) {
      const wanted = { lang: data.language, ...WHILE_ON };
      if (this.escape && !escapes(field)) wanted["aria-keyshortcuts"] = this.escape;
      const before = Object.keys(wanted).map((name) => [name, field.getAttribute(name)]);
      for (const [name, value] of Object.entries(wanted)) field.setAttribute(name, value);
      this.#restore = () => {
        for (const [name, value] of before) {
          if (value === null) field.removeAttribute(name);
          else field.setAttribute(name, value);
        }
      };
    }
    this.#tell();
  }

  /** Type keys as if they came from the keyboard; `level` names the level they are on. */
  press(keys, level = "") {
    if (this.#caret.collapsed) this.#check();
    else this.#forget();
    let [deleted, insert] = ["", ""];
    for (const key of keys) {
      if (this.latin && /\s/.test(key)) this.#setLatin(false);
      const plain = !this.#engine || this.latin || (level && this.#engine.at(key, level) === undefined);
      const step = plain ? { deleted: "", insert: key } : this.#engine.feed(key, level);
      // What this key changes may have been inserted by the key before it, and not be in the field yet.
      const kept = Math.min(insert.length, step.deleted.length);
      deleted = step.deleted.slice(0, step.deleted.length - kept) + deleted;
      insert = insert.slice(0, insert.length - kept) + step.insert;
    }
    this.#edit(deleted, insert);
  }

  /** Write a text as it is in place of the selection, so that undo takes it back. */
  write(text) {
    this.#forget();
    this.#write("", text);
  }

  /** Take back one key, or what the browser's own Backspace takes. */
  backspace() {
    const step = this.#takeBack();
    if (step) this.#edit(step.deleted, step.insert);
    else this.#write("", "");
  }

  /** Stop, and leave the field as it was found. */
  detach() {
    this.table = null;
    for (const name of EVENTS) this.field.removeEventListener(name, this);
    attached.delete(this.field);
  }

  handleEvent(event) {
    if (!this.#busy && this.#engine) this[event.type](event);
  }

  beforeinput(event) {
    if (event.isComposing || event.inputType === "insertCompositionText") return;
    const { data, inputType } = event;
    if (inputType === "insertText" && data && event.cancelable) this.#insert(event, data);
    else if (inputType === "deleteContentBackward" && event.cancelable) this.#delete(event);
    else this.#forget();
  }

  keydown(event) {
    const { key } = event;
    this.#level = null;
    if (event.isComposing || event.keyCode === 229) return;
    if (key.length > 1 && /^(Arrow|Home|End|Page)/.test(key)) this.#forget();
    const altGr = event.getModifierState("AltGraph");
    if (event.metaKey || (!altGr && (event.ctrlKey || event.altKey))) return;
    if (this.escape && key === this.escape && !escapes(this.field)) {
      this.#forget(!this.latin);
      return;
    }
    if (key.length === 1) this.#key(event, key, altGr);
  }

  compositionend(event) {
    this.#forget(this.latin);
    const { data } = event;
    if (!data || this.latin || !this.#caret.collapsed || this.#caret.before(data.length) !== data) return;
    const written = this.#engine.machine.convert(data);
    if (written !== data) this.#write(data, written);
  }

  pointerdown() {
    this.#forget();
  }

  focus() {
    this.#forget();
  }

  blur() {
    this.#forget();
  }

  // A character is about to be inserted by the browser.
  #insert(event, data) {
    if (this.latin && !/\s/.test(data)) return;
    if (this.latin) this.#setLatin(false);
    const level = this.#level?.[0] === data && this.#engine.at(data, this.#level[1]) ? this.#level[1] : "";
    // Asking a long field where its caret is costs more than the key: a layout never has to.
    if (this.#engine.fresh) this.#tail = "";
    else if (this.#caret.collapsed) this.#check(this.#tail);
    else this.#forget();
    if ([...data].length === 1) {
      const step = this.#engine.feed(data, level);
      this.#note(step.deleted, step.insert);
      // What the browser would insert anyway it inserts itself: runs of typing stay one step of undo.
      if (!step.deleted && step.insert === data) return;
      event.preventDefault();
      this.#write(step.deleted, step.insert);
    } else {
      event.preventDefault();
      this.press(data);
    }
  }

  #delete(event) {
    if (!this.#caret.collapsed) return this.#forget();
    const step = this.#takeBack();
    if (!step) return this.#forget(this.latin);
    this.#note(step.deleted, step.insert);
    this.#tail = this.#typed;
    event.preventDefault();
    this.#write(step.deleted, step.insert);
  }

  // A key that types a character: what must be known, or done, before the browser asks to insert it.
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
    // A full field: WebKit does not ask, but a key that makes the text no longer ("с" to "ш") still fits.
    const { maxLength } = this.field;
    if (!(maxLength >= 0) || !engine.preedit || !this.#caret.collapsed) return;
    const { value } = this.field;
    if (value.length < maxLength) return;
    this.#check();
    const step = engine.feed(key);
    if (step.deleted && value.length - step.deleted.length + step.insert.length <= maxLength) {
      event.preventDefault();
      this.#edit(step.deleted, step.insert);
    } else engine.backspace();
  }

  #takeBack() {
    if (!this.#engine || !this.#caret.collapsed) return null;
    this.#check();
    return this.#engine.backspace();
  }

  // Forget all keys unless what they gave still stands before the caret.
  #check(text = this.#typed) {
    if (this.#caret.before(text.length) !== text) this.#forget(this.latin);
  }

  #forget(latin = false) {
    this.#engine?.reset();
    this.#typed = this.#tail = "";
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

  #note(deleted, insert) {
    const after = (text) => (text.slice(0, Math.max(0, text.length - deleted.length)) + insert).slice(-CHECKED);
    this.#typed = after(this.#typed);
    this.#tail = after(this.#tail);
  }

  #edit(deleted, insert) {
    this.#note(deleted, insert);
    this.#tail = this.#typed;
    this.#write(deleted, insert);
  }

  // The one place that changes the field. `execCommand` is deprecated, and the only way to keep native undo.
  #write(deleted, insert) {
    const { field } = this;
    if (field.getRootNode().activeElement !== field) field.focus();
    this.#busy = true;
    try {
      if (deleted) this.#caret.selectBack(deleted.length);
      const command = insert ? ["insertText", false, insert] : ["delete"];
      if (field.ownerDocument.execCommand(...command)) return;
      this.#caret.replace(insert);
      const init = { inputType: insert ? "insertText" : "deleteContentBackward", data: insert || null };
      field.dispatchEvent(new InputEvent("input", { ...init, bubbles: true, composed: true }));
    } finally {
      this.#busy = false;
    }
  }
}

// Escape closes dialogs and clears search fields: there it is not ours.
const escapes = (field) => field.type === "search" || !!field.closest("dialog, [popover], [role=dialog]");

/** Type by tables in a textarea, an input of text or a contenteditable element. */
export function attach(field, options) {
  const isText = field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && /^(text|search)$/.test(field.type));
  if (!isText && !field.isContentEditable) throw new TypeError("expected a textarea, a text input or contenteditable");
  if (!attached.has(field)) attached.set(field, new Typing(field, options));
  return attached.get(field);
}

/** The Typing of a field, or undefined. */
export const typingIn = (field) => attached.get(field);

const loading = new Map();

/** Fetch the machine of a table, once; by default from `tables/ID.json` beside this module. */
export function load(id, url = new URL(`tables/${id}.json`, import.meta.url)) {
  const address = String(url);
  if (!loading.has(address)) {
    const answer = fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => loading.delete(address));
    loading.set(address, answer);
  }
  return loading.get(address);
}

const MESSAGES = {
  bg: {
    title: "Кирилица",
    off: "Изключена",
    left: { one: "Остава {n} символ", other: "Остават {n} символа" },
    over: { one: "{n} символ над позволеното", other: "{n} символа над позволеното" },
    escape: "Esc: дума на латиница",
    latin: "Латиница до края на думата",
    cyrillic: "Отново кирилица",
    failed: "Таблицата не се зареди: пише се на латиница",
  },
  en: {
    title: "Cyrillic",
    off: "Off",
    left: { one: "{n} character left", other: "{n} characters left" },
    over: { one: "{n} character too long", other: "{n} characters too long" },
    escape: "Esc: one word in Latin letters",
    latin: "Latin letters to the end of the word",
    cyrillic: "Cyrillic again",
    failed: "The table did not load: you type Latin letters",
  },
};

/** The messages for an element, in the language around it: Bulgarian or English. */
function messages(element) {
  const language = element.closest("[lang]")?.lang || element.ownerDocument.documentElement.lang;
  return MESSAGES[language?.slice(0, 2).toLowerCase()] ?? MESSAGES.en;
}

const counted = (forms, n) => forms[n === 1 ? "one" : "other"].replace("{n}", n);
const byId = (element, id) => element.getRootNode().getElementById(id);

/** The length of a field as the server counts it: UTF-16 units, each newline one. */
export const count = (field) => (field.value ?? field.innerText.replace(/\n$/, "")).replace(/\r\n?/g, "\n").length;

const memory = {
  get: (key) => {
    try {
      return localStorage.getItem(`translit:${key}`);
    } catch {
      return null; // storage may be forbidden
    }
  },
  set: (key, value) => {
    try {
      localStorage.setItem(`translit:${key}`, value);
    } catch {
      // The choice lasts as long as the page.
    }
  },
};

const Element = globalThis.HTMLElement ?? class {};

/** `<translit-switch for="comment">`: radio buttons that say by which table the field types. */
export class TranslitSwitch extends Element {
  #typing;
  #turn = 0;
  #stop;

  connectedCallback() {
    const field = byId(this, this.getAttribute("for"));
    if (!field || this.#typing) return;
    this.#stop = new AbortController();
    if (!this.querySelector("input[type=radio]")) this.#draw(field);
    this.#typing = attach(field, { physical: this.hasAttribute("physical") });
    const { signal } = this.#stop;
    this.addEventListener("change", (event) => this.#choose(event.target), { signal });
    // A pointer comes from the field and goes back to it; the arrow keys stay among the buttons.
    let pointed = false;
    this.addEventListener("pointerdown", () => (pointed = true), { signal });
    this.addEventListener("keydown", () => (pointed = false), { signal });
    const back = ({ target }) => {
      if (!pointed || target.type !== "radio") return;
      field.focus();
      setTimeout(() => field.focus()); // WebKit gives the focus to the button after this event
    };
    this.addEventListener("click", back, { signal });
    field.addEventListener("translit-state", () => this.#show(), { signal });
    const kept = memory.get(this.getAttribute("name") ?? "choice");
    const radios = [...this.querySelectorAll("input[type=radio]")];
    const radio = radios.find((r) => kept !== null && r.value === kept) ?? radios.find((r) => r.checked);
    if (radio) {
      radio.checked = true;
      this.#choose(radio);
    }
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#typing?.detach();
    this.#typing = undefined;
  }

  /** The id of the table in use; "" for none. */
  get value() {
    return this.querySelector("input:checked")?.value ?? "";
  }

  set value(id) {
    const radio = [...this.querySelectorAll("input[type=radio]")].find((r) => r.value === id);
    if (!radio) throw new RangeError(`there is no choice ${JSON.stringify(id)}`);
    radio.checked = true;
    this.#choose(radio);
  }

  #draw(field) {
    const words = messages(this);
    const set = this.appendChild(document.createElement("fieldset"));
    set.appendChild(document.createElement("legend")).textContent = words.title;
    // "id=label; id=label" in `tables`; without labels the id is shown.
    const tables = (this.getAttribute("tables") ?? "").split(";").filter((entry) => entry.trim());
    for (const entry of ["=" + words.off, ...tables]) {
      const [, id, name] = /^\s*([^=]*?)\s*(?:=\s*(.*?)\s*)?$/.exec(entry);
      const label = set.appendChild(document.createElement("label"));
      const radio = label.appendChild(document.createElement("input"));
      Object.assign(radio, { type: "radio", name: `${field.name || field.id}-mode`, value: id, checked: !id });
      label.append(` ${name ?? id}`);
    }
  }

  async #choose(radio) {
    const typing = this.#typing;
    const turn = ++this.#turn;
    memory.set(this.getAttribute("name") ?? "choice", radio.value);
    let table = null;
    if (radio.value) {
      try {
        table = await load(radio.value, radio.dataset.src);
      } catch {
        if (turn === this.#turn) this.#say(messages(this).failed);
      }
    }
    if (turn !== this.#turn || typing !== this.#typing) return;
    typing.table = table;
    // The server converts what was typed while no table was loaded, and nothing else.
    const by = typing.field.form?.elements.namedItem(`${typing.field.name}-by`);
    if (by) by.value = table || !radio.value ? "client" : "server";
  }

  #latin = false;
  #show() {
    const { latin, table, escape } = this.#typing;
    const words = messages(this);
    const hint = this.querySelector(".translit-hint") ?? this.appendChild(document.createElement("small"));
    hint.className = "translit-hint";
    hint.textContent = table && escape ? words.escape : "";
    if (latin !== this.#latin) this.#say(latin ? words.latin : words.cyrillic);
    this.#latin = latin;
  }

  #say(message) {
    const status = this.querySelector("[role=status]") ?? this.appendChild(document.createElement("span"));
    status.setAttribute("role", "status");
    status.textContent = message;
  }
}

/** `<translit-counter for="comment" limit="2000">`: how many characters are left; may go below zero. */
export class TranslitCounter extends Element {
  #stop;
  #timer;
  #over = false;

  connectedCallback() {
    const field = byId(this, this.getAttribute("for"));
    if (!field || this.#stop) return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.textContent = "";
    const shown = this.appendChild(document.createElement("span"));
    shown.id = `${field.id}-left`;
    const spoken = this.appendChild(document.createElement("span"));
    spoken.className = "translit-spoken";
    spoken.setAttribute("aria-live", "polite");
    const described = field.getAttribute("aria-describedby") ?? "";
    if (!described.split(" ").includes(shown.id)) {
      field.setAttribute("aria-describedby", `${described} ${shown.id}`.trim());
    }
    const update = () => {
      const limit = Number(this.getAttribute("limit"));
      const left = limit - count(field);
      const words = messages(this);
      const text = left < 0 ? counted(words.over, -left) : counted(words.left, left);
      shown.textContent = text;
      this.classList.toggle("translit-over", left < 0);
      field.setCustomValidity?.(left < 0 ? text : "");
      // Spoken only near the limit, after a pause; at once when the limit is crossed.
      clearTimeout(this.#timer);
      if (left < 0 !== this.#over) spoken.textContent = text;
      else if (left < limit / 5) this.#timer = setTimeout(() => (spoken.textContent = text), 800);
      this.#over = left < 0;
    };
    field.addEventListener("input", update, { signal });
    field.form?.addEventListener("reset", () => setTimeout(update), { signal });
    update();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#stop?.abort();
    this.#stop = undefined;
  }
}

/** Attach to every `data-translit="ID"` field below `root`; `data-translit-src` may say where its table is. */
export async function start(root = document) {
  const fields = [...root.querySelectorAll("[data-translit]")].filter((field) => !attached.has(field));
  await Promise.all(
    fields.map(async (field) => {
      const { translit, translitSrc, translitPhysical } = field.dataset;
      const typing = attach(field, { physical: translitPhysical !== undefined });
      const table = translit ? await load(translit, translitSrc) : null;
      if (attached.get(field) === typing) typing.table = table;
    }),
  );
}

/** Attach to fields that are added below `root` later on, too; returns the observer. */
export function observe(root = document) {
  const observer = new MutationObserver(() => start(root));
  observer.observe(root, { childList: true, subtree: true });
  start(root);
  return observer;
}

if (globalThis.customElements) {
  customElements.define("translit-switch", TranslitSwitch);
  customElements.define("translit-counter", TranslitCounter);
  start();
}
