// node check_module.mjs: reads [{module, texts, sequences}] as JSON from standard input, and exits 1 with the first difference
// of an exported module from it. A sequence is a list of [key, level] and the text that they give.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

let checked = 0;
for (const { module, texts, sequences } of JSON.parse(readFileSync(0, "utf8"))) {
  const { convert, open } = await import(pathToFileURL(module));
  for (const [text, expected] of texts) {
    assert.equal(convert(text), expected, `${module}: ${JSON.stringify(text)}`);
    checked++;
  }
  for (const [keys, expected] of sequences) {
    const engine = open();
    let text = [];
    for (const [key, level] of keys) {
      const edit = key === "\b" ? engine.backspace() : engine.feed(key, level);
      text = edit ? [...text.slice(0, text.length - edit.delete), ...edit.insert] : text.slice(0, -1);
    }
    assert.equal(text.join(""), expected, `${module}: ${JSON.stringify(keys)}`);
    checked++;
  }
}
process.stdout.write(`${checked}\n`);
