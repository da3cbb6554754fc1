// The words on a page: those of the language it is in, never an English one first, and English where there are none.
// LANGUAGE says which language, PACKAGE whose words: a folder with a `translit` in it.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const LANGUAGE = process.env.LANGUAGE ?? "bg";
const PACKAGE = process.env.PACKAGE ?? fileURLToPath(new URL("../..", import.meta.url));
const PYTHON = process.env.PYTHON ?? "python3";
const NUMBERS = [0, 1, 2, 5, 11, 21, 22, 111, 1001, 2000];
const SAID = `
import json, sys
from translit.web.words import DEMO, ELEMENTS, FINDINGS, KEYBOARD, say
language, *numbers = sys.argv[1:]
words = {name: say(word, language) for name, word in {**DEMO, **ELEMENTS, **FINDINGS, **KEYBOARD}.items()}
counted = {name: {n: say(ELEMENTS[name], language, int(n)) for n in numbers} for name in ("left", "over")}
json.dump(words | counted, sys.stdout)
`;
const said = (language) => {
  const options = { cwd: PACKAGE, env: { ...process.env, PYTHONPATH: PACKAGE } };
  return JSON.parse(execFileSync(PYTHON, ["-c", SAID, language, ...NUMBERS], options));
};
const words = said(LANGUAGE);
const english = said("en");
let browser;
let server;
let origin;

before(async () => {
  server = spawn(PYTHON, ["-m", "translit", "serve", "--port", "0"], {
    cwd: PACKAGE,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PYTHONPATH: PACKAGE, PYTHONUNBUFFERED: "1" },
  });
  origin = await new Promise((found, fail) => {
    let output = "";
    server.on("exit", () => fail(new Error(`translit serve stopped: ${output}`)));
    server.stdout.on("data", (chunk) => {
      output += chunk;
      const address = /http:\S+\/(?=\s)/.exec(output);
      if (address) found(address[0]);
    });
  });
  browser = await launch(process.env.BROWSER ?? "chromium");
});
after(async () => {
  await browser?.close();
  server?.removeAllListeners("exit");
  server?.kill();
});

// Wait until the page answers with something, and return it.
async function seen(ask, ...given) {
  for (const end = Date.now() + 10_000; ; ) {
    const answer = await browser.run(ask, ...given).catch(() => null);
    if (answer) return answer;
    if (Date.now() > end) assert.fail(`never there: ${ask}`);
  }
}

beforeEach(async () => {
  await browser.open(`${origin}?lang=en`);
  await browser.run(() => localStorage.clear());
});

test("a page says everything in its language", async () => {
  await browser.open(`${origin}?lang=${LANGUAGE}`);
  const counted = (text) => document.querySelector("translit-counter span")?.textContent === text;
  await seen(counted, words.left[2000]);
  const page = await browser.run(() => document.body.innerText);
  for (const name of ["title", "comments", "send"]) assert.ok(page.includes(words[name]), name);
  assert.equal(await browser.run(() => document.querySelector("legend").textContent), words.title);
  for (const [name, sign] of [["left", 1], ["over", -1]]) {
    for (const n of NUMBERS.slice(sign > 0 ? 0 : 1)) {
      const counter = await seen((left) => {
        const field = document.getElementById("comment");
        field.value = "а".repeat(2000 - left);
        field.dispatchEvent(new Event("input"));
        return document.querySelector("translit-counter span").textContent;
      }, sign * n);
      assert.equal(counter, words[name][n]);
    }
  }
  await browser.click("translit-switch label:nth-of-type(2)");
  assert.equal(await seen(() => document.querySelector(".translit-hint + .translit-hint") && document.querySelector(".translit-hint").textContent), words.escape);
  await browser.run(() => (document.querySelector(".keyboard").open = true));
  const labels = () =>
    [...document.querySelectorAll("translit-keyboard [aria-label]")].map((key) => key.ariaLabel).join("|");
  assert.equal(await seen(labels), `${words.space}|${words.backspace}`);
  await browser.run(() => {
    const field = document.getElementById("comment");
    field.value = "Имаме срещ\u0061 утре, а мы вчера";
    field.dispatchEvent(new Event("input"));
  });
  const buttons = await seen(() => {
    const found = [...document.querySelectorAll("translit-findings button")].map((button) => button.textContent);
    return found.length > 1 && found;
  });
  assert.deepEqual(buttons, [words.instead.replace("{text}", "среща"), words.where]);
});

// Put a switch and a counter into a part of the page that is in a language, and return all that stood there in turn.
const drawn = (language, last) =>
  browser.run(
    async (language, last) => {
      const part = document.body.appendChild(document.createElement("div"));
      const shown = [];
      new MutationObserver(() => shown.push(part.textContent)).observe(part, {
        ...{ childList: true, subtree: true, characterData: true },
      });
      part.lang = language;
      part.innerHTML = `<input id="own"><translit-switch for="own" name="own" tables="bg-bds-2006=БДС"></translit-switch>
        <translit-counter for="own" limit="5"></translit-counter>`;
      for (const end = Date.now() + 10_000; !part.textContent.includes(last) && Date.now() < end; ) {
        await new Promise((next) => setTimeout(next, 5));
      }
      return shown;
    },
    language,
    last,
  );

test("words are shown when they are there, and no English ones before", async () => {
  const shown = await drawn(`${LANGUAGE}-Cyrl`, words.left[5]);
  assert.ok(shown.at(-1).includes(words.title) && shown.at(-1).includes(words.left[5]), shown.at(-1));
  for (const text of shown) {
    const rest = text.replace(words.off, "").replace(words.left[5], "");
    assert.ok(!rest.includes(english.off) && !rest.includes(english.left[5]), text);
  }
});

test("a language without a catalogue is answered in English", async () => {
  const shown = await drawn("fi", english.left[5]);
  assert.ok(shown.at(-1).includes(english.title) && shown.at(-1).includes(english.left[5]), shown.at(-1));
});

test("a page offers every other language by its own name", async () => {
  const name = (language) => document.querySelector(`header a[lang=${language}]`)?.textContent ?? "";
  assert.equal(await browser.run(name, LANGUAGE), words.language);
  assert.equal(await browser.run(name, "en"), "");
});
