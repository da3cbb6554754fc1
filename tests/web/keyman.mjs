// Keyman's own compilers: each argument, a .kmn or keyboard3 file, becomes a .kmx beside it, or is told what is wrong.
import fs from "node:fs";
import path from "node:path";
import { KmnCompiler } from "@keymanapp/kmc-kmn";
import { LdmlKeyboardCompiler } from "@keymanapp/kmc-ldml";

const load = (file) => (fs.existsSync(file) ? new Uint8Array(fs.readFileSync(file)) : null);
let messages = [];
const callbacks = {
  loadFile: load,
  fileSize: (file) => load(file)?.length,
  path,
  fs,
  debug() {},
  resolveFilename: (base, file) => path.resolve(base.endsWith("/") ? base : path.dirname(base), file),
  reportMessage: (message) => messages.push(`${message.code.toString(16)} line ${message.line ?? "-"}: ${message.message}`),
};
const keys = path.resolve(import.meta.dirname, "node_modules/@keymanapp/common-types/build/src/import");
const found = [];
for (const file of process.argv.slice(2)) {
  messages = [];
  const compiler = file.endsWith(".xml") ? new LdmlKeyboardCompiler() : new KmnCompiler();
  await compiler.init(callbacks, { readerOptions: { importsPath: `${keys}/`, localImportsPaths: [] } });
  const made = await compiler.run(file, file.replace(/\.(kmn|xml)$/, ".kmx"));
  if (made) await compiler.write(made.artifacts);
  found.push({ compiled: Boolean(made), messages });
}
console.log(JSON.stringify(found));
