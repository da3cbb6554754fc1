// The switch and the counter, which `translit.js` loads for the first of them. elements.d.ts says what each export does.
// MIT licence.

import { WORDS } from "./generated/elements.js";
import { attach, isText, load, typingIn } from "./translit.js";

export const languageOf = (element) =>
  (element.closest("[lang]")?.lang || document.documentElement.lang || "en").split("-")[0].toLowerCase();

const spoken = { en: WORDS };

// What is still to be loaded says nothing: English words would flash up.
export function speak(element, use) {
  const language = languageOf(element);
  if (spoken[language]) return use(spoken[language]);
  load(language, new URL(`words/${language}.json`, import.meta.url))
    .catch(() => WORDS)
    .then((words) => use((spoken[language] = words)));
}

// `plural` has the number of the form for each n below 200, or as far as it is not 1; the last hundred is repeated.
const counted = (forms, n, plural) => forms[plural[n < 200 ? n : 100 + (n % 100)] ?? 1].replace("{n}", n);

// What stands in an element ends with a line end, in WebKit with two behind a paragraph.
const writtenIn = (element) => element.innerText.replace(element.lastElementChild?.localName === "p" ? /\n{1,2}$/ : /\n$/, "");

export const count = (field) => (field.value ?? writtenIn(field)).replace(/\r\n?/g, "\n").length;

// An editor whose adapter writes there, also while nobody may.
const isAdapted = (field) => !!typingIn(field)?.caret?.put;

// The fields of an element's `for`: ids, each of a field or of a form or another part of the page with fields in it.
function fieldsOf(element) {
  const root = element.getRootNode();
  const named = (element.getAttribute("for") ?? "").split(/\s+/).map((id) => id && root.getElementById(id));
  const inside = (part) => (isText(part) ? [part] : part.querySelectorAll("textarea, input, [contenteditable], .native-edit-context"));
  const takes = (field) => isText(field) || isAdapted(field);
  return named.filter(Boolean).flatMap((part) => [...inside(part)]).filter(takes);
}

export function follow(element, use) {
  let before = [];
  const look = () => {
    const fields = fieldsOf(element);
    if (fields.length === before.length && fields.every((field, n) => field === before[n])) return;
    const former = before;
    before = fields; // who uses them may make this look again
    use(fields, former);
  };
  const root = element.getRootNode();
  const observer = new MutationObserver(look);
  observer.observe(root, {
    ...{ childList: true, subtree: true, attributes: true, attributeFilter: ["for", "id"] },
  });
  // An adapter may come after its editor.
  root.addEventListener("translit-state", look);
  look();
  return () => {
    observer.disconnect();
    root.removeEventListener("translit-state", look);
    if (before.length) use([], before);
  };
}

