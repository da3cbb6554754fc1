// The page behind the button: which table, for how long, and what is wrong with the text of a field.

import { check, prepare } from "./translit/rules.js";
import { api, ask, recall, siteOf, tableOf, typeBy } from "./site.js";

const say = (name) => api.i18n.getMessage(name);
const language = api.i18n.getUILanguage();
const part = (id) => document.getElementById(id);
const json = async (path) => (await fetch(path)).json();

for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
document.documentElement.lang = language;

const [tab] = await api.tabs.query({ active: true, currentWindow: true });
const site = siteOf(tab);
const known = await recall(site);

// The tables, those of one language together, by names in the language of the browser if they have one.
const named = new Intl.DisplayNames([language], { type: "language" });
const { tables, languages } = await json("tables.json");
const groups = new Map();
for (const { id, language: code, name } of tables) {
  if (!groups.has(code)) groups.set(code, Object.assign(document.createElement("optgroup"), { label: named.of(code) }));
  groups.get(code).append(new Option(name[language.split("-")[0]] ?? name.en, id));
}
part("table").append(...[...groups.values()].sort((one, other) => one.label.localeCompare(other.label, language)));
part("written").append(...languages.map((code) => new Option(named.of(code), code)));

const tell = (name) => (part("status").textContent = name && say(name));

// A page of the browser itself cannot be typed in, nor its shop.
async function asked(request, ...given) {
  try {
    tell("");
    return await ask(tab, request, ...given);
  } catch {
    tell("closed");
    return null;
  }
}

async function choose(id) {
  await typeBy(tab, id).catch(() => tell("closed"));
  if (languages.includes(id.split("-")[0])) part("written").value = id.split("-")[0];
}

// Clicked on a site where something was typed by, it is typed by again.
const now = await asked("state");
if (now && !now.known && known.on) await choose(known.table);
part("table").value = now?.known ? now.table : known.on ? known.table : "";
if (now?.refused) tell("refused");
const spoken = (known.table || language).split("-")[0];
part("written").value = languages.includes(spoken) ? spoken : "bg";

part("table").addEventListener("change", ({ target }) => choose(target.value));

part("relayout").addEventListener("click", async () => {
  const { table } = await recall(site);
  if (table) await asked("relayout", await tableOf(table));
  else part("table").focus();
});

// Firefox finds no page by a pattern that has a port.
const origins = [`${site.replace(/:\d+$/, "")}/*`];
part("always").disabled = !/^http/.test(site);
part("always").checked = !part("always").disabled && (await api.permissions.contains({ origins }));
part("always").addEventListener("change", async ({ target }) => {
  // Firefox closes this page while it asks: the background hears the answer.
  if (target.checked) target.checked = await api.permissions.request({ origins });
  else await api.permissions.remove({ origins });
});

part("check").addEventListener("click", async () => {
  const found = await asked("text");
  if (!found) return part("status").textContent || tell("nowhere");
  const rules = prepare(await json(`rules/${part("written").value}.json`));
  const findings = check(found.text, rules, { language: language.split("-")[0], budget: rules.budget });
  part("findings").replaceChildren(...findings.map((finding) => row(finding, found.entered)));
  if (!findings.length) tell("nothing");
});

function row({ message, severity, text, start16, end16, suggestions }, entered) {
  const item = document.createElement("li");
  item.dataset.severity = severity;
  item.append(Object.assign(document.createElement("div"), { textContent: message }));
  for (const suggestion of suggestions.slice(0, 2)) {
    const label = suggestion ? say("instead").replace("{text}", () => suggestion) : say("remove");
    const button = item.appendChild(Object.assign(document.createElement("button"), { textContent: label }));
    button.addEventListener("click", async () => {
      await asked("replace", entered, start16, end16, text, suggestion);
      part("check").click();
    });
  }
  return item;
}

document.documentElement.dataset.ready = "";
