// Situations that people meet: their pages, their fields, their phones. BROWSER says which: chromium, firefox or webkit.
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const BROWSER = process.env.BROWSER ?? "chromium";
const PHONETIC = "bg-phonetic-traditional";
const BDS = "bg-bds-2006";
const AREA = '<textarea id="f"></textarea>';
let browser;
let server;

before(async () => {
  server = await serve("bg-test", "bg-translit", PHONETIC, BDS, "ru-jcuken");
  browser = await launch(BROWSER);
});
after(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(async () => {
  await browser.open(`${server.origin}/pages/situations.html`);
  await until(() => document.documentElement.dataset.ready !== undefined);
});

async function until(condition, ...given) {
  const ask = new Function("...given", `return !!(${condition})(...given)`);
  for (const end = Date.now() + 10_000; !(await browser.run(ask, ...given).catch(() => false)); ) {
    if (Date.now() > end) assert.fail(`never true: ${condition}; ${await browser.run(() => document.body.innerHTML.slice(0, 900))}`);
  }
}
const fill = (...given) => browser.run((...given) => test.fill(...given), ...given);
const text = (id) => browser.run((id) => test.text(id ?? undefined), id ?? null);
const insert = (...given) => browser.run((...given) => test.insert(...given), ...given);

const PICTURES = ["🇧🇬", "😀", "👍🏽", "👨‍👩‍👧", "1️⃣", "❤️"];
for (const html of [AREA, '<div id="f" contenteditable="true"></div>']) {
  test(`k21-k23 Backspace takes a picture away whole: ${html.slice(1, 5)}`, async () => {
    await fill(html);
    for (const picture of PICTURES) {
      await browser.type("sh");
      await browser.keys([...picture]);
      assert.equal(await text(), `ш${picture}`);
      await browser.press("Backspace");
      assert.equal(await text(), "ш", picture);
      await browser.press("Backspace");
      await browser.press("Backspace");
      await insert(picture);
      assert.equal(await text(), picture);
      await browser.press("Backspace");
      assert.equal(await text(), "", `${picture} at once`);
    }
  });
}

test("k16 the keyboard on the screen follows Shift and Caps Lock of the real one", async () => {
  const SHIFT = { shiftKey: true };
  const CAPS = { modifierCapsLock: true };
  const press = (init, type = "keydown") =>
    browser.run((init, type) => void document.dispatchEvent(new KeyboardEvent(type, { key: "Shift", ...init })), init, type);
  const find = (key) => `[...document.querySelectorAll("translit-keyboard button")].find((b) => b.querySelector("small")?.textContent === "${key}")`;
  await browser.run(() => import("/translit/keyboard.js").then(() => undefined));
  for (const [table, key, ...shown] of [[PHONETIC, "q", "я", "Я", "Я", "я"], [BDS, "q", ",", "ы", ",", "Ы"], ["bg-test", "a", "а", "А", "А", "а"]]) {
    await fill(`${AREA}<translit-keyboard for="f"></translit-keyboard>`, table);
    const seen = [];
    for (const init of [{}, SHIFT, CAPS, { ...SHIFT, ...CAPS }]) {
      await press(init);
      seen.push(await browser.run(new Function(`return ${find(key)}.lastChild.textContent`)));
      await browser.run(new Function(`${find(key)}.click()`));
    }
    assert.deepEqual(seen, shown, table);
    assert.equal(await text(), shown.join(""), table);
    await press({}, "keyup");
    assert.equal(await browser.run(new Function(`return ${find(key)}.lastChild.textContent`)), shown[0]);
  }
});

test("k27, k29 a key that the page takes is not typed", async () => {
  await fill(AREA, PHONETIC);
  await browser.run(() => {
    document.addEventListener("beforeinput", (event) => event.data === "q" && event.preventDefault(), true);
  });
  await browser.type("aqb");
  assert.equal(await text(), "аб");
  await fill(AREA, PHONETIC, { physical: true });
  await browser.run(() => {
    document.addEventListener("keydown", (event) => /[jk]/.test(event.key) && event.preventDefault(), true);
  });
  await browser.type("ajkb");
  assert.equal(await text(), "аб");
});

test("k28 the page sees what will stand there, and may refuse it", async () => {
  await fill(AREA);
  await browser.run(() => {
    window.seen = [];
    window.latin = [];
    test.find("f").addEventListener("beforeinput", (event) => latin.push(event.data));
    addEventListener("translit:input", (event) => {
      seen.push([event.detail.deleted, event.detail.data]);
      if (event.detail.data === "б") event.preventDefault();
    });
  });
  await browser.type("shab1");
  assert.equal(await text(), "ша1");
  assert.deepEqual(await browser.run(() => seen), [["", "с"], ["с", "ш"], ["", "а"], ["", "б"], ["", "1"]]);
  assert.deepEqual(await browser.run(() => latin.filter((data) => /[a-z]/.test(data))), [], "no Latin letter is shown to others");
});

const LIST = '<input id="f" role="combobox" aria-expanded="true">';
for (const [name, html, prevent] of [
  ["k30 a list that is open", LIST, false],
  ["k30 somebody who takes it, later", AREA, true],
  ["k31 an alert", '<div role="alertdialog"><textarea id="f"></textarea></div>', false],
  ["a dialog", '<div role="dialog"><textarea id="f"></textarea></div>', false],
]) {
  test(`${name}: Escape is theirs`, async () => {
    await fill(html);
    if (prevent) await browser.run(() => document.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault()));
    await browser.press("Escape");
    await browser.type("sha");
    assert.equal(await text(), "ша");
  });
}

