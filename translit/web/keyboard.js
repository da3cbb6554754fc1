// The keyboard of the table in use, drawn below a field; its keys can be clicked. MIT licence.

import { BASES, WORDS } from "./generated/keyboard.js";
import { Machine, speak, typingIn } from "./translit.js";

// The keys that put the others on another level.
const TITLES = { shift: "Shift", caps: "Caps", altgr: "AltGr" };

/** `<translit-keyboard for="comment">`: shows what each key types, and types it. */
export class TranslitKeyboard extends HTMLElement {
  #stop;
  #field;
  #on = new Set();

  connectedCallback() {
    const field = this.getRootNode().getElementById(this.getAttribute("for"));
    if (!field || this.#stop) return;
    this.#field = field;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    field.addEventListener("translit-state", () => this.draw(), { signal });
    // The keys do not take the focus from the field.
    this.addEventListener("pointerdown", (event) => event.preventDefault(), { signal });
    this.addEventListener("click", (event) => this.#click(event.target.closest("button")), { signal });
    this.draw();
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  get #level() {
    const name = [this.#on.has("altgr") ? "altgr" : this.#on.has("caps") && "caps", this.#on.has("shift") && "shift"];
    return name.filter(Boolean).join("-") || "plain";
  }

  draw() {
    const table = typingIn(this.#field)?.table;
    this.hidden = !table;
    if (!table) return this.replaceChildren();
    const machine = new Machine(table);
    const shift = this.#level.endsWith("shift") !== (this.#level.startsWith("caps") && !table.layout);
    const rows = (table.base ?? BASES.us).map(([plain, shifted], row) => {
      const drawn = table.layout?.[this.#level]?.[row].slice(-plain.length);
      return this.#row(
        [...plain].map((key, column) => {
          const char = shift ? shifted[column] : key;
          const shown = drawn ? drawn[column] : table.layout ? "" : machine.convert(char);
          return this.#key(plain[column], /^\p{M}/u.test(shown) ? `\u25cc${shown}` : shown, char, shown);
        }),
      );
    });
    const levels = table.layout ? Object.keys(TITLES).filter((level) => table.layout[level]) : ["shift"];
    const last = levels.map((level) => {
      const key = this.#key("", TITLES[level], level, level, "translit-wide");
      key.dataset.level = level;
      key.setAttribute("aria-pressed", this.#on.has(level));
      return key;
    });
    last.push(this.#key("", "␣", " ", " ", "translit-wide"), this.#key("", "⌫", "Backspace", "⌫", "translit-wide"));
    speak(this, (words) => {
      const { space, backspace } = { ...WORDS, ...words };
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
    if (base) button.appendChild(document.createElement("small")).textContent = base;
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
    else typing.press(key, typing.table?.layout && key !== " " && this.#level !== "plain" ? this.#level : "");
    // Shift and AltGr are for one key, as on a phone.
    const held = this.#on.has("shift") || this.#on.has("altgr");
    this.#on.delete("shift");
    this.#on.delete("altgr");
    if (held) this.draw();
  }
}

customElements.define("translit-keyboard", TranslitKeyboard);
