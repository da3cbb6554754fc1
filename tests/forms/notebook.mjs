// node notebook.mjs URL: runs the cells of a notebook in JupyterLab and types into its widget; prints what Python has then.
import { launch } from "../web/browser.mjs";

const driver = await launch("chromium");
const { page } = driver;
const AREA = ".jp-OutputArea textarea";

async function runCell(number) {
  await page.evaluate((n) => document.querySelectorAll(".jp-CodeCell .cm-content")[n].focus(), number);
  await driver.press("Control+Enter");
}

/** What the cell with this number prints, run again until it is what is wanted, or for a while. */
async function printed(number, wanted) {
  let found;
  const end = Date.now() + 10_000;
  do {
    await runCell(number);
    await new Promise((wait) => setTimeout(wait, 150));
    found = await page.evaluate(
      (n) => document.querySelectorAll(".jp-CodeCell")[n].querySelector(".jp-OutputArea-output pre")?.textContent.trim(),
      number,
    );
  } while (found !== wanted && Date.now() < end);
  return found;
}

const found = {};
try {
  await driver.open(process.argv[2]);
  await page.waitForSelector(".jp-CodeCell .cm-content", { timeout: 60_000 });
  await runCell(0);
  // It asks which kernel to start, the one that the notebook names being chosen already.
  const accept = await page.waitForSelector(".jp-Dialog button.jp-mod-accept", { timeout: 20_000 });
  await accept.click();
  await page.waitForSelector(".jp-Dialog", { hidden: true });
  // While the kernel starts nothing is run, and nobody says so.
  for (const end = Date.now() + 30_000; !(await page.$(AREA)) && Date.now() < end; ) {
    await runCell(0);
    await page.waitForSelector(AREA, { timeout: 2000 }).catch(() => {});
  }
  await driver.click(AREA);
  await driver.type("shtasti");
  for (const key of ["e", "x", "Backspace", " "]) await driver.press(key);
  await driver.type("ivan@abv.bg da");
  const shown = () => page.$eval(AREA, (field) => field.value);
  found.shown = await shown();
  found.value = await printed(1, JSON.stringify(found.shown));
  await driver.click(AREA);
  await driver.press("Control+\\");
  found.enabled = await printed(2, "false");
  await runCell(3);
  await page.waitForFunction((area) => document.querySelector(area).value === "Ново ", {}, AREA);
  await driver.click(AREA);
  await driver.press("End");
  await driver.type("Ghbdtn");
  found.layout = await shown();
  found.errors = driver.errors.filter((text) => text.includes("translit"));
} finally {
  await driver.close();
}
process.stdout.write(JSON.stringify(found));
