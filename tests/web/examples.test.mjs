// The example projects, started for real; a browser posts a comment to each, with scripts and without.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const EXAMPLES = {
  "web-django": (port) => ["app.py", "runserver", "--noreload", `127.0.0.1:${port}`],
  "web-flask": (port) => ["-m", "flask", "--app", "app", "run", "--port", String(port)],
  "web-fastapi": (port) => ["-m", "uvicorn", "app:app", "--port", String(port), "--log-level", "warning"],
};
let browser;

before(async () => {
  browser = await launch(process.env.BROWSER ?? "chromium");
});
after(() => browser?.close());

const freePort = () =>
  new Promise((found) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });

async function start(name) {
  const port = await freePort();
  const server = spawn(process.env.PYTHON ?? "python3", EXAMPLES[name](port), {
    cwd: `${ROOT}/examples/${name}`,
    env: { ...process.env, PYTHONPATH: ROOT },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  server.stderr.on("data", (chunk) => (said += chunk));
  const origin = `http://127.0.0.1:${port}/`;
  for (const end = Date.now() + 30_000; ; await new Promise((next) => setTimeout(next, 50))) {
    if (server.exitCode !== null) throw new Error(`${name} stopped: ${said}`);
    if (await fetch(origin).then((answer) => answer.ok, () => false)) break;
    if (Date.now() > end) throw new Error(`${name} does not answer: ${said}`);
  }
  return { origin, stop: () => server.kill() };
}

async function post(keys) {
  const { page } = browser;
  await page.click("#id_comment, #comment");
  await browser.type(keys);
  await Promise.all([page.waitForNavigation(), page.click("form button:not([type=button])")]);
}
const stored = () => browser.page.$eval("#stored", (found) => found.textContent);
const value = () => browser.page.$eval("textarea", (field) => field.value);

for (const name of Object.keys(EXAMPLES)) {
  test(`${name}: a comment typed with the module, one without scripts, and one that is refused`, async (t) => {
    const server = await start(name);
    t.after(server.stop);
    const { page } = browser;
    await page.setJavaScriptEnabled(true);
    await browser.open(server.origin);
    await browser.run(() => localStorage.clear());
    await page.click("translit-switch label:nth-of-type(2)");
    await page.waitForSelector("textarea[lang=bg]");
    await post("Zdrawejte,\nswqt!");
    assert.equal(await stored(), "Здравейте,\nсвят!");
    assert.deepEqual(browser.errors.filter((error) => /Content.Security|blocked/i.test(error)), []);

    await browser.open(server.origin);
    await page.click("translit-switch label:nth-of-type(4)");
    await page.waitForSelector("textarea[lang=bg]");
    await browser.open(server.origin); // the table of the project's own is remembered
    await page.waitForSelector("textarea[lang=bg]");
    assert.equal(await browser.run(() => document.querySelector("translit-switch").value), "bg-news");
    await post("Ax, xora!");
    assert.equal(await stored(), "Ах, хора!");

    await page.setJavaScriptEnabled(false);
    await browser.open(server.origin);
    await page.click("translit-switch label:nth-of-type(4) input");
    await post("Ax, xora!");
    assert.equal(await stored(), "Ах, хора!");

    await browser.open(server.origin);
    await page.click("translit-switch label:nth-of-type(2) input");
    await post("Zdrawejte,\nswqt!");
    assert.equal(await stored(), "Здравейте,\nсвят!");

    await browser.open(server.origin);
    await post("hello everybody");
    assert.equal(await value(), "hello everybody");
    assert.match(await page.$eval("body", (body) => body.textContent), /Моля, пишете на кирилица/);
    assert.equal(await page.$("#stored"), null);
  });
}
