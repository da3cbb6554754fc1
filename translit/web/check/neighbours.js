// Judge a word by the words around it: is "a" here a Latin letter, or Bulgarian "а" typed as one?

import { at, back, before, forward, isAscii, isLower, isSpace, isTitle, isUpper, length, strip } from "./text.js";
import { judge, toCyrillic, toLatin } from "./words.js";

const CLOSING = new Set(")]}.:\"“”'»");
const OPENING = new Set("([{\"„“'«");
const QUOTES = new Set('„«“"(');

/** What stands around a part of a text in its sentence; the words before it run backwards. */
export function lookAround(text, start, end, { neighbours }) {
  const { REACH, SENTENCE_END, WORD } = neighbours;
  let floor = back(text, start, REACH);
  for (const stop of SENTENCE_END.finditer(text, floor, start)) floor = stop.index + stop[0].length;
  const reach = forward(text, end, REACH);
  const ceiling = SENTENCE_END.search(text, end, reach)?.index ?? reach;
  const words = [...WORD.finditer(text, floor, start)].reverse();
  const after = [...WORD.finditer(text, end, ceiling)];
  return {
    before: words.map((found) => found[0]),
    after: after.map((found) => found[0]),
    left: before(text, start),
    right: at(text, end),
    gapBefore: words.length ? text.slice(words[0].index + words[0][0].length, start) : "",
    gapAfter: after.length ? text.slice(end, after[0].index) : "",
  };
}

// `C` for a Cyrillic word, `L` for one that only Latin can spell, `?` for one of either.
function kind(word, language) {
  if (language.cyrillic.search(word)) {
    return toLatin(word, language) === null || language.lookalikes.has(word.toLowerCase()) ? "C" : "?";
  }
  return toCyrillic(word, language) === null ? "L" : "?";
}

function nearest(words, language) {
  for (const word of words.slice(0, 4)) {
    const found = kind(word, language);
    if (found !== "?") return found;
  }
  return "";
}

/** The script of the sentence around a chunk: `C`, `L` or "" if nothing says so. */
export function leaning(around, language) {
  const kinds = [...around.before.slice(0, 4), ...around.after.slice(0, 4)].map((word) => kind(word, language));
  const cyrillic = kinds.filter((found) => found === "C").length;
  const latin = kinds.filter((found) => found === "L").length;
  return cyrillic > latin ? "C" : latin > cyrillic ? "L" : "";
}

/** What is wrong with a chunk, or null; on a tie the words around it are asked. */
export function judged(text, start, end, language) {
  const found = judge(text.slice(start, end), language);
  if (found?.fix !== null || found.readings.length < 2) return found;
  return judge(text.slice(start, end), language, leaning(lookAround(text, start, end, language), language));
}

/** The Cyrillic word that a chunk of Latin letters stands for in this sentence, or null. */
export function typedInLatin(text, start, end, language) {
  const { rules } = language;
  const word = text.slice(start, end);
  const size = length(word);
  const cyrillic = toCyrillic(word, language);
  if (cyrillic !== null && size === 1 && inAbbreviation(text, start, end, language)) return cyrillic;
  if (cyrillic === null || !language.lookalikes.has(cyrillic.toLowerCase())) return null;
  if (size > 1 && rules.latin_words.has(word.toLowerCase())) return null;
  const around = lookAround(text, start, end, language);
  if (!standsAlone(text, start, end, word, around, language) || inFormula(text, start, end, language)) return null;
  if (isElement(word, around, language)) return null;
  const [left, right] = [nearest(around.before, language), nearest(around.after, language)];
  if (size > 1) {
    const fits = isLower(word) || (right !== "L" && left !== "L") || (right === "C" && isTitle(word));
    return (left === "C" || right === "C") && fits ? cyrillic : null;
  }
  if (isLabelled(text, start, language)) return null;
  return loneLetter(word, around, left, right, language) ? cyrillic : null;
}

function standsAlone(text, start, end, word, { left, right }, language) {
  const { digit, neighbours, endings } = language;
  if (digit.match(left) || digit.match(right) || neighbours.ATTACHED.has(left)) return false;
  if ((right === "-" || right === "‑") && length(word) > 1 && isUpper(word)) {
    return endings.has(language.letters.match(text, end + 1)[0]);
  }
  if (neighbours.ATTACHED.has(right) || (right === "." && strip(at(text, end + 1)))) return false;
  // A measure: 5 c, 10 A.
  const measured = text.slice(back(text, start, 3), start).replace(/[ \u00a0\u202f]+$/, "");
  return !digit.match(before(measured, measured.length));
}

