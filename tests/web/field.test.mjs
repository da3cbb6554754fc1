// What typing in a field does, with real key events. BROWSER says which: chromium, firefox or webkit.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const BROWSER = process.env.BROWSER ?? "chromium";
const LATIN = /[a-zA-Z]/;
let browser;
let server;

before(async () => {
  server = await serve("bg-test", "bg-phonetic-traditional", "bg-bds-2006", "uk-kmu-2010");
  browser = await launch(BROWSER);
});
after(async () => {
  await browser?.close();
  server?.close();
});

const text = (id = "comment") => browser.run((id) => test.text(id), id);
const put = (id, ...rest) => browser.run((id, rest) => test.set(id, ...rest), id, rest);
const ready = () =>
  browser.run(async () => {
    const end = Date.now() + 15_000;
    while (document.documentElement.dataset.ready === undefined) {
      if (Date.now() > end) throw new Error("the page is not ready after 15 seconds");
      await new Promise((next) => setTimeout(next, 5));
    }
  });

beforeEach(async () => {
  await browser.open(`${server.origin}/pages/fields.html`);
  await ready();
});

test("pending letters are shown and grow: s, h, t", async () => {
  await put("comment", "");
  for (const [key, shown] of [["s", "с"], ["h", "ш"], ["t", "щ"], ["a", "ща"]]) {
    await browser.type(key);
    assert.equal(await text(), shown);
  }
  const log = await browser.run(() => test.log);
  assert.deepEqual(log, Array(4).fill([true, "insertText"]), "one trusted input event a key");
});

for (const id of ["comment", "rich", "inner", "inner-rich"]) {
  test(`${id}: a sentence, its capitals and its line end`, async () => {
    await put(id, "");
    await browser.type("Zdravejte, kak ste? SHTastie!");
    assert.equal(await text(id), "Здравейте, как сте? Щастие!");
  });

  test(`${id}: Backspace takes back keys, then letters that were there before`, async () => {
    await put(id, "ар");
    await browser.type("sht");
    const seen = [await text(id)];
    for (let i = 0; i < 5; i++) {
      await browser.press("Backspace");
      seen.push(await text(id));
    }
    assert.deepEqual(seen, ["арщ", "арш", "арс", "ар", "а", ""]);
    await browser.type("sh");
    assert.equal(await text(id), "ш");
  });

  test(`${id}: the caret in the middle`, async () => {
    await put(id, "баба", 2);
    await browser.type("sht");
    assert.equal(await text(id), "бащба");
    await browser.type("!");
    assert.equal(await text(id), "бащ!ба");
  });

  test(`${id}: a selection is replaced`, async () => {
    await put(id, "баба", 1, 3);
    await browser.type("sh");
    assert.equal(await text(id), "бша");
  });

  test(`${id}: undo never shows a Latin letter and ends where typing began, redo brings all back`, async () => {
    await put(id, "");
    await browser.type("Zdravejte, kak ste?");
    const whole = await text(id);
    assert.equal(whole, "Здравейте, как сте?");
    for (let steps = 0; (await text(id)) && steps < 60; steps++) {
      const length = (await text(id)).length;
      await browser.undo();
      assert.doesNotMatch(await text(id), LATIN);
      assert.ok((await text(id)).length <= length, "undo takes away");
    }
    assert.equal(await text(id), "");
    for (let steps = 0; (await text(id)) !== whole && steps < 60; steps++) await browser.redo();
    assert.equal(await text(id), whole);
  });
}

test("maxlength: a digraph is finished in a full field, and no more goes in", async () => {
  await put("short", "баба");
  await browser.type("sh");
  assert.equal(await text("short"), "бабаш");
  await browser.type("a");
  assert.equal(await text("short"), "бабаш");
});

test("what is not typed stays as it is: a value set by script, a paste", async () => {
  await put("comment", "iPhone ");
  await browser.type("sh");
  assert.equal(await text(), "iPhone ш");
  await put("plain", "shtastie", 0, 8);
  await browser.press("Control+c");
  await browser.run(() => document.execCommand("copy"));
  await put("comment", "");
  const pasted = await browser.run(() => document.execCommand("paste")).catch(() => false);
  assert.match(await text(), pasted ? /^shtastie$/ : /^$/);
});

