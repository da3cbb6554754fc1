// The editors of a page that keep their text in a model of their own, each found by what it leaves at its element.

import { attach as ckeditor } from "./translit/editors/ckeditor.js";
import { attach as codemirror } from "./translit/editors/codemirror.js";
import { attach as lexical } from "./translit/editors/lexical.js";
import { attach as monaco } from "./translit/editors/monaco.js";
import { attach as prosemirror } from "./translit/editors/prosemirror.js";
import { attach as quill } from "./translit/editors/quill.js";
import { attach as slate } from "./translit/editors/slate.js";
import { lexicalAt, prosemirrorAt, quillAt, slateAt } from "./models.js";

const EDITORS = [
  [codemirror, ".cm-content", (field) => (field.cmTile ?? field.cmView)?.root?.view ?? field.cmView?.rootView?.view],
  [ckeditor, ".ck-content", (field) => field.ckeditorInstance],
  // Tiptap leaves its editor there.
  [prosemirror, ".ProseMirror", (field) => (field.editor ? [field.editor] : prosemirrorAt(field))],
  [lexical, "[data-lexical-editor]", lexicalAt],
  [slate, "[data-slate-editor]", slateAt],
  [quill, ".ql-editor", quillAt],
  [monaco, ".monaco-editor *", (field) => globalThis.monaco?.editor.getEditors().find((one) => one.getDomNode().contains(field))],
];

/** Whether this is the element of an editor that keeps its text in a model of its own. */
export const isEditor = (element) => EDITORS.some(([, selector]) => element.matches(selector));

/** Type in the editor whose element this is; null if it is none that is known. */
export function attachEditor(element) {
  const [attach, , find] = EDITORS.find(([, selector]) => element.matches(selector)) ?? [];
  try {
    const found = find?.(element);
    return found ? attach(...[found].flat()) : null;
  } catch {
    // Another version of it, or a page's own object of that name.
    return null;
  }
}
