// node check_search.mjs MODULE...: reads {keys, tables, cases: [[language, options, text, key]], queries: [[language, options,
// layouts, text, keys]]} as JSON from standard input and exits 1 with the first difference of a module from it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { keys, tables, cases, queries } = JSON.parse(readFileSync(0, "utf8"));
for (const path of process.argv.slice(2)) {
  const { fold, prepare, queryVariants } = await import(pathToFileURL(path));
  const ready = Object.fromEntries(Object.entries(keys).map(([language, data]) => [language, prepare(data)]));
  for (const [language, options, text, expected] of cases) {
    assert.equal(fold(text, ready[language], options), expected, JSON.stringify([language, options, text]));
  }
  for (const [language, options, names, text, expected] of queries) {
    const layouts = names.map((name) => tables[name]);
    const found = queryVariants(text, ready[language], { ...options, layouts });
    assert.deepEqual(found, expected, JSON.stringify([language, options, names, text]));
  }
  assert.throws(() => fold("а", ready.bg, { level: "sloppy" }), /unknown level sloppy: expected one of loose, strict/);
  assert.throws(() => prepare({ ...keys.bg, version: 2 }), TypeError);
}
process.stdout.write(`${cases.length} ${queries.length}\n`);
