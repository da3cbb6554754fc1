// The length of a text as its reader or his browser counts it.

import { length } from "./text.js";

const MEASURES = {
  utf16: (text) => text.length,
  "code points": length,
  graphemes: (text) => [...new Intl.Segmenter("und", { granularity: "grapheme" }).segment(text)].length,
};

/** The length of a text with each line end counted once: "utf16", "code points" or "graphemes". */
export const textLength = (text, count = "utf16") => MEASURES[count](text.replace(/\r\n?/g, "\n"));

/** How much of the text, as it came, a limit leaves room for; no half of a surrogate pair is left standing. */
export function countFitting(text, limit, count = "utf16") {
  const chars = [...text];
  const upTo = (end) => chars.slice(0, end).join("");
  let [low, high] = [0, chars.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textLength(upTo(middle), count) <= limit) low = middle;
    else high = middle - 1;
  }
  return upTo(low).length;
}
