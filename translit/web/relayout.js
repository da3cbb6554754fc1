// What was typed in the wrong layout, put right where it stands: loaded when somebody asks for it. MIT licence.

import { Machine } from "./translit.js";

/** Give the text that the same keys give in another layout; a layout is a table, or null for the Latin keyboard. */
export function relayout(text, from, to) {
  const keys = from ? [...text].map(keyIn(from)).join("") : text;
  return to ? new Machine(to).convert(keys) : keys;
}

// The key of each character that a layout types.
function keyIn({ base = [], layout = {} }) {
  const keys = new Map();
  for (const [level, side] of [["plain", 0], ["shift", 1]]) {
    for (const [number, pair] of base.entries()) {
      const cells = layout[level]?.[number] ?? [];
      const more = cells.length - pair[side].length;
      for (const [column, cell] of cells.entries()) {
        if (cell && column >= more && !keys.has(cell)) keys.set(cell, pair[side][column - more]);
      }
    }
  }
  return (char) => keys.get(char) ?? char;
}

/** Put right what is selected in a field, or else its last word: Latin letters by the table, others back to keys. */
export function putRight(typing, table) {
  const { field, caret } = typing;
  const right = (text) => (isLatin(text) ? relayout(text, null, table) : relayout(text, table, null));
  // An adapter replaces what stands before its caret.
  if (caret?.put) {
    const { text, at, end, collapsed } = caret;
    const wrong = collapsed ? LAST_WORD.exec(text.slice(0, at))[0] : text.slice(at, end);
    if (wrong) typing.write(right(wrong), collapsed ? wrong : "");
    return;
  }
  const wasSelected = select(field);
  const text = "value" in field ? field.value.slice(field.selectionStart, field.selectionEnd) : selectionIn(field).toString();
  if (!text) return;
  const start = field.selectionStart;
  const written = right(text);
  typing.write(written);
  if (wasSelected && "value" in field) field.setSelectionRange(start, start + written.length);
}

const LAST_WORD = /\S*\s*$/;
const isLatin = (text) => (text.match(/\p{sc=Latn}/gu) ?? []).length * 2 > (text.match(/\p{L}/gu) ?? []).length;
const selectionIn = (field) => field.getRootNode().getSelection?.() ?? field.ownerDocument.getSelection();

// Select the word before the caret where nothing is selected; tell whether something was.
function select(field) {
  if ("value" in field) {
    const { selectionStart, selectionEnd, value } = field;
    if (selectionStart !== selectionEnd) return true;
    field.setSelectionRange(value.slice(0, selectionEnd).search(/\S+\s*$/), selectionEnd);
    return false;
  }
  const selection = selectionIn(field);
  if (!selection.isCollapsed) return true;
  selection.modify("extend", "backward", "word");
  return false;
}