for (const id of ["comment", "rich", "inner", "inner-rich"]) {
  test(`k72 a caret that comes back goes on: ${id}`, async () => {
    const type = async (...steps) => {
      await put(id, "");
      for (const step of steps) await (typeof step === "string" ? browser.type(step) : step());
      return text(id);
    };
    const press = (...keys) => async () => {
      for (const key of keys) await browser.press(key);
    };
    const away = () => browser.run((id) => (test.find("plain").focus(), test.find(id).focus(), undefined), id);
    assert.equal(await type("s", press("ArrowLeft", "ArrowRight"), "h"), "ш");
    assert.equal(await type("sh", press("Home", "End"), "t"), "щ");
    assert.equal(await type("s", away, press("End"), "h"), "ш");
    assert.equal(await type("da sh", press("ArrowLeft", "ArrowRight", "Backspace")), "да с", "a key is taken back");
    assert.equal(await type("s", press("ArrowLeft"), "h"), "хс", "elsewhere it begins afresh");
    assert.equal(await type("s", press("Home"), "a", press("End"), "h"), "асх", "what stands before it has changed");
    assert.equal(await type("s", press("Escape", "Escape"), "h"), "сх", "somebody has said where the letter ends");
    assert.equal(await type("sx", press("ArrowLeft", "Delete"), "h"), "сх", "the x was typed between them");
  });
}

test("k72 a letter that nobody typed as keys is no key", async () => {
  for (const id of ["comment", "rich"]) {
    await put(id, "с");
    await browser.type("h");
    assert.equal(await text(id), "сх", "it stood there");
    // Typed, removed, and written by a script of the page.
    await put(id, "");
    await browser.type("s");
    await browser.press("Backspace");
    await browser.run(() => document.execCommand("insertText", false, "с"));
    await browser.press("ArrowLeft");
    await browser.press("ArrowRight");
    await browser.type("h");
    assert.equal(await text(id), "сх", id);
    // The same letter in another place.
    await put(id, "с");
    await browser.press("Home");
    await browser.type("s");
    await browser.press("ArrowRight");
    await browser.type("h");
    assert.equal(await text(id), "ссх", id);
  }
});

test("Enter is a new line, and nothing reaches across it", async () => {
  await put("comment", "");
  await browser.type("s\nha\nsh");
  assert.equal(await text(), "с\nха\nш");
});

test("Escape: the rest of the word stays Latin, and the keys are announced", async () => {
  await put("comment", "");
  assert.equal(await browser.run(() => test.find("comment").getAttribute("aria-keyshortcuts")), "Escape Control+\\");
  await browser.type("moj ");
  await browser.press("Escape");
  await browser.type("iPhone sh");
  assert.equal(await text(), "мой iPhone ш");
  await browser.press("Escape");
  await browser.type("X");
  await browser.press("Escape");
  await browser.type("sh");
  assert.equal(await text(), "мой iPhone шXш");
});

test("while on, the field says its language; off, it is as it was and types Latin", async () => {
  const attributes = () =>
    browser.run(() => ["lang", "autocapitalize", "autocorrect"].map((a) => test.find("comment").getAttribute(a)));
  assert.deepEqual(await attributes(), ["bg", "none", "off"]);
  await browser.run(() => void (test.translit.typingIn(test.find("comment")).table = null));
  assert.deepEqual(await attributes(), [null, null, null]);
  await put("comment", "");
  await browser.type("sh");
  assert.equal(await text(), "sh");
});

test("a layout types by character, and the physical option by place", async () => {
  await put("layout", "");
  await browser.type("Bylgariq");
  assert.equal(await text("layout"), "България");
  await put("physical", "");
  await browser.type("/c.hd,rs");
  assert.equal(await text("physical"), "българия");
});

test("Caps Lock is not Shift: ь has its capital", async () => {
  // No driver can press Caps Lock: the events are made as the browser makes them.
  const typed = await browser.run(() => {
    const field = test.find("layout");
    test.set("layout", "");
    for (const key of "AKTXOR") {
      field.dispatchEvent(new KeyboardEvent("keydown", { key, modifierCapsLock: true, bubbles: true }));
      const init = { inputType: "insertText", data: key, bubbles: true, cancelable: true };
      if (field.dispatchEvent(new InputEvent("beforeinput", init))) document.execCommand("insertText", false, key);
    }
    return field.value;
  });
  assert.equal(typed, "АКТЬОР");
});

