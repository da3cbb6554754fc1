// Rich editors, each typed into by its adapter with real keys. BROWSER says which: chromium, firefox or webkit.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const BROWSER = process.env.BROWSER ?? "chromium";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PHONETIC = "bg-phonetic-traditional";
const TYPED = ["bg-translit", PHONETIC, "ru-jcuken"];
const LATIN = /[a-zA-Z]/;
// [page, its adapter, whether it has bold letters, whether it can also be typed in without]
const ALL = [
  ["prosemirror", "prosemirror", true],
  ["tiptap", "prosemirror", true],
  ["lexical", "lexical", true],
  ["slate", "slate", true],
  ["quill", "quill", true],
  ["ckeditor", "ckeditor", true],
  ["codemirror", "codemirror", false, true],
  ["monaco", "monaco", false],
  ["monaco&false", "monaco", false],
];
const SOME = { firefox: ["tiptap", "lexical"], webkit: ["lexical", "codemirror"] };
const ONLY = process.env.EDITOR;
const EDITORS = ALL.filter(([page]) => (ONLY ? page === ONLY : SOME[BROWSER]?.includes(page) ?? true));

let browser;
let server;
let law;

before(async () => {
  const options = { cwd: ROOT, env: { ...process.env, PYTHONPATH: ROOT } };
  const count = String(BROWSER === "chromium" ? 100 : 30);
  law = JSON.parse(execFileSync(process.env.PYTHON ?? "python3", ["tests/web/typed.py", count, "18", ...TYPED], options));
  server = await serve("bg-test", ...TYPED);
  browser = await launch(BROWSER);
});
after(async () => {
  await browser?.close();
  server?.close();
});

const text = () => browser.run(() => test.text());
const use = (id) => browser.run((id) => test.use(id), id);
const set = (parts = [], at = 0) => browser.run((parts, at) => test.set(parts, at), parts, at);
const until = async (expected, read = text) => {
  for (const end = Date.now() + 3000; (await read()) !== expected && Date.now() < end; );
  assert.equal(await read(), expected);
};

