import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";

const node = ([text, bold]) => ({ type: "text", text, ...(bold && { marks: [{ type: "bold" }] }) });

export function make(place) {
  const editor = new Editor({ element: place, extensions: [StarterKit], enableInputRules: false, content: "" });
  return {
    editor,
    get root() {
      return editor.view.dom;
    },
    text: () => editor.getText({ blockSeparator: "\n" }),
    parts: () => (editor.getJSON().content[0].content ?? []).map(({ text, marks }) => [text, !!marks]),
    set(parts, at = 0) {
      const content = parts.map(node);
      editor.commands.setContent({ type: "doc", content: [{ type: "paragraph", content }] }, { emitUpdate: false });
      editor.commands.setTextSelection(at + 1);
      editor.view.focus();
    },
  };
}
