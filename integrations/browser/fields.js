// The fields of a page, found by the focus: in its frames, as far as it sees into them, and in open shadow roots.

import { attach, isText, typingIn } from "./translit/translit.js";
import { putRight } from "./translit/relayout.js";
import { attachEditor, isEditor } from "./editors.js";

let table = null; // that is typed by
let last = null; // that was
let current; // the typing in the field that was used last
let refused = false; // that field, an editor that nobody here knows
let entered = 0; // when that was
const ours = new WeakSet();
const heard = new WeakSet();
const tried = new WeakSet(); // editors that were not known when the focus came

/** Begin to look after a window. */
export function watch(window) {
  hear(window);
  look();
}

/** Type by a table, or by none. */
export function use(data) {
  table = data;
  last = data ?? last;
  look();
  supply();
  document.dispatchEvent(new CustomEvent("translit-extension", { detail: Boolean(table) }));
}

export const toggle = () => use(table ? null : last);

/** Tell what is typed by, whether the field in use can be typed in, and when it was entered. */
export function state() {
  look();
  return { table: table?.id ?? "", known: Boolean(last), typed: Boolean(current), refused, entered };
}

/** Put right the last word, or what is selected, typed in the wrong layout. */
export function relayout(data) {
  const typing = fieldInUse();
  if (typing) putRight(typing, last ?? data);
}

/** The field that was used last. */
export function fieldInUse() {
  look();
  return current?.field.isConnected ? current : null;
}

function hear(root) {
  if (heard.has(root)) return;
  heard.add(root);
  root.addEventListener("focusin", (event) => enter(event.composedPath()[0]), true);
  root.addEventListener("translit-toggle", (event) => {
    if (!ours.has(typingIn(event.composedPath()[0])) || event.defaultPrevented) return;
    event.preventDefault();
    toggle();
  });
  // The focus goes into a frame, or from one to another: no other event tells.
  root.addEventListener("blur", (event) => event.target === root && setTimeout(look));
}

function look() {
  let found = document.activeElement;
  for (let inner = found; inner; inner = (inner.shadowRoot ?? contentOf(inner))?.activeElement) found = inner;
  if (found) enter(found);
}

// What is in a frame, if it may be seen.
function contentOf(element) {
  try {
    return element.contentDocument;
  } catch {
    return null;
  }
}

function enter(element) {
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    hear(root.defaultView ?? root);
    if (!root.host) break;
  }
  if (element === current?.field) return supply();
  const typing = begin(element);
  if (!typing && !refused) return;
  // An editor may know its caret only a little later than the focus comes.
  if (refused && !tried.has(element)) setTimeout(look, 30);
  tried.add(element);
  current = typing;
  entered = Date.now();
  supply();
}

// A field that the page types in by itself is left to it.
function begin(element) {
  refused = false;
  const known = typingIn(element);
  if (known) return known;
  const typing = attachEditor(element) ?? (isText(element) ? attach(element) : null);
  if (typing) ours.add(typing);
  refused = !typing && (element.isContentEditable || isEditor(element));
  return typing;
}

function supply() {
  if (!ours.has(current) || current.table === table) return;
  if (!table) current.table = last; // which the shortcuts know then
  current.table = table;
}
