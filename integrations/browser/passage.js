// The text of a field, and a part of it replaced where it stands.

import { isEditor } from "./editors.js";

/** The text of a field: that of a rich one has its lines and paragraphs apart. */
export const textOf = (field) => ("value" in field ? field.value : pieces(field).text);

/** Replace a part of the text of a field, given by UTF-16 units, if it still stands there; tell whether it did. */
export async function replace(typing, start, end, old, text) {
  const { field } = typing;
  if (textOf(field).slice(start, end) !== old) return false;
  field.focus();
  // Editors hear of a selection later, and some of none while the window of the extension has the focus.
  for (let tries = 0; ; tries++) {
    if ("value" in field) field.setSelectionRange(start, end);
    else select(field, start, end);
    await new Promise((heard) => setTimeout(heard, 50));
    if (!isEditor(field) || isSelected(typing.caret, old)) break;
    if (tries === 5) return false;
    field.dispatchEvent(new FocusEvent("focus"));
    await new Promise((heard) => setTimeout(heard, 100));
  }
  if (text) typing.write(text);
  else field.ownerDocument.execCommand("delete");
  return true;
}

const isSelected = ({ text, at, end }, old) => text.slice(at, end).replace(/\u00a0/g, " ") === old.replace(/\u00a0/g, " ");

// The text nodes of a rich field, each with the place where it begins.
function pieces(field) {
  const document = field.ownerDocument;
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const nodes = [];
  let [text, block] = ["", null];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeName === "BR") text += "\n";
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const around = blockOf(node);
    if (block && around !== block && !text.endsWith("\n")) text += "\n";
    block = around;
    nodes.push([text.length, node]);
    text += node.data;
  }
  return { text, nodes };
}

function blockOf(node) {
  let found = node.parentElement;
  while (found.parentElement && /^inline/.test(found.ownerDocument.defaultView.getComputedStyle(found).display)) {
    found = found.parentElement;
  }
  return found;
}

function select(field, start, end) {
  const { nodes } = pieces(field);
  const [from, first] = nodes.findLast(([place]) => place <= start);
  const [until, last] = nodes.findLast(([place]) => place < end) ?? [from, first];
  const selection = field.getRootNode().getSelection?.() ?? field.ownerDocument.getSelection();
  selection.setBaseAndExtent(first, start - from, last, end - until);
}
