// Fields of React by their kinds, each with its state: bundled with React 19 and with React 18.
import { StrictMode, useEffect, useRef, useState, version } from "react";
import { createPortal } from "react-dom";
import { createRoot } from "react-dom/client";
import { attach, load } from "translit-web";

const heard = [];

function useTyping(field) {
  useEffect(() => {
    const typing = attach(field.current);
    load("bg-test", "/translit/tables/bg-test.json").then((table) => (typing.table = table));
    return () => typing.detach();
  }, []);
}

const PLAIN = {
  textarea: (given) => <textarea {...given} onBeforeInput={({ data }) => heard.push(data)} />,
  input: (given) => <input {...given} />,
  search: (given) => <input type="search" {...given} />,
};
const FIELDS = {
  ...PLAIN,
  dialog: (given) => <dialog open>{PLAIN.textarea(given)}</dialog>,
  capitals: ({ onChange, ...given }) => <input {...given} onChange={({ target }) => onChange(target.value.toUpperCase())} />,
  contenteditable: ({ value, onChange, ...given }) => (
    <div contentEditable suppressContentEditableWarning {...given} onInput={({ target }) => onChange(target.textContent)} />
  ),
};

function Kind({ kind }) {
  const [value, setValue] = useState("");
  const field = useRef(null);
  useTyping(field);
  const onChange = (change) => setValue(change.target ? change.target.value : change);
  return [FIELDS[kind]({ key: kind, ref: field, id: kind, value, onChange }), <output key="state" id={`${kind}-state`}>{value}</output>];
}

// A field of the same kind in a tree of its own, below the same root.
function Inside({ host, kind }) {
  return createPortal(<Kind kind={kind} />, host);
}

const shadow = document.createElement("div").attachShadow({ mode: "open" });
const frame = document.createElement("iframe");
document.body.append(shadow.host, frame);

createRoot(document.getElementById("root")).render(
  <StrictMode>
    {Object.keys(FIELDS).map((kind) => <Kind key={kind} kind={kind} />)}
    <Inside host={shadow} kind="textarea" />
    <Inside host={frame.contentDocument.body} kind="input" />
  </StrictMode>,
);

const TREES = { "in a shadow root": [shadow, "textarea"], "in a frame": [frame.contentDocument, "input"] };
window.fields = {
  version,
  heard,
  kinds: [...Object.keys(FIELDS), ...Object.keys(TREES)],
  find(kind) {
    const [tree, id] = TREES[kind] ?? [document, kind];
    return [tree.getElementById(id), tree.getElementById(`${id}-state`)];
  },
};
