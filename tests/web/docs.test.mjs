// What docs/web.md prints works as it is printed: each page, each script.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./browser.mjs";
import { printed, serve } from "./server.mjs";

let browser;
let server;
const said = [];

before(async () => {
  server = await serve("bg-phonetic-traditional", "bg-bds-2006", "ru-jcuken");
  browser = await launch("chromium");
  browser.page.on("console", (message) => said.push(message.text()));
});
after(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(() => {
  said.length = browser.errors.length = 0;
});

const until = (ready, ...given) => browser.page.waitForFunction(ready, { timeout: 15_000 }, ...given);
const value = () => browser.run(() => (document.querySelector("textarea") ?? document.querySelector(".ql-editor")).value);
const shown = () => browser.run(() => [...document.querySelectorAll("li")].filter((row) => !row.hidden).map((row) => row.textContent));
async function asked(query) {
  await browser.run((query) => {
    const field = document.querySelector("input");
    field.value = query;
    field.dispatchEvent(new Event("input"));
  }, query);
  return shown();
}

const PAGES = [
  async function a_field_types() {
    await until(() => document.querySelector("textarea").lang === "bg");
    await browser.click("textarea");
    await browser.type("Zdrawej, swqt!");
    assert.equal(await value(), "Здравей, свят!");
  },
  async function a_switch_a_counter_findings_and_a_keyboard() {
    await until(() => document.querySelector("translit-switch [type=radio]"));
    await browser.click("translit-switch label:nth-of-type(2)");
    await until(() => document.querySelector("textarea").lang === "bg");
    await browser.type("Zdrawej, ");
    await browser.run(() => document.querySelector("translit-keyboard button[data-key=q]").click());
    assert.equal(await value(), "Здравей, я");
    await until(() => /1990/.test(document.querySelector("translit-counter").textContent));
    await browser.run(() => document.execCommand("insertText", false, " срещ\u0061"));
    await until(() => document.querySelector("translit-findings li[data-code=mixed_script_confusable]"));
  },
  async function a_list() {
    assert.equal((await shown()).length, 3);
  },
  async function findings_alone() {
    await browser.click("textarea");
    await browser.type("hello");
    await until(() => document.querySelector("translit-findings li[data-code=script_not_allowed]"));
  },
];
const SCRIPTS = [
  async function a_field_of_a_page() {
    await until(() => document.querySelector("textarea").lang === "bg");
    await browser.click("textarea");
    await browser.type("swqt");
    assert.equal(await value(), "свят");
  },
  async function an_editor() {
    await until(() => document.querySelector(".ql-editor")?.lang === "bg");
    await browser.click(".ql-editor");
    await browser.type("swqt");
    await until(() => document.querySelector(".ql-editor").textContent === "свят");
  },
  async function a_list_that_is_filtered() {
    await until(() => document.querySelector("input"));
    for (const query of ["shtastie", "щастие", "6tastie", "ofcnbt", "Щастие", "štastie"]) {
      // Until the module is there nothing is hidden.
      for (const end = Date.now() + 15_000; (await asked(query)).length === 3 && Date.now() < end; );
      assert.deepEqual(await asked(query), ["Пътят към щастието", "Malko Shtastie"], query);
    }
    for (let typed = 3; typed < 8; typed++) assert.equal((await asked("shtastie".slice(0, typed))).length, 2);
    assert.deepEqual(await asked("rojden"), ["Честит рожден ден"]);
    assert.deepEqual([(await asked("дърво")).length, (await asked("")).length], [0, 3]);
  },
  async function rules() {
    await until(() => true);
    for (const end = Date.now() + 15_000; said.length < 2 && Date.now() < end; await new Promise((next) => setTimeout(next, 20)));
    const [block] = printed("js").filter((text) => text.includes("./rules.js"));
    assert.deepEqual(said, [...block.matchAll(/; \/\/ (.*)$/gm)].map(([, expected]) => expected));
  },
];

for (const [language, checks] of Object.entries({ html: PAGES, js: SCRIPTS })) {
  test(`${language}: every block that is printed is tried`, () => assert.equal(printed(language).length, checks.length));
  checks.forEach((check, number) =>
    test(`${language}: ${check.name.replaceAll("_", " ")}`, async () => {
      await browser.open(`${server.origin}/samples/${language}-${number}.html`);
      await check();
      assert.deepEqual(browser.errors, []);
    }),
  );
}
