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
    this.#forget(findings);
    for (const alike of together(findings)) {
      const [finding] = alike;
      const item = list.appendChild(document.createElement("li"));
      Object.assign(item.dataset, { code: finding.code, severity: finding.severity });
      item.append(told(finding));
      if (alike.length > 1) item.append(` ×${alike.length}`);
      for (const text of finding.suggestions.slice(0, 2)) {
        item.append(button(label(finding, text, words), () => this.#fix(alike, text)));
      }
      // All of a text needs no finger pointed at it.
      const part = finding.text.trim() !== this.#field.value.trim();
      if (!finding.suggestions.length && finding.text && part && finding.end16 - finding.start16 < 80) {
        item.append(
          button(words.where, () => {
            this.#field.focus();
            this.#field.setSelectionRange(finding.start16, finding.end16);
          }),
        );
      }
    }
    this.replaceChildren(...(findings.length ? [list] : []));
  }

  // What the server said of the text that it was sent is not said twice, nor of another text.
  #forget(findings) {
    const errors = this.getRootNode().getElementById(`${this.#field.id}-errors`);
    if (!errors) return;
    const changed = this.#field.value !== this.#field.defaultValue;
    for (const item of errors.querySelectorAll("li")) {
      if (changed || findings.some(({ message }) => message.startsWith(item.textContent))) item.remove();
    }
    if (errors.querySelector("li")) return;
    const ids = (this.#field.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((id) => id !== errors.id);
    this.#field.setAttribute("aria-describedby", ids.join(" "));
    errors.remove();
  }

  // Through the browser's editing, so that one undo takes it back.
  #fix(alike, written) {
    const field = this.#field;
    if (alike.some(({ start16, end16, text }) => field.value.slice(start16, end16) !== text)) return this.#later(0);
    field.focus();
    for (const { start16, end16 } of [...alike].reverse()) {
      field.setSelectionRange(start16, end16);
      const typing = typingIn(field);
      if (!written) document.execCommand("delete");
      else if (typing) typing.write(written);
      else document.execCommand("insertText", false, written);
    }
    this.#later(0);
  }
}

const GRAVITY = ["error", "warning", "info"];

// Findings as they are shown: the gravest first, those that say the same as one, and a text in Latin letters with its
// reading in place of the bare wish for another script.
function together(findings) {
  const bare = findings.find(({ code }) => code === "script_not_allowed");
  const romanised = findings.find(({ code }) => code === "latin_transliteration");
  const one = bare && romanised && { ...romanised, severity: bare.severity, message: `${bare.message} ${romanised.message}` };
  const shown = one ? [one, ...findings.filter((found) => found !== bare && found !== romanised)] : findings;
  const alike = new Map();
  for (const found of shown) alike.set(sameness(found), [...(alike.get(sameness(found)) ?? []), found]);
  const rank = ([{ severity }]) => GRAVITY.indexOf(severity);
  return [...alike.values()].sort((one, other) => rank(one) - rank(other));
}

const sameness = ({ code, message, text }) => JSON.stringify([code, message, text]);

// The message, with the letters that are wrong marked where it names their word: they look like the right ones.
function told(finding) {
  const { text, message } = finding;
  const said = document.createElement("span");
  const at = text ? message.indexOf(text) : -1;
  const wrong = at < 0 ? [] : wrongLetters(finding);
  if (!wrong.includes(true) || !wrong.includes(false)) said.append(message);
  else {
    said.append(message.slice(0, at));
    [...text].forEach((letter, n) => {
      if (!wrong[n]) return said.append(letter);
      said.appendChild(document.createElement("mark")).textContent = letter;
    });
    said.append(message.slice(at + text.length));
    said.normalize();
  }
  return said;
}

// Which letters of a finding are wrong: those that it names, or those that differ from what it suggests.
function wrongLetters({ text, params, suggestions }) {
  const letters = [...text];
  const named = params?.letters ?? params?.letter;
  if (named) return letters.map((letter) => named.includes(letter));
  const right = [...(suggestions[0] ?? "")];
  return right.length === letters.length ? letters.map((letter, n) => letter !== right[n]) : [];
}

function label({ code }, text, words) {
  if (!text) return words.remove;
  if (code === "latin_transliteration") return words.replace;
  // A whole comment is too long for a button.
  return words.instead.replace("{text}", () => (text.length > 40 ? `${text.slice(0, 39)}…` : text));
}

function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

async function load(address) {
  const [{ check, prepare }, answer] = await Promise.all([import("./rules.js"), fetch(address)]);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return { check, rules: prepare(await answer.json()) };
}

customElements.define("translit-findings", TranslitFindings);
