// Live findings under a field, each with a fix of one click. Never in the way of typing. MIT licence.

import { WORDS } from "./generated/findings.js";
import { languageOf, speak } from "./elements.js";
import { typingIn } from "./translit.js";

/**
 * `<translit-findings for="comment" policy="comment" limit="2000" src="/translit/check">`: after a pause in typing shows
 * what the rules of `rules` find, by default `rules/bg.json` beside this module. Only a text in Latin letters that is
 * no English is sent to `src`, for its reading in Cyrillic takes a dictionary; without `src` none is offered.
 */
export class TranslitFindings extends HTMLElement {
  #stop;
  #timer;
  #asked = 0;
  #field;
  #shown = "";
  #rules;
  #reading; // the last answer of the server, and to what text

  /** How findings are found: the text to a list of findings. */
  check = async (text) => {
    this.#rules ??= load(this.getAttribute("rules") ?? new URL("rules/bg.json", import.meta.url));
    const loaded = await this.#rules.catch(() => null);
    if (!loaded) {
      // Nobody is told that a page was left or a network failed: the next text asks again.
      this.#rules = undefined;
      return [];
    }
    const { check, rules } = loaded;
    const wanted = this.getAttribute("policy") ?? "comment";
    const policy = wanted.startsWith("{") ? JSON.parse(wanted) : wanted;
    const limit = this.hasAttribute("limit") ? Number(this.getAttribute("limit")) : undefined;
    const found = check(text, rules, { policy, limit, language: languageOf(this), budget: rules.budget });
    // A field is not scolded for being empty before it is sent.
    return found.filter(({ code }) => !rules.known_later.has(code));
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

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), pause);
  }

  async #ask() {
    const turn = ++this.#asked;
    const text = this.#field.value;
    const current = () => turn === this.#asked && text === this.#field.value;
    const isRomanised = ({ code }) => code === "latin_transliteration";
    const findings = await this.check(text);
    const romanised = findings.findIndex((found) => isRomanised(found) && !found.suggestions.length);
    const known = this.#reading?.text === text;
    if (romanised >= 0 && known) findings[romanised] = this.#reading.finding;
    if (current()) this.show(findings);
    if (romanised < 0 || known || !this.hasAttribute("src") || !current()) return;
    // A server that does not answer takes nothing away.
    const finding = (await this.#read(text).catch(() => [])).find(isRomanised);
    if (!finding) return;
    this.#reading = { text, finding };
    findings[romanised] = finding;
    if (current()) this.show(findings);
  }

  async #read(text) {
    const address = new URL(this.getAttribute("src"), document.baseURI);
    address.searchParams.set("lang", languageOf(this));
    const headers = { "Content-Type": "text/plain; charset=utf-8" };
    const answer = await fetch(address, { method: "POST", body: text, headers });
    return answer.ok ? answer.json() : [];
  }

  /** Show findings of the text as it is now; positions are UTF-16 units. */
  show(findings) {
    // A button that somebody is about to press stays where it is.
    const shown = JSON.stringify(findings.map((f) => [f.start16, f.end16, f.suggestions, f.message]));
    if (shown === this.#shown && this.firstElementChild) return;
    this.#shown = shown;
    speak(this, (words) => {
      // Others may have been shown while the words were loaded.
      if (shown === this.#shown) this.#draw(findings, { ...WORDS, ...words });
    });
  }

  #draw(findings, words) {
    const list = document.createElement("ul");
    for (const finding of findings) {
      const item = list.appendChild(document.createElement("li"));
      Object.assign(item.dataset, { code: finding.code, severity: finding.severity });
      item.append(finding.message);
      for (const text of finding.suggestions.slice(0, 2)) {
        const button = item.appendChild(document.createElement("button"));
        button.type = "button";
        // A whole comment is too long for a button.
        button.textContent = words.instead.replace("{text}", () => (text.length > 40 ? `${text.slice(0, 39)}…` : text));
        button.addEventListener("click", () => this.#fix(finding, text));
      }
      // All of a text needs no finger pointed at it.
      const part = finding.text.trim() !== this.#field.value.trim();
      if (!finding.suggestions.length && finding.text && part && finding.end16 - finding.start16 < 80) {
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

async function load(address) {
  const [{ check, prepare }, answer] = await Promise.all([import("./rules.js"), fetch(address)]);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return { check, rules: prepare(await answer.json()) };
}

customElements.define("translit-findings", TranslitFindings);
