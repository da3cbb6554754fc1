import { h, onBeforeUnmount, onMounted, ref, watch } from "vue";
import { attach, load } from "translit-web";

/** A textarea that types by a table: `<CyrillicTextarea v-model="text" table="bg-phonetic-traditional" />`. */
export const CyrillicTextarea = {
  props: { modelValue: String, table: String },
  emits: ["update:modelValue"],
  setup(props, { emit }) {
    const field = ref(null);
    let typing;
    const use = async (table) => {
      const data = table ? await load(table, `/translit/tables/${table}.json`) : null;
      if (typing && table === props.table) typing.table = data;
    };
    onMounted(() => {
      typing = attach(field.value);
      use(props.table);
    });
    watch(() => props.table, use);
    onBeforeUnmount(() => {
      typing.detach();
      typing = undefined;
    });
    return () => h("textarea", { ref: field, value: props.modelValue, onInput: ({ target }) => emit("update:modelValue", target.value) });
  },
};
