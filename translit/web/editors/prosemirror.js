// ProseMirror, and Tiptap, which is made of it: `attach(view)`, `attach(editor)`. MIT licence.

import { attachEditor } from "./editor.js";

class ProseMirrorCaret {
  constructor(view) {
    this.view = view;
  }
  get #selection() {
    return this.view.state.selection;
  }
  get isOpen() {
    return this.view.editable;
  }
  get collapsed() {
    return this.#selection.empty;
  }
  get line() {
    return this.#selection.$from.start();
  }
  get text() {
    const { parent } = this.#selection.$from;
    return parent.isTextblock ? parent.textBetween(0, parent.content.size, null, "\ufffc") : "";
  }
  get at() {
    return this.#selection.$from.parentOffset;
  }
  get end() {
    return this.#selection.$to.parentOffset;
  }
  // Rules and other plugins see what is typed, as they see keys.
  put(length, text) {
    const { view } = this;
    const { from, to } = this.#selection;
    const typed = () =>
      length ? view.state.tr.insertText(text, from - length, to) : view.state.tr.insertText(text);
    const isTaken = text && view.someProp("handleTextInput", (take) => take(view, from - length, to, text, typed));
    if (!isTaken) view.dispatch(typed().scrollIntoView());
  }
  // It types by itself what replaces a selection, before `beforeinput`.
  keypress(event) {
    if (!this.#selection.$cursor && event.charCode > 31) event.stopImmediatePropagation();
  }
}

export function attach(editor, options) {
  const view = editor.view ?? editor;
  return attachEditor(view.dom, new ProseMirrorCaret(view), options);
}
