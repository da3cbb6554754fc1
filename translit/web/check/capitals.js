// Shouting: a text of ordinary words in capital letters, as against a list of acronyms.

import { count, length, strip } from "./text.js";
import { toCyrillic } from "./words.js";

/** The fault of a text that is set in capitals, or null. */
export function findShouting(passage) {
  const { text, language } = passage;
  const { kinds, shout_words, shout_letters, shout_small } = language;
  if (!hasFewSmallLetters(text, language)) return null;
  const words = [];
  for (const [kind, start, end] of passage.segments()) {
    if (kind !== "word") continue;
    for (const found of language.letters_only.finditer(text, start, end)) {
      if (text[found.index - 1] !== "_" && text[found.index + found[0].length] !== "_") words.push(found);
    }
  }
  const judged = words.map((found) => [found, isOrdinary(found[0], language)]);
  const ordinary = judged.filter(([, is]) => is).map(([[word]]) => word);
  const capitals = (word) => count(word, (char) => kinds.isCapital(char));
  const letters = ordinary.reduce((sum, word) => sum + length(word), 0);
  const upper = ordinary.reduce((sum, word) => sum + capitals(word), 0);
  const shouted = ordinary.filter((word) => capitals(word) * 2 > length(word));
  if (shouted.length < shout_words || letters < shout_letters || upper < (1 - shout_small) * letters) return null;
  if (isUsage(text, shouted.length, language)) return null;
  const quiet = writeQuietly(text, judged, language);
  const [first, last] = [words[0], words.at(-1)];
  return {
    ...{ code: "all_caps", wording: language.all_caps, start: first.index, end: last.index + last[0].length },
    suggestions: [quiet],
    params: { share: Number((upper / letters).toFixed(2)), suggestion: quiet },
  };
}

export function hasFewSmallLetters(text, { small_letters, shout_small }) {
  const limit = shout_small * length(text);
  let small = 0;
  for (const found of small_letters.finditer(text)) {
    small += found[0].length;
    if (small > limit) return false;
  }
  return true;
}

// The text shows how a command is called: cat ОПЦИЯ ФАЙЛОВЕ.
function isUsage(text, given, { command, most_arguments, optional_argument, said }) {
  if (!command.match(text, 0) || said.search(strip(text))) return false;
  return given <= most_arguments || optional_argument.search(text) !== null;
}

// A word in capitals that is a word, and not an acronym or a single letter.
function isOrdinary(word, language) {
  const { acronyms, short_words, vowels } = language;
  const size = length(word);
  const upper = word.toUpperCase();
  if (size < 2 || acronyms.has((toCyrillic(word, language) ?? word).toUpperCase())) return false;
  if (size > 5 || short_words.has(word.toLowerCase())) return true;
  if (size < 4 || upper !== word) return size > 3;
  return [...upper].some((char) => vowels.has(char));
}

// A short word of the language, and no acronym: В, ЩЕ, МОЯ, but КПРФ and CEO.
function isShort(word, { acronyms, alphabet, vowels }) {
  const letters = [...word];
  if (acronyms.has(word) || !letters.every((char) => alphabet.has(char))) return false;
  return letters.length === 1 || letters.some((char) => vowels.has(char));
}

// The text in small letters, but for acronyms and the beginnings of sentences.
function writeQuietly(text, judged, language) {
  let [quiet, done] = ["", 0];
  for (const [{ 0: word, index }, is] of judged) {
    quiet += text.slice(done, index) + (is || isShort(word, language) ? word.toLowerCase() : word);
    done = index + word.length;
  }
  quiet += text.slice(done);
  return quiet.replace(language.sentence_start.every, (found, letter) => {
    return found.slice(0, -letter.length) + letter.toUpperCase();
  });
}
