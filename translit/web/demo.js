// The demo page: any table can take a place in the switch.

const form = document.querySelector("form");
const chooser = form.querySelector("translit-switch");
const select = document.getElementById("table");
const keyboard = form.querySelector(".keyboard");

select.addEventListener("change", () => {
  if (!select.value) return;
  chooser.offer(select.value, select.value, `/translit/tables/${select.value}.json`);
  chooser.value = select.value;
  document.getElementById("comment").focus();
});

form.querySelector(".other").hidden = false;
keyboard.hidden = false;
keyboard.open = matchMedia("(min-width: 40rem)").matches;
