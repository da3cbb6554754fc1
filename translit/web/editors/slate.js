// Slate: `attach(editor, ReactEditor)` once it is on the page, with `import { ReactEditor } from "slate-react"`. MIT licence.

import { attachEditor } from "./editor.js";

class SlateCaret {
  writesAll = true;
  #shown = []; // when something was written last
  constructor(editor, dom) {
    this.editor = editor;
    this.dom = dom;
  }
  get isOpen() {
    return !this.dom.isReadOnly(this.editor);
  }
  get collapsed() {
    const { anchor, focus } = this.#selection ?? {};
    return !!anchor && samePlace(anchor, focus);
  }
  get line() {
    return String(this.#edges[0] && this.#block(this.#edges[0]));
  }
  get text() {
    const start = this.#edges[0];
    return start ? this.editor.string(this.#block(start)) : "";
  }
  get at() {
    return this.#offset(this.#edges[0]);
  }
  get end() {
    return this.#offset(this.#edges[1]);
  }

  put(length, text) {
    const { editor } = this;
    const selection = this.#selection;
    if (!selection) return;
    editor.withoutNormalizing(() => {
      const from = length && editor.before(selection.anchor, { distance: length, unit: "offset" });
      editor.select(from ? { anchor: from, focus: selection.anchor } : selection);
      if (text) editor.insertText(text);
      else editor.deleteFragment();
    });
    this.#shown = this.#page;
  }

  get #page() {
    const shown = this.dom.toDOMNode(this.editor, this.editor).getRootNode().getSelection?.();
    const { anchorNode, anchorOffset, focusNode, focusOffset } = shown ?? {};
    return [shown, anchorNode, anchorOffset, focusNode, focusOffset];
  }
  // Slate hears of a caret that has moved a little later, and shows one that it has moved itself a little later, too.
  get #selection() {
    const page = this.#page;
    const [shown] = page;
    if (!shown?.rangeCount || page.every((part, n) => part === this.#shown[n])) return this.editor.selection;
    const options = { exactMatch: false, suppressThrow: true };
    return this.dom.toSlateRange(this.editor, shown, options) ?? this.editor.selection;
  }
  get #edges() {
    const selection = this.#selection;
    return selection ? this.editor.edges(selection) : [];
  }
  #block(at) {
    return this.editor.above({ at, match: (node) => this.editor.isBlock(node) })?.[1] ?? [];
  }
  #offset(point) {
    if (!point) return 0;
    return this.editor.string({ anchor: this.editor.start(this.#block(point)), focus: point }).length;
  }
}

const samePlace = (one, other) => one.offset === other.offset && String(one.path) === String(other.path);

export function attach(editor, ReactEditor, options) {
  return attachEditor(ReactEditor.toDOMNode(editor, editor), new SlateCaret(editor, ReactEditor), options);
}