test("k32 Escape in a shadow root inside a dialog closes the dialog", async () => {
  await browser.run(async () => {
    document.getElementById("place").innerHTML = '<dialog><div class="host"></div></dialog>';
    document.querySelector(".host").attachShadow({ mode: "open" }).innerHTML = '<textarea id="f"></textarea>';
    document.querySelector("dialog").showModal();
    await test.on("f", "bg-test");
  });
  await browser.type("sh");
  assert.equal(await browser.run(() => test.find("f").getAttribute("aria-keyshortcuts")), "Control+\\");
  await browser.press("Escape");
  await until(() => !document.querySelector("dialog").open);
  assert.equal(await browser.run(() => test.translit.typingIn(test.find("f")).latin), false);
});

test("k33 Escape reaches the page, and is ours where nobody wants it", async () => {
  await fill(AREA);
  await browser.run(() => {
    window.heard = 0;
    addEventListener("keydown", (event) => event.key === "Escape" && heard++);
  });
  await browser.press("Escape");
  await browser.type("sha ");
  await browser.type("sha");
  assert.equal(await text(), "sha ша");
  assert.equal(await browser.run(() => heard), 1);
});

test("k34 what a script of the page writes stays as it is", async () => {
  await fill(`${AREA}<button id="quote">Quote</button>`);
  await browser.type("sh");
  await browser.run(() => {
    document.getElementById("quote").addEventListener("click", () => {
      test.find("f").focus();
      document.execCommand("insertText", false, " iPhone quote ");
    });
  });
  await browser.click("#quote");
  await browser.type("sha");
  assert.equal(await text(), "ш iPhone quote ша");
});

test("k45, k46 a field that becomes a password is left alone, and one that is none is typed in", async () => {
  await fill('<input id="f" type="text"><input id="p" type="password" data-translit="bg-test">');
  await browser.type("sh");
  await browser.run(() => void (test.find("f").type = "password"));
  await browser.type("apka");
  assert.equal(await text(), "шapka");
  await browser.run(() => void (test.find("f").type = "text"));
  await browser.type(" sh");
  assert.equal(await text(), "шapka ш");
});

test("k54 what a phone puts there by itself stays: a full stop for two spaces, signs", async () => {
  for (const [table, expected] of [[BDS, "аь. — …"], ["ru-jcuken", "вф. — …"], ["bg-test", "да. — …"]]) {
    await fill(AREA, table);
    await browser.type("da");
    await insert(". ");
    await insert("— …");
    assert.equal(await text(), expected, table);
  }
});

