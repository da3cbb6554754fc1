// Typing in an editor that keeps its text in a model of its own. An adapter tells where its caret stands and writes
// there by the editor's own commands. editor.d.ts says what each export does. MIT licence.

import { Typing, typingIn } from "../translit.js";

const EVENTS =
  "beforeinput compositionstart compositionupdate compositionend keydown keypress keyup pointerdown focus blur".split(" ");
// By then every editor has read what a composition has left.
const SETTLED = 60;

class EditorTyping extends Typing {
  #heard;
  #ended; // a composition
  #stood = []; // the caret of the page

  constructor(field, options) {
    super(field, options);
    // Before the editor, which hears what comes to the same element.
    for (const name of EVENTS) {
      field.addEventListener(name, this, true);
      field.editContext?.addEventListener(name, this);
    }
  }

  get isOpen() {
    return this.caret.isOpen;
  }

  put({ deleted, insert }) {
    this.caret.put(deleted.length, insert);
  }

  detach() {
    super.detach();
    for (const name of EVENTS) {
      this.field.removeEventListener(name, this, true);
      this.field.editContext?.removeEventListener(name, this);
    }
  }

  backspace() {
    if (this.field.getRootNode().activeElement !== this.field) this.field.focus();
    if (this.#ask("deleteContentBackward")) return;
    const { collapsed, text, at } = this.caret;
    const last = collapsed ? ([...text.slice(0, at)].at(-1) ?? "") : "";
    if (last || !collapsed) this.caret.put(last.length, "");
  }

  handleEvent(event) {
    const { target, type } = event;
    const isOurs = target === this.field || target === this.field.editContext || target.isContentEditable;
    // Controls inside an editor are fields of their own.
    if (event === this.#heard || !isOurs) return;
    this.#heard = event;
    if (type === "keypress") return this.table && this.caret.keypress?.(event);
    if (/^(keydown|beforeinput)$/.test(type)) this.#look();
    this.#settle();
    if (type === "compositionend") this.#ended = [event, setTimeout(() => this.#settle(), SETTLED)];
    else if (this.#isPlain(event, "Backspace") && this.#ask("deleteContentBackward")) take(event);
    else this.#hear(event);
  }

  #hear(event) {
    const wasTaken = event.defaultPrevented;
    if (this.#isPlain(event, "Enter")) this.#ask("insertParagraph");
    super.handleEvent(event);
    if (event.defaultPrevented && !wasTaken) return event.stopImmediatePropagation();
    const { type, inputType, data } = event;
    const isTyped = type === "beforeinput" && inputType === "insertText" && data && event.cancelable;
    if (wasTaken || !isTyped || event.isComposing || !this.table) return;
    // Some editors do not see what the browser does with a selection, or see it late.
    if (this.caret.collapsed && !this.caret.writesAll) return;
    take(event);
    this.caret.put(0, data);
  }

  // An editor hears of a caret that has moved later than keys may come.
  #look() {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = this.field.ownerDocument.getSelection() ?? {};
    const stands = [anchorNode, anchorOffset, focusNode, focusOffset];
    if (!stands.every((part, n) => part === this.#stood[n])) this.field.ownerDocument.dispatchEvent(new Event("selectionchange"));
    this.#stood = stands;
  }

  #isPlain(event, key) {
    if (event.type !== "keydown" || event.key !== key || event.isComposing || event.defaultPrevented) return false;
    return this.table && !(event.ctrlKey || event.altKey || event.metaKey);
  }

  // Ask as a browser asks for what the editor does with a key by itself; tell whether it is done.
  #ask(inputType) {
    const asked = new InputEvent("beforeinput", { inputType, cancelable: true });
    super.handleEvent(asked);
    return asked.defaultPrevented;
  }

  // Convert what a composition has left, now or before anything else happens.
  #settle() {
    if (!this.#ended) return;
    const [event, timer] = this.#ended;
    this.#ended = undefined;
    clearTimeout(timer);
    const { text, at } = this.caret;
    if (text.slice(0, at).endsWith(event.data)) super.handleEvent(event);
  }
}

function take(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Type in the element of an editor, whose caret an adapter knows. */
export function attachEditor(field, caret, options) {
  // Without a line no caret comes back.
  if (!("line" in caret)) Object.defineProperty(caret, "line", { get: () => ({}) });
  const typing = typingIn(field) ?? new EditorTyping(field, { ...options, caret });
  // Switches and counters that wait for this field look again.
  field.dispatchEvent(new CustomEvent("translit-state", { bubbles: true, composed: true }));
  return typing;
}
