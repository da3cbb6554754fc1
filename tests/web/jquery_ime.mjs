// jquery.ime itself: standard input has [[script, id, [keys, …]], …], and what each of the keys types is printed.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { JSDOM } from "jsdom";

const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve("jquery.ime/package.json"));
const window = new JSDOM("<textarea id=t></textarea>", { runScripts: "outside-only" }).window;
window.eval(fs.readFileSync(require.resolve("jquery"), "utf8"));
for (const file of ["jquery.ime", "jquery.ime.selector", "jquery.ime.preferences", "jquery.ime.inputmethods"]) {
  window.eval(fs.readFileSync(`${folder}/src/${file}.js`, "utf8"));
}
const $ = window.jQuery;
const area = $("#t");
area.ime({ showSelector: false });
const ime = area.data("ime");
ime.enable();
const answers = [];
for (const [script, id, texts] of JSON.parse(fs.readFileSync(0, "utf8"))) {
  window.eval(script || fs.readFileSync(`${folder}/${$.ime.sources[id].source}`, "utf8"));
  ime.inputmethod = $.ime.inputmethods[id];
  answers.push(
    texts.map((keys) => {
      area.val("");
      ime.context = "";
      for (const key of keys) {
        const passed = area.triggerHandler($.Event("keypress", { which: key.codePointAt(0) }));
        const field = area[0];
        const at = field.selectionStart;
        if (passed !== false) {
          field.value = field.value.slice(0, at) + key + field.value.slice(at);
          field.selectionStart = field.selectionEnd = at + key.length;
        }
      }
      return area.val();
    }),
  );
}
console.log(JSON.stringify(answers));
