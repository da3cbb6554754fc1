// The editors of a page that keep their text in a model of their own, each found by what it leaves at its element.

import { attach as ckeditor } from "./translit/editors/ckeditor.js";
import { attach as codemirror } from "./translit/editors/codemirror.js";
import { attach as monaco } from "./translit/editors/monaco.js";
import { attach as prosemirror } from "./translit/editors/prosemirror.js";
import { attach as quill } from "./translit/editors/quill.js";

const EDITORS = [
  [codemirror, ".cm-content", (field) => (field.cmTile ?? field.cmView)?.root?.view ?? field.cmView?.rootView?.view],
  [ckeditor, ".ck-content", (field) => field.ckeditorInstance],
  // Tiptap; ProseMirror by itself leaves nothing.
  [prosemirror, ".ProseMirror", (field) => field.editor],
  [quill, ".ql-editor", (field) => globalThis.Quill?.find(field.parentElement)],
  [monaco, ".monaco-editor *", (field) => globalThis.monaco?.editor.getEditors().find((one) => one.getDomNode().contains(field))],
];

/** Type in the editor whose element this is; null if it is none that is known. */
export function attachEditor(element) {
  const [attach, , find] = EDITORS.find(([, selector]) => element.matches(selector)) ?? [];
  try {
    const editor = find?.(element);
    return editor ? attach(editor) : null;
  } catch {
    // Another version of it, or a page's own object of that name.
    return null;
  }
}
