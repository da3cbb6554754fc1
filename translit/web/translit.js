// Live transliteration for text fields. translit.d.ts says what each export does. MIT licence.

const MEMORY = 10_000; // keys that Backspace can take back one by one
const CHECKED = 64; // UTF-16 units before the caret that must still be what was typed
const KINDS = [/^[\p{Lu}\p{Lt}]/u, /^\p{Ll}/u, /^[\p{L}\p{M}]/u];

export const kind = (char) => (KINDS.findIndex((pattern) => pattern.test(char)) + 4) % 4;

export class Machine {
  #rows;
  #owed = [""];

  constructor(data) {
    if (data?.format !== "translit-machine" || data.version !== 2) {
      throw new TypeError("expected a translit-machine of version 2: translit export ID --to json");
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
      for (const key of keys) moves.set(key, [text, next]);
    }
    return moves;
  }

  step(state, char) {
    const row = this.#rows[state];
    const named = row.get(char);
    if (!named && this.data.composed.includes(char)) return this.#run(state, char.normalize("NFD"));
    const [output, next] = named ?? row.get(kind(char));
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

  convert(text) {
    const [output, state] = this.#run(0, text);
    return output + this.#owed[state];
  }
}

const CODES = "Backquote Minus Equal BracketLeft BracketRight Backslash Semicolon Quote Comma Period Slash".split(" ");
const keyOf = (code) => "`-=[]\\;',./"[CODES.indexOf(code)] ?? /^(?:Key|Digit)(.)$/.exec(code)?.[1].toLowerCase();

export class InputEngine {
  #state = 0;
  #past = [];
  #levels = {};

  constructor(machine) {
    this.machine = machine instanceof Machine ? machine : new Machine(machine);
    const { base, layout = {} } = this.machine.data;
    for (const [level, rows] of Object.entries(layout)) {
      const cells = (this.#levels[level] = {});
      base.forEach(([plain, shifted], row) => {
        // ISO keyboards draw one more key first, which the base keyboard lacks.
        rows[row].slice(-plain.length).forEach((cell, column) => {
          if (cell) cells[plain[column]] = cells[shifted[column]] = cell;
        });
      });
    }
  }

  get preedit() {
    return this.machine.owed(this.#state);
  }

  feed(key, level = "") {
    if ([...key].length !== 1) throw new RangeError(`expected one character, found ${JSON.stringify(key)}`);
    const state = this.#state;
    if (level) {
      const insert = this.at(key, level);
      if (insert === undefined) throw new RangeError(`no key ${JSON.stringify(key)} on level "${level}"`);
      this.#state = 0;
      return this.#remember(state, "", insert);
    }
    const [output, next] = this.machine.step(state, key);
    const before = [...this.machine.owed(state)];
    const after = [...(output + this.machine.owed(next))];
    let same = 0;
    while (same < before.length && before[same] === after[same]) same++;
    this.#state = next;
    return this.#remember(state, before.slice(same).join(""), after.slice(same).join(""));
  }

  backspace() {
    const last = this.#past.pop();
    if (!last) return null;
    this.#state = last[0];
    return edit(last[2], last[1]);
  }

  commit() {
    const pending = this.preedit;
    this.reset();
    return pending;
  }

  reset() {
    this.#state = 0;
    this.#past = [];
  }

  at(key, level) {
    return this.#levels[level]?.[key];
  }

  #remember(state, deleted, insert) {
    this.#past.push([state, deleted, insert]);
    if (this.#past.length > MEMORY) this.#past.shift();
    return edit(deleted, insert);
  }
}

const edit = (deleted, insert) => ({ delete: [...deleted].length, insert, deleted });

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
const attached = (globalThis[Symbol.for("translit")] ??= new WeakMap());

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

const loading = new Map();

export function load(id, url = new URL(`tables/${id}.json`, import.meta.url)) {
  const address = String(url);
  const answer =
    loading.get(address) ??
    fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return response.json();
    });
  loading.set(address, answer);
  answer.catch(() => loading.delete(address));
  return answer;
}

const MESSAGES = {
  bg: {
    title: "Кирилица",
    off: "Изключена",
    left: ["Остава {n} символ", "Остават {n} символа"],
    over: ["{n} символ над позволеното", "{n} символа над позволеното"],
    escape: "Esc: дума на латиница",
    latin: "Латиница до края на думата",
    cyrillic: "Отново кирилица",
    failed: "Таблицата не се зареди: пише се на латиница",
  },
  en: {
    title: "Cyrillic",
    off: "Off",
    left: ["{n} character left", "{n} characters left"],
    over: ["{n} character too long", "{n} characters too long"],
    escape: "Esc: one word in Latin letters",
    latin: "Latin letters to the end of the word",
    cyrillic: "Cyrillic again",
    failed: "The table did not load: you type Latin letters",
  },
};

function messages(element) {
  const language = element.closest("[lang]")?.lang || document.documentElement.lang;
  return MESSAGES[language?.slice(0, 2).toLowerCase()] ?? MESSAGES.en;
}

const counted = (forms, n) => forms[n === 1 ? 0 : 1].replace("{n}", n);
const byId = (element, id) => element.getRootNode().getElementById(id);

export const count = (field) => (field.value ?? field.innerText.replace(/\n$/, "")).replace(/\r\n?/g, "\n").length;

// Storage may be forbidden.
const remember = (use) => {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
};

const Element = globalThis.HTMLElement ?? class {};

export class TranslitSwitch extends Element {
  #typing;
  #turn = 0;
  #stop;