for (const [page, adapter, isRich, asItIs] of EDITORS) {
  describe(page, () => {
    before(async () => {
      await browser.open(`${server.origin}/pages/editors.html?${page}`);
      await browser.run(async () => {
        for (const end = Date.now() + 20_000; document.documentElement.dataset.ready === undefined; ) {
          if (Date.now() > end) throw new Error("the page is not ready");
          await new Promise((next) => setTimeout(next, 5));
        }
      });
    });

    test("without its adapter it is refused, or typed in as it is, and nothing is scrambled", async () => {
      await set();
      if (asItIs) {
        await browser.run(async () => {
          await Promise.all([import("/translit/editable.js"), import("/translit/spelling.js")]); // before the first key
          test.translit.attach(test.made.root).table = await test.table("bg-test");
        });
        // In an empty line WebKit tells of no text before the caret until a blank: docs/web.md.
        const begun = BROWSER === "webkit" ? ["da ", "да "] : ["", ""];
        await browser.type(`${begun[0]}shtastie, sh`);
        await until(`${begun[1]}щастие, ш`);
        await browser.run(() => test.translit.attach(test.made.root).detach());
      } else {
        assert.equal(await browser.run(() => test.refused()), `TypeError: expected editors/${adapter}.js`);
        await browser.type("shtastie");
        await until("shtastie");
      }
      assert.equal(await browser.run((adapter) => test.attach(adapter, { escape: "F2", relayout: "F8" }), adapter), true);
      await use("bg-test");
    });

    test("letters grow, one after the other", async () => {
      await set();
      for (const [key, shown] of [["s", "с"], ["h", "ш"], ["t", "щ"], ["a", "ща"]]) {
        await browser.type(key);
        assert.equal(await text(), shown);
      }
      await set();
      await browser.type("Zdravejte, kak ste? SHTastie 12!");
      assert.equal(await text(), "Здравейте, как сте? Щастие 12!");
    });

    test("a layout", async () => {
      await use(PHONETIC);
      await set();
      await browser.type("Bylgariq, zdrawej[");
      assert.equal(await text(), "България, здравейш");
      await use("bg-test");
    });

    test("Backspace takes back keys, then letters that were there before", async () => {
      await set([["ар", false]], 2);
      await browser.type("sht");
      const seen = [await text()];
      for (let i = 0; i < 5; i++) {
        await browser.press("Backspace");
        seen.push(await text());
      }
      assert.deepEqual(seen, ["арщ", "арш", "арс", "ар", "а", ""]);
      await browser.type("sh");
      assert.equal(await text(), "ш");
      await set();
      await browser.type("a sht");
      await browser.press("Backspace");
      assert.equal(await text(), "а ш");
    });

    test("the caret in the middle, a selection, and everything selected", async () => {
      await set([["баба", false]], 2);
      await browser.type("sht");
      assert.equal(await text(), "бащба");
      await browser.type("!");
      assert.equal(await text(), "бащ!ба");
      await browser.press("Shift+ArrowLeft");
      await browser.press("Shift+ArrowLeft");
      await browser.type("zh");
      assert.equal(await text(), "бажба");
      await browser.type("\nsha");
      await browser.press("Control+a");
      await browser.type("sht");
      assert.equal(await text(), "щ");
      await browser.press("Control+a");
      await browser.type("1");
      assert.equal(await text(), "1");
    });

    test("undo never shows a Latin letter", async () => {
      await set();
      await browser.type("Zdravejte, kak ste?");
      assert.equal(await text(), "Здравейте, как сте?");
      for (let steps = 0; (await text()) && steps < 40; steps++) {
        await undo();
        assert.doesNotMatch(await text(), LATIN);
      }
      assert.equal(await text(), "");
      await browser.type("sh");
      assert.equal(await text(), "ш");
    });

    test("Enter begins a line, and nothing reaches across it", async () => {
      await set();
      await browser.type("s\nha\nsh");
      assert.equal(await text(), "с\nха\nш");
    });

    if (isRich) {
      test("bold letters stay bold, and those behind them are none", async () => {
        const runs = [["баба", false], ["деде", true], ["тате", false]];
        await set(runs, 6);
        await browser.type("sht");
        assert.deepEqual(await browser.run(() => test.parts()), [["баба", false], ["дещде", true], ["тате", false]]);
        await set(runs, 2);
        await browser.type("sht");
        await browser.press("Backspace");
        assert.deepEqual(await browser.run(() => test.parts()), [["башба", false], ["деде", true], ["тате", false]]);
      });
    }

    test("off it types Latin; the shortcut turns it on again, and off", async () => {
      await set();
      await use(null);
      await browser.type("sh ");
      await browser.press("Control+\\");
      await browser.type("sh ");
      await browser.press("Control+\\");
      await browser.type("sh");
      await until("sh ш sh");
      await browser.press("Control+\\");
      await browser.press("F2");
      await browser.type("a sh");
      await until("sh ш sha ш");
    });

    test("the wrong layout is put right", async () => {
      await use("ru-jcuken");
      await set([["да Ghbdtn", false]], 9);
      await browser.press("F8");
      await until("да Привет");
    });

    test("keys that are clicked, a text that is written, and a page that refuses", async () => {
      await use("bg-test");
      await set();
      await browser.run(() => (test.typing.press("sht"), test.typing.backspace(), test.typing.write("iPhone")));
      assert.equal(await text(), "шiPhone");
      await browser.run(() => (test.typing.backspace(), test.typing.press("sh")));
      assert.equal(await text(), "шiPhonш");
      await browser.run(() => {
        window.refuse = (event) => event.detail.data === "б" && event.preventDefault();
        addEventListener("translit:input", window.refuse);
      });
      await browser.type("abv");
      assert.equal(await text(), "шiPhonшав");
      await browser.run(() => removeEventListener("translit:input", window.refuse));
    });

    test("a switch around it turns it on and off, and counts its letters", async () => {
      await set();
      await use(null);
      await browser.run(() => test.around("bg-test"));
      const choose = (id) => browser.run((id) => test.choose(id), id);
      await choose("bg-test");
      await until("bg-test", () => browser.run(() => test.typing.table?.id));
      await set();
      await browser.type("sh");
      await until("ш");
      // The field of Monaco holds only what a screen reader is told.
      const left = () => browser.run(() => parseInt(document.querySelector("translit-counter span").textContent));
      if (adapter !== "monaco") await until(9, left);
      await choose("");
      await until(null, () => browser.run(() => test.typing.table));
      await browser.run(() => test.around(""));
      await use("bg-test");
      await set();
      await browser.type("sh");
      await until("ш");
    });

    if (BROWSER === "chromium") {
      test("compositions", async () => {
        const session = await browser.page.createCDPSession();
        const compose = async (word) => {
          for (let end = 1; end <= word.length; end++) {
            await session.send("Input.imeSetComposition", { text: word.slice(0, end), selectionStart: end, selectionEnd: end });
          }
          await session.send("Input.insertText", { text: word });
        };
        await set();
        await compose("shapka");
        await until("шапка");
        await browser.type(" sh");
        await until("шапка ш");
        await compose("t");
        await until("шапка щ");
      });
    }

    test("random keys: what Python's engine says", async () => {
      for (const [table, sequences] of law) {
        await use(table);
        await set();
        // ProseMirror takes a caret that moves right behind the focus for one that the browser has moved.
        await new Promise((next) => setTimeout(next, 250));
        const pressed = sequences.flatMap(([keys]) => [...keys, "F9"]);
        if (page !== "slate") await browser.keys(pressed);
        // It draws later, loses an arrow key that comes before, and learns of a caret that moved a tenth of a second later.
        else {
          for (const key of pressed) {
            await browser.run(() => test.drawn());
            await browser.keys([key]);
            if (/^(Home|End|Arrow)/.test(key)) await new Promise((next) => setTimeout(next, 150));
          }
        }
        for (const end = Date.now() + 10_000; Date.now() < end; ) {
          if ((await browser.run(() => test.found.length)) === sequences.length) break;
        }
        const found = await browser.run(() => test.found);
        assert.equal(found.length, sequences.length);
        for (const [number, [keys, expected]] of sequences.entries()) {
          assert.equal(found[number], expected, `${table}: ${JSON.stringify(keys)}`);
        }
      }
    });

    test("let go, it is as it was", async () => {
      await browser.run(() => test.typing.detach());
      await set();
      await browser.type("sh");
      await until("sh");
      assert.equal(await browser.run(() => test.translit.typingIn(test.made.root) === undefined), true);
      assert.deepEqual(browser.errors.filter((error) => /TypeError|RangeError/.test(error)), []);
    });
  });
}

const undo = () => browser.press("Control+z");
