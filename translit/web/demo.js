// The demo page: any table can take a place in the switch.

const form = document.querySelector("form");
const chooser = form.querySelector("translit-switch");
const select = document.getElementById("table");
const keyboard = form.querySelector(".keyboard");

function offer(id, label) {
  let radio = chooser.querySelector("[data-other]");
  if (!radio) {
    const made = document.createElement("label");
    radio = made.appendChild(document.createElement("input"));
    Object.assign(radio, { type: "radio", name: "comment-mode" });
    radio.dataset.other = "";
    made.append(" ", document.createElement("span"));
    chooser.querySelector("fieldset").append(made);
  }
  radio.value = id;
  radio.dataset.src = `/translit/tables/${id}.json`;
  radio.nextElementSibling.textContent = label;
}

select.addEventListener("change", () => {
  if (!select.value) return;
  if (![...chooser.querySelectorAll("input")].some((radio) => radio.value === select.value && !("other" in radio.dataset))) {
    offer(select.value, select.value);
  }
  chooser.value = select.value;
  document.getElementById("comment").focus();
});

form.querySelector(".other").hidden = false;
keyboard.hidden = false;
keyboard.open = matchMedia("(min-width: 40rem)").matches;