test("k09 a dead key and its letter in one event, as Windows gives them", async () => {
  await fill(AREA, PHONETIC);
  await browser.run(() => {
    for (const [key, data] of [["`", "à"], ["'", "á"]]) {
      test.find("f").dispatchEvent(new KeyboardEvent("keydown", { key: "Dead", code: "Quote", bubbles: true }));
      test.find("f").dispatchEvent(new KeyboardEvent("keydown", { key: data, code: "KeyA", bubbles: true }));
      test.insert(data);
    }
  });
  assert.equal(await text(), "ча'а");
});

test("k18 keys without a place: by character once, and Cyrillic as it is", async () => {
  await fill(AREA, BDS, { physical: true });
  const type = (keys) => {
    for (const key of keys) {
      test.find("f").dispatchEvent(new KeyboardEvent("keydown", { key, code: "", bubbles: true, cancelable: true }));
      test.insert(key);
    }
  };
  await browser.run(type, "da");
  assert.equal(await text(), "аь");
  await fill(AREA, BDS, { physical: true });
  await browser.run(type, "Да, не.");
  assert.equal(await text(), "Да, не.");
});

test("k35 pages that make capitals of what is typed, or trim it", async () => {
  for (const change of ["toUpperCase", "trimStart"]) {
    await fill(AREA);
    await browser.run((change) => {
      const field = test.find("f");
      field.addEventListener("input", () => {
        const [changed, at] = [field.value[change](), field.selectionEnd];
        if (changed === field.value) return;
        const less = field.value.length - changed.length;
        field.value = changed;
        field.setSelectionRange(at - less, at - less);
      });
    }, change);
    await browser.type(" shtastie");
    assert.equal(await text(), change === "trimStart" ? "щастие" : " ЩАСТИЕ");
    await browser.press("Backspace");
    await browser.press("Backspace");
    assert.equal(await text(), change === "trimStart" ? "щаст" : " ЩАСТ");
  }
});

test("k70 addresses, e-mails and @names stay Latin where letters are spelt", async () => {
  await fill(AREA, "bg-translit");
  await browser.type("vizh https://dir.bg, ivan@abv.bg i @ivan. Kak e?");
  assert.equal(await text(), "виж https://dir.bg, ivan@abv.bg и @ivan. Как е?");
  await fill(AREA, "bg-translit");
  await browser.type("abv.bg");
  assert.equal(await text(), "abv.bg");
  await browser.press("Backspace");
  assert.equal(await text(), "абв.б");
  await browser.type("ara");
  assert.equal(await text(), "абв.бара");
  await fill(AREA, PHONETIC);
  await browser.type("dir.bg ");
  assert.equal(await text(), "дир.бг ", "a layout has a letter for each key");
  await fill(AREA, PHONETIC, { addresses: true });
  await browser.type("da dir.bg");
  assert.equal(await text(), "да dir.bg");
});

test("k68 the shortcut turns it off and on", async () => {
  await fill(AREA);
  const states = () => browser.run(() => test.translit.typingIn(test.find("f")).table?.id ?? "");
  await browser.press("Control+\\");
  assert.equal(await states(), "");
  await browser.type("sha ");
  await browser.press("Control+\\");
  await browser.type("sha");
  assert.equal(await text(), "sha ша");
  await fill(AREA, "bg-test", { shortcut: "F9" });
  await browser.press("F9");
  await browser.type("sha");
  assert.equal(await text(), "sha");
});

