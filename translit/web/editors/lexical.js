// Lexical: `attach(editor, lexical)` once its root element is there, with `import * as lexical from "lexical"`. MIT licence.

import { attachEditor } from "./editor.js";

class LexicalCaret {
  constructor(editor, lexical) {
    this.editor = editor;
    this.lexical = lexical;
  }
  get isOpen() {
    return this.editor.isEditable();
  }
  get collapsed() {
    return this.#read((selection) => selection.isCollapsed(), false);
  }
  get line() {
    return this.#read((selection) => this.#start(selection).getNode().getParent()?.getKey(), 0);
  }
  get text() {
    return this.#read((selection) => this.#line(this.#start(selection).getNode()).join(""), "");
  }
  get at() {
    return this.#read((selection) => this.#place(this.#start(selection)), 0);
  }
  get end() {
    return this.#read((selection) => this.#place(selection.isBackward() ? selection.anchor : selection.focus), 0);
  }

  put(length, text) {
    const write = () => {
      const selection = this.lexical.$getSelection();
      if (!this.lexical.$isRangeSelection(selection)) return selection?.insertText?.(text);
      if (length) this.#reach(selection, length);
      if (text) selection.insertText(text);
      else selection.removeText();
    };
    this.editor.update(write, { discrete: true });
  }

  #read(use, otherwise) {
    return this.editor.read(() => {
      const selection = this.lexical.$getSelection();
      return this.lexical.$isRangeSelection(selection) ? use(selection) : otherwise;
    });
  }
  #start(selection) {
    return selection.isBackward() ? selection.focus : selection.anchor;
  }
  // The texts that stand beside each other, whatever their formats.
  #line(node) {
    if (!this.#isText(node)) return [];
    const around = [node.getTextContent()];
    for (let at = node; this.#isText((at = at.getPreviousSibling())); ) around.unshift(at.getTextContent());
    for (let at = node; this.#isText((at = at.getNextSibling())); ) around.push(at.getTextContent());
    return around;
  }
  #place(point) {
    let node = point.getNode();
    if (!this.#isText(node)) return 0;
    let place = point.offset;
    while (this.#isText((node = node.getPreviousSibling()))) place += node.getTextContentSize();
    return place;
  }
  #isText(node) {
    return this.lexical.$isTextNode(node) && !node.isToken() && !node.isSegmented();
  }
  // Select backwards, over the ends of formats.
  #reach(selection, length) {
    const { offset } = selection.focus;
    let [node, place] = [selection.focus.getNode(), offset - length];
    while (place < 0) {
      node = node.getPreviousSibling();
      place += node.getTextContentSize();
    }
    selection.anchor.set(node.getKey(), place, "text");
  }
}

export function attach(editor, lexical, options) {
  return attachEditor(editor.getRootElement(), new LexicalCaret(editor, lexical), options);
}
