// What the popup and the background know of a tab: what its site was typed by, and how to ask its page.

export const api = globalThis.browser ?? chrome;

/** Where a tab is, as what is remembered is called; "" where nothing can be typed in. */
export function siteOf({ url = "" }) {
  const { protocol, origin } = url ? new URL(url) : {};
  return /^https?:$/.test(protocol) ? origin : protocol === "file:" ? "file://" : "";
}

/** What was typed by at a site: { table, on }. */
export async function recall(site) {
  const { last, [site]: known } = await api.storage.local.get(["last", site]);
  return known ?? { table: last ?? "", on: false };
}

export async function remember(site, known) {
  await api.storage.local.set({ [site]: known, ...(known.table && { last: known.table }) });
}

/** Ask the frames of a tab; the answer is that of the one whose field was used last. */
export async function ask(tab, request, ...given) {
  const place = { target: { tabId: tab.id, allFrames: true } };
  const page = { ...place, world: "MAIN" };
  await api.scripting.executeScript({ ...place, files: ["bridge.js"] });
  await api.scripting.executeScript({ ...page, files: ["page.js"] });
  const func = (request, given) => globalThis[Symbol.for("translit-extension")]?.[request](...given);
  const answers = await api.scripting.executeScript({ ...page, func, args: [request, given] });
  const found = answers.map(({ result }) => result).filter(Boolean);
  return found.sort((one, other) => other.entered - one.entered)[0];
}

export const tableOf = async (id) => (await fetch(api.runtime.getURL(`tables/${id}.json`))).json();

/** Type by a table in a tab, or by none, and remember it. */
export async function typeBy(tab, id) {
  const site = siteOf(tab);
  const { table } = await recall(site);
  await remember(site, { table: id || table, on: Boolean(id) });
  await ask(tab, "use", id ? await tableOf(id) : null);
  await show(tab, id);
}

/** Show at the button which language is typed. */
export const show = (tab, id) => api.action.setBadgeText({ tabId: tab.id, text: id ? id.split("-")[0] : "" });
