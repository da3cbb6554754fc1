// Words whose letters are set apart, or one of which is masked, to get round a filter: г л у п а к, гл*пак.
// Found only where a policy asks for it: nothing here tells a filter's enemy from a table of letters for sure.

import { isProtected } from "./passage.js";

/** A fault for each word whose letters are set apart, or masked. */
export function* apartFaults(passage) {
  const { text, language } = passage;
  const { letters_apart, masked, masked_word, set_apart } = language;
  const code = "letters_set_apart";
  for (const { 0: found, index: start } of letters_apart.finditer(text)) {
    const letters = [...found].filter((char, place) => place % 2 === 0);
    if (!isWord(letters, [...found][1], language) || isProtected(passage, start)) continue;
    const word = letters.join("");
    const params = { word: found, suggestion: word };
    yield { code, wording: set_apart, start, end: start + found.length, suggestions: [word], params };
  }
  for (const { 0: word, index: start } of masked_word.finditer(text)) {
    if (!isMasked(word, language) || isProtected(passage, start)) continue;
    yield { code, wording: masked, start, end: start + word.length, params: { word } };
  }
}

// Letters can be a word, and no list, table, abbreviation, initials or row of short words.
function isWord(letters, sign, { alphabet, fewest_different, kinds, short_words, word_vowels }) {
  if (letters.filter((char) => alphabet.has(char)).length * 2 < letters.length) return false;
  const oneCase = kinds.isLower(letters) || kinds.isUpper(letters) || kinds.isLower(letters.slice(1));
  if (!oneCase || (sign === "." && kinds.isUpper(letters))) return false;
  const small = [...letters.join("").toLowerCase()];
  const different = new Set(small);
  const isList = small.every((char, n) => !n || small[n - 1].codePointAt(0) <= char.codePointAt(0));
  if (different.size < fewest_different || isList || small.every((char) => short_words.has(char))) return false;
  const sounding = [...different].filter((char) => word_vowels.has(char)).length;
  return sounding > 0 && sounding < different.size;
}

function isMasked(word, { alphabet, fewest_apart, kinds, mask }) {
  const [first, last] = word.split(mask.every);
  const letters = [...first, ...last];
  if (letters.length < fewest_apart - 1 || !letters.every((char) => alphabet.has(char))) return false;
  if (Math.min(first.length, last.length) >= fewest_apart) return false;
  return kinds.isLower(letters) || kinds.isUpper(letters) || kinds.isLower(letters.slice(1));
}
