// The comment form as `translit serve` shows it. BROWSER says which: chromium, firefox or webkit.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const BROWSER = process.env.BROWSER ?? "chromium";
let browser;
let server;
let origin;

before(async () => {
  const python = process.env.PYTHON ?? "python3";
  server = spawn(python, ["-m", "translit", "serve", "--port", "0"], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PYTHONUNBUFFERED: "1" },
  });
  origin = await new Promise((found, fail) => {
    let said = "";
    server.on("exit", () => fail(new Error(`translit serve stopped: ${said}`)));
    server.stdout.on("data", (chunk) => {
      said += chunk;
      const address = /http:\S+\/(?=\s)/.exec(said);
      if (address) found(address[0]);
    });
  });
  browser = await launch(BROWSER);
});
after(async () => {
  await browser?.close();
  server?.removeAllListeners("exit");
  server?.kill();
});

// Wait until something is true of the page, and fail with what was there instead.
async function until(condition, ...given) {
  const end = Date.now() + 10_000;
  const ask = new Function("...given", `return !!(${condition})(...given)`);
  // A page that is going away answers with an error, and the next one with the truth.
  while (!(await browser.run(ask, ...given).catch(() => false))) {
    if (Date.now() < end) continue;
    const seen = await browser.run(() => document.body.innerText);
    assert.fail(`never true: ${condition} ${JSON.stringify(given)}; the page: ${seen.slice(0, 600)}`);
  }
}

const text = () => browser.run(() => document.getElementById("comment").value);
const counter = () => browser.run(() => document.querySelector("translit-counter span").textContent);
const on = () => until(() => document.getElementById("comment").lang === "bg");
async function choose(label) {
  await browser.click(`translit-switch label:nth-of-type(${label})`);
}
const [OFF, PHONETIC, BDS] = [1, 2, 3];

beforeEach(async () => {
  await browser.open(`${origin}?lang=bg`);
  await browser.run(() => localStorage.clear());
  // Not a reload: Firefox would bring back what the form held.
  await browser.open(`${origin}?lang=bg&fresh`);
  await until(() => document.querySelector("translit-counter span")?.textContent === "Остават 2000 символа");
  await until(() => document.querySelector(".other:not([hidden])"));
});

test("off: Latin; Фонетична and БДС: Cyrillic, and the focus goes back to the field", async () => {
  await browser.click("#comment");
  await browser.type("da ");
  await choose(PHONETIC);
  await on();
  await until(() => document.activeElement.id === "comment");
  await browser.type("Zdrawej ");
  await choose(BDS);
  await until(() => document.querySelector("translit-switch").value === "bg-bds-2006");
  await until(() => document.querySelector("[data-key]")?.dataset.key === "`");
  await until(() => document.querySelectorAll("translit-keyboard button")[13]?.textContent.endsWith(","));
  await until(() => document.activeElement.id === "comment");
  await browser.type("zdravet");
  await choose(OFF);
  await until(() => !document.getElementById("comment").hasAttribute("lang") && document.activeElement.id === "comment");
  await browser.type(" no");
  assert.equal(await text(), "da Здравей юаиьэеш no");
});

test("the choice is remembered, and the server is told who converts", async () => {
  const by = () => browser.run(() => document.querySelector("[name=comment-by]").value);
  await choose(PHONETIC);
  await on();
  assert.equal(await by(), "client");
  await browser.reload();
  await on();
  assert.equal(await browser.run(() => document.querySelector("translit-switch :checked").value), "bg-phonetic-traditional");
  assert.equal(await by(), "client");
});

test("keyboard only: Tab to the switch, arrows to choose, Tab to the field", async () => {
  await browser.run(() => document.querySelector("header nav:last-child a:last-child").focus());
  await browser.press("Tab");
  if ((await browser.run(() => document.activeElement.type)) !== "radio") {
    // Some WebKits walk form controls only on demand.
    await browser.run(() => document.querySelector("translit-switch :checked").focus());
  }
  await browser.press("ArrowRight");
  await on();
  assert.equal(await browser.run(() => document.activeElement.type), "radio", "arrows stay among the buttons");
  await browser.press("Tab");
  assert.equal(await browser.run(() => document.activeElement.id), "comment");
  await browser.type("swqt");
  assert.equal(await text(), "свят");
});

