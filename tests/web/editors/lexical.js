import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import * as lexical from "lexical";

const { $createParagraphNode, $createTextNode, $getRoot } = lexical;

export function make(place) {
  place.contentEditable = "true";
  const editor = lexical.createEditor({ onError: (error) => console.error(error) });
  const past = createEmptyHistoryState();
  registerRichText(editor);
  registerHistory(editor, past, 300);
  editor.setRootElement(place);
  const lines = (use) => editor.read(() => use($getRoot().getChildren()));
  return {
    editor,
    more: [lexical],
    root: place,
    text: () => lines((all) => all.map((line) => line.getTextContent()).join("\n")),
    parts: () => lines(([line]) => line.getChildren().map((node) => [node.getTextContent(), node.hasFormat("bold")])),
    set(parts, at = 0) {
      const write = () => {
        const line = $createParagraphNode();
        for (const [text, bold] of parts) line.append(bold ? $createTextNode(text).toggleFormat("bold") : $createTextNode(text));
        $getRoot().clear().append(line);
        let left = at;
        for (const node of line.getChildren()) {
          if (left <= node.getTextContentSize()) return node.select(left, left).setFormat(node.getFormat());
          left -= node.getTextContentSize();
        }
        line.select();
      };
      editor.update(write, { discrete: true });
      Object.assign(past, { ...createEmptyHistoryState(), current: { editor, editorState: editor.getEditorState() } });
      place.focus();
    },
  };
}
