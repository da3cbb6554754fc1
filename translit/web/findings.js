// Live findings under a field, each with a fix of one click. Never in the way of typing. MIT licence.

import { typingIn } from "./translit.js";
import { check as checkHere } from "./rules.js";

const WORDS = {
  bg: { instead: "Напиши „{text}“", where: "Покажи" },
  en: { instead: "Write “{text}”", where: "Show" },
};
const languageOf = (element) =>
  (element.closest("[lang]")?.lang || document.documentElement.lang || "en").slice(0, 2).toLowerCase();

/**
 * `<translit-findings for="comment" src="/translit/check" rules="/translit/rules/bg.json">`: after a pause in typing
 * shows what the rules find here, then what the address answers; either may be left out.
 */
export class TranslitFindings extends HTMLElement {
  #stop;
  #timer;
  #asked = 0;
  #field;
  #shown = "";

  /** How findings are found: the text to a list of findings. By default `src` is asked. */
  check = async (text) => {
    if (!this.hasAttribute("src")) return this.#here(text);
    const address = new URL(this.getAttribute("src"), document.baseURI);
    address.searchParams.set("lang", languageOf(this));
    const headers = { "Content-Type": "text/plain; charset=utf-8" };
    const answer = await fetch(address, { method: "POST", body: text, headers });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };

  connectedCallback() {
    const field = this.getRootNode().getElementById(this.getAttribute("for"));
    if (!field || this.#stop) return;
    this.#field = field;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.setAttribute("aria-live", "polite");
    field.addEventListener("input", () => this.#later(600), { signal });
    field.addEventListener("change", () => this.#later(0), { signal });
    if (field.value) this.#later(0);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#stop?.abort();
    this.#stop = undefined;
  }

  #rules;
  async #here(text) {
    const address = this.getAttribute("rules");
    if (!address) return [];
    this.#rules ??= fetch(address).then((answer) => answer.json());
    const limit = Number(this.getAttribute("limit") ?? 0);
    return checkHere(text, await this.#rules, { limit, language: languageOf(this) });
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), pause);
  }

  async #ask() {
    const turn = ++this.#asked;
    const text = this.#field.value;
    const here = await this.#here(text).catch(() => []);
    const current = () => turn === this.#asked && text === this.#field.value;
    if (here.length && current()) this.show(here);
    // A server that does not answer takes nothing away.
    const findings = await this.check(text).catch(() => here);
    if (current()) this.show(findings);
  }

  /** Show findings of the text as it is now; positions are UTF-16 units. */
  show(findings) {
    // A button that somebody is about to press stays where it is.
    const shown = JSON.stringify(findings.map((f) => [f.start16, f.end16, f.suggestions, f.message]));
    if (shown === this.#shown && this.firstElementChild) return;
    this.#shown = shown;
    const words = WORDS[languageOf(this)] ?? WORDS.en;
    const list = document.createElement("ul");
    for (const finding of findings) {
      const item = list.appendChild(document.createElement("li"));
      Object.assign(item.dataset, { code: finding.code, severity: finding.severity });
      item.append(finding.message);
      for (const text of finding.suggestions.slice(0, 2)) {
        const button = item.appendChild(document.createElement("button"));
        button.type = "button";
        // A whole comment is too long for a button.
        button.textContent = words.instead.replace("{text}", text.length > 40 ? `${text.slice(0, 39)}…` : text);
        button.addEventListener("click", () => this.#fix(finding, text));
      }
      if (!finding.suggestions.length && finding.text && finding.end16 - finding.start16 < 80) {
        const button = item.appendChild(document.createElement("button"));
        button.type = "button";
        button.textContent = words.where;
        button.addEventListener("click", () => {
          this.#field.focus();
          this.#field.setSelectionRange(finding.start16, finding.end16);
        });
      }
    }
    this.replaceChildren(...(findings.length ? [list] : []));
  }

  // Through the browser's editing, so that one undo takes it back.
  #fix({ start16, end16, text }, written) {
    const field = this.#field;
    if (field.value.slice(start16, end16) !== text) return this.#later(0);
    field.focus();
    field.setSelectionRange(start16, end16);
    const typing = typingIn(field);
    if (typing) typing.write(written);
    else document.execCommand("insertText", false, written);
    this.#later(0);
  }
}

customElements.define("translit-findings", TranslitFindings);
