// Numbers of things, such as plates, half in Cyrillic and half in Latin capitals: no search finds them.

import { Occurrence } from "./passage.js";
import { back, forward, isAscii, length } from "./text.js";
import { scriptsIn, toCyrillic, toLatin } from "./words.js";

/** The faults of a word that is a number of something, or a part of one; null if it is neither. */
export function designationFaults(passage, start, end) {
  const { text, language } = passage;
  const { kinds, longest_designation } = language;
  const word = text.slice(start, end);
  if (isAscii(word) && word.length <= 2 && [...word].every((char) => kinds.isAlpha(char)) && kinds.isUpper(word)) {
    return spacedFaults(passage, start);
  }
  const hasDigit = [...word].some((char) => kinds.isDigit(char));
  if (length(word) > longest_designation || !hasDigit) return null;
  if (!kinds.isUpper(word) && !isFormula(toLatin(word, language) ?? "", language)) return null;
  const found = faults(passage, start, end);
  return found.length ? found : null;
}

function spacedFaults(passage, place) {
  const { text, language } = passage;
  const { capital_units, kinds, letters_of_part, longest_designation: most, spaced_designation } = language;
  for (const { 0: word, index: start } of spaced_designation.finditer(text, back(text, place, most), forward(text, place, most))) {
    const end = start + word.length;
    if (start > place || place >= end) continue;
    const { before, after } = new Occurrence(passage, start, end).around;
    const shouts = [...before.slice(0, 1), ...after.slice(0, 1)].some((c) => length(c) > 1 && kinds.isUpper(c));
    const parts = word.match(letters_of_part.every).slice(1);
    if (shouts || parts.some((part) => capital_units.has(toLatin(part, language)))) return null;
    return faults(passage, start, end);
  }
  return null;
}

function faults({ text, language }, start, end) {
  const word = text.slice(start, end);
  const parts = word.match(language.letters_of_part.every);
  const scripts = parts.map((part) => [...scriptsIn(part, language)]);
  const all = new Set(scripts.flat());
  if (!scripts.every((found) => found.length === 1) || all.size !== 2 || !all.has("C") || !all.has("L")) return [];
  const latin = respelled(word, parts.map((part) => toLatin(part, language)), language);
  const cyrillic = respelled(word, parts.map((part) => toCyrillic(part, language)), language);
  const suggestions = [latin, cyrillic].filter((reading) => reading !== null);
  if (!suggestions.length) return [];
  const fix = latin !== null && isFormula(latin, language) ? latin : null;
  const params = { word, suggestion: suggestions[0], suggestions };
  return [{ code: "mixed_script", wording: language.two_scripts, start, end, suggestions, params, fix }];
}

// A word with other parts for its runs of letters, or null if one has no other.
function respelled(word, parts, { letters_of_part }) {
  if (parts.includes(null)) return null;
  let next = 0;
  return word.replace(letters_of_part.every, () => parts[next++]);
}

function isFormula(word, { formula, formulas }) {
  const plain = word.replace(/^\d+/, "");
  return formulas.has(plain) || formula.fullmatch(plain) !== null;
}