test("names for all controls, the counter described, no key of the browser taken", async () => {
  const seen = await browser.run(() => ({
    unnamed: [...document.querySelectorAll("input:not([type=hidden]),textarea,select")].filter((f) => !f.labels.length).length,
    legend: document.querySelector("legend").textContent,
    described: document
      .getElementById("comment")
      .getAttribute("aria-describedby")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent.trim())
      .sort(),
    status: document.querySelector("translit-switch [role=status]").textContent,
  }));
  assert.deepEqual(seen, { unnamed: 0, legend: "Кирилица", described: ["Ctrl+\\: включва и изключва", "Остават 2000 символа"], status: "" });
  await choose(PHONETIC);
  await on();
  await browser.run(() => {
    window.taken = [];
    addEventListener("keydown", (event) => event.defaultPrevented && taken.push(event.key));
  });
  for (const key of ["Control+b", "Control+m", "Alt+x", "Escape", "Tab"]) await browser.press(key);
  assert.deepEqual(await browser.run(() => taken), []);
});

test("the counter counts as the server does, may go below zero and never stops typing", async () => {
  await browser.run(() => {
    const field = document.getElementById("comment");
    field.focus();
    document.execCommand("insertText", false, "а".repeat(1990) + "\n😀😀");
  });
  assert.equal(await counter(), "Остават 5 символа");
  await browser.type("1234");
  assert.equal(await counter(), "Остава 1 символ");
  await browser.type("56");
  assert.equal(await counter(), "1 символ над позволеното");
  assert.equal(await browser.run(() => document.getElementById("comment").checkValidity()), false);
  await until(() => document.querySelector("[aria-live] ~ *, .translit-spoken").textContent.includes("над позволеното"));
  await until(() => document.querySelector("li[data-code=max_length]"));
  await browser.press("Backspace");
  assert.equal(await counter(), "Остават 0 символа");
  assert.equal(await browser.run(() => document.getElementById("comment").checkValidity()), true);
});

test("findings appear under the field and are put right with one click and taken back with one undo", async () => {
  await browser.run(() => {
    document.getElementById("comment").focus();
    document.execCommand("insertText", false, "След 😀 срещ\u0061 в София");
  });
  await until(() => document.querySelector("li[data-code=mixed_script_confusable] button"));
  const message = await browser.run(() => document.querySelector("translit-findings li").firstChild.textContent);
  assert.match(message, /^В „срещ\u0061“ буквата „\u0061“ е латинска/);
  await browser.click("translit-findings button");
  await until(() => document.getElementById("comment").value === "След 😀 среща в София");
  await until(() => !document.querySelector("translit-findings li"));
  await browser.undo();
  assert.equal(await text(), "След 😀 срещ\u0061 в София");
});

test("what a replacement would take for a pattern stands on the button as it is", async () => {
  const suggestion = "$& $$ $1 $` {text}";
  const show = (text) =>
    document.querySelector("translit-findings").show([{ start16: 0, end16: 1, text: "а", suggestions: [text], message: "m", code: "c" }]);
  await browser.run(show, suggestion);
  await until(() => document.querySelector("li[data-code=c] button"));
  const label = await browser.run(() => document.querySelector("li[data-code=c] button").textContent);
  assert.equal(label, `Замяна с „${suggestion}“`);
});

test("without a server to ask, the rules in the browser answer alone, in the same words", async () => {
  const write = () => {
    const findings = document.querySelector("translit-findings");
    document.getElementById("comment").select();
    document.execCommand("insertText", false, "Имаме срещ\u0061 утре");
    return findings.getAttribute("src");
  };
  await browser.run(() => document.getElementById("comment").focus());
  assert.equal(await browser.run(write), "/translit/check");
  await until(() => document.querySelector("translit-findings li"));
  const message = () => browser.run(() => document.querySelector("translit-findings li").firstChild.textContent);
  const asked = await message();
  await browser.run(() => document.querySelector("translit-findings").removeAttribute("src"));
  await browser.run(() => document.querySelector("translit-findings").replaceChildren());
  await browser.run(write);
  await until(() => document.querySelector("translit-findings li"));
  assert.equal(await message(), asked);
});

test("Bulgarian in Latin letters is offered in Cyrillic", async () => {
  await browser.click("#comment");
  await browser.type("Zdravejte, kak ste vsichki?");
  await until(() => document.querySelector("li[data-code=latin_transliteration] button"));
  await browser.click("li[data-code=latin_transliteration] button");
  await until(() => /^[^a-zA-Z]+$/.test(document.getElementById("comment").value));
});

