// A digit in the place of a letter, as against a number with its word: 4овек, but 3стаен.

import { Occurrence } from "./passage.js";

/** A fault for each word with a digit that looks or sounds like the letter missing from it. */
export function* digitFaults(passage) {
  const { text, language } = passage;
  const { alphabet, digit_words, kinds } = language;
  for (const { index } of language.digit_before_letter.finditer(text)) {
    let start = index;
    while (start && alphabet.has(text[start - 1])) start--;
    const found = language.word_with_digit.match(text, start);
    if (!found) continue;
    const word = found[0];
    const end = start + word.length;
    const [head, digit, tail] = [word.slice(0, index - start), text[index], word.slice(index - start + 1)];
    if (!standsForLetter(head, digit, tail, language) || isProtected(passage, start)) continue;
    const sentenceStart = !head && !new Occurrence(passage, start, end).around.before.length;
    const upper = kinds.isUpper(tail) || sentenceStart;
    const readings = [...language.digits[digit]].map((letter) => head + (upper ? letter.toUpperCase() : letter) + tail);
    const known = readings.filter((reading) => head || digit_words.some((stem) => reading.toLowerCase().startsWith(stem)));
    if (!known.length) continue;
    const params = { word, suggestion: known[0], suggestions: known };
    const fix = known.length === 1 && kinds.isLower(word.at(-1)) ? known[0] : null;
    yield { code: "confusable_digit", wording: language.confusable_digit, start, end, suggestions: known, params, fix };
  }
}

// A digit can be a letter between what stands before it in its word, and behind it.
function standsForLetter(head, digit, tail, language) {
  const { kinds, short_words } = language;
  if (!head) return !followsDigits(tail.toLowerCase(), language) && kinds.isUpper(tail[0]) === kinds.isUpper(tail);
  const isPart = head.length < 2 || tail.length < 2 || (kinds.isUpper(head) && head.length < 4);
  return !isPart || [...language.digits[digit]].some((letter) => short_words.has((head + letter + tail).toLowerCase()));
}

function followsDigits(tail, { after_digits }) {
  return after_digits.some((stem) => tail === stem || (stem.length > 2 && tail.startsWith(stem)));
}

// A place lies in an address or in markup, where words are spelled as they like.
function isProtected(passage, place) {
  const [kind] = passage.segmentAt(place) ?? ["word"];
  return kind !== "word" && kind !== "number";
}
