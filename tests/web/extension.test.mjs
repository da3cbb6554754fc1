// The extension and the bookmarklet, built by their script, on pages that know nothing of translit. BROWSER says where.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { openPopup } from "./popup.mjs";
import { serve } from "./server.mjs";

const BROWSER = process.env.BROWSER ?? "chromium";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PHONETIC = "bg-phonetic-traditional";
const SCHEME = "bg-translit";
const LATIN_A = "\u0061";
// Each finds its editor in a way of its own.
const EDITORS = { chromium: ["prosemirror", "tiptap", "lexical", "slate", "quill", "ckeditor"], firefox: ["prosemirror", "lexical", "slate", "quill"] }[BROWSER];

let browser;
let server;
let out;
let extension;

before(async () => {
  out = mkdtempSync(join(tmpdir(), "translit-extension-"));
  const script = ["-m", "tools.build_extension", out, "--bookmarklet", SCHEME];
  execFileSync(process.env.PYTHON ?? "python3", script, { cwd: ROOT });
  server = await serve();
  browser = await launch(BROWSER, { extensions: true });
});
after(async () => {
  await browser?.close();
  server?.close();
  if (out) rmSync(out, { recursive: true });
});

const pause = (time) => new Promise((next) => setTimeout(next, time));
const open = async (name) => {
  await browser.open(`${server.origin}/pages/${name.includes(".") ? name : `${name}.html`}`);
  await until("", () => browser.run(() => document.documentElement.dataset.ready));
};
async function until(expected, read) {
  let seen;
  for (const end = Date.now() + 5000; Date.now() < end; await pause(20)) {
    seen = await read();
    if (seen === expected) return;
  }
  assert.equal(seen, expected);
}
const focus = (selector) => browser.run((selector) => document.querySelector(selector).focus(), selector);
const value = (selector) => browser.run((selector) => document.querySelector(selector).value, selector);
const isThere = () => browser.run(() => Symbol.for("translit-extension") in globalThis);

const popup = () => openPopup(browser, extension);
async function choose(table) {
  const opened = await popup();
  await opened.run((table) => {
    const choice = document.getElementById("table");
    choice.value = table;
    const event = document.createEvent("Event");
    event.initEvent("change", true, false);
    choice.dispatchEvent(event);
  }, table);
  await until(table, typedBy);
  await opened.close();
}
const typedBy = () => browser.run(() => globalThis[Symbol.for("translit-extension")]?.state().table);
async function check(opened, language) {
  await opened.run((language) => {
    document.getElementById("written").value = language;
    document.getElementById("check").click();
  }, language);
  await until(true, () => opened.run(() => document.querySelector("#findings li") !== null));
}
const repair = (opened) => opened.run(() => document.querySelector("#findings button").click());
const write = (selector, text) =>
  browser.run(
    (selector, text) => {
      document.querySelector(selector).select();
      document.execCommand("insertText", false, text);
    },
    selector,
    text,
  );