test("k69 what was typed in the wrong layout is put right where it stands", async () => {
  const repair = async (before, table, after, ...selection) => {
    await fill(AREA, table, { relayout: "F9" });
    await browser.run(
      (before, selection) => {
        test.find("f").value = before;
        test.find("f").setSelectionRange(...(selection.length ? selection : [before.length, before.length]));
      },
      before,
      selection,
    );
    await browser.press("F9");
    for (const end = Date.now() + 3000; (await text()) !== after && Date.now() < end; );
    assert.equal(await text(), after);
  };
  await repair("Ghbdtn", "ru-jcuken", "Привет");
  await repair("да Ghbdtn", "ru-jcuken", "да Привет");
  await repair("Ghbdtn? vbh", "ru-jcuken", "Привет, мир", 0, 11);
  await repair("яшъ", PHONETIC, "q[y");
  await repair("руддщ цщкдв", "ru-jcuken", "hello world", 0, 11);
});

const SWITCH = '<translit-switch for="f" name="s" tables="bg-test=Схема; bg-phonetic-traditional=Фонетична"></translit-switch>';
const chosen = () => browser.run(() => document.querySelector("translit-switch :checked")?.value);
const isOn = (id, table) => until((id, table) => test.translit.typingIn(test.find(id))?.table?.id === table, id, table);
async function choose(id, nth = 0) {
  await until((id, nth) => [...document.querySelectorAll("translit-switch")][nth]?.querySelector(`[value="${id}"]`), id, nth);
  await browser.run((id, nth) => [...document.querySelectorAll("translit-switch")][nth].querySelector(`[value="${id}"]`).click(), id, nth);
}
async function typeIn(id, keys) {
  await browser.run((id) => test.find(id).focus(), id);
  await browser.type(keys);
  return text(id);
}

test("k40 a field that is replaced below its switch and its counter", async () => {
  await browser.run(() => localStorage.clear());
  await fill(`${SWITCH}<div id="around"><textarea id="f"></textarea></div><translit-counter for="f" limit="10"></translit-counter>`, "");
  await choose(PHONETIC);
  await isOn("f", PHONETIC);
  await browser.run(() => (document.getElementById("around").innerHTML = '<textarea id="f"></textarea>'));
  await isOn("f", PHONETIC);
  assert.equal(await typeIn("f", "aha"), "аха");
  await until(() => document.querySelector("translit-counter span").textContent.startsWith("7 "));
  await choose("");
  await until(() => !test.translit.typingIn(test.find("f")).table);
  assert.equal(await typeIn("f", "sh"), "ахаsh");
});

test("k41 a field that comes after its switch, and another `for`", async () => {
  await browser.run(() => localStorage.clear());
  await fill(SWITCH, "");
  await browser.run(() => document.getElementById("place").insertAdjacentHTML("beforeend", '<textarea id="f"></textarea><textarea id="g"></textarea>'));
  await choose(PHONETIC);
  await isOn("f", PHONETIC);
  await browser.run(() => document.querySelector("translit-switch").setAttribute("for", "g"));
  await isOn("g", PHONETIC);
  assert.equal(await typeIn("g", "sha"), "сха");
  assert.equal(await typeIn("f", "sha"), "sha");
});

test("k42 one switch for several fields, for a form, and several switches that agree", async () => {
  await browser.run(() => localStorage.clear());
  const two = '<textarea id="f"></textarea><input id="g"><input id="e" type="email">';
  await fill(SWITCH.replace('"f"', '"f g e"') + two, "");
  await choose(PHONETIC);
  await isOn("g", PHONETIC);
  assert.deepEqual([await typeIn("f", "q"), await typeIn("g", "q")], ["я", "я"]);
  assert.equal(await browser.run(() => test.translit.typingIn(test.find("e")) === undefined), true);
  await fill(`${SWITCH.replace('"f"', '"all"')}<form id="all">${two}</form>`, "");
  await isOn("g", PHONETIC);
  assert.deepEqual([await typeIn("f", "q"), await typeIn("g", "q")], ["я", "я"]);
  await fill(`${SWITCH}${SWITCH.replace('"f"', '"g"')}${two}`, "");
  await isOn("g", PHONETIC);
  await choose("bg-test", 1);
  await isOn("f", "bg-test");
  assert.deepEqual([await typeIn("f", "sh"), await typeIn("g", "sh")], ["ш", "ш"]);
});

