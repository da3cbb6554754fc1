// A Vue application: a field with `v-model` that types Cyrillic. Run: npm install && npm start, beside `translit serve`
// or anything else that answers below /translit/ with the assets.
import { createApp, h, ref } from "vue";
import { CyrillicTextarea } from "./CyrillicTextarea.js";

const TABLES = { "": "Изключена", "bg-phonetic-traditional": "Фонетична", "bg-bds-2006": "БДС" };

createApp({
  setup() {
    const text = ref("");
    const table = ref("bg-phonetic-traditional");
    const choose = (event) => (table.value = event.target.value);
    const options = Object.entries(TABLES).map(([value, name]) => h("option", { value }, name));
    return () => [
      h("select", { value: table.value, onChange: choose, "aria-label": "Кирилица" }, options),
      h(CyrillicTextarea, { modelValue: text.value, "onUpdate:modelValue": (now) => (text.value = now), table: table.value, "aria-label": "Коментар" }),
      h("output", text.value),
    ];
  },
}).mount("#root");
