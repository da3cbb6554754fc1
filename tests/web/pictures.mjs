// Takes the pictures of docs/web.md: node tests/web/pictures.mjs ORIGIN, with `translit serve` running there.
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";

const browser = await launch("chromium");
const out = (name) => fileURLToPath(new URL(`../../docs/pictures/${name}.png`, import.meta.url));
try {
  for (const [name, width, height] of [["form-desktop", 820, 1080], ["form-phone", 390, 844]]) {
    await browser.page.setViewport({ width, height, hasTouch: width < 500, isMobile: width < 500 });
    await browser.open(process.argv[2]);
    await browser.run(() => localStorage.clear());
    await browser.reload();
    await browser.click("translit-switch label:nth-of-type(2)");
    await browser.page.waitForSelector("translit-keyboard button");
    await browser.click("#comment");
    await browser.type("Prekrasno! Utre imam sre]");
    await browser.run(() => document.execCommand("insertText", false, "a там."));
    await browser.page.waitForSelector("translit-findings button");
    await browser.run(() => scrollTo(0, 0));
    await browser.shoot(out(name));
  }
} finally {
  await browser.close();
}