test("k43 a form that is reset: what is typed and what is chosen agree", async () => {
  await browser.run(() => localStorage.clear());
  await fill(`<form>${SWITCH}<textarea id="f" name="f"></textarea><input type="hidden" name="f-by" value="server"></form>`, "");
  await choose(PHONETIC);
  await isOn("f", PHONETIC);
  await browser.run(() => document.querySelector("form").reset());
  await until(() => document.querySelector("translit-switch :checked")?.value === "bg-phonetic-traditional");
  await isOn("f", PHONETIC);
  assert.equal(await typeIn("f", "q"), "я");
  await until(() => new FormData(document.querySelector("form")).get("f-by") === "client");
  assert.equal(await browser.run(() => new FormData(document.querySelector("form")).get("f-mode")), PHONETIC);
});

test("k44 a page that offers less leaves the choice alone, and an own table is remembered", async () => {
  await browser.run(() => localStorage.clear());
  await fill(SWITCH + AREA, "");
  await choose(PHONETIC);
  await isOn("f", PHONETIC);
  const russian = '<translit-switch for="f" name="s" tables="ru-jcuken=Russian"></translit-switch>';
  await fill(russian + AREA, "");
  await until(() => document.querySelector("[value='ru-jcuken']"));
  assert.equal(await chosen(), "");
  await fill(SWITCH + AREA, "");
  await isOn("f", PHONETIC);
  await browser.run(() => {
    const chooser = document.querySelector("translit-switch");
    chooser.offer("bg-bds-2006", "БДС", "/translit/tables/bg-bds-2006.json");
    chooser.value = "bg-bds-2006";
  });
  await isOn("f", BDS);
  await fill(SWITCH + AREA, "");
  await isOn("f", BDS);
  assert.equal(await chosen(), BDS);
});

test("k46 a switch for a field that is none of ours shows nothing", async () => {
  await fill('<translit-switch for="f" tables="bg-test"></translit-switch><input id="f" type="email">', "");
  await browser.run(() => import("/translit/elements.js"));
  assert.equal(await browser.run(() => document.querySelector("translit-switch").childElementCount), 0);
  assert.deepEqual(browser.errors.filter((error) => /TypeError|Uncaught/.test(error)), []);
});

test("k68 the shortcut and the switch agree, and the switch says it", async () => {
  await browser.run(() => localStorage.clear());
  await fill(SWITCH + AREA, "");
  await choose(PHONETIC);
  await isOn("f", PHONETIC);
  await until(() => document.querySelector("translit-switch").textContent.includes("Ctrl+\\"));
  assert.ok(
    await browser.run(() => test.find("f").getAttribute("aria-describedby").split(" ").some((id) => document.getElementById(id)?.textContent.includes("Ctrl+\\"))),
  );
  await browser.run(() => test.find("f").focus());
  await browser.press("Control+\\");
  await until(() => document.querySelector("translit-switch :checked").value === "");
  await browser.type("q");
  await browser.press("Control+\\");
  await isOn("f", PHONETIC);
  await browser.type("q");
  assert.equal(await text(), "qя");
});

test("what is typed before a table is there is the server's to convert", async () => {
  await browser.run(() => localStorage.clear());
  await fill(`<form>${SWITCH}<textarea id="f" name="f"></textarea><input type="hidden" name="f-by" value="server"></form>`, "");
  await until(() => document.querySelector("translit-switch [value='']"));
  const by = () => browser.run(() => document.querySelector("[name=f-by]").value);
  await until(() => document.querySelector("[name=f-by]").value === "client");
  await browser.run(() => {
    // A network that holds the table back.
    const own = fetch;
    window.fetch = (...given) => new Promise((done) => (window.release = () => done(own(...given))));
  });
  await choose(PHONETIC);
  assert.equal(await by(), "server");
  await until(() => document.querySelector("translit-switch [role=status]").textContent.includes("loading"));
  await browser.run(() => test.find("f").focus());
  await browser.type("zdrawej");
  await browser.run(() => release());
  await isOn("f", PHONETIC);
  assert.equal(await by(), "server", "there is Latin text in the field");
  assert.equal(await browser.run(() => document.querySelector("translit-switch [role=status]").textContent), "");
});

