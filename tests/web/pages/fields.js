import * as translit from "/translit/translit.js";

const root = document.getElementById("host").attachShadow({ mode: "open" });
for (const [tag, id] of [
  ["textarea", "inner"],
  ["div", "inner-rich"],
]) {
  const field = root.appendChild(document.createElement(tag));
  field.id = id;
  if (tag === "div") field.setAttribute("contenteditable", "true");
  field.dataset.translit = "bg-test";
  field.dataset.translitSrc = "/translit/tables/bg-test.json";
}

const log = [];
for (const target of [document, root]) {
  target.addEventListener("input", (event) => log.push([event.isTrusted, event.inputType]));
}
document.addEventListener("securitypolicyviolation", (event) => log.push([event.violatedDirective, "violation"]));

const find = (id) => document.getElementById(id) ?? root.getElementById(id);
const textOf = (field) => field.value ?? field.textContent;
window.test = {
  translit,
  log,
  find,
  text: (id) => textOf(find(id)),
  // Put the caret, or a selection, into a field that holds a text of somebody else's.
  set(id, text, start = text.length, end = start) {
    const field = find(id);
    field.focus();
    if ("value" in field) {
      field.value = text;
      field.setSelectionRange(start, end);
    } else {
      field.textContent = text;
      const node = field.firstChild ?? field;
      getSelection().setBaseAndExtent(node, start, node, end);
    }
  },
};
await Promise.all([translit.start(), translit.start(root), import("/translit/webkit.js")]); // here before the first key
const wait = () => [...document.querySelectorAll("[data-translit]")].every((f) => translit.typingIn(f)?.table);
while (!wait()) await new Promise((next) => setTimeout(next, 5));
document.documentElement.dataset.ready = "";
