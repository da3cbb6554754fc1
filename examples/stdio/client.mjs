// Types KEYS by a table and prints the text: node client.mjs TABLE KEYS   (U+0008 is the Backspace key)
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const server = spawn("translit", ["engine", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
let id = 0;

async function call(method, params) {
  server.stdin.write(JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params }) + "\n");
  const { result, error } = JSON.parse((await answers.next()).value);
  if (error) throw new Error(error.message);
  return result;
}

const [table, keys] = process.argv.slice(2);
try {
  const { session } = await call("open", { table });
  let text = [];
  for (const key of keys) {
    const edit = key === "\b" ? await call("backspace", { session }) : await call("feed", { session, key });
    // null: nothing is remembered, so the host deletes by itself. Code points are counted, not UTF-16 units.
    text = edit ? [...text.slice(0, text.length - edit.delete), ...edit.insert] : text.slice(0, -1);
  }
  console.log(text.join(""));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
server.stdin.end();
