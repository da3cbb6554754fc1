// Editors that leave no handle of themselves at their element: what of them can be reached from the page around it.

/** The editor of Lexical, and what its module would tell of a selection; its own classes are in no page's reach. */
export function lexicalAt(field) {
  const editor = field.__lexicalEditor;
  if (!editor?.read) return null;
  const $getSelection = () => (editor._pendingEditorState ?? editor.getEditorState())._selection;
  const $isRangeSelection = (selection) => Boolean(selection?.anchor && selection.removeText);
  const $isTextNode = (node) => Boolean(node?.isSegmented && node.getTextContentSize);
  return [editor, { $getSelection, $isRangeSelection, $isTextNode }];
}

/** The view of ProseMirror, which it hands to the description of its element whenever it draws: it is made to draw once. */
export function prosemirrorAt(field) {
  const drawn = field.pmViewDesc;
  if (!drawn?.update) return null;
  let view = null;
  drawn.update = (...given) => {
    view = given.at(-1);
    return Object.getPrototypeOf(drawn).update.apply(drawn, given);
  };
  try {
    // What is not its own it looks at as soon as the caret may have moved, and draws what stood there.
    field.append(field.ownerDocument.createComment(""));
    field.ownerDocument.dispatchEvent(new Event("selectionchange"));
  } finally {
    delete drawn.update;
  }
  return view?.dom === field ? [view] : null;
}

/** The editor of Quill, which its module looks up by the element around, and shows itself only then. */
export function quillAt(field) {
  const { get } = WeakMap.prototype;
  let quill = field.parentElement.__quill; // before Quill 2
  WeakMap.prototype.get = function (key) {
    const found = get.call(this, key);
    if (found?.root === field && found.getContents) quill = found;
    return found;
  };
  try {
    field.ownerDocument.dispatchEvent(new Event("selectionchange"));
  } finally {
    WeakMap.prototype.get = get;
  }
  return quill && [quill];
}

/** The editor of Slate, which React keeps with what it drew, and where in it a place of the page is. */
export function slateAt(field) {
  const key = Object.keys(field).find((name) => name.startsWith("__reactFiber$"));
  for (let drawn = field[key]; drawn; drawn = drawn.return) {
    const { editor } = drawn.memoizedProps ?? {};
    if (editor?.insertText && editor.withoutNormalizing) return [editor, new SlatePage(field)];
  }
  return null;
}

const NODES = "[data-slate-node]";
const TEXT = '[data-slate-node="text"]';
const PIECES = "[data-slate-string], [data-slate-zero-width]";

class SlatePage {
  constructor(field) {
    this.field = field;
  }
  isReadOnly() {
    return !this.field.isContentEditable;
  }
  toDOMNode() {
    return this.field;
  }
  toSlateRange(editor, { anchorNode, anchorOffset, focusNode, focusOffset }) {
    const [anchor, focus] = [this.#point(anchorNode, anchorOffset), this.#point(focusNode, focusOffset)];
    return anchor && focus && editor.hasPath(anchor.path) && editor.hasPath(focus.path) ? { anchor, focus } : null;
  }

  #point(node, offset) {
    if (!this.field.contains(node)) return null;
    const within = (node.closest ? node : node.parentElement).closest(PIECES);
    const piece = within ?? this.#before(node, offset);
    const text = piece?.closest(TEXT);
    if (!text) return null;
    const pieces = [...text.querySelectorAll(PIECES)];
    const before = pieces.slice(0, pieces.indexOf(piece)).reduce((sum, one) => sum + lengthOf(one), 0);
    const inside = within && node === piece && offset === 0 ? 0 : within && node !== piece ? offset : Infinity;
    return { path: this.#path(text), offset: before + Math.min(inside, lengthOf(piece)) };
  }
  // A place between two pieces is the end of the one before.
  #before(node, offset) {
    const place = this.field.ownerDocument.createRange();
    place.setStart(node, offset);
    const pieces = [...this.field.querySelectorAll(PIECES)];
    return pieces.findLast((piece) => place.comparePoint(piece, 0) < 0) ?? pieces[0];
  }
  #path(node) {
    const around = node.parentElement.closest(NODES);
    const beside = [...around.querySelectorAll(NODES)].filter((one) => one.parentElement.closest(NODES) === around);
    return [...(around === this.field ? [] : this.#path(around)), beside.indexOf(node)];
  }
}

const lengthOf = (piece) =>
  piece.matches("[data-slate-string]") ? piece.textContent.length : Number(piece.getAttribute("data-slate-length") ?? 0);
