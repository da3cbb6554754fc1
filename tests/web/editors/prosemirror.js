import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { schema } from "prosemirror-schema-basic";
import { EditorState, TextSelection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

export function make(place) {
  const plugins = [history(), keymap({ "Mod-z": undo, "Mod-y": redo, "Mod-b": toggleMark(schema.marks.strong) }), keymap(baseKeymap)];
  const state = (doc) => EditorState.create({ schema, plugins, doc });
  const view = new EditorView(place, { state: state() });
  const paragraph = (parts) =>
    schema.node("paragraph", null, parts.map(([text, bold]) => schema.text(text, bold ? [schema.mark("strong")] : [])));
  const lines = () => view.state.doc.content.content;
  return {
    editor: view,
    root: view.dom,
    text: () => lines().map((line) => line.textContent).join("\n"),
    parts: () => lines()[0].content.content.map((node) => [node.text, node.marks.length > 0]),
    set(parts, at) {
      view.updateState(state(parts.length ? schema.node("doc", null, [paragraph(parts)]) : undefined));
      if (at !== undefined) view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, at + 1)));
      view.focus();
    },
  };
}
