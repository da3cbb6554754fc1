// Which script the words around a chunk are of: Cyrillic, Latin, or such as either could write.

import { toCyrillic, toLatin } from "./words.js";

/** `C` for a Cyrillic word, `L` for one that only Latin can spell, `?` for one of either. */
export function kind(word, language) {
  if (language.cyrillic_letter.search(word)) {
    return toLatin(word, language) === null || language.lookalikes.has(word.toLowerCase()) ? "C" : "?";
  }
  return toCyrillic(word, language) === null ? "L" : "?";
}

/** The kind of the first word that is of one kind only, or "" if none is. */
export function nearest(words, language) {
  for (const word of words.slice(0, language.near)) {
    const found = kind(word, language);
    if (found !== "?") return found;
  }
  return "";
}

/** The script of the sentence around a chunk: `C`, `L` or "" if nothing says so. */
export function lean({ around, language }) {
  const { near } = language;
  const kinds = [...around.before.slice(0, near), ...around.after.slice(0, near)].map((word) => kind(word, language));
  const cyrillic = kinds.filter((found) => found === "C").length;
  const latin = kinds.filter((found) => found === "L").length;
  return cyrillic > latin ? "C" : latin > cyrillic ? "L" : "";
}
