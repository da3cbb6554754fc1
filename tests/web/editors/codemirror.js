import { EditorSelection, EditorState } from "@codemirror/state";
import { EditorView, minimalSetup } from "codemirror";

export function make(place) {
  const state = (doc, at) => EditorState.create({ doc, selection: EditorSelection.cursor(at), extensions: [minimalSetup] });
  const view = new EditorView({ parent: place, state: state("", 0) });
  return {
    editor: view,
    root: view.contentDOM,
    text: () => view.state.doc.toString(),
    set(parts, at = 0) {
      view.setState(state(parts.map(([text]) => text).join(""), at));
      view.focus();
    },
  };
}
