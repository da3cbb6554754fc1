// CKEditor 5, of any kind with one root: `attach(editor)`. MIT licence.

import { attachEditor } from "./editor.js";

class CKEditorCaret {
  constructor(editor) {
    this.editor = editor;
  }
  get #selection() {
    return this.editor.model.document.selection;
  }
  get isOpen() {
    return !this.editor.isReadOnly;
  }
  get collapsed() {
    return this.#selection.isCollapsed;
  }
  get line() {
    return this.#selection.getFirstPosition().parent;
  }
  get text() {
    const nodes = [...this.#selection.getFirstPosition().parent.getChildren()];
    return nodes.map((node) => (node.is("$text") ? node.data : "\ufffc".repeat(node.offsetSize))).join("");
  }
  get at() {
    return this.#selection.getFirstPosition().offset;
  }
  get end() {
    return this.#selection.getLastPosition().offset;
  }
  put(length, text) {
    const { model } = this.editor;
    const range = this.#selection.getFirstRange();
    const wider = model.createRange(range.start.getShiftedBy(-length), range.end);
    this.editor.execute("insertText", { text, selection: model.createSelection(wider) });
    this.editor.editing.view.scrollToTheSelection();
  }
}

export function attach(editor, options) {
  return attachEditor(editor.editing.view.getDomRoot(), new CKEditorCaret(editor), options);
}
