// The rules of the browser, answering in lines: in this program, or in the browser that BROWSER names. The first line
// is {language: rules}; each other line is a list of {text, language, policy, reading, budget}, answered with the findings of
// each in Bulgarian and in English.
import { createInterface } from "node:readline";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const server = await serve();
const browser = process.env.BROWSER ? await launch(process.env.BROWSER) : null;
await browser?.open(`${server.origin}/pages/blank.html`);

// Runs in a page too, so it uses nothing from outside.
async function answer(address, given) {
  const { check, prepare } = await import(address);
  if (!Array.isArray(given)) {
    globalThis.ready = Object.fromEntries(Object.entries(given).map(([language, data]) => [language, prepare(data)]));
    return "";
  }
  const found = given.map(({ text, language, policy, reading, budget }) =>
    ["bg", "en", "uk"].map((words) => check(text, ready[language], { policy, language: words, reading: () => reading, budget })),
  );
  return JSON.stringify(found);
}

for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line);
  const found = browser
    ? await browser.run(answer, "/translit/rules.js", given)
    : await answer("../../translit/web/rules.js", given);
  if (found) process.stdout.write(`${found}\n`);
}
await browser?.close();
server.close();