describe("as it is shipped", () => {
  before(async () => {
    extension = await browser.install(join(out, BROWSER));
  });

  test("it may see no page that it was not called to", () => {
    const manifest = JSON.parse(readFileSync(join(out, BROWSER, "manifest.json"), "utf8"));
    assert.deepEqual(manifest.permissions, ["activeTab", "scripting", "storage"]);
    assert.deepEqual(manifest.optional_host_permissions, ["*://*/*"]);
    for (const key of ["host_permissions", "content_scripts", "web_accessible_resources"]) assert.equal(manifest[key], undefined);
  });

  test("without a click nothing of it is in the page", async () => {
    await open("foreign");
    await focus("#comment");
    await browser.type("sh");
    assert.equal(await value("#comment"), "sh");
    assert.equal(await isThere(), false);
  });

  test("a form of React: its state has each letter, Backspace takes keys, undo is the browser's", async () => {
    await open("foreign");
    await focus("#comment");
    await choose(SCHEME);
    await browser.type("shtastie, sht");
    await browser.press("Backspace");
    assert.equal(await value("#comment"), "щастие, ш");
    assert.equal(await browser.run(() => document.querySelector("output").textContent), "щастие, ш");
    for (let n = 0; (await value("#comment")) && n < 30; n++) {
      await browser.undo();
      assert.doesNotMatch(await value("#comment"), /[a-z]/);
    }
  });

  test("CodeMirror is typed in by its adapter", async () => {
    await browser.run(() => test.editor.set([]));
    await browser.type("Zdravejte, sht");
    await browser.press("Backspace");
    await until("Здравейте, ш", () => browser.run(() => test.editor.text().replaceAll("\u00a0", " ")));
  });

  test("shadow roots, a frame that comes later, a rich field; a password stays", async () => {
    for (const id of ["first", "second"]) {
      await browser.run((id) => test.inner.getElementById(id).focus(), id);
      await browser.type("sht");
      assert.equal(await browser.run((id) => test.inner.getElementById(id).value, id), "щ");
    }
    await browser.run(() => test.addFrame());
    await browser.click("iframe");
    await browser.run(() => document.querySelector("iframe").contentDocument.querySelector("input").focus());
    await pause(50);
    await browser.type("sht");
    assert.equal(await browser.run(() => document.querySelector("iframe").contentDocument.querySelector("input").value), "щ");
    await browser.click("#second");
    await browser.press("End");
    await browser.type("sht");
    await until("бабащ", () => browser.run(() => document.getElementById("second").textContent));
    await focus("#secret");
    await browser.type("sht");
    assert.equal(await value("#secret"), "sht");
  });

  test("TinyMCE", async () => {
    await open("tinymce");
    await browser.click("iframe");
    await choose(SCHEME);
    await browser.type("shtastie, sht");
    await until("щастие, щ", () => browser.run(() => tinymce.activeEditor.getContent({ format: "text" })));
    const spelt = () => browser.run(() => tinymce.activeEditor.getContent());
    await until("<p>щастие, щ</p>", spelt);
    await browser.press("Control+a");
    await browser.press("Delete");
    await browser.run(() => tinymce.activeEditor.setContent("<p>един срещ\u0061</p><p>два</p>"));
    const opened = await popup();
    await check(opened, "bg");
    await repair(opened);
    await until("<p>един среща</p>\n<p>два</p>", spelt);
    await opened.close();
  });

  for (const name of EDITORS) {
    test(`${name}, which a page has in a module of its own`, async () => {
      await open(`editors.html?${name}`);
      await browser.click("#place > *, #place");
      await choose(SCHEME);
      const text = () => browser.run(() => test.text());
      const set = (...given) => browser.run((...given) => test.set(...given), ...given).then(() => pause(50));
      await set([], 0);
      await browser.type("Zdravejte, sht");
      await browser.press("Backspace");
      await until("Здравейте, ш", text);
      await browser.type("\nsht");
      await browser.press("ArrowLeft");
      await pause(150);
      await browser.type("zh");
      await until("Здравейте, ш\nжщ", text);
      await browser.press("Control+a");
      await pause(150);
      await browser.type("sht");
      await until("щ", text);
      await set([], 0);
      await browser.type("Zdravejte");
      for (let steps = 0; (await text()) && steps < 20; steps++) {
        await browser.press("Control+z");
        assert.doesNotMatch(await text(), /[a-z]/i);
      }
      await set([[`един срещ${LATIN_A}, два`, false]], 2);
      const opened = await popup();
      await check(opened, "bg");
      await repair(opened);
      await until("един среща, два", text);
      await opened.close();
    });
  }

  test("an editor that cannot be reached is told of, and left as it is", async () => {
    await open("foreign");
    await browser.run(() => (document.getElementById("rich").dataset.lexicalEditor = "true"));
    await browser.click("#second");
    const opened = await popup();
    const { refused } = JSON.parse(readFileSync(join(out, BROWSER, "_locales/en/messages.json"), "utf8"));
    await until(refused.message, () => opened.run(() => document.getElementById("status").textContent));
    await opened.close();
    await browser.press("End");
    await browser.type("sht");
    await until("бабаsht", () => browser.run(() => document.getElementById("second").textContent));
  });

  test("the shortcut of a field turns all of the page off and on, and the site remembers", async () => {
    await open("foreign");
    await focus("#comment");
    await choose(PHONETIC);
    await browser.press("Control+\\");
    await browser.type("q ");
    await browser.run(() => test.inner.getElementById("first").focus());
    await browser.type("q");
    assert.equal(await browser.run(() => test.inner.getElementById("first").value), "q");
    await browser.press("Control+\\");
    await focus("#comment");
    await browser.type("q");
    assert.equal(await value("#comment"), "q я");
    // The page is another one now, and a click is all it takes.
    await browser.reload();
    assert.equal(await isThere(), false);
    await focus("#comment");
    const opened = await popup();
    assert.equal(await opened.run(() => document.getElementById("table").value), PHONETIC);
    await opened.close();
    await browser.type("q");
    assert.equal(await value("#comment"), "я");
  });

  test("a text is checked on request, and put right where it stands", async () => {
    await focus("#comment");
    await browser.press("Control+\\");
    await write("#comment", `Утре имаме срещ${LATIN_A}.`);
    const opened = await popup();
    await check(opened, "bg");
    assert.match(await opened.run(() => document.querySelector("#findings li").textContent), /среща/);
    await repair(opened);
    await until("Утре имаме среща.", () => value("#comment"));
    assert.equal(await browser.run(() => document.querySelector("output").textContent), "Утре имаме среща.");
    await until("Nothing was found.", () => opened.run(() => document.getElementById("status").textContent));
    await opened.close();
  });

  test("the last word, typed in the wrong layout, is put right by a button", async () => {
    await focus("#comment");
    await choose("ru-jcuken");
    await write("#comment", "да Ghbdtn");
    const opened = await popup();
    await opened.run(() => document.getElementById("relayout").click());
    await until("да Привет", () => value("#comment"));
    await opened.close();
  });

  test("words are those of the browser's language, and every language has all of them", () => {
    const read = (code) => JSON.parse(readFileSync(join(out, "chromium/_locales", code, "messages.json"), "utf8"));
    const [en, bg] = [read("en"), read("bg")];
    assert.deepEqual(Object.keys(bg), Object.keys(en));
    assert.notEqual(bg.always.message, en.always.message);
    const named = readFileSync(join(out, "chromium/popup.js"), "utf8") + readFileSync(join(out, "chromium/popup.html"), "utf8");
    for (const [, name] of named.matchAll(/(?:data-say="|(?:say|tell)\(")(\w+)"/g)) assert.ok(en[name], name);
  });
});

if (BROWSER === "firefox") {
  test("a site that is allowed needs no click, until that is taken back", async () => {
    await open("foreign");
    await choose(SCHEME);
    const tick = async (expected) => {
      const opened = await popup();
      await opened.run(() => {
        const person = content.windowUtils.setHandlingUserInput(true);
        document.getElementById("always").click();
        person.destruct();
      });
      // The background page hears of it, too.
      await pause(300);
      assert.equal(await opened.run(() => document.getElementById("always").checked), expected);
      await opened.close();
    };
    await tick(true);
    await open("tinymce");
    await until(SCHEME, typedBy);
    await open("foreign");
    await until(SCHEME, typedBy);
    await focus("#comment");
    await browser.type("sht");
    assert.equal(await value("#comment"), "щ");
    await tick(false);
    await open("foreign");
    await pause(300);
    assert.equal(await isThere(), false);
  });
}

if (BROWSER === "chromium") {
  describe("in Chromium, besides", () => {
    test("keys of the browser", async () => {
      const [background] = await extension.workers();
      const press = (command) =>
        background.evaluate(async (command) => {
          const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
          chrome.commands.onCommand.dispatch(command, tab);
        }, command);
      await press("toggle");
      await until("", typedBy);
      await press("toggle");
      await until("ru-jcuken", typedBy);
      await write("#comment", "Ghbdtn");
      await press("relayout");
      await until("Привет", () => value("#comment"));
    });
  });

  describe("on sites that somebody has allowed", () => {
    // A person is asked by a window of the browser, which no test can answer: the same folder, allowed from the start.
    test("nobody has to click, in any frame", async () => {
      await browser.browser.uninstallExtension(extension.id);
      const folder = join(out, "chromium");
      const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
      writeFileSync(join(folder, "manifest.json"), JSON.stringify({ ...manifest, host_permissions: ["*://*/*"] }));
      extension = await browser.install(folder);
      await open("foreign");
      await focus("#comment");
      await browser.type("sh");
      assert.equal(await value("#comment"), "sh");
      await choose(SCHEME);
      // Another page of the same site, with a frame of another.
      const other = server.origin.replace("127.0.0.1", "localhost");
      await open("tinymce");
      await browser.run((src) => Object.assign(document.body.appendChild(document.createElement("iframe")), { id: "other", src }), `${other}/pages/foreign.html`);
      await until(SCHEME, typedBy);
      const frame = await browser.page.waitForFrame((frame) => frame.url().startsWith(other));
      await frame.waitForSelector("[data-ready]");
      await until(true, () => frame.evaluate(() => Symbol.for("translit-extension") in globalThis));
      await browser.click("#other");
      await frame.focus("#comment");
      await until(SCHEME, () => frame.evaluate(() => globalThis[Symbol.for("translit-extension")].state().table));
      await browser.type("sht");
      await until("щ", () => frame.evaluate(() => document.getElementById("comment").value));
      const opened = await popup();
      assert.equal(await opened.run(() => document.getElementById("always").checked), true);
      await opened.close();
    });
  });

  describe("the bookmarklet", () => {
    let address;
    before(async () => {
      await browser.browser.uninstallExtension(extension.id);
      await browser.open(`file://${out}/bookmarklets.html`);
      address = await browser.run(() => document.querySelector("a").href);
    });

    test("types by its table, and not when it is clicked again; the page stays where it is", async () => {
      await browser.open(`${server.origin}/pages/plain.html`);
      await focus("#comment");
      await click(address);
      await browser.type("shtastie, sht");
      await browser.press("Backspace");
      assert.equal(await value("#comment"), "щастие, ш");
      await click(address);
      await browser.type("sh");
      await click(address);
      await browser.type(" https://dir.bg sh");
      assert.equal(await value("#comment"), "щастие, шsh https://dir.bg ш");
      assert.equal(await browser.run(() => document.body.children.length), 1);
    });

    test("a page with a strict policy lets none run: what docs/extension.md says", async () => {
      await open("foreign");
      await focus("#comment");
      await click(address);
      await browser.type("sh");
      assert.equal(await value("#comment"), "sh");
    });
  });
}

// What somebody does who clicks a bookmark.
const click = (address) => browser.run((address) => void (location.href = address), address).then(() => pause(100));