test("the keyboard shows the layout and types when it is clicked", async () => {
  await choose(PHONETIC);
  await on();
  await browser.run(() => (document.querySelector(".keyboard").open = true));
  await until(() => document.querySelector("translit-keyboard [data-key=q]"));
  // Each click when the keys are drawn for it: one that is drawn anew between down and up is not clicked.
  const click = async (key, after) => {
    await until((key) => document.querySelector(`translit-keyboard ${key}`), key);
    await browser.click(`translit-keyboard ${key}`);
    await until((after) => document.getElementById("comment").value === after, after);
  };
  await click("[data-level=shift]", "");
  await click("[data-key=Q]", "Я");
  await click("[data-key=w]", "Яв");
  await click("[data-key=Backspace]", "Я");
  await click("[data-key=x]", "Яь");
  assert.equal(await text(), "Яь");
  assert.equal(await browser.run(() => document.activeElement.id), "comment");
});

test("every table can take a place in the switch", async () => {
  await browser.run(() => {
    const select = document.getElementById("table");
    select.value = "ru-jcuken";
    select.dispatchEvent(new Event("change"));
  });
  await until(() => document.getElementById("comment").lang === "ru");
  await browser.type("ghbdtn");
  assert.equal(await text(), "привет");
  await browser.open(`${origin}?lang=bg&again`);
  await until(() => document.getElementById("comment").lang === "ru");
});

test("a comment is posted and arrives, newlines and emoji with it", async () => {
  await choose(PHONETIC);
  await on();
  await browser.click("#comment");
  await browser.type("Zdrawejte,\nswqt!");
  await browser.click(".send");
  await until(() => document.getElementById("stored"));
  assert.equal(await browser.run(() => document.getElementById("stored").textContent), "Здравейте,\nсвят!");
});

test("a comment that is refused comes back with its errors, as it was typed", async () => {
  await browser.click("#comment");
  await browser.type("hello everybody");
  await browser.click(".send");
  // What the server says, until the page says the same beside what can be done.
  await until(() => document.querySelector("#comment-errors, translit-findings li[data-severity=error]"));
  assert.equal(await text(), "hello everybody");
  assert.equal(await browser.run(() => document.getElementById("comment").getAttribute("aria-invalid")), "true");
});

test("without a script the server converts, once", async (t) => {
  const plain = await launch(BROWSER, { scripts: false });
  t.after(() => plain.close());
  await plain.open(`${origin}?lang=bg`);
  const read = (selector) => plain.run((selector) => document.querySelector(selector)?.textContent, selector);
  const stored = async (expected) => {
    const end = Date.now() + 10_000;
    // A page that is going away answers with an error, and the next one with the truth.
    while ((await read("#stored").catch(() => null)) !== expected && Date.now() < end);
    assert.equal(await read("#stored"), expected);
    // Until all of it is there a field may move away under a click.
    while ((await plain.run(() => document.readyState).catch(() => null)) !== "complete" && Date.now() < end);
  };
  assert.match(await read("translit-counter"), /^До 2000 символа$/, "no script has run");
  await plain.click("translit-switch label:nth-of-type(2)");
  await plain.click("#comment");
  await plain.type("zdrawej\nswqt, iPhone");
  await plain.click(".send");
  await stored("здравей\nсвят, иПхоне");
  // Off is what a new page begins with: nothing is converted then.
  await plain.click("#comment");
  await plain.keys([..."моят iPhone"]);
  assert.equal(await plain.run(() => document.querySelector("#comment").value), "моят iPhone");
  await plain.click(".send");
  await stored("моят iPhone");
});

test("the wrong letters are marked, the same is said once, the worst first, and unseen signs are removed", async () => {
  await browser.run(() => {
    document.getElementById("comment").focus();
    document.execCommand("insertText", false, "Обед\u200b, о6ед, срещ\u0061 и срещ\u0061");
  });
  await until(() => document.querySelectorAll("translit-findings li").length === 3);
  const seen = await browser.run(() =>
    [...document.querySelectorAll("translit-findings li")].map((item) => [
      item.dataset.severity,
      [...item.querySelectorAll("mark")].map((mark) => mark.textContent).join(),
      item.textContent.includes("×2"),
      item.querySelector("button").textContent,
    ]),
  );
  assert.deepEqual(seen, [
    ["error", "\u0061", true, "Замяна с „среща“"],
    ["warning", "", false, "Премахване"],
    ["warning", "6", false, "Замяна с „обед“"],
  ]);
  await browser.click("translit-findings li:first-child button");
  await until(() => document.getElementById("comment").value.endsWith("среща и среща"));
  await until(() => document.querySelectorAll("translit-findings li").length === 2);
  await browser.click("translit-findings li:first-child button");
  await until(() => document.getElementById("comment").value === "Обед, о6ед, среща и среща");
});