// A field is described by one more part of the page, or by one less.
function describe(field, id, on) {
  const ids = (field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((other) => other && other !== id);
  if (on) ids.push(id);
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
}

// Storage may be forbidden.
const remember = (use) => {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
};

const LATE = 400;

const saidOf = (field) => field.form?.elements.namedItem(`${field.name}-by`);

// Whether a text in Latin letters stood in a field before any table typed there: written while this module was still on
// its way, or shown again after a post that the server converted.
function isOfServer(field, radio) {
  const said = saidOf(field);
  if (!radio?.value || said?.value !== "server" || !/\p{Script=Latin}/u.test(field.value)) return false;
  return field.value !== field.defaultValue || (radio.defaultChecked && said.dataset.was !== "client");
}

export class Switch {
  #element;
  #fields = [];
  #table = null;
  #turn = 0;
  #lastOn = "";
  #stop;

  constructor(element) {
    this.#element = element;
  }

  begin() {
    const element = this.#element;
    if (this.#stop || !element.isConnected) return;
    const stop = (this.#stop = new AbortController());
    const watch = () => {
      if (!stop.signal.aborted) stop.unfollow = follow(element, (now, before) => this.#take(now, before));
    };
    if (element.querySelector("[type=radio]")) watch();
    else
      speak(element, (words) => {
        if (stop.signal.aborted) return;
        this.#words = words;
        watch();
      });
  }

  end() {
    this.#stop?.abort();
    this.#stop?.unfollow?.();
    this.#stop = undefined;
  }

  get value() {
    return this.#element.querySelector(":checked")?.value ?? "";
  }

  set value(id) {
    const radio = this.#radio(id);
    if (!radio) throw new RangeError(`there is no choice ${JSON.stringify(id)}`);
    this.#choose(radio);
  }

  // Offer one more table, in place of one that was offered so before.
  offer(id, label = id, src = undefined) {
    const own = this.#element.querySelector("[data-own]");
    if (own?.value === id || (!own && this.#radio(id))) return;
    own?.closest("label").remove();
    const radio = this.#add(this.#element.querySelector("fieldset"), id, label);
    radio.dataset.own = "";
    if (src) radio.dataset.src = src;
    remember((store) => store.setItem(`${this.#key}:own`, JSON.stringify([id, label, src])));
  }

  #unconverted = new WeakSet(); // fields with a text that is the server's to convert
  #words; // where the buttons are still to be drawn
  #begun = false;
  #take(fields, before) {
    for (const field of before) if (!fields.includes(field)) this.#let(field);
    this.#fields = fields;
    if (!fields.length) return;
    if (this.#words) this.#draw(this.#words);
    this.#words = undefined;
    this.#prepare();
    const { signal } = this.#stop;
    for (const field of fields.filter((field) => !before.includes(field))) {
      describe(field, this.#hint.id, true);
      attach(field, { physical: this.#element.hasAttribute("physical") }).table = this.#table;
      field.addEventListener("translit-state", ({ target }) => target === field && this.#show(field), { signal });
      field.addEventListener("translit-toggle", (event) => this.#toggle(event), { signal });
      field.form?.addEventListener("reset", () => setTimeout(() => this.#agree()), { signal });
    }
    if (!this.#begun) this.#start(signal);
    else this.#tell(fields.filter((field) => !before.includes(field)));
    this.#say();
  }

  #let(field) {
    describe(field, this.#hint.id, false);
    if (isAdapted(field)) typingIn(field).table = null;
    else typingIn(field)?.detach();
  }

  #start(signal) {
    const element = this.#element;
    this.#begun = true;
    element.addEventListener("change", (event) => this.#choose(event.target), { signal });
    // A click gives the focus back to the field, an arrow key does not.
    const back = ({ target, detail }) => {
      if (!detail || !target.closest("label")) return;
      const [field] = this.#fields;
      field.focus();
      setTimeout(() => field.focus()); // WebKit gives the focus to the button after this event
    };
    element.addEventListener("click", back, { signal });
    signal.addEventListener("abort", () => (this.#begun = false));
    // Other switches on the page, and this page in other windows.
    const other = (id) => this.#radio(id) && id !== this.value && this.#choose(this.#radio(id), false);
    document.addEventListener("translit-choice", ({ detail: [key, id] }) => key === this.#key && other(id), { signal });
    addEventListener("storage", ({ key, newValue }) => key === this.#key && other(newValue), { signal });
    const own = JSON.parse(remember((store) => store.getItem(`${this.#key}:own`)) ?? "null");
    const wanted = remember((store) => store.getItem(this.#key));
    if (own?.[0] === wanted) this.offer(...own);
    const radio = this.#radio(wanted) ?? element.querySelector(":checked");
    if (radio) this.#choose(radio, false, true);
  }

  get #key() {
    return `translit:${this.#element.getAttribute("name") ?? "choice"}`;
  }

  #radio(id) {
    return [...this.#element.querySelectorAll("[type=radio]")].find(({ value }) => value === id);
  }

  #draw(words) {
    const set = this.#element.appendChild(document.createElement("fieldset"));
    set.appendChild(document.createElement("legend")).textContent = words.title;
    const tables = (this.#element.getAttribute("tables") ?? "").split(";").filter((entry) => entry.trim());
    for (const entry of [`=${words.off}`, ...tables]) {
      const [id, name = id] = entry.split("=").map((part) => part.trim());
      const radio = this.#add(set, id, name);
      radio.defaultChecked = !id;
    }
  }

  #add(set, value, text) {
    const label = set.appendChild(document.createElement("label"));
    const radio = label.appendChild(document.createElement("input"));
    const [field] = this.#fields;
    const { name } = this.#element.querySelector("[type=radio][name]") ?? { name: `${field.name || field.id}-mode` };
    Object.assign(radio, { type: "radio", name, value });
    label.append(` ${text}`);
    return radio;
  }

  // What is said later stands there before, or screen readers would not hear it.
  #hint;
  #status;
  #prepare() {
    const element = this.#element;
    const part = (found, tag) => element.querySelector(found) ?? element.appendChild(document.createElement(tag));
    this.#hint = part(".translit-hints", "span");
    this.#hint.className = "translit-hints";
    this.#hint.id ||= `translit-hint-${Math.random().toString(36).slice(2)}`;
    this.#status = part("[role=status]", "span");
    this.#status.setAttribute("role", "status");
  }

  async #choose(radio, byPerson = true, first = false) {
    const turn = ++this.#turn;
    const current = () => turn === this.#turn;
    radio.checked = true;
    if (radio.value) this.#lastOn = radio.value;
    if (byPerson) {
      remember((store) => store.setItem(this.#key, radio.value));
      document.dispatchEvent(new CustomEvent("translit-choice", { detail: [this.#key, radio.value] }));
    }
    if (!first) this.#unconverted = new WeakSet();
    else for (const field of this.#fields) if (isOfServer(field, radio)) this.#unconverted.add(field);
    this.#use(null);
    if (!radio.value) return;
    // What is typed before the table is there is the server's to convert, and all with it.
    const stop = new AbortController();
    for (const field of this.#fields) {
      field.addEventListener("input", () => this.#unconverted.add(field), { signal: stop.signal });
    }
    const hint = setTimeout(() => current() && this.#announce("loading"), LATE);
    let table = null;
    try {
      table = await load(radio.value, radio.dataset.src);
    } catch {
      if (current()) this.#announce("failed");
    }
    clearTimeout(hint);
    stop.abort();
    if (!current()) return;
    if (table && this.#said === "loading") this.#announce();
    this.#use(table);
  }

  #use(table) {
    this.#table = table;
    for (const field of this.#fields) {
      const typing = attach(field);
      if (typing.table !== table) typing.table = table;
    }
    this.#tell(this.#fields);
    this.#say();
  }

  // Who converts what these fields have is posted with them.
  #tell(fields) {
    const ready = this.#table || !this.value;
    for (const field of fields) {
      const said = saidOf(field);
      if (said) said.value = ready && !this.#unconverted.has(field) ? "client" : "server";
    }
  }

  // A form that is emptied keeps the keyboard that somebody has chosen.
  #agree() {
    const radio = this.#radio(this.#table?.id ?? (this.value || this.#lastOn));
    if (radio) this.#choose(this.#table ? radio : this.#radio(""), false);
  }

  #toggle(event) {
    event.preventDefault();
    const first = [...this.#element.querySelectorAll("[type=radio]")].find(({ value }) => value);
    const radio = this.#radio(this.value ? "" : this.#lastOn || first?.value);
    if (radio) this.#choose(radio);
  }

  #say() {
    const [field] = this.#fields;
    if (!field) return;
    const { escape, shortcut } = attach(field);
    speak(this.#element, (words) => {
      const parts = [this.#table && escape && words.escape, shortcut && words.toggle.replace("{keys}", written(shortcut))];
      this.#hint.replaceChildren();
      for (const part of parts.filter(Boolean)) {
        const hint = document.createElement("small");
        hint.className = "translit-hint";
        hint.textContent = part;
        this.#hint.append(hint, " ");
      }
    });
  }

  #latin = false;
  #show(field) {
    const { latin } = attach(field);
    if (latin !== this.#latin) this.#announce(latin ? "latin" : "cyrillic");
    this.#latin = latin;
  }

  #said = "";
  #announce(word = "") {
    this.#said = word;
    speak(this.#element, (words) => {
      if (word === this.#said) this.#status.textContent = words[word] ?? "";
    });
  }
}

const written = (shortcut) => shortcut.replace("Control", "Ctrl");

export class Counter {
  #element;
  #stop;
  #timer;
  #over = false;

  constructor(element) {
    this.#element = element;
  }

  begin() {
    if (this.#stop || !this.#element.isConnected) return;
    this.#stop = new AbortController();
    this.#stop.unfollow = follow(this.#element, (now, before) => this.#take(now[0], before[0]));
  }

  end() {
    clearTimeout(this.#timer);
    this.#stop?.unfollow?.();
    this.#stop = undefined;
  }

  #listening;
  #take(field, before) {
    this.#listening?.abort();
    const [shown, spoken] = this.#draw(field ?? before);
    if (before) describe(before, shown.id, false);
    if (!field) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    describe(field, shown.id, true);
    const later = () => speak(this.#element, (words) => signal.aborted || this.#update(field, shown, spoken, words));
    field.addEventListener("input", later, { signal });
    field.form?.addEventListener("reset", () => setTimeout(later), { signal });
    if (isAdapted(field)) {
      // What an editor draws is no input of its field.
      const drawn = new MutationObserver(later);
      drawn.observe(field, { childList: true, characterData: true, subtree: true });
      signal.addEventListener("abort", () => drawn.disconnect());
    }
    later();
  }

  #draw(field) {
    const element = this.#element;
    const [shown, spoken] = element.children;
    if (spoken) return [shown, spoken];
    const made = [document.createElement("span"), document.createElement("span")];
    made[0].id = `${field.id}-left`;
    made[0].textContent = element.textContent;
    made[1].className = "translit-spoken";
    made[1].setAttribute("aria-live", "polite");
    element.replaceChildren(...made);
    return made;
  }

  #update(field, shown, spoken, words) {
    const limit = Number(this.#element.getAttribute("limit"));
    const left = limit - count(field);
    const text = counted(left < 0 ? words.over : words.left, Math.abs(left), words.plural);
    shown.textContent = text;
    this.#element.classList.toggle("translit-over", left < 0);
    field.setCustomValidity?.(left < 0 ? text : "");
    // Spoken only near the limit, after a pause; at once when the limit is crossed.
    clearTimeout(this.#timer);
    if (left < 0 !== this.#over) spoken.textContent = text;
    else if (left < limit / 5) this.#timer = setTimeout(() => (spoken.textContent = text), 800);
    this.#over = left < 0;
  }
}
