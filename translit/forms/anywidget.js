// The text area of a notebook: its text, and whether the table is on, are the widget's in Python. MIT licence.

import { attach } from "../web/typing.js";

function render({ model, el }) {
  const field = document.createElement("textarea");
  const typing = attach(field, { physical: model.get("physical") });
  let machine; // that is in use
  let told = false; // Python knows already
  const keep = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  const use = () => {
    told = true;
    const [wanted, on] = [model.get("_machine"), model.get("enabled")];
    if (wanted !== machine) typing.table = JSON.parse((machine = wanted));
    if (!!typing.table !== on) typing.toggle();
    told = false;
  };
  const show = () => {
    if (field.value !== model.get("value")) field.value = model.get("value");
    field.rows = model.get("rows");
    field.placeholder = model.get("placeholder");
  };
  use();
  show();
  field.style.width = "100%";
  field.addEventListener("input", () => keep("value", field.value));
  field.addEventListener("translit-state", () => told || keep("enabled", !!typing.table));
  model.on("change:value change:rows change:placeholder", show);
  model.on("change:_machine change:enabled", use);
  el.append(field);
  return () => {
    model.off(null, show);
    model.off(null, use);
    typing.detach();
  };
}

export default { render };
