// Quill 2: `attach(quill)`. MIT licence.

import { attachEditor } from "./editor.js";

class QuillCaret {
  constructor(quill) {
    this.quill = quill;
  }
  get #range() {
    return this.quill.getSelection() ?? { index: 0, length: 0 };
  }
  get isOpen() {
    return this.quill.isEnabled();
  }
  get collapsed() {
    return this.#range.length === 0;
  }
  get line() {
    return this.#range.index - this.at;
  }
  get text() {
    const [line, place] = this.quill.getLine(this.#range.index);
    const { ops } = this.quill.getContents(this.#range.index - place, line.length() - 1);
    return ops.map(({ insert }) => (typeof insert === "string" ? insert : "\ufffc")).join("");
  }
  get at() {
    return this.quill.getLine(this.#range.index)[1];
  }
  get end() {
    return this.at + this.#range.length;
  }

  put(length, text) {
    const { quill } = this;
    const range = this.#range;
    const index = range.index - length;
    const deleted = range.length + length;
    const ops = [{ retain: index }, { delete: deleted }, { insert: text, attributes: this.#formats(range, length) }];
    quill.updateContents({ ops: ops.filter(({ retain, insert, ...op }) => retain || insert || op.delete) }, "user");
    quill.setSelection(index + text.length, 0, "silent");
    quill.scrollSelectionIntoView?.();
  }

  // What the letter before the caret has, or somebody has chosen for the next; a line's formats are its own.
  #formats({ index, length }, before) {
    const formats = length || before ? this.quill.getFormat(index - before, before || length) : this.quill.getFormat(index);
    for (const name of Object.keys(this.quill.getLine(index)[0].formats())) delete formats[name];
    return formats;
  }
}

export function attach(quill, options) {
  return attachEditor(quill.root, new QuillCaret(quill), options);
}