test("a burst of several letters in one event, as phone keyboards send", async () => {
  await put("comment", "");
  const typed = await browser.run(() => {
    const init = { inputType: "insertText", data: " shtastie", bubbles: true, cancelable: true };
    test.find("comment").dispatchEvent(new InputEvent("beforeinput", init));
    return test.find("comment").value;
  });
  assert.equal(typed, " щастие");
});

test("a composition is left alone until it ends, then converted once", async () => {
  await put("comment", "да ");
  if (browser.name === "chromium") {
    const session = await browser.page.createCDPSession();
    for (const part of ["s", "sh", "sha", "shap"]) {
      await session.send("Input.imeSetComposition", { text: part, selectionStart: part.length, selectionEnd: part.length });
      assert.equal(await text(), `да ${part}`);
    }
    await session.send("Input.insertText", { text: "shapka" });
  } else {
    // The other drivers know no composition: what the field sees of one is replayed.
    await browser.run(() => {
      const field = test.find("comment");
      field.dispatchEvent(new CompositionEvent("compositionstart", { data: "", bubbles: true }));
      field.setRangeText("shapka", 3, 3, "end");
      field.dispatchEvent(new CompositionEvent("compositionend", { data: "shapka", bubbles: true }));
    });
  }
  assert.equal(await text(), "да шапка");
  await browser.type("!");
  assert.equal(await text(), "да шапка!");
});

