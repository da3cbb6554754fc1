// What finds the fields and the elements of a page. page.d.ts says what each export does. MIT licence.

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

export function start(root = document) {
  const one = async (field) => {
    if (attached.has(field)) return;
    const { translit, translitSrc } = field.dataset;
    const typing = attach(field, { physical: "translitPhysical" in field.dataset });
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

// The switch and the counter are loaded by the first of them.
const later = (name) =>
  class extends HTMLElement {
    #part;
    #with(use) {
      if (this.#part) return use(this.#part);
      import("./elements.js").then((parts) => use((this.#part ??= new parts[name](this))));
    }
    connectedCallback() {
      this.#with((part) => part.begin());
    }
    disconnectedCallback() {
      this.#with((part) => part.end());
    }
    get value() {
      return this.#part?.value ?? "";
    }
    set value(id) {
      this.#with((part) => (part.value = id));
    }
    offer(id, label, src) {
      this.#with((part) => part.offer(id, label, src));
    }
  };

if (globalThis.customElements && !customElements.get("translit-switch")) {
  customElements.define("translit-switch", later("Switch"));
  customElements.define("translit-counter", later("Counter"));
  start();
}
