import { Bold } from "@ckeditor/ckeditor5-basic-styles";
import { ClassicEditor } from "@ckeditor/ckeditor5-editor-classic";
import { Essentials } from "@ckeditor/ckeditor5-essentials";
import { Paragraph } from "@ckeditor/ckeditor5-paragraph";

export async function make(place) {
  const editor = await ClassicEditor.create(place.appendChild(document.createElement("div")), {
    licenseKey: "GPL",
    plugins: [Essentials, Paragraph, Bold],
    toolbar: ["bold"],
  });
  const { model } = editor;
  const lines = () => [...model.document.getRoot().getChildren()];
  const nodes = (line) => [...line.getChildren()];
  return {
    editor,
    get root() {
      return editor.editing.view.getDomRoot();
    },
    text: () => lines().map((line) => nodes(line).map(({ data }) => data).join("")).join("\n"),
    parts: () => nodes(lines()[0]).map((node) => [node.data, !!node.getAttribute("bold")]),
    set(parts, at = 0) {
      editor.setData(`<p>${parts.map(([text, bold]) => (bold ? `<strong>${text}</strong>` : text)).join("")}</p>`);
      model.change((writer) => writer.setSelection(model.document.getRoot().getChild(0), at));
      editor.commands.get("undo").clearStack();
      editor.editing.view.focus();
    },
  };
}
