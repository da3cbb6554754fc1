// The switch, the counter, and what finds the fields of a page. elements.d.ts says what each export does. MIT licence.

import { WORDS } from "./generated/elements.js";
import { attach, attached } from "./typing.js";

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
    if (this.querySelector("[type=radio]")) this.#begin();
    else speak(this, (words) => this.#begin(words));
  }

  #begin(words) {
    const field = byId(this, this.getAttribute("for"));
    if (!field || this.#typing || !this.isConnected) return;
    this.#stop = new AbortController();
    if (words) this.#draw(field, words);
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

  #draw(field, words) {
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
        if (turn === this.#turn) this.#say("failed");
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
    speak(this, (words) => {
      const hint = this.querySelector(".translit-hint") ?? this.appendChild(document.createElement("small"));
      hint.className = "translit-hint";
      hint.textContent = table && escape ? words.escape : "";
    });
    if (latin !== this.#latin) this.#say(latin ? "latin" : "cyrillic");
    this.#latin = latin;
  }

  #say(word) {
    speak(this, (words) => {
      const status = this.querySelector("[role=status]") ?? this.appendChild(document.createElement("span"));
      status.setAttribute("role", "status");
      status.textContent = words[word];
    });
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
    const shown = document.createElement("span");
    shown.id = `${field.id}-left`;
    shown.textContent = this.textContent;
    const spoken = document.createElement("span");
    this.replaceChildren(shown, spoken);
    spoken.className = "translit-spoken";
    spoken.setAttribute("aria-live", "polite");
    const described = field.getAttribute("aria-describedby") ?? "";
    if (!described.split(" ").includes(shown.id)) {
      field.setAttribute("aria-describedby", `${described} ${shown.id}`.trim());
    }
    const update = (words) => {
      const limit = Number(this.getAttribute("limit"));
      const left = limit - count(field);
      const text = counted(left < 0 ? words.over : words.left, Math.abs(left), words.plural);
      shown.textContent = text;
      this.classList.toggle("translit-over", left < 0);
      field.setCustomValidity?.(left < 0 ? text : "");
      // Spoken only near the limit, after a pause; at once when the limit is crossed.
      clearTimeout(this.#timer);
      if (left < 0 !== this.#over) spoken.textContent = text;
      else if (left < limit / 5) this.#timer = setTimeout(() => (spoken.textContent = text), 800);
      this.#over = left < 0;
    };
    const later = () => speak(this, update);
    field.addEventListener("input", later, { signal });
    field.form?.addEventListener("reset", () => setTimeout(later), { signal });
    later();
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
