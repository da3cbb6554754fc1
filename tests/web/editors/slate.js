import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createEditor, Editor, Node, Transforms } from "slate";
import { withHistory } from "slate-history";
import { Editable, ReactEditor, Slate, withReact } from "slate-react";

const empty = () => [{ children: [{ text: "" }] }];
const renderLeaf = ({ attributes, children, leaf }) => createElement(leaf.bold ? "strong" : "span", attributes, children);

export async function make(place) {
  const editor = withHistory(withReact(createEditor()));
  const onKeyDown = (event) => {
    const undo = event.ctrlKey && event.key === "z";
    if (undo) editor.undo();
    if (undo) event.preventDefault();
  };
  const page = createElement(Slate, { editor, initialValue: empty() }, createElement(Editable, { renderLeaf, onKeyDown }));
  flushSync(() => createRoot(place).render(page));
  while (!place.querySelector("[data-slate-editor]")) await new Promise((next) => setTimeout(next, 5));
  return {
    editor,
    more: [ReactEditor],
    root: place.querySelector("[data-slate-editor]"),
    text: () => editor.children.map((line) => Node.string(line)).join("\n"),
    parts: () => editor.children[0].children.filter(({ text }) => text).map(({ text, bold }) => [text, !!bold]),
    set(parts, at = 0) {
      const children = parts.length ? parts.map(([text, bold]) => ({ text, ...(bold && { bold }) })) : [{ text: "" }];
      Editor.withoutNormalizing(editor, () => {
        Transforms.select(editor, []);
        editor.removeNodes({ at: [], match: (_, path) => path.length === 1 });
        editor.insertNodes({ children }, { at: [0] });
      });
      let left = at;
      const part = children.findIndex(({ text }) => left <= text.length || ((left -= text.length), false));
      Transforms.select(editor, { path: [0, Math.max(part, 0)], offset: left });
      editor.history = { undos: [], redos: [] };
      ReactEditor.focus(editor);
    },
  };
}
