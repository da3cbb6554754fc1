// One face for three browsers: real key events, and functions run in the page.
import { spawn } from "node:child_process";
import { accessSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const NEEDS = {
  chromium: ["chromium", "chromium"],
  firefox: ["firefox-esr", "firefox-esr"],
  webkit: ["WebKitWebDriver", "webkit2gtk-driver and xvfb"],
};

function program(browser) {
  const [name, packages] = NEEDS[browser];
  for (const folder of [...process.env.PATH.split(delimiter), "/usr/bin"]) {
    try {
      accessSync(join(folder, name));
      return join(folder, name);
    } catch {
      // Not in this folder.
    }
  }
  throw new Error(`${name} is missing: apt-get install ${packages}`);
}

const QUIET = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  ...["--disable-background-networking", "--disable-component-update", "--lang=en"],
];

/** Start a browser: "chromium", "firefox" or "webkit"; without `scripts` no page can run one. On a `display` of X11 it
 * draws its window there and hears the keys that are pressed there. It may be given `extensions` (see `install`). */
export function launch(browser = "chromium", { scripts = true, display, extensions = false } = {}) {
  const Driver = browser === "webkit" ? WebKit : Puppeteer;
  return Driver.start(browser, program(browser), scripts, display, extensions);
}

const environment = (display) => ({ ...process.env, GDK_BACKEND: "x11", ...(display && { DISPLAY: display, GTK_IM_MODULE: "gtk-im-context-simple" }) });

