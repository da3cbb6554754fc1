// What a screen reader is told of the demo's pages, by Chromium's accessibility tree, and what axe-core finds wrong there.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser;
let server;
let origin;

before(async () => {
  server = spawn(process.env.PYTHON ?? "python3", ["-m", "translit", "serve", "--port", "0"], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PYTHONUNBUFFERED: "1" },
  });
  origin = await new Promise((found, fail) => {
    server.on("exit", () => fail(new Error("translit serve stopped")));
    server.stdout.on("data", (chunk) => found(/http:\S+/.exec(chunk)[0]));
  });
  browser = await launch("chromium");
});
after(async () => {
  await browser?.close();
  server?.removeAllListeners("exit");
  server?.kill();
});

async function until(ready, ...given) {
  for (const end = Date.now() + 15_000; !(await browser.run(ready, ...given)); ) {
    assert.ok(Date.now() < end, `never: ${ready}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

// All that the tree has, [role, name, what else is told]; what is uninteresting is there, too: an empty live region.
async function tree() {
  const nodes = [];
  const walk = (node) => {
    nodes.push(node);
    node.children?.forEach(walk);
  };
  walk(await browser.page.accessibility.snapshot({ interestingOnly: false }));
  return nodes;
}
const named = (nodes, role) => nodes.filter((node) => node.role === role).map(({ name }) => name);

async function openForm(language = "bg") {
  await browser.open(`${origin}?lang=${language}`);
  await browser.run(() => localStorage.clear());
  await browser.open(`${origin}?lang=${language}&fresh`);
  await until(() => document.querySelector(".translit-hint") && document.querySelector(".other:not([hidden])"));
}

async function findWrong(where) {
  await browser.page.evaluate(AXE);
  const found = await browser.run(async () => (await axe.run()).violations);
  const grave = found.filter(({ impact }) => impact === "serious" || impact === "critical");
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`);
  assert.deepEqual(told, [], where);
}

test("the switch, its hint and the regions that will speak are there before anything is said", async () => {
  await openForm();
  const nodes = await tree();
  assert.ok(named(nodes, "group").includes("Кирилица"), JSON.stringify(named(nodes, "group")));
  const radios = nodes.filter(({ role }) => role === "radio");
  assert.deepEqual(radios.map(({ name, checked }) => [name, checked]), [["Изключена", true], ["Фонетична", false], ["БДС", false]]);
  assert.ok(nodes.some(({ role, name }) => role === "status" && !name), "an empty live region");
  const [field] = nodes.filter(({ role }) => role === "textbox");
  assert.equal(field.name, "Коментар");
  assert.match(field.description, /Ctrl\+\\/);
  assert.match(field.description, /2000/);
});

test("what is chosen, and each change, is told", async () => {
  await openForm();
  await browser.click("translit-switch label:nth-of-type(2)");
  await until(() => document.getElementById("comment").lang === "bg");
  let nodes = await tree();
  assert.deepEqual(nodes.filter(({ role }) => role === "radio").map(({ checked }) => checked), [false, true, false]);
  const [field] = nodes.filter(({ role }) => role === "textbox");
  assert.match(field.description, /Esc: дума на латиница/);
  assert.equal(field.keyshortcuts, "Escape Control+\\");
  await browser.run(() => document.getElementById("comment").focus());
  await browser.press("Escape");
  await until(() => document.querySelector("translit-switch [role=status]").textContent);
  nodes = await tree();
  assert.ok(nodes.some(({ role, name }) => role === "StaticText" && /латиница|латински/i.test(name)));
});

test("the keys of the keyboard are named by what they type", async () => {
  await openForm();
  await browser.click("translit-switch label:nth-of-type(2)");
  await until(() => document.querySelectorAll("translit-keyboard button").length > 40);
  await until(() => document.querySelector("[data-key=Backspace]").getAttribute("aria-label"));
  const nodes = await tree();
  const keys = named(nodes, "button");
  for (const key of ["я", "в", "е", "ю", "Shift", "Интервал", "Изтриване назад"]) assert.ok(keys.includes(key), `${key}: ${keys}`);
  assert.ok(keys.every(Boolean), "a key without a name");
  assert.ok(named(nodes, "group").includes("Клавиатура"));
  const shift = nodes.find(({ role, name }) => role === "button" && name === "Shift");
  assert.equal(shift.pressed, false);
});

for (const scheme of ["light", "dark"]) {
  test(`axe finds nothing serious: ${scheme}`, async () => {
    await browser.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await openForm();
    await findWrong("the form");
    await browser.click("translit-switch label:nth-of-type(2)");
    await until(() => document.querySelectorAll("translit-keyboard button").length > 40);
    await browser.run(() => {
      document.getElementById("comment").focus();
      document.execCommand("insertText", false, "срещ\u0061 и изток\u0430, facebookа и на\u200dмира");
    });
    await until(() => document.querySelectorAll("translit-findings li").length > 1);
    await findWrong("the form with a keyboard and findings");
    await Promise.all([browser.page.waitForNavigation(), browser.click("form button.send")]);
    await until(() => document.querySelector(".translit-hint"));
    await findWrong("the form that was refused");
    for (const page of ["tables", "check"]) {
      await browser.open(`${origin}${page}?lang=bg`);
      await until(() => document.readyState === "complete");
      await findWrong(page);
    }
  });
}
