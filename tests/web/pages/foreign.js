// A form of React, CodeMirror, and fields in hidden places, as pages have them that know nothing of translit.
import { make } from "/editors/codemirror.js";
import { createRoot, React } from "/vendor/react.js";

const h = React.createElement;
function Form() {
  const [comment, setComment] = React.useState("");
  return [
    h("textarea", { id: "comment", key: 1, value: comment, onChange: (event) => setComment(event.target.value) }),
    h("output", { key: 2 }, comment),
  ];
}
createRoot(document.getElementById("form")).render(h(Form));
const inner = document.getElementById("host").attachShadow({ mode: "open" });
inner.innerHTML = "<input id=first><input id=second>";
window.test = {
  editor: make(document.getElementById("editor")),
  inner,
  addFrame: () => document.getElementById("frames").appendChild(document.createElement("iframe")).contentDocument.write("<input>"),
};
document.documentElement.dataset.ready = "";
