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
const KEYS = Number(process.env.KEYS ?? 300);
const LINE = "Zdravstvujte, kak dela? Spasibo, horosho. ";
const require = createRequire(new URL("../tests/web/package.json", import.meta.url));

const server = await serve("ru-phonetic");
const browser = await launch("chromium");
const { page } = browser;
const keyboard = await page.createCDPSession();
const CYRILLIC = new Machine(JSON.parse(table("ru-phonetic"))).convert(LINE);

const setups = {
  "no widget": async () => {},
  translit: async () => {
    await browser.run(async (data) => {
      const { attach } = await import("/translit/translit.js");
      attach(document.getElementById("field")).table = JSON.parse(data);
    }, String(table("ru-phonetic")));
  },
};
if (jqueryIme) {
  setups["jquery.ime"] = async () => {
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

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
const rows = [];
for (const size of [2_000, 100_000]) {
  for (const place of ["end", "middle"]) {
    for (const [name, setup] of Object.entries(setups)) {
      // The peer's rules are loaded into a page without a policy: it is measured, not judged by that.
      await page.setBypassCSP(true);
      await browser.open(`${server.origin}/pages/latency.html`);
      await setup();
      await browser.run(
        (size, middle) => {
          const field = document.getElementById("field");
          field.value = "слово ".repeat(size / 6 + 1).slice(0, size);
          field.focus();
          field.setSelectionRange(middle ? size / 2 : size, middle ? size / 2 : size);
          window.took = [];
          window.untrusted = 0;
          let began = 0;
          addEventListener("keydown", () => (began = performance.now()), true);
          field.addEventListener("input", (event) => {
            untrusted += !event.isTrusted;
            took[took.length - 1] = performance.now() - began;
          });
          addEventListener("keydown", () => took.push(0), true);
        },
        size,
        place === "middle",
      );
      for (let i = 0; i < KEYS; i++) {
        const key = LINE[i % LINE.length];
        // Without a widget the same Cyrillic letters are typed, as with a layout of the system's: a browser takes
        // longer to lay out a long run of one script than a Latin letter within it.
        const typed = name === "no widget" ? CYRILLIC[i % LINE.length] : key;
        await keyboard.send("Input.dispatchKeyEvent", { type: "keyDown", key: typed, text: typed });
        await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", key: typed });
      }
      const [took, untrusted, text] = await browser.run(() => [took, untrusted, document.getElementById("field").value]);
      let taken = "";
      if (size === 2_000 && place === "end") {
        for (let before = text, now = ""; now !== before; ) {
          if (now) before = now;
          await browser.undo();
          now = await browser.run(() => document.getElementById("field").value);
        }
        taken = text.length - (await browser.run(() => document.getElementById("field").value.length));
      }
      const sorted = took.slice(20).sort((a, b) => a - b);
      rows.push({
        ...{ text: size, caret: place, widget: name, "median ms": +quantile(sorted, 0.5).toFixed(2) },
        ...{ "p99 ms": +quantile(sorted, 0.99).toFixed(2), "untrusted events": untrusted, "undo takes back": taken },
        typed: text.slice(place === "end" ? -12 : size / 2 + KEYS - 12, place === "end" ? undefined : size / 2 + KEYS),
      });
    }
  }
}
console.table(rows);
await browser.close();
server.close();
