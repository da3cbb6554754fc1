// Roman numerals in Cyrillic letters, in a language that has no letter І: Борис ІІІ, ХХІ век.

import { length } from "./text.js";
import { isSpelled, scriptsIn, toLatin } from "./words.js";

/** The numeral that a chunk of Cyrillic letters stands for, or null; a letter by itself is one behind a name only. */
export function readAsNumeral(chunk) {
  const { text: word, language } = chunk;
  const { alphabet, kinds, name_before, numeral_letter, roman_numeral } = language;
  if (!word.includes(numeral_letter) || alphabet.has(numeral_letter)) return null;
  if ([...scriptsIn(word, language)].join("") !== "C") return null;
  const latin = toLatin(word, language);
  if (latin === null || !roman_numeral.fullmatch(latin)) return null;
  const { before, after, gapBefore } = chunk.around;
  const isName = (name) => kinds.isTitle(name) && [...scriptsIn(name, language)].join("") === "C";
  if (length(word) === 1 && !(before.length && isName(before[0]) && name_before.fullmatch(gapBefore))) return null;
  const others = [...before.slice(0, 4), ...after.slice(0, 4)];
  return others.every((other) => other.includes(numeral_letter) || isSpelled(other, language)) ? latin : null;
}
