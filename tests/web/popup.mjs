// The popup of the extension, opened as a person opens it: that is what gives the extension the page. Functions run in it.

/** Click the button of the extension. */
export const openPopup = async (browser, extension) => {
  const opened = await (browser.name === "firefox" ? FirefoxPopup : ChromiumPopup).open(browser, extension);
  for (const end = Date.now() + 10_000; !(await opened.run(() => "ready" in document.documentElement.dataset)); ) {
    if (Date.now() > end) throw new Error("the popup is not ready");
    await pause(20);
  }
  return opened;
};

const pause = (time) => new Promise((next) => setTimeout(next, time));

class ChromiumPopup {
  static async open({ browser, page }, extension) {
    await extension.triggerAction(page);
    const target = await browser.waitForTarget((target) => target.url().endsWith("/popup.html"));
    return Object.assign(new ChromiumPopup(), { page: await target.asPage() });
  }
  run(action, ...given) {
    return this.page.evaluate(action, ...given);
  }
  // The page has the focus again when it is closed.
  async close() {
    await this.run(() => window.close()).catch(() => {});
    await pause(50);
  }
}

// Firefox shows its drivers no popup: it is opened and asked from the window of the browser itself.
class FirefoxPopup {
  static async open({ browser }, extension) {
    const popup = new FirefoxPopup();
    popup.connection = browser.connection;
    const { result } = await popup.connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
    popup.target = { context: result.contexts.find(({ url }) => url.endsWith("/browser.xhtml")).context };
    await popup.#call(async (id) => {
      const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      const { extension } = WebExtensionPolicy.getByID(id);
      await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
    }, extension);
    await popup.#until(() => {
      const found = document.querySelector("browser.webextension-popup-browser");
      return found?.closest("panel")?.state === "open" && found.currentURI.spec.endsWith("/popup.html");
    });
    return popup;
  }
  async #call(action, ...given) {
    const { result } = await this.connection.send("script.callFunction", {
      ...{ functionDeclaration: String(action), awaitPromise: true, target: this.target },
      arguments: given.map((value) => ({ type: "string", value })),
    });
    if (result.type !== "success") throw new Error(JSON.stringify(result.exceptionDetails?.text));
    return result.result.value;
  }
  async run(action, ...given) {
    const script = `const { document } = content;
      Promise.resolve((${action})(...${JSON.stringify(given)})).then((value) => sendAsyncMessage("translit", JSON.stringify([value])));`;
    const answer = await this.#call((script) => {
      const { messageManager } = document.querySelector("browser.webextension-popup-browser");
      return new Promise((done) => {
        const hear = ({ data }) => {
          messageManager.removeMessageListener("translit", hear);
          done(data);
        };
        messageManager.addMessageListener("translit", hear);
        // A page that is not there yet hears nothing, and is asked again.
        setTimeout(hear, 5000, { data: "[]" });
        messageManager.loadFrameScript(`data:,${encodeURIComponent(`{${script}}`)}`, false);
      });
    }, script);
    return JSON.parse(answer)[0];
  }
  async close() {
    await this.#call(() => document.querySelector("browser.webextension-popup-browser").closest("panel").hidePopup());
    await this.#until(() => !document.querySelector("browser.webextension-popup-browser"));
    await pause(50);
  }
  async #until(ready) {
    for (const end = Date.now() + 10_000; !(await this.#call(ready)); await pause(20)) {
      if (Date.now() > end) throw new Error(`never: ${ready}`);
    }
  }
}
