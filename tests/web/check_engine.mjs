// node check_engine.mjs MODULE: reads {tables: [{table, texts, sessions, addresses}], kinds} as JSON from standard input and exits 1
// with the first difference of the module from it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { InputEngine, Machine, kind } = await import(pathToFileURL(process.argv[2]));
const { SpellingEngine } = await import(new URL("spelling.js", pathToFileURL(process.argv[2])));
const cases = JSON.parse(readFileSync(0, "utf8"));
let checked = 0;
for (const { table, texts, ...kinds } of cases.tables) {
  const machine = new Machine(table);
  for (const [text, expected] of texts) {
    assert.equal(machine.convert(text), expected, `${table.id}: ${JSON.stringify(text)}`);
    checked++;
  }
  const [plain, sparing] = [new InputEngine(machine), new SpellingEngine(machine, true)];
  for (const [engine, session] of [
    ...kinds.sessions.map((session) => [plain, session]),
    ...kinds.addresses.map((session) => [sparing, session]),
  ]) {
    engine.reset();
    const done = [];
    for (const [action, level, expected, preedit] of session) {
      done.push(action);
      const edit = action === "\b" ? engine.backspace() : engine.feed(action, level);
      const answer = edit && [edit.delete, edit.insert];
      const where = `${table.id}, after ${JSON.stringify(done)}`;
      assert.deepEqual(answer, expected, where);
      // The finished machine may settle a letter one key before the machine that is asked state by state.
      assert.ok(preedit.endsWith(engine.preedit), `${where}: ${engine.preedit} pending, not ${preedit}`);
      checked++;
    }
  }
}
for (const [start, end, expected] of cases.kinds) {
  for (let point = start; point < end; point++) {
    assert.equal(kind(String.fromCodePoint(point)), expected, `kind of U+${point.toString(16)}`);
    checked++;
  }
}
process.stdout.write(`${checked}\n`);
