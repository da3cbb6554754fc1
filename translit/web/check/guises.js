// Letters that are signs to a computer, in circles and squares, and digits of other scripts, inside a word.

import { judgeInPlace } from "./neighbours.js";
import { Occurrence } from "./passage.js";
import { at, before, distinct } from "./text.js";
import { scriptLetter, verdict } from "./words.js";

/** Each word that such signs hide, as it reads in plain letters, with what is wrong if it is Cyrillic: [chunk, verdict]. */
export function* guisedWords(passage) {
  const { text, language } = passage;
  const { foreign_digit, guise, guise_neighbours, guised_word } = language;
  let done = 0;
  for (const { index } of guise.finditer(text)) {
    if (index < done) continue;
    let start = index;
    while (start > done && guise_neighbours.fullmatch(before(text, start))) start -= before(text, start).length;
    done = index + guised_word.match(text, index)[0].length;
    const word = text.slice(start, done);
    const signs = distinct(word.match(guise.every));
    const chunk = new Occurrence(passage, start, done);
    chunk.text = inPlainLetters(word, language);
    if (!isHidden(word, language)) continue;
    if (hasCyrillic(word, language)) yield [chunk, judge(chunk, signs)];
    else if (!foreign_digit.search(signs)) yield [chunk, null];
  }
}

const hasCyrillic = (word, language) => [...word].some((char) => scriptLetter(char, language) === "C");

// The signs of a word are meant as its letters, and are no pictures or numbers beside it.
function isHidden(word, language) {
  const seen = word.replace(language.unseen.every, "");
  const hits = [...language.guise.finditer(seen)];
  if (hits.every((hit) => isBeside(seen, hit, language))) return false;
  return hits.length > 1 || hasCyrillic(seen, language);
}

// A sign that is a picture or a digit has no Cyrillic letters on both sides.
function isBeside(seen, { 0: sign, index }, language) {
  if (!language.picture.match(sign) && !language.foreign_digit.match(sign)) return false;
  return [before(seen, index), at(seen, index + sign.length)].some((c) => !c || scriptLetter(c, language) !== "C");
}

function inPlainLetters(word, { enclosed, kinds }) {
  const others = [...word].filter((char) => !enclosed.has(char)).join("");
  const [lower, upper] = [kinds.isLower(others), kinds.isUpper(others)];
  const shape = (letter) => (lower ? letter.toLowerCase() : upper ? letter.toUpperCase() : letter);
  return Array.from(word, (char) => (enclosed.has(char) ? shape(enclosed.get(char)) : char)).join("");
}

function judge(chunk, letters) {
  const found = chunk.language.foreign_digit.search(chunk.text) ? null : judgeInPlace(chunk);
  if (!found) return verdict("mixed_script", { letters, script: "Zyyy" });
  return { ...found, letters, script: "Zyyy", onPurpose: false };
}
