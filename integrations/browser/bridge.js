// Beside the page: tells the extension what the shortcut of a field did.
if (!globalThis.isTranslitBridge) {
  globalThis.isTranslitBridge = true;
  const { runtime } = globalThis.browser ?? chrome;
  document.addEventListener("translit-extension", ({ detail }) => runtime.sendMessage({ on: detail === true }));
}
