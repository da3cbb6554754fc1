// What jquery.ime types: node jquery_ime.mjs ASKED ANSWERS, two files of JSON. Asked is a list of [method, [keys…], script],
// where keys is a text, or a list of [character, with Alt], and the script is that of the method, if it does not come with
// jquery.ime. A key that jquery.ime lets pass is put into the field.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(new URL("../web/package.json", import.meta.url));
const { JSDOM } = require("jsdom");
const folder = dirname(require.resolve("jquery.ime/package.json"));
const { window } = new JSDOM("<textarea></textarea>", { runScripts: "outside-only" });
const load = (path) => window.eval(readFileSync(path, "utf8"));
load(join(dirname(require.resolve("jquery/package.json")), "dist", "jquery.js"));
for (const name of ["", ".selector", ".preferences", ".inputmethods"]) load(join(folder, `src/jquery.ime${name}.js`));

const $ = window.jQuery;
const field = $("textarea").ime({ showSelector: false });
const ime = field.data("ime");

function type(method, keys) {
  field.val("");
  ime.context = "";
  ime.inputmethod = $.ime.inputmethods[method];
  ime.enable();
  for (const [char, altKey = false] of keys) {
    const event = $.Event("keypress", { which: char.codePointAt(0), altKey });
    let passed;
    try {
      passed = field.triggerHandler(event) !== false;
    } catch (error) {
      return `${error}`;
    }
    if (!passed) continue;
    const { value, selectionStart: at } = field[0];
    field[0].value = value.slice(0, at) + char + value.slice(at);
    field[0].selectionStart = field[0].selectionEnd = at + char.length;
  }
  return field.val();
}

const asked = JSON.parse(readFileSync(process.argv[2], "utf8"));
const answers = asked.map(([method, texts, script]) => {
  if (script) window.eval(script);
  else load(join(folder, $.ime.sources[method].source));
  return texts.map((keys) => type(method, typeof keys === "string" ? [...keys] : keys));
});
writeFileSync(process.argv[3], JSON.stringify(answers));
