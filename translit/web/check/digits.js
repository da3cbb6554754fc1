// A digit in the place of a letter, as against a number with its word: 4овек, but 3стаен.

import { lookAround } from "./neighbours.js";
import { segment } from "./segments.js";
import { isLower, isUpper } from "./text.js";

/** A fault for each word with a digit that looks or sounds like the letter missing from it. */
export function* digitFaults(text, language) {
  const { alphabet, digit_words } = language;
  let kept;
  for (const { index } of language.digit_before_letter.finditer(text)) {
    let start = index;
    while (start && alphabet.has(text[start - 1])) start--;
    const found = language.word_with_digit.match(text, start);
    if (!found) continue;
    const word = found[0];
    const end = start + word.length;
    const [head, digit, tail] = [word.slice(0, index - start), text[index], word.slice(index - start + 1)];
    if (!head && (followsDigits(tail.toLowerCase(), language) || isUpper(tail[0]) !== isUpper(tail))) continue;
    const letters = [...language.rules.digits[digit]];
    const isPart = head && (head.length < 2 || tail.length < 2 || (isUpper(head) && head.length < 4));
    const isWord = (letter) => language.short_words.has((head + letter + tail).toLowerCase());
    if (isPart && !letters.some(isWord)) continue;
    kept ??= [...segment(text, language)].filter(([kind]) => kind !== "word" && kind !== "number");
    const piece = kept.findLast((other) => other[1] <= start);
    if (piece && start < piece[2]) continue;
    const sentenceStart = !head && !lookAround(text, start, end, language).before.length;
    const upper = isUpper(tail) || sentenceStart;
    const readings = letters.map((letter) => head + (upper ? letter.toUpperCase() : letter) + tail);
    const known = readings.filter((reading) => head || digit_words.some((stem) => reading.toLowerCase().startsWith(stem)));
    if (!known.length) continue;
    const params = { word, suggestion: known[0], suggestions: known };
    const fix = known.length === 1 && isLower(word.at(-1)) ? known[0] : null;
    yield { code: "confusable_digit", start, end, suggestions: known, params, fix };
  }
}

function followsDigits(tail, { after_digits }) {
  return after_digits.some((stem) => tail === stem || (stem.length > 2 && tail.startsWith(stem)));
}