  connectedCallback() {
    const field = byId(this, this.getAttribute("for"));
    if (!field || this.#typing) return;
    this.#stop = new AbortController();
    if (!this.querySelector("[type=radio]")) this.#draw(field);
    this.#typing = attach(field, { physical: this.hasAttribute("physical") });
    const { signal } = this.#stop;
    this.addEventListener("change", (event) => this.#choose(event.target), { signal });
    // A click gives the focus back to the field, an arrow key does not.
    const back = ({ target, detail }) => {
      if (!detail || !target.closest("label")) return;
      field.focus();
      setTimeout(() => field.focus()); // WebKit gives the focus to the button after this event
    };
    this.addEventListener("click", back, { signal });
    field.addEventListener("translit-state", () => this.#show(), { signal });
    const radio = this.#radio(remember((store) => store.getItem(this.#key))) ?? this.querySelector(":checked");
    if (radio) this.#choose(radio);
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#typing?.detach();
    this.#typing = undefined;
  }

  get value() {
    return this.querySelector(":checked")?.value ?? "";
  }

  set value(id) {
    const radio = this.#radio(id);
    if (!radio) throw new RangeError(`there is no choice ${JSON.stringify(id)}`);
    this.#choose(radio);
  }

  get #key() {
    return `translit:${this.getAttribute("name") ?? "choice"}`;
  }

  #radio(id) {
    return [...this.querySelectorAll("[type=radio]")].find(({ value }) => value === id);
  }

  #draw(field) {
    const words = messages(this);
    const set = this.appendChild(document.createElement("fieldset"));
    set.appendChild(document.createElement("legend")).textContent = words.title;
    const tables = (this.getAttribute("tables") ?? "").split(";").filter((entry) => entry.trim());
    for (const entry of [`=${words.off}`, ...tables]) {
      const [id, name = id] = entry.split("=").map((part) => part.trim());
      const label = set.appendChild(document.createElement("label"));
      const radio = label.appendChild(document.createElement("input"));
      Object.assign(radio, { type: "radio", name: `${field.name || field.id}-mode`, value: id, checked: !id });
      label.append(` ${name}`);
    }
  }

  async #choose(radio) {
    const typing = this.#typing;
    const turn = ++this.#turn;
    radio.checked = true;
    remember((store) => store.setItem(this.#key, radio.value));
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
    // The server converts only what was typed without a table.
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

export function start(root = document) {
  const one = async (field) => {
    if (attached.has(field)) return;
    const { translit, translitSrc, translitPhysical } = field.dataset;
    const typing = attach(field, { physical: translitPhysical !== undefined });
    const table = translit ? await load(translit, translitSrc) : null;
    if (attached.get(field) === typing) typing.table = table;
  };
  return Promise.all([...root.querySelectorAll("[data-translit]")].map(one));
}

export function observe(root = document) {
  const observer = new MutationObserver(() => start(root));
  observer.observe(root, { childList: true, subtree: true });
  start(root);
  return observer;
}

if (globalThis.customElements && !customElements.get("translit-switch")) {
  customElements.define("translit-switch", TranslitSwitch);
  customElements.define("translit-counter", TranslitCounter);
  start();
}
