// A field whose table a test chooses.
import { attach, load } from "/translit/translit.js";

const field = document.getElementById("field");
window.keys = {
  async use(table, options) {
    attach(field).detach();
    field.value = "";
    const typing = attach(field, options);
    typing.table = table && (await load(table, `/translit/tables/${table}.json`));
    field.focus();
  },
  text: () => field.value,
};
document.documentElement.dataset.ready = "";
