// Fields of React 19 and 18, Vue (the examples), Svelte and htmx: what is typed stands in the field and in the framework's state.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const PHONETIC = "bg-phonetic-traditional";
let browser;
let server;

before(async () => {
  server = await serve(PHONETIC, "bg-bds-2006", "bg-test");
  browser = await launch(process.env.BROWSER ?? "chromium");
});
after(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(() => void (browser.errors.length = 0));

async function until(ready, ...given) {
  for (const end = Date.now() + 15_000; !(await browser.run(ready, ...given)); ) {
    assert.ok(Date.now() < end, `never: ${ready}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}
const seen = () => browser.run(() => [document.querySelector("textarea").value, document.querySelector("output")?.textContent]);
const on = () => until(() => document.querySelector("textarea")?.lang === "bg");
const focus = (at) =>
  browser.run((at) => {
    const field = document.querySelector("textarea");
    field.focus();
    field.setSelectionRange(at, at);
  }, at);

for (const name of ["react", "react18", "vue", "svelte"]) {
  test(`${name}: the state has what the field shows, and the caret stays`, async () => {
    await browser.open(`${server.origin}/frameworks/${name}.html`);
    await on();
    await focus(0);
    await browser.type("Zdrawejte, baba!");
    assert.deepEqual(await seen(), ["Здравейте, баба!", "Здравейте, баба!"]);
    await focus(13);
    await browser.type("qx");
    await browser.press("Backspace");
    await browser.type("shh");
    await browser.press("Backspace");
    assert.deepEqual(await seen(), Array(2).fill("Здравейте, баясхба!"));
    assert.deepEqual(browser.errors, []);
  });
}

for (const name of ["react", "react18", "vue"]) {
  test(`${name}: another table, and none`, async () => {
    await browser.open(`${server.origin}/frameworks/${name}.html`);
    await on();
    const choose = async (id) => {
      await browser.run((id) => {
        const select = document.querySelector("select");
        select.value = id;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }, id);
      await until(async (id) => {
        const { typingIn } = await import("/translit/translit.js");
        return (typingIn(document.querySelector("textarea"))?.table?.id ?? "") === id;
      }, id);
    };
    await choose("bg-bds-2006");
    await focus(0);
    await browser.type("zdravet ");
    await choose("");
    await browser.type("iPhone");
    assert.deepEqual(await seen(), ["юаиьэеш iPhone", "юаиьэеш iPhone"]);
  });
}

const WRITTEN_BY_SCRIPT =
  "React makes onBeforeInput of keypress and textInput, which browsers send for keys, and for nothing that a script writes";

for (const [name, major] of [["fields", "19"], ["fields18", "18"]]) {
  test(`React ${major}, field by field`, async () => {
    await browser.open(`${server.origin}/frameworks/${name}.html`);
    await until(() => window.fields?.kinds.every((kind) => fields.find(kind)[0]?.lang === "bg"));
    assert.equal(await browser.run(() => fields.version.split(".")[0]), major);
    for (const kind of await browser.run(() => fields.kinds)) {
      await browser.run((kind) => fields.find(kind)[0].focus(), kind);
      await browser.type("shtastie");
      const expected = kind === "capitals" ? "ЩАСТИЕ" : "щастие";
      const read = () => browser.run((kind) => fields.find(kind).map((found) => found.value ?? found.textContent), kind);
      assert.deepEqual(await read(), [expected, expected], kind);
      await browser.press("Backspace");
      await browser.type("h");
      assert.deepEqual(await read(), Array(2).fill(kind === "capitals" ? "ЩАСТИХ" : "щастих"), kind);
    }
    const letters = await browser.run(() => fields.heard.filter((data) => /[а-я]/i.test(data)));
    assert.deepEqual(letters, [], `k38 is right at last, though: ${WRITTEN_BY_SCRIPT}`);
    assert.deepEqual(browser.errors, []);
  });
}

test("htmx: a field that is sent again is typed in like the first", async () => {
  await browser.open(`${server.origin}/frameworks/htmx.html`);
  await until(() => !!document.querySelector("translit-switch [value=bg-phonetic-traditional]"));
  await browser.run(() => (document.querySelector("translit-switch").value = "bg-phonetic-traditional"));
  for (let turn = 0; turn < 2; turn++) {
    await on();
    await focus(0);
    await browser.type("swqt");
    assert.equal((await seen())[0], "свят");
    await browser.run(() => {
      document.querySelector("textarea").dataset.old = "";
      document.body.dispatchEvent(new Event("again"));
    });
    await until(() => !!document.querySelector("textarea:not([data-old])"));
  }
  assert.deepEqual(browser.errors, []);
});