class Puppeteer {
  static async start(browser, executablePath, scripts, display, extensions) {
    const { default: puppeteer } = await import("puppeteer-core").catch(() => {
      throw new Error("puppeteer-core is missing: npm ci --prefix tests/web");
    });
    const driver = new Puppeteer();
    driver.name = browser;
    driver.profile = mkdtempSync(join(tmpdir(), "translit-browser-"));
    driver.browser = await puppeteer.launch({
      ...{ browser: browser === "firefox" ? "firefox" : "chrome", executablePath, headless: !display },
      env: environment(display),
      // Chromium takes extensions from a pipe only.
      ...(extensions && browser === "chromium" && { enableExtensions: true, pipe: true }),
      ...{ userDataDir: driver.profile, protocolTimeout: 60_000 },
      // In Firefox the button of an extension is pressed from within its own window (popup.mjs).
      args: browser === "chromium" ? QUIET : extensions ? ["--remote-allow-system-access"] : [],
      // Whoever asks for a site is answered yes: nobody is there to answer.
      extraPrefsFirefox: { "javascript.enabled": scripts, "extensions.webextOptionalPermissionPrompts": false },
    });
    driver.errors = [];
    driver.page = await driver.browser.newPage();
    if (!scripts && browser === "chromium") await driver.page.setJavaScriptEnabled(false);
    driver.page.on("pageerror", (error) => driver.errors.push(String(error)));
    driver.page.on("console", (m) => m.type() === "error" && driver.errors.push(m.text()));
    return driver;
  }
  /** Load an unpacked extension. */
  async install(folder) {
    const id = await this.browser.installExtension(folder);
    return this.name === "firefox" ? id : (await this.browser.extensions()).get(id);
  }
  async open(url) {
    await this.page.goto(url);
  }
  reload() {
    return this.page.reload();
  }
  run(action, ...given) {
    return this.page.evaluate(action, ...given);
  }
  async type(text) {
    for (const key of text) await this.press(PLACES[key] ?? key);
  }
  // Many keys at once: nobody waits for one before the next is sent.
  async keys(names) {
    if (this.name === "firefox") {
      const { browsingContext } = this.page.mainFrame();
      for (let i = 0; i < names.length; i += 500) {
        const actions = strokes(names.slice(i, i + 500));
        await browsingContext.performActions([{ type: "key", id: "keyboard", actions }]);
      }
      return;
    }
    this.session ??= await this.page.createCDPSession();
    for (let i = 0; i < names.length; i += 500) {
      await Promise.all(names.slice(i, i + 500).flatMap((key) => events(key).map(([name, event]) => this.session.send(`Input.${name}`, event))));
    }
  }
  async press(keys) {
    const all = keys === "+" ? [keys] : keys.split("+");
    for (const key of all.slice(0, -1)) await this.page.keyboard.down(key);
    await this.page.keyboard.press(all.at(-1));
    for (const key of all.slice(0, -1).reverse()) await this.page.keyboard.up(key);
  }
  async click(selector) {
    const place = (selector) => {
      const found = document.querySelector(selector);
      found.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = found.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    };
    await this.page.mouse.click(...(await this.run(place, selector)));
  }
  async undo() {
    await this.#edit("z", "undo");
  }
  async redo() {
    await this.#edit("y", "redo");
  }
  async #edit(key, command) {
    const { keyboard } = this.page;
    await keyboard.down("Control");
    await keyboard.press(key, this.name === "chromium" ? { commands: [command] } : {});
    await keyboard.up("Control");
  }
  size(width, height) {
    return this.page.setViewport({ width, height, deviceScaleFactor: 1 });
  }
  shoot(path) {
    return this.page.screenshot({ path });
  }
  async close() {
    await this.browser.close();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

// Puppeteer would press these on the keypad.
const PLACES = { "\n": "Enter", "/": "Slash", "-": "Minus", "*": "Shift+Digit8", "+": "Shift+Equal" };
const CODES = {
  ...{ Backspace: 8, Enter: 13, End: 35, Home: 36, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Delete: 46, F9: 120 },
};
const PADS = Object.fromEntries([..."0123456789*+,-./"].map((key, n) => [key, String.fromCharCode(0xe01a + n)]));
const KEYS = {
  ...{ Backspace: "\uE003", Tab: "\uE004", Enter: "\uE006", Shift: "\uE008", Control: "\uE009", Alt: "\uE00A", Escape: "\uE00C" },
  ...{ Space: " ", End: "\uE010", Home: "\uE011" },
  ...{ F2: "\uE032", F8: "\uE038", F9: "\uE039", ArrowLeft: "\uE012", ArrowUp: "\uE013", ArrowRight: "\uE014", ArrowDown: "\uE015", Delete: "\uE017" },
};

// What Chromium is sent for a key, or for another of those that tests/web/typed.py describes.
function events(key) {
  const stroke = (key, more = {}) => {
    const text = key === "Enter" ? "\r" : [...key].length === 1 ? key : undefined;
    const down = { type: "keyDown", key, text, windowsVirtualKeyCode: CODES[key], ...more };
    return [["dispatchKeyEvent", down], ["dispatchKeyEvent", { ...down, type: "keyUp", text: undefined }]];
  };
  if (typeof key === "string") return stroke(key);
  if (key.pad) return stroke(key.pad, { code: `Numpad${PAD[key.pad] ?? key.pad}`, location: 3, isKeypad: true });
  if (key.selected) return Array(key.selected).fill(stroke("ArrowLeft", { modifiers: 8 })).flat();
  if (key.dead) return [...stroke("Dead"), ...stroke(key.key)];
  if (key.altgr) {
    const [down, up] = stroke("AltGraph", { code: "AltRight" });
    return [down, ...stroke(key.altgr, { code: key.code }), up];
  }
  if (key.composed) {
    const shown = key.composed.map((text) => ["imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }]);
    return [...shown, key.key ? ["insertText", { text: key.key }] : ["imeSetComposition", { text: "", selectionStart: 0, selectionEnd: 0 }]];
  }
  return stroke(key.key, { code: key.code, modifiers: key.shift ? 8 : 0 });
}
const PAD = { ".": "Decimal", "+": "Add", "-": "Subtract", "*": "Multiply", "/": "Divide" };

// As WebDriver wants keys: pressed and let go, one after the other.
const strokes = (names) =>
  names.flatMap((name) => ["keyDown", "keyUp"].map((type) => ({ type, value: KEYS[name] ?? PADS[name.pad] ?? name })));

// WebKitGTK speaks plain WebDriver; it wants a display, which Xvfb draws to memory.
class WebKit {
  static async start(name, driverPath, scripts, display) {
    const driver = new WebKit();
    driver.name = name;
    driver.errors = [];
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const command = [...(display ? [] : ["xvfb-run", "-a"]), driverPath, `--port=${port}`];
    driver.process = spawn(command[0], command.slice(1), {
      detached: true,
      stdio: "ignore",
      env: { ...environment(display), WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
    });
    // It is a group of its own: whatever ends this program ends it, too.
    const stop = () => driver.stop();
    process.once("exit", stop);
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
    driver.stop = () => {
      process.off("exit", stop);
      process.kill(-driver.process.pid);
    };
    const gone = new Promise((_, fail) => driver.process.on("error", fail));
    driver.base = `http://127.0.0.1:${port}`;
    const deadline = Date.now() + 60_000;
    while (true) {
      try {
        await Promise.race([gone, fetch(`${driver.base}/status`)]);
        break;
      } catch (error) {
        if (error.code === "ENOENT") throw new Error("xvfb-run is missing: apt-get install xvfb xauth");
        if (Date.now() > deadline) throw new Error("WebKitWebDriver did not answer within a minute");
        await new Promise((wait) => setTimeout(wait, 50));
      }
    }
    const args = ["--automation", ...(scripts ? [] : ["--enable-javascript-markup=false"])];
    const { sessionId } = await driver.call("POST", "/session", {
      capabilities: {
        alwaysMatch: { "webkitgtk:browserOptions": { binary: browserOf(), args } },
      },
    });
    driver.base += `/session/${sessionId}`;
    return driver;
  }
  async call(method, path, body) {
    const answer = await fetch(this.base + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }
  open(url) {
    return this.call("POST", "/url", { url });
  }
  reload() {
    return this.call("POST", "/refresh", {});
  }
  async run(action, ...given) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${action})(...arguments[0])).then((v) => done([v]), (e) => done([null, String(e)]));`;
    const [value, error] = await this.call("POST", "/execute/async", { script, args: [given] });
    if (error) throw new Error(error);
    return value;
  }
  async type(text) {
    for (const key of text) await this.#keys([key === "\n" ? KEYS.Enter : key]);
  }
  press(keys) {
    return this.#keys(keys.split("+").map((key) => KEYS[key] ?? key));
  }
  async keys(names) {
    for (let i = 0; i < names.length; i += 500) await this.#act(strokes(names.slice(i, i + 500)));
  }
  #keys(keys) {
    const actions = [
      ...keys.map((value) => ({ type: "keyDown", value })),
      ...keys.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    return this.#act(actions);
  }
  #act(actions) {
    return this.call("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }
  async click(selector) {
    const element = await this.call("POST", "/element", { using: "css selector", value: selector });
    await this.call("POST", `/element/${Object.values(element)[0]}/click`, {});
  }
  // The test browser has no menu to map Ctrl+Z to.
  async undo() {
    await this.run(() => document.execCommand("undo") && undefined);
  }
  async redo() {
    await this.run(() => document.execCommand("redo") && undefined);
  }
  async close() {
    await this.call("DELETE", "").finally(() => this.stop());
  }
}

function browserOf() {
  for (const folder of ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/libexec"]) {
    for (const version of ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]) {
      try {
        accessSync(`${folder}/${version}/MiniBrowser`);
        return `${folder}/${version}/MiniBrowser`;
      } catch {
        // Not there.
      }
    }
  }
  throw new Error("MiniBrowser is missing: apt-get install webkit2gtk-driver");
}
