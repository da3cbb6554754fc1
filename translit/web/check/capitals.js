// Shouting: a text of ordinary words in capital letters, as against a list of acronyms.

import { segment } from "./segments.js";
import { count, isUpper, length } from "./text.js";
import { toCyrillic } from "./words.js";

/** The fault of a text that is set in capitals, or null. */
export function shouting(text, language) {
  const { rules, capitals } = language;
  const limit = rules.shout_small * length(text);
  let small = 0;
  for (const found of language.small_letters.finditer(text)) {
    small += found[0].length;
    if (small > limit) return null;
  }
  const words = [];
  for (const [kind, start, end] of segment(text, language)) {
    if (kind === "word") words.push(...capitals.CHUNK.finditer(text, start, end));
  }
  const ordinary = words.map((found) => found[0]).filter((word) => isOrdinary(word, language));
  const letters = ordinary.reduce((sum, word) => sum + length(word), 0);
  const upper = ordinary.reduce((sum, word) => sum + count(word, isUpper), 0);
  const shouted = ordinary.filter((word) => count(word, isUpper) * 2 > length(word));
  if (shouted.length < rules.shout_words || letters < rules.shout_letters) return null;
  if (upper < (1 - rules.shout_small) * letters) return null;
  const quiet = sentenceCase(text, words, language);
  const [first, last] = [words[0], words.at(-1)];
  return {
    code: "all_caps",
    start: first.index,
    end: last.index + last[0].length,
    suggestions: [quiet],
    params: { share: Number((upper / letters).toFixed(2)), suggestion: quiet },
  };
}

// A word in capitals that is a word, and not an acronym or a single letter.
function isOrdinary(word, language) {
  const { acronyms, short_words, capitals } = language;
  const size = length(word);
  const upper = word.toUpperCase();
  if (size < 2 || acronyms.has((toCyrillic(word, language) ?? word).toUpperCase())) return false;
  if (size > 5 || short_words.has(word.toLowerCase())) return true;
  if (size < 4 || upper !== word) return size > 3;
  return [...upper].some((char) => capitals.VOWELS.has(char));
}

// A short word of the language, and no acronym: В, ЩЕ, МОЯ, but КПРФ and CEO.
function isShort(word, { acronyms, alphabet, capitals }) {
  const letters = [...word];
  if (acronyms.has(word) || !letters.every((char) => alphabet.has(char))) return false;
  return letters.length === 1 || letters.some((char) => capitals.VOWELS.has(char));
}

function sentenceCase(text, words, language) {
  let [quiet, done] = ["", 0];
  for (const { 0: word, index } of words) {
    const lower = isOrdinary(word, language) || isShort(word, language);
    quiet += text.slice(done, index) + (lower ? word.toLowerCase() : word);
    done = index + word.length;
  }
  quiet += text.slice(done);
  return quiet.replace(language.capitals.SENTENCE_START.every, (found, letter) => {
    return found.slice(0, -letter.length) + letter.toUpperCase();
  });
}