test("k16 the keyboard follows Shift and Caps Lock of the real one", async () => {
  await choose(PHONETIC);
  await on();
  await browser.run(() => (document.querySelector(".keyboard").open = true));
  const shows = (letter) => until((letter) => document.querySelector("translit-keyboard").textContent.includes(letter), letter);
  // As a browser tells of them: a test cannot hold a key in each of the three, nor see the lamp of Caps Lock.
  const press = (type, key, shiftKey, caps) =>
    browser.run(
      (type, key, shiftKey, caps) =>
        document
          .getElementById("comment")
          .dispatchEvent(new KeyboardEvent(type, { key, shiftKey, modifierCapsLock: caps, bubbles: true })),
      ...[type, key, shiftKey, caps],
    );
  await shows("я");
  await press("keydown", "Shift", true, false);
  await shows("Я");
  await browser.click("translit-keyboard [data-key=Q]");
  assert.equal(await text(), "Я");
  await press("keyup", "Shift", false, false);
  await shows("я");
  await press("keydown", "CapsLock", false, true);
  await shows("Я");
  await press("keydown", "Shift", true, true);
  await shows("я");
});

test("all tables: what is written on one side is on the other, typed by the table, and beside another table", async () => {
  await browser.open(`${origin}tables?lang=bg`);
  await until(() => document.getElementById("result").value.startsWith("Zdraveyte"));
  await browser.click("#source");
  await browser.run(() => document.getElementById("source").select());
  await browser.keys([..."Щит"]);
  await until(() => document.getElementById("result").value === "Shtit");
  await browser.click("#result");
  await browser.run(() => document.getElementById("result").select());
  await browser.type("Chay");
  await until(() => document.getElementById("source").value === "Чай");
  await choosing("two", "bg-scientific");
  await until(() => document.querySelector("#compared mark")?.textContent === "Čaj");
  await choosing("one", "bg-bds-2006");
  await until(() => document.querySelector("translit-keyboard button") && document.getElementById("result").value === "Чай");
  await browser.click("#result");
  await browser.run(() => document.getElementById("result").select());
  await browser.type("zdravet");
  await until(() => document.getElementById("result").value === "юаиьэеш" && document.getElementById("source").value === "zdravet");
});

test("a text that is too long to be converted is told, and nothing that was written is lost", async () => {
  await browser.open(`${origin}tables?lang=bg`);
  await until(() => document.getElementById("result").value);
  const put = (id, text) =>
    browser.run((id, text) => {
      const field = document.getElementById(id);
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }, id, text);
  const values = () => browser.run(() => ["source", "result"].map((id) => document.getElementById(id).value));
  await put("result", "Shtastie");
  await until(() => document.getElementById("source").value === "Щастие");
  for (const [id, text] of [["source", "я".repeat(8193)], ["result", "a".repeat(16_385)], ["source", "я".repeat(400_000)]]) {
    const [source, result] = await values();
    await put(id, text);
    await until(() => document.getElementById("long").textContent.includes("8192 букви"));
    assert.deepEqual(await values(), id === "source" ? [text, result] : [source, text], id);
    await put("source", "Щит");
    await until(() => document.getElementById("result").value === "Shtit" && !document.getElementById("long").textContent);
  }
});

test("a text is checked in its language, and what is sure is put right at once", async () => {
  await browser.open(`${origin}check?lang=bg`);
  await browser.click("#text");
  await browser.run(() => document.execCommand("insertText", false, "Имаме срещ\u0061, об\u200bед и ghbdtn"));
  await until(() => document.querySelectorAll("translit-findings li").length === 2);
  await browser.click("#repair");
  await until(() => document.getElementById("text").value === "Имаме среща, обед и ghbdtn");
  await until(() => document.getElementById("nothing").textContent === "Нищо не е намерено.");
  await choosing("written", "uk");
  await until(() => document.getElementById("text").lang === "uk" && document.getElementById("text").value.startsWith("Имаме"));
});

async function choosing(id, value) {
  await browser.run(
    (id, value) => {
      const select = document.getElementById(id);
      select.value = value;
      select.dispatchEvent(new Event("change"));
    },
    ...[id, value],
  );
}

test("nothing offends the page's strict policy", async () => {
  assert.deepEqual(browser.errors.filter((error) => /Content.Security|blocked|Error:/i.test(error)), []);
});
