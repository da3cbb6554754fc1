// Random keys, those of the keypad and with AltGr, dead keys, places, compositions, backspaces, selections and caret moves,
// all of them real key events: a field must hold what the Python engine says. Firefox and WebKit are driven by keys alone.
// TYPED is how many sequences; the whole law is 10,000 of them (docs/web.md says how long that takes).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const BROWSER = process.env.BROWSER ?? "chromium";
const TYPED = Number(process.env.TYPED ?? { chromium: 1_500, firefox: 300, webkit: 300 }[BROWSER]);
const SEED = process.env.SEED ?? "2009";
const KINDS = BROWSER === "chromium" ? "--mixed" : "--pad";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
let browser;
let server;
let tables;

before(async () => {
  const options = { cwd: ROOT, env: { ...process.env, PYTHONPATH: ROOT }, maxBuffer: 1 << 28 };
  tables = JSON.parse(execFileSync(process.env.PYTHON ?? "python3", ["tests/web/typed.py", String(TYPED), SEED, KINDS], options));
  server = await serve(...tables.map(([table]) => table));
  browser = await launch(BROWSER);
  await browser.open(`${server.origin}/pages/law.html`);
  // A module of the page runs behind what is said to be its load.
  await browser.run(async () => {
    while (!globalThis.law) await new Promise((later) => setTimeout(later, 20));
  });
});
after(async () => {
  await browser?.close();
  server?.close();
});

test(`${TYPED} sequences of real keys`, async () => {
  let keys = 0;
  for (const [table, sequences, options] of tables) {
    await browser.run((...given) => law.use(...given), table, options);
    await browser.keys(sequences.flatMap(([pressed]) => [...pressed, "F9"]));
    const found = await browser.run(() => law.found);
    assert.equal(found.length, sequences.length, table);
    for (const [number, [pressed, text, caret]] of sequences.entries()) {
      assert.deepEqual(found[number], [text, caret, true], `seed ${SEED}, ${table} ${JSON.stringify(options)}: ${JSON.stringify(pressed)}`);
      keys += pressed.length;
    }
  }
  assert.ok(keys > 5 * TYPED);
});
