// One editor, which the address names, and what the tests do with it.
import * as translit from "/translit/translit.js";

const [name, editContext] = location.search.slice(1).split("&");
const link = document.head.appendChild(document.createElement("link"));
Object.assign(link, { rel: "stylesheet", href: `/editors/${name}.css` });
const { make } = await import(`/editors/${name}.js`);
const made = await make(document.getElementById("place"), { editContext: editContext !== "false" });
const found = [];
let typing;

const table = (id) => translit.load(id, `/translit/tables/${id}.json`);
const refused = () => {
  try {
    return translit.attach(made.root) && "";
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};

window.test = {
  translit,
  table,
  made,
  found,
  refused,
  async attach(adapter, options) {
    const { attach } = await import(`/translit/editors/${adapter}.js`);
    typing = test.typing = attach(made.editor, ...(made.more ?? []), options);
    await import("/translit/spelling.js"); // here before the first key
    await import("/translit/relayout.js");
    return typing.field === made.root && translit.typingIn(made.root) === typing && attach(made.editor, ...(made.more ?? [])) === typing;
  },
  async use(id) {
    typing.table = id && (await table(id));
    found.length = 0;
  },
  /** Put one line of [text, bold] there, and the caret. */
  async set(parts, at) {
    document.getElementById("other").focus();
    made.set(parts, at);
    while (document.activeElement !== made.root) await new Promise((next) => setTimeout(next, 5));
  },
  /** A switch and a counter for the part of the page with the editor, or none any more. */
  around(id) {
    document.querySelectorAll("translit-switch, translit-counter").forEach((element) => element.remove());
    if (!id) return;
    const elements = `<translit-switch for="place" tables="${id}"></translit-switch><translit-counter for="place" limit="10"></translit-counter>`;
    document.body.insertAdjacentHTML("beforeend", elements);
  },
  async choose(id) {
    const find = () => document.querySelector(`translit-switch [value="${id}"]`);
    while (!find()) await new Promise((next) => setTimeout(next, 5));
    find().click();
  },
  async drawn() {
    const shown = () => made.root.textContent.replaceAll("\ufeff", "");
    while (shown() !== made.text().replaceAll("\n", "")) await new Promise((next) => setTimeout(next));
  },
  text: () => made.text().replaceAll("\u00a0", " "),
  parts: () => made.parts(),
};
// The law writes down what an editor holds, and empties it, whenever F9 is pressed.
addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "F9") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    found.push(test.text());
    made.root.dispatchEvent(new Event("pointerdown")); // a caret that moves
    made.set([], 0);
  },
  true,
);
document.documentElement.dataset.ready = "";
