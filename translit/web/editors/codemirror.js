// CodeMirror 6: `attach(view)`. MIT licence.

import { attachEditor } from "./editor.js";

class CodeMirrorCaret {
  constructor(view) {
    this.view = view;
  }
  get #main() {
    return this.view.state.selection.main;
  }
  get #line() {
    return this.view.state.doc.lineAt(this.#main.from);
  }
  get isOpen() {
    return !this.view.state.readOnly;
  }
  get collapsed() {
    return this.#main.empty;
  }
  get line() {
    return this.#line.from;
  }
  get text() {
    // Where its styles are not let in, browsers write blanks that do not break.
    return this.#line.text.replace(/\u00a0/g, " ");
  }
  get at() {
    return this.#main.from - this.#line.from;
  }
  get end() {
    return this.#main.to - this.#line.from;
  }

  // At every caret where the same stands before it.
  put(length, text) {
    const { state } = this.view;
    const deleted = state.sliceDoc(this.#main.from - length, this.#main.from);
    const changes = state.changeByRange(({ from, to }) => {
      const start = state.sliceDoc(from - length, from) === deleted ? from - length : from;
      const range = state.selection.constructor.cursor(start + text.length);
      return { changes: { from: start, to, insert: text }, range };
    });
    this.view.dispatch(changes, { userEvent: text ? "input.type" : "delete.backward", scrollIntoView: true });
  }
}

export function attach(view, options) {
  return attachEditor(view.contentDOM, new CodeMirrorCaret(view), options);
}
