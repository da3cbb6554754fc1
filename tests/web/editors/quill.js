import Quill from "quill";

export function make(place) {
  const element = place.appendChild(document.createElement("div"));
  const bindings = { "list autofill": null };
  const quill = new Quill(element, { modules: { keyboard: { bindings }, history: { delay: 200 } } });
  return {
    editor: quill,
    root: quill.root,
    text: () => quill.getText().replace(/\n$/, ""),
    parts: () => quill.getContents(0, quill.getLength() - 1).ops.map(({ insert, attributes }) => [insert, !!attributes?.bold]),
    set(parts, at = 0) {
      quill.setContents([...parts.map(([insert, bold]) => ({ insert, ...(bold && { attributes: { bold } }) })), { insert: "\n" }]);
      quill.focus({ preventScroll: true });
      quill.setSelection(at, 0);
      quill.history.clear();
    },
  };
}
