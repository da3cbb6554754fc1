// Monaco, with an EditContext or without: `attach(editor)`. MIT licence.

import { attachEditor } from "./editor.js";

class MonacoCaret {
  constructor(editor) {
    this.editor = editor;
  }
  get #selection() {
    return this.editor.getSelection();
  }
  get isOpen() {
    return !this.editor.getRawOptions().readOnly;
  }
  get collapsed() {
    return this.#selection.isEmpty();
  }
  get line() {
    return this.#selection.startLineNumber;
  }
  get text() {
    return this.editor.getModel().getLineContent(this.#selection.startLineNumber);
  }
  get at() {
    return this.#selection.startColumn - 1;
  }
  get end() {
    return this.#selection.endColumn - 1;
  }
  // As an input method writes: at every caret, one step of undo with what is typed around it.
  put(length, text) {
    const more = { replacePrevCharCnt: length, replaceNextCharCnt: 0, positionDelta: 0 };
    this.editor.trigger("keyboard", length ? "compositionType" : "type", { text, ...(length && more) });
  }
}

export function attach(editor, options) {
  const field = editor.getDomNode().querySelector(".native-edit-context, textarea.inputarea");
  return attachEditor(field, new MonacoCaret(editor), options);
}