test("what stood in a field before the switch is the server's to convert, unless a table typed it", async () => {
  // What was typed, what the page came with, what was on there and who had converted it.
  const cases = [
    ["zdrawej", "", "", "", "server"],
    ["Здравей", "", "", "", "client"],
    ["zdrawej", "zdrawej", " checked", "", "server"],
    ["моят iPhone", "моят iPhone", " checked", ' data-was="client"', "client"],
    ["моят iPhone!", "моят iPhone", " checked", ' data-was="client"', "server"],
    ["моят iPhone", "моят iPhone", "", "", "client"],
  ];
  for (const [text, sent, on, was, expected] of cases) {
    await browser.run(() => localStorage.setItem("translit:s", "bg-test"));
    await fill(`<form><textarea id="f" name="f">${sent}</textarea><input type="hidden" name="f-by" value="server"${was}></form>`, "");
    await browser.run(
      (text, on) => {
        test.find("f").value = text;
        const radio = (id, more) => `<label><input type="radio" name="f-mode" value="${id}"${more}></label>`;
        const element = document.createElement("translit-switch");
        for (const [name, value] of [["for", "f"], ["name", "s"]]) element.setAttribute(name, value);
        element.innerHTML = `<fieldset>${radio("", on ? "" : " checked")}${radio("bg-test", `${on} data-src="/translit/tables/bg-test.json"`)}</fieldset>`;
        document.querySelector("form").prepend(element);
      },
      ...[text, on],
    );
    await isOn("f", "bg-test");
    assert.equal(await browser.run(() => document.querySelector("[name=f-by]").value), expected, `${text} ${sent} ${on}${was}`);
  }
});

test("a field that comes to a switch that is on says who converts it", async () => {
  await browser.run(() => localStorage.clear());
  await fill(`<form id="form"><translit-switch for="form" name="s" tables="bg-test=Схема"></translit-switch><textarea id="f" name="f"></textarea></form>`, "");
  await until(() => document.querySelector("translit-switch [value=bg-test]"));
  await browser.run(() => (document.querySelector("translit-switch").value = "bg-test"));
  await isOn("f", "bg-test");
  await browser.run(() => {
    document.getElementById("form").insertAdjacentHTML("beforeend", '<textarea id="g" name="g"></textarea><input type="hidden" name="g-by" value="server">');
  });
  await isOn("g", "bg-test");
  assert.equal(await browser.run(() => document.querySelector("[name=g-by]").value), "client");
});

if (BROWSER === "chromium") {
  const compose = async (word, more = {}) => {
    browser.ime ??= await browser.page.createCDPSession();
    await browser.ime.send("Input.imeSetComposition", { text: word, selectionStart: word.length, selectionEnd: word.length, ...more });
  };
  test("k26 the limit counts letters, not the keys of a composition", async () => {
    for (const [limit, expected] of [[3, "щас"], [6, "щастие"], [2, "ща"]]) {
      await fill(`<input id="f" maxlength="${limit}">`);
      for (let end = 1; end <= 8; end++) await compose("shtastie".slice(0, end));
      await browser.ime.send("Input.insertText", { text: "shtastie" });
      assert.equal(await text(), expected);
    }
  });

  test("k53 a word that is taken up again: its letters count for what comes behind them", async () => {
    for (const [keys, more, expected] of [["zdrave", "yte", "здравейте"], ["s", "h", "ш"], ["Zdrave", "yte", "Здравейте"], ["sha", "y", "шай"]]) {
      await fill(AREA, "bg-translit");
      await browser.type(keys);
      const word = await text();
      // Somebody touches the word, and the keyboard takes it up.
      await browser.run(() => test.find("f").dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })));
      await compose(word + more[0], { replacementStart: 0, replacementEnd: word.length });
      await compose(word + more);
      await browser.ime.send("Input.insertText", { text: word + more });
      assert.equal(await text(), expected);
    }
  });
}
