// The text of a field, and a part of it replaced where it stands.

/** The text of a field: that of a rich one has its lines and paragraphs apart. */
export const textOf = (field) => ("value" in field ? field.value : pieces(field).text);

/** Replace a part of the text of a field, given by UTF-16 units, if it still stands there; tell whether it did. */
export async function replace(typing, start, end, old, text) {
  const { field } = typing;
  if (textOf(field).slice(start, end) !== old) return false;
  field.focus();
  if ("value" in field) field.setSelectionRange(start, end);
  else select(field, start, end);
  // Editors hear of a selection later.
  await new Promise((heard) => setTimeout(heard, 50));
  if (text) typing.write(text);
  else field.ownerDocument.execCommand("delete");
  return true;
}

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
