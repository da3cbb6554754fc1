// A field that writes down what it holds, and empties itself, whenever F9 is pressed.
import { attach } from "/translit/translit.js";

const field = document.getElementById("field");
const typing = attach(field);
const found = [];
addEventListener("keydown", (event) => {
  if (event.key !== "F9") return;
  event.preventDefault();
  found.push([field.value, field.selectionStart, event.isTrusted]);
  field.blur();
  field.value = "";
  field.focus();
});
window.law = {
  found,
  async use(table, options) {
    Object.assign(typing, options);
    typing.table = await (await fetch(`/translit/tables/${table}.json`)).json();
    await Promise.all([import("/translit/spelling.js"), import("/translit/webkit.js")]); // here before the first key
    found.length = 0;
    field.focus();
  },
};
document.documentElement.dataset.ready = "";
