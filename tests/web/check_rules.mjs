// The rules of the browser, answering in lines. The first line is {language: rules}; then each line is
// {text, language, policy, reading} and is answered with its findings in Bulgarian and in English.
import { createInterface } from "node:readline";
import { check, prepare } from "../../translit/web/rules.js";

let ready;
for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line);
  if (!ready) {
    ready = Object.fromEntries(Object.entries(given).map(([language, data]) => [language, prepare(data)]));
    continue;
  }
  const { text, language, policy, reading } = given;
  const found = ["bg", "en"].map((words) => check(text, ready[language], { policy, language: words, reading: () => reading }));
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
