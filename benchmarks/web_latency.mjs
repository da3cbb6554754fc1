// What a key costs in a text field, from its keydown to its input event, in Chromium with real key events:
//     node benchmarks/web_latency.mjs [CHECKOUT_OF_JQUERY_IME]
// PYTHON may name the interpreter that exports the table. Needs: npm ci --prefix tests/web.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { launch } from "../tests/web/browser.mjs";
import { Machine } from "../translit/web/translit.js";
import { serve, table } from "../tests/web/server.mjs";

const jqueryIme = process.argv[2];
const KEYS = Number(process.env.KEYS ?? 100); // keys a round; the rounds of all setups take turns
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const LINE = "Zdravstvuyte, kak dela? Schast'ye. ";
const require = createRequire(new URL("../tests/web/package.json", import.meta.url));

// A layout, where a key is a letter, and a scheme with pending letters and contexts.
const TABLES = ["ru-phonetic", "bg-translit"];
const server = await serve(...TABLES);
const browser = await launch("chromium");
const { page } = browser;
const keyboard = await page.createCDPSession();
// Without a widget Cyrillic letters are typed, as with a layout of the system's: a browser takes longer to lay out a
// long run of one script than a Latin letter within it.
const CYRILLIC = new Machine(JSON.parse(table("ru-phonetic"))).convert(LINE);

const setups = { "no widget": async () => {} };
for (const id of TABLES) {
  setups[`translit, ${id}`] = () =>
    browser.run(async (data) => {
      const { attach } = await import("/translit/translit.js");
      attach(document.getElementById("field")).table = JSON.parse(data);
    }, String(table(id)));
}
if (jqueryIme) {
  setups["jquery.ime, ru-phonetic"] = async () => {
    const files = ["src/jquery.ime.js", "src/jquery.ime.selector.js", "src/jquery.ime.preferences.js"];
    const sources = [...files, "src/jquery.ime.inputmethods.js", "rules/ru/ru-phonetic.js"];
    await page.addScriptTag({ content: readFileSync(require.resolve("jquery/dist/jquery.js"), "utf8") });
    for (const name of sources) await page.addScriptTag({ content: readFileSync(join(jqueryIme, name), "utf8") });
    await browser.run(() => {
      const field = jQuery("#field");
      field.ime({ showSelector: false });
      const ime = field.data("ime");
      ime.enable();
      ime.load("ru-phonetic").then(() => ime.setIM("ru-phonetic"));
      ime.setIM("ru-phonetic");
    });
  };
}

async function round(setup, kind, size, place) {
  // The peer's rules are loaded into a page without a policy: it is measured, not judged by that.
  await page.setBypassCSP(true);
  await browser.open(`${server.origin}/pages/latency.html`);
  await browser.run(
    (kind, size, at) => {
      let field = document.getElementById("field");
      const text = "слово ".repeat(size / 6 + 1).slice(0, size);
      if (kind === "contenteditable") {
        const editable = document.createElement("div");
        Object.assign(editable, { id: "field", contentEditable: "true", textContent: text });
        field.replaceWith(editable);
        field = editable;
        field.focus();
        getSelection().collapse(field.firstChild, at);
      } else {
        field.value = text;
        field.focus();
        field.setSelectionRange(at, at);
      }
      window.took = [];
      window.untrusted = 0;
      let began = 0;
      addEventListener(
        "keydown",
        () => {
          began = performance.now();
          took.push(0);
        },
        true,
      );
      field.addEventListener("input", (event) => {
        untrusted += !event.isTrusted;
        took[took.length - 1] = performance.now() - began;
      });
    },
    ...[kind, size, place === "end" ? size : size / 2],
  );
  await setups[setup]();
  for (let i = 0; i < KEYS; i++) {
    const key = (setup === "no widget" ? CYRILLIC : LINE)[i % LINE.length];
    await keyboard.send("Input.dispatchKeyEvent", { type: "keyDown", key, text: key });
    await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", key });
  }
  return browser.run(() => [took.slice(10), untrusted]);
}

// How many letters the browser's undo takes back after these keys.
async function undone() {
  const length = () => browser.run(() => document.getElementById("field").value.length);
  const typed = await length();
  let left = typed;
  for (let before = -1; left !== before; left = await length()) {
    before = left;
    await browser.undo();
  }
  return typed - left;
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
const rows = [];
const honest = [];
for (const kind of ["textarea", "contenteditable"]) {
  for (const size of [2_000, 100_000]) {
    for (const place of ["end", "middle"]) {
      const took = Object.fromEntries(Object.keys(setups).map((name) => [name, []]));
      for (let turn = 0; turn < ROUNDS; turn++) {
        for (const setup of Object.keys(setups)) {
          const [times, untrusted] = await round(setup, kind, size, place);
          took[setup].push(...times);
          if (turn || kind !== "textarea" || size !== 2_000 || place !== "end") continue;
          honest.push({ widget: setup, keys: KEYS, "untrusted events": untrusted, "undo takes back": await undone() });
        }
      }
      const row = { field: kind, text: size, caret: place };
      for (const [setup, times] of Object.entries(took)) {
        const heard = times.filter(Boolean).sort((a, b) => a - b);
        const all = [0.5, 0.99].map((q) => quantile(heard, q).toFixed(1)).join(" / ");
        row[setup] = heard.length === times.length ? all : `${times.length - heard.length} keys without an input event`;
      }
      rows.push(row);
    }
  }
}
console.log("Milliseconds from keydown to input, median / 99th percentile:");
console.table(rows);
console.table(honest);
await browser.close();
server.close();
