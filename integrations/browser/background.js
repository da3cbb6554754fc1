// What happens without the popup: keys of the browser, shortcuts of a field, and sites that need no click.

import { api, ask, recall, show, siteOf, tableOf, typeBy } from "./site.js";

const FIRST = "bg-phonetic-traditional";

api.commands.onCommand.addListener(async (command, tab) => {
  const { table } = await recall(siteOf(tab));
  const id = table || FIRST;
  if (command === "relayout") await ask(tab, "relayout", await tableOf(id));
  else await typeBy(tab, (await ask(tab, "state"))?.table ? "" : id);
});

api.runtime.onMessage.addListener((message, { tab }) => {
  hear(message, tab);
});

async function hear(message, tab) {
  const site = siteOf(tab);
  const known = await recall(site);
  if (message === "ready") {
    if (known.on) await typeBy(tab, known.table);
  } else if (known.table && known.on !== message.on) {
    await api.storage.local.set({ [site]: { ...known, on: message.on } });
    await show(tab, message.on && known.table);
  }
}

// The pages of sites that somebody has allowed get their scripts as they are opened.
async function register() {
  const { origins = [] } = await api.permissions.getAll();
  await api.scripting.unregisterContentScripts();
  if (!origins.length) return;
  const shared = { matches: origins, allFrames: true, runAt: "document_idle" };
  await api.scripting.registerContentScripts([
    { ...shared, id: "page", js: ["page.js"], world: "MAIN" },
    { ...shared, id: "bridge", js: ["bridge.js", "ready.js"] },
  ]);
}

api.permissions.onAdded.addListener(register);
api.permissions.onRemoved.addListener(register);
api.runtime.onInstalled.addListener(register);
