import { attach, load } from "/translit/translit.js";
import { createRoot, React } from "/vendor/react.js";
import { createApp, h, ref } from "/vendor/vue.js";

const LIMIT = 20; // their own limit, which goes through their state

function Comment() {
  const [value, setValue] = React.useState("");
  return React.createElement(
    React.Fragment,
    null,
    React.createElement("textarea", { id: "react", value, onChange: (e) => setValue(e.target.value.slice(0, LIMIT)) }),
    React.createElement("output", { id: "react-state" }, value),
  );
}
createRoot(document.getElementById("react-root")).render(React.createElement(Comment));

createApp({
  setup() {
    const value = ref("");
    const onInput = (event) => (value.value = event.target.value.slice(0, LIMIT));
    return () => [h("textarea", { id: "vue", value: value.value, onInput }), h("output", { id: "vue-state" }, value.value)];
  },
}).mount("#vue-root");

window.test = {
  text: (id) => document.getElementById(id).value,
  set(id, text, start = text.length, end = start) {
    const field = document.getElementById(id);
    field.focus();
    if (field.value !== text) {
      field.select();
      document.execCommand(text ? "insertText" : "delete", false, text);
    }
    field.setSelectionRange(start, end);
  },
};
const table = await load("bg-test", "/translit/tables/bg-test.json");
while (!document.getElementById("react")) await new Promise((next) => setTimeout(next, 5));
for (const id of ["react", "vue"]) attach(document.getElementById(id)).table = table;
document.documentElement.dataset.ready = "";