// A letter is the second one of an abbreviation, or of initials, begun in Cyrillic: т.е., д-р, П. Р.
function inAbbreviation(text, start, end, { neighbours, cyrillic }) {
  const first = neighbours.FIRST_LETTER.search(text, back(text, start, 4), start);
  const small = isLower(text.slice(start, end));
  if (!first || isLower(first[1]) !== small || !cyrillic.match(first[1])) return false;
  const after = at(text, end);
  if (first[2] === "-") return small && !neighbours.ATTACHED.has(after) && !/^[\p{L}\p{N}]/u.test(after);
  return after === "." && !(small && first[2] !== ".");
}

// A letter stands beside an operator: a > b, E = mc².
function inFormula(text, start, end, { neighbours }) {
  const after = at(text.slice(end, forward(text, end, 2)).replace(/^ +/, ""), 0);
  const left = text.slice(back(text, start, 2), start).replace(/ +$/, "");
  return neighbours.OPERATORS.has(after) || neighbours.OPERATORS.has(before(left, left.length));
}

// A word is the sign of an element, in the middle of a sentence or of a list of them: калций Ca.
function isElement(word, { before: words, gapBefore }, { rules: { elements } }) {
  if (word.length !== 2 || !elements.has(word) || !words.length) return false;
  return isSpace(gapBefore) || (gapBefore === ", " && elements.has(words[0]));
}

// A letter follows the abbreviation of what it is the name of: вх. B.
function isLabelled(text, start, { neighbours, label_abbreviations }) {
  const found = neighbours.ABBREVIATION.search(text, back(text, start, neighbours.LONGEST_ABBREVIATION), start);
  return found !== null && label_abbreviations.has(found[1].toLowerCase());
}

// A single letter may also be the name of a point, a class or a unit.
function loneLetter(word, around, left, right, language) {
  const { VERB } = language.neighbours;
  const endsSentence = word === VERB && around.right === ".";
  if ((CLOSING.has(around.right) && !endsSentence) || OPENING.has(around.left)) {
    return QUOTES.has(around.left) && around.right === " " && right === "C" && left === "";
  }
  const near = [...around.before.slice(0, 1), ...around.after.slice(0, 1)];
  if (near.some((noun) => language.label_nouns.has(noun.toLowerCase()))) return false;
  for (const other of [...around.before.slice(0, 6), ...around.after.slice(0, 6)]) {
    if (other.length !== 1 || !isAscii(other) || other === word) continue;
    const reading = toCyrillic(other, language);
    if (isUpper(other) || reading === null || !language.lookalikes.has(reading)) return false;
  }
  if (left === "L" && leaning(around, language) !== "C") return false;
  const besideAfter = beside(around.after, around.gapAfter, language);
  if (isUpper(word) && !inCapitals(around)) return !around.before.length && right === "C" && besideAfter;
  if (right === "C" && (besideAfter || word !== VERB)) return besideAfter;
  return left === "C" && (right === "" || word !== "a") && beside(around.before, around.gapBefore, language);
}

// The words on both sides are in capitals, so that a letter between them need be no label.
function inCapitals(around) {
  return [around.before[0] ?? "", around.after[0] ?? ""].every((word) => isUpper(word) && length(word) > 1);
}

// The next word is really one, and really next: letters in a list are no sentence.
function beside(words, gap, { neighbours }) {
  if (!words.length || (length(words[0]) < 2 && !neighbours.PRONOUN.includes(words[0]))) return false;
  return neighbours.GAP.fullmatch(gap) !== null;
}

/** The Latin word that a chunk of Cyrillic letters stands for in a Latin sentence, or null. */
export function typedInCyrillic(text, start, end, language) {
  const { digit, neighbours, rules } = language;
  const latin = toLatin(text.slice(start, end), language);
  if (latin === null || !rules.latin_words.has(latin.toLowerCase())) return null;
  const around = lookAround(text, start, end, language);
  if ([around.left, around.right].some((char) => digit.match(char) || neighbours.ATTACHED.has(char))) return null;
  const [left, right] = [nearest(around.before, language), nearest(around.after, language)];
  if (left === "C" || right === "C" || !(left + right)) return null;
  return left === right || length(latin) > 1 || right === "L" ? latin : null;
}
