// The pages of the demo. MIT licence.

import { typingIn, load, attach } from "./translit.js";

const find = (id) => document.getElementById(id);

// Any table can take a place in the switch.
function commentForm(form) {
  const chooser = form.querySelector("translit-switch");
  const select = find("table");
  select.addEventListener("change", () => {
    if (!select.value) return;
    chooser.offer(select.value, select.selectedOptions[0].text, `/translit/tables/${select.value}.json`);
    chooser.value = select.value;
    find("comment").focus();
  });
  form.querySelector(".other").hidden = false;
  const keyboard = form.querySelector(".keyboard");
  keyboard.hidden = false;
  keyboard.open = matchMedia("(min-width: 40rem)").matches;
}

// What is answered: a text, or none and whether it would be too long.
const post = async (path, body) => {
  if (new Blob([body]).size > find("long").dataset.most) return { text: null, long: true };
  const headers = { "Content-Type": "text/plain; charset=utf-8" };
  const answer = await fetch(path, { method: "POST", body, headers }).catch(() => ({}));
  return { text: answer.ok ? await answer.text() : null };
};

// A text and what a table makes of it: what is written on either side is at once on the other.
function allTables(source, result) {
  const [one, two, about, compared, long] = ["one", "two", "about", "compared", "long"].map(find);
  let turn = 0;
  let from = source;
  const convert = async () => {
    const mine = ++turn;
    const to = from === source ? result : source;
    const back = from === result ? "&back" : "";
    const ask = (table, text) => (table && text !== null ? post(`/translit/convert?table=${table}`, text) : { text: "" });
    const made = await ask(one.value && one.value + back, from.value);
    const other = await ask(two.value, back ? made.text : source.value);
    if (mine !== turn) return;
    // What is not answered takes nothing away that somebody has written.
    if (made.text !== null) to.value = made.text;
    long.textContent = made.long || other.long ? long.dataset.text : "";
    compare(result.value, other.text ?? "");
  };
  const compare = (first, second) => {
    compared.hidden = !two.value;
    compared.querySelector("h2").textContent = two.selectedOptions[0].text;
    const [ours, theirs] = [first, second].map((text) => text.split(/(\s+)/));
    compared.querySelector("p").replaceChildren(...theirs.map((word, n) => (word === ours[n] ? word : marked(word))));
  };
  const choose = async () => {
    if (!one.value) return;
    const said = await (await fetch(`/translit/about?table=${one.value}`)).json();
    about.textContent = [said.standard, said.lossy ? about.dataset.lossy : ""].filter(Boolean).join(" · ");
    if (!source.value || source.value === source.dataset.sample) source.value = source.dataset.sample = said.sample;
    const typing = typingIn(result) ?? attach(result);
    typing.table = said.typed ? await load(one.value) : null;
    from = source;
    convert();
  };
  for (const side of [source, result]) {
    side.addEventListener("input", () => {
      from = side;
      convert();
    });
  }
  one.addEventListener("change", choose);
  two.addEventListener("change", convert);
  choose();
}

function marked(word) {
  const made = document.createElement("mark");
  made.textContent = word;
  return made;
}

// A text and all that is found in it.
function oneText(field) {
  const findings = document.querySelector("translit-findings");
  const nothing = find("nothing");
  find("written").addEventListener("change", (event) => {
    sessionStorage.setItem("translit:text", field.value);
    event.target.form.submit();
  });
  field.value ||= sessionStorage.getItem("translit:text") ?? "";
  sessionStorage.removeItem("translit:text");
  new MutationObserver(() => {
    nothing.textContent = field.value && !findings.childElementCount ? nothing.dataset.text : "";
  }).observe(findings, { childList: true });
  find("repair").addEventListener("click", async () => {
    const sure = (await findings.check(field.value)).filter(({ fix }) => fix !== null);
    let done = field.value.length + 1;
    field.focus();
    for (const { start16, end16, fix } of sure.reverse()) {
      // One inside of another is put right with it.
      if (end16 > done) continue;
      done = start16;
      field.setSelectionRange(start16, end16);
      document.execCommand(fix ? "insertText" : "delete", false, fix);
    }
    field.dispatchEvent(new Event("change"));
  });
  if (field.value) field.dispatchEvent(new Event("change"));
}

if (find("comment")) commentForm(document.querySelector("form"));
if (find("source")) allTables(find("source"), find("result"));
if (find("text")) oneText(find("text"));
