// The keyboard of the table in use, drawn below a field; its keys can be clicked. MIT licence.

import { BASES, WORDS } from "./generated/keyboard.js";
import { speak } from "./elements.js";
import { Machine, typingIn } from "./translit.js";

// The keys that put the others on another level.
const TITLES = { shift: "Shift", caps: "Caps", altgr: "AltGr" };

/** `<translit-keyboard for="comment">`: shows what each key types, and types it. */
export class TranslitKeyboard extends HTMLElement {
  #stop;
  #field;
  // The levels that were clicked, and those that the real keyboard holds.
  #on = new Set();
  #held = "";

  connectedCallback() {
    const field = this.getRootNode().getElementById(this.getAttribute("for"));
    if (!field || this.#stop) return;
    this.#field = field;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    field.addEventListener("translit-state", () => this.draw(), { signal });
    for (const type of ["keydown", "keyup"]) {
      document.addEventListener(type, (event) => this.#hold(heldBy(event)), { signal, capture: true });
    }
    addEventListener("blur", () => this.#hold(this.#held.replace(/shift|altgr/g, "")), { signal });
    // The keys do not take the focus from the field.
    this.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
    this.addEventListener("click", (event) => this.#click(event.target.closest("button")), { signal });
    this.draw();
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  // What the real keyboard does to its keys, this one shows.
  #hold(levels) {
    if (levels === this.#held) return;
    this.#held = levels;
    this.draw();
  }

  #has(level) {
    return this.#on.has(level) || this.#held.includes(level);
  }

  #levelOf({ layout }) {
    const shift = this.#has("shift") && "shift";
    const named = (first) => [first, shift].filter(Boolean).join("-") || "plain";
    const wanted = [this.#has("altgr") && "altgr", this.#has("caps") && "caps", ""].filter((first) => first !== false);
    return wanted.map(named).find((level) => !layout || layout[level]) ?? "plain";
  }

  draw() {
    const table = typingIn(this.#field)?.table;
    this.hidden = !table;
    if (!table) return this.replaceChildren();
    this.setAttribute("role", "group");
    const machine = new Machine(table);
    const now = this.#levelOf(table);
    const shift = now.endsWith("shift") !== (now.startsWith("caps") && !table.layout);
    const rows = (table.base ?? BASES.us).map(([plain, shifted], row) => {
      const drawn = table.layout?.[now]?.[row].slice(-plain.length);
      return this.#row(
        [...plain].map((key, column) => {
          const char = shift ? shifted[column] : key;
          const shown = drawn ? drawn[column] : table.layout ? "" : machine.convert(char);
          const sign = /\p{L}|\p{M}/u.test(shown) ? "" : "translit-sign";
          return this.#key(plain[column], /^\p{M}/u.test(shown) ? `\u25cc${shown}` : shown, char, shown, sign);
        }),
      );
    });
    const levels = table.layout ? Object.keys(TITLES).filter((level) => table.layout[level]) : ["shift"];
    const last = levels.map((level) => {
      const key = this.#key("", TITLES[level], level, level, "translit-wide");
      key.dataset.level = level;
      key.setAttribute("aria-pressed", this.#has(level));
      return key;
    });
    last.push(this.#key("", "␣", " ", " ", "translit-wide"), this.#key("", "⌫", "Backspace", "⌫", "translit-wide"));
    speak(this, (words) => {
      const { keyboard, space, backspace } = { ...WORDS, ...words };
      this.setAttribute("aria-label", keyboard);
      last.at(-2).setAttribute("aria-label", space);
      last.at(-1).setAttribute("aria-label", backspace);
    });
    this.replaceChildren(...rows, this.#row(last));
  }

  #row(keys) {
    const row = document.createElement("div");
    row.append(...keys);
    return row;
  }

  #key(base, shown, key, gives, className = "") {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", tabIndex: -1, disabled: !gives, className });
    button.dataset.key = key;
    if (base) {
      const small = button.appendChild(document.createElement("small"));
      small.textContent = base;
      // A key is called by what it types; one that types nothing, by its place.
      small.ariaHidden = gives ? "true" : null;
    }
    button.append(shown);
    return button;
  }

  #click(button) {
    if (!button || button.disabled) return;
    const typing = typingIn(this.#field);
    const { key, level } = button.dataset;
    if (level) {
      if (!this.#on.delete(level)) this.#on.add(level);
      return this.draw();
    }
    if (key === "Backspace") typing.backspace();
    else {
      const now = this.#levelOf(typing.table);
      typing.press(key, typing.table.layout && key !== " " && now !== "plain" ? now : "");
    }
    // Shift and AltGr are for one key, as on a phone.
    const held = this.#on.has("shift") || this.#on.has("altgr");
    this.#on.delete("shift");
    this.#on.delete("altgr");
    if (held) this.draw();
  }
}

const heldBy = (event) =>
  [
    event.getModifierState?.("AltGraph") && "altgr",
    event.getModifierState?.("CapsLock") && "caps",
    event.shiftKey && "shift",
  ]
    .filter(Boolean)
    .join("-");

customElements.define("translit-keyboard", TranslitKeyboard);
