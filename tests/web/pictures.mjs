// Takes the pictures of docs/web.md: node tests/web/pictures.mjs ORIGIN, with `translit serve` running there.
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const browser = await launch("chromium");
const { page } = browser;
const origin = process.argv[2];
const shoot = (name) => browser.shoot(fileURLToPath(new URL(`../../docs/pictures/${name}.png`, import.meta.url)));

async function look(width, height, scheme) {
  await page.setViewport({ width, height, hasTouch: width < 500, isMobile: width < 500 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
}

async function form(name) {
  await browser.open(`${origin}?lang=bg`);
  await browser.run(() => localStorage.clear());
  await browser.reload();
  await browser.click("translit-switch label:nth-of-type(2)");
  await browser.run(() => (document.querySelector(".keyboard").open = true));
  await page.waitForSelector("translit-keyboard button");
  await browser.click("#comment");
  await browser.type("Prekrasno! Utre imam sre]");
  await browser.run(() => document.execCommand("insertText", false, "a там."));
  await page.waitForSelector("translit-findings button");
  await browser.run(() => scrollTo(0, 0));
  await shoot(name);
}

try {
  for (const scheme of ["light", "dark"]) {
    const ending = scheme === "light" ? "" : "-dark";
    await look(820, 1080, scheme);
    await form(`form-desktop${ending}`);
    await look(390, 1100, scheme);
    await form(`form-phone${ending}`);
  }
  await look(820, 760, "light");
  await browser.open(`${origin}tables?lang=bg`);
  await page.waitForFunction(() => document.getElementById("result").value);
  await page.select("#two", "bg-scientific");
  await page.waitForSelector("#compared mark");
  await shoot("tables");
  await browser.open(`${origin}check?lang=bg`);
  await browser.click("#text");
  await browser.run(() => document.execCommand("insertText", false, "Утре имаме срещ\u0061 и о6ед\u200b."));
  await page.waitForSelector("translit-findings button");
  await shoot("check");
} finally {
  await browser.close();
}