// Real compositions, as phone keyboards make them: [what stands there, caret or selection], what is composed and
// committed, what must stand there then. A string is composed letter by letter; keys come after ">".
const COMPOSED = {
  "word by word": [[""], ["shapka", "zdravej "], ">sh", "шапказдравей ш"],
  "letter by letter, as keyboards without suggestions do": [[""], ["s", "h", "t", "a"], "", "ща"],
  "a letter, then a key": [[""], ["s"], ">h", "ш"],
  "in the middle": [["баба", 2], ["sht"], ">a", "бащаба"],
  "over a selection": [["баба", 1, 3], ["sh"], "", "бша"],
  "behind a word that is left as it is": [["iPhone/"], ["shtastie"], "", "iPhone/щастие"],
  "between Latin letters of somebody else's": [["ss", 1], ["s"], "", "sсs"],
  "more lines": [["баба\n"], ["sht"], "", "баба\nщ"],
};
if (BROWSER === "chromium") {
  const compose = async (word) => {
    browser.ime ??= await browser.page.createCDPSession();
    for (let end = 1; end <= word.length; end++) {
      const text = word.slice(0, end);
      await browser.ime.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
    }
  };
  for (const id of ["comment", "rich", "inner", "inner-rich"]) {
    test(`${id}: compositions`, async () => {
      for (const [name, [[before, ...at], words, keys, expected]] of Object.entries(COMPOSED)) {
        if (before.includes("\n") && id.endsWith("rich")) continue; // lines there are elements
        await put(id, before, ...at);
        for (const word of words) {
          await compose(word);
          await browser.ime.send("Input.insertText", { text: word });
        }
        await browser.type(keys.slice(1));
        assert.equal((await text(id)).replaceAll("\u00a0", " "), expected, name);
      }
    });

    test(`${id}: a composition that is corrected, cancelled, taken back, or left`, async () => {
      await put(id, "");
      await compose("zdravej");
      await browser.ime.send("Input.insertText", { text: "zdraveyte " });
      await browser.press("Backspace");
      await browser.press("Backspace");
      assert.equal(await text(id), "здравейт", "Backspace by key");
      await put(id, "");
      await compose("sh");
      await browser.ime.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
      assert.equal(await text(id), "");
      await browser.type("s");
      await compose("h");
      await browser.ime.send("Input.insertText", { text: "h" });
      assert.equal(await text(id), "ш", "a key, then a composition");
      await put(id, "");
      await compose("s");
      await browser.ime.send("Input.insertText", { text: "s" });
      // IBus cancels a composition and begins it again for each key.
      await compose("h");
      await browser.ime.send("Input.imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 });
      await compose("h");
      await browser.ime.send("Input.insertText", { text: "h" });
      assert.equal(await text(id), "ш", "a letter, nothing, a letter");
      await put(id, "");
      await compose("shapka");
      await browser.ime.send("Input.insertText", { text: "shapka" });
      const seen = [];
      for (let step = 0; step < 3; step++) {
        await browser.undo();
        seen.push(await text(id));
      }
      assert.deepEqual(seen, ["shapka", "", ""], "undo gives back what was composed, then nothing");
      for (let step = 0; (await text(id)) !== "шапка" && step < 4; step++) await browser.redo();
      assert.equal(await text(id), "шапка");
      // Somebody touches another field: the browser commits what is composed as it stands.
      await put(id, "");
      await compose("shapka");
      await browser.run(() => test.find("plain").focus());
      assert.equal(await text(id), "шапка");
      assert.equal(await text("plain"), "");
    });
  }

  test("the caret stays inside a composition that is committed around it", async () => {
    await put("comment", "");
    await browser.ime.send("Input.imeSetComposition", { text: "shapka", selectionStart: 3, selectionEnd: 3 });
    await browser.run(() => test.find("plain").focus());
    const seen = await browser.run(() => [test.text("comment"), test.find("comment").selectionStart]);
    assert.deepEqual(seen, ["шапка", 2]);
  });
}

const SESSIONS = BROWSER === "chromium" ? 10_000 : 1_000;
test(`${SESSIONS} random sessions of keys, backspaces and caret moves: the field has what Python's rules give`, async () => {
  // Every key is a beforeinput event; what the widget leaves alone is done as the browser does it.
  const failure = await browser.run(async (sessions) => {
    const { typingIn } = test.translit;
    const { SpellingEngine } = await import("/translit/spelling.js");
    const field = test.find("comment");
    const engine = new SpellingEngine(typingIn(field).table);
    let seed = 12345;
    const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
    // WebKit asks before a command of a script, too: here the command is what the browser does with a key.
    addEventListener("beforeinput", (event) => event.isTrusted && event.stopImmediatePropagation(), true);
    const ask = (inputType, data) =>
      field.dispatchEvent(new InputEvent("beforeinput", { inputType, data, bubbles: true, cancelable: true }));
    // The field waits for that module, too, and nobody says who of two is told first: here it is told with certainty.
    await new Promise((next) => setTimeout(next));
    const spells = () => {
      test.set("comment", "");
      for (const key of "a.su") {
        if (ask("insertText", key)) document.execCommand("insertText", false, key);
      }
      return field.value === "a.su";
    };
    while (!spells()) await new Promise((next) => setTimeout(next, 20));
    const keys = "aeioushtyzhSHTYAkm .";
    for (let session = 0; session < sessions; session++) {
      test.set("comment", "");
      field.blur();
      field.focus();
      engine.reset();
      let text = "";
      let caret = 0;
      let stood = "";
      const done = [];
      const put = (deleted, insert) => {
        text = text.slice(0, caret - deleted) + insert + text.slice(caret);
        caret += insert.length - deleted;
      };
      // A caret that has come back goes on.
      const comeBack = () => text.slice(0, caret) === stood || engine.reset();
      for (let left = 1 + random(8); left > 0; left--) {
        const dice = random(12);
        if (dice === 0) {
          caret = random(text.length + 1);
          done.push(caret);
          field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft" }));
          field.setSelectionRange(caret, caret);
        } else if (dice < 3) {
          done.push("Backspace");
          comeBack();
          const edit = engine.backspace();
          if (edit) put(edit.deleted.length, edit.insert);
          else if (caret) put(1, "");
          stood = text.slice(0, caret);
          if (ask("deleteContentBackward", null)) document.execCommand("delete");
        } else {
          const key = keys[random(keys.length)];
          done.push(key);
          comeBack();
          const edit = engine.feed(key);
          put(edit.deleted.length, edit.insert);
          stood = text.slice(0, caret);
          if (ask("insertText", key)) document.execCommand("insertText", false, key);
        }
        if (field.value !== text || field.selectionStart !== caret) return [done, field.value, text];
      }
    }
    return null;
  }, SESSIONS);
  assert.equal(failure, null);
});

test("a key that writes nothing takes nothing away", async () => {
  await put("comment", "баба ");
  await browser.run(async () => {
    const { load, typingIn } = test.translit;
    typingIn(test.find("comment")).table = await load("uk-kmu-2010", "/translit/tables/uk-kmu-2010.json");
  });
  await browser.keys([..."день"]);
  assert.equal(await text(), "баба den");
  await browser.press("Backspace");
  assert.equal(await text(), "баба den", "one Backspace for one key");
  await browser.press("Backspace");
  assert.equal(await text(), "баба de");
});

test("undo still works after the field was left", async () => {
  await put("comment", "");
  await browser.type("sht");
  await browser.run(() => test.find("plain").focus());
  await browser.run(() => test.find("comment").focus());
  for (let steps = 0; (await text()) && steps < 9; steps++) {
    await browser.undo();
    assert.doesNotMatch(await text(), LATIN);
  }
  assert.equal(await text(), "");
});

test("what is not to be touched: other types of field, read-only and disabled ones, selections by script", async () => {
  const seen = await browser.run(() => {
    const { attach, typingIn } = test.translit;
    const refused = ["password", "email", "url", "tel", "number", "checkbox"].filter((type) => {
      try {
        attach(Object.assign(document.createElement("input"), { type }));
      } catch (error) {
        return error instanceof TypeError;
      }
    });
    const field = test.find("comment");
    const typing = typingIn(field);
    test.set("comment", "да");
    const texts = [];
    for (const property of ["readOnly", "disabled"]) {
      field[property] = true;
      typing.press("sh");
      typing.write("не");
      typing.backspace();
      texts.push(field.value);
      field[property] = false;
    }
    return [refused.length, ...texts];
  });
  assert.deepEqual(seen, [6, "да", "да"]);
  await put("comment", "да");
  await browser.run(() => void (test.find("comment").readOnly = true));
  await browser.type("sh");
  assert.equal(await text(), "да");
});

test("fields that come later: a second form, right to left, and a custom element that is a form control", async () => {
  await browser.run(async () => {
    const observer = test.translit.observe(document.body);
    const form = document.body.appendChild(document.createElement("form"));
    form.dir = "rtl";
    form.id = "second";
    const field = document.createElement("textarea");
    Object.assign(field, { id: "later", name: "comment" });
    field.dataset.translit = "bg-test";
    field.dataset.translitSrc = "/translit/tables/bg-test.json";
    form.append(field);
    class OwnField extends HTMLElement {
      static formAssociated = true;
      connectedCallback() {
        const internals = this.attachInternals();
        const inner = this.attachShadow({ mode: "open", delegatesFocus: true }).appendChild(document.createElement("input"));
        inner.addEventListener("input", () => internals.setFormValue(inner.value));
        test.translit.attach(inner).table = test.translit.typingIn(test.find("comment")).table;
      }
    }
    customElements.define("own-field", OwnField);
    const own = form.appendChild(document.createElement("own-field"));
    own.setAttribute("name", "own");
    while (!test.translit.typingIn(field)?.table) await new Promise((next) => setTimeout(next, 5));
    observer.disconnect();
    field.focus();
  });
  await browser.type("shtastie");
  await browser.run(() => document.querySelector("own-field").focus());
  await browser.type("shapka");
  const posted = await browser.run(() => [...new FormData(document.getElementById("second"))]);
  assert.deepEqual(posted, [["comment", "щастие"], ["own", "шапка"]]);
});

test("a page that empties its field between two keys, as chats do, gets no letter of the old text", async () => {
  await put("comment", "");
  await browser.type("s");
  await browser.run(() => void (test.find("comment").value = ""));
  await browser.type("ha");
  assert.equal(await text(), "ха");
});

test("frameworks see what the field shows, and their caret stays", async () => {
  await browser.open(`${server.origin}/pages/frameworks.html`);
  await ready();
  for (const id of ["react", "vue"]) {
    await put(id, "");
    await browser.type("Zdravejte, baba!");
    await put(id, await text(id), 13);
    await browser.type("sh");
    assert.equal(await text(id), "Здравейте, башба!");
    assert.equal(await browser.run((id) => document.getElementById(`${id}-state`).textContent, id), await text(id));
    await browser.type("t");
    assert.equal(await text(id), "Здравейте, бащба!");
    assert.equal(await browser.run((id) => document.getElementById(`${id}-state`).textContent, id), await text(id));
  }
});

test("nothing offends a strict Content-Security-Policy", async () => {
  await put("comment", "");
  await browser.type("shtastie");
  const log = await browser.run(() => test.log);
  assert.deepEqual(log.filter(([, type]) => type === "violation"), []);
  assert.deepEqual(browser.errors.filter((e) => /Content.Security|blocked/i.test(e)), []);
});
