// A place that a test fills with fields, and what it does to them.
import * as translit from "/translit/translit.js";

const find = (id) => document.getElementById(id) ?? document.querySelector(".host")?.shadowRoot.getElementById(id);
const table = (id) => translit.load(id, `/translit/tables/${id}.json`);
const place = document.getElementById("place");
window.test = {
  translit,
  find,
  /** Put a part of a page there, and type in a field of it. */
  async fill(html, table = "bg-test", options = {}) {
    place.innerHTML = html;
    if (table) await test.on("f", table, options);
  },
  async on(id, name, options) {
    const field = find(id);
    translit.attach(field, options).table = await table(name);
    field.focus();
    await Promise.all([import("/translit/spelling.js"), import("/translit/webkit.js")]); // here before the first key
    return field;
  },
  text: (id = "f") => find(id).value ?? find(id).textContent.replaceAll("\u00a0", " "),
  /** What a keyboard without keys does, a phone's or that of an input method. */
  insert(data, inputType = "insertText") {
    const init = { inputType, data, bubbles: true, cancelable: true };
    const own = (event) => event.isTrusted && event.stopImmediatePropagation();
    addEventListener("beforeinput", own, true);
    const asked = document.activeElement.dispatchEvent(new InputEvent("beforeinput", init));
    if (asked) document.execCommand(data === null ? "delete" : "insertText", false, data);
    removeEventListener("beforeinput", own, true);
  },
};
document.documentElement.dataset.ready = "";
