// Judge a word by the words around it: is "a" here a Latin letter, or Bulgarian "а" typed as one?

import { at, back, before, forward, isAscii, isSpace, length, strip } from "./text.js";
import { judge, toCyrillic, toLatin } from "./words.js";

// `C` for a Cyrillic word, `L` for one that only Latin can spell, `?` for one of either.
function kind(word, language) {
  if (language.cyrillic_letter.search(word)) {
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

// The script of the sentence around a chunk: `C`, `L` or "" if nothing says so.
function lean({ around, language }) {
  const kinds = [...around.before.slice(0, 4), ...around.after.slice(0, 4)].map((word) => kind(word, language));
  const cyrillic = kinds.filter((found) => found === "C").length;
  const latin = kinds.filter((found) => found === "L").length;
  return cyrillic > latin ? "C" : latin > cyrillic ? "L" : "";
}

/** What is wrong with a chunk, or null; on a tie the words around it are asked. */
export function judgeInPlace(chunk) {
  const found = judge(chunk.text, chunk.language);
  if (found?.fix !== null || found.readings.length < 2) return found;
  return judge(chunk.text, chunk.language, lean(chunk));
}

/** The Cyrillic word that a chunk of Latin letters stands for in this sentence, or null. */
export function readAsCyrillic(chunk) {
  const { text: word, language } = chunk;
  const { kinds, latin_words, lookalikes } = language;
  const size = length(word);
  const cyrillic = toCyrillic(word, language);
  if (cyrillic !== null && size === 1 && inAbbreviation(chunk)) return cyrillic;
  if (cyrillic === null || !lookalikes.has(cyrillic.toLowerCase())) return null;
  if (size > 1 && latin_words.has(word.toLowerCase())) return null;
  if (!standsAlone(chunk) || inFormula(chunk) || isElement(chunk)) return null;
  const [left, right] = [nearest(chunk.around.before, language), nearest(chunk.around.after, language)];
  if (size > 1) {
    const fits = kinds.isLower(word) || (right !== "L" && left !== "L") || (right === "C" && kinds.isTitle(word));
    return (left === "C" || right === "C") && fits ? cyrillic : null;
  }
  return !isLabelled(chunk) && isLoneWord(chunk, left, right) ? cyrillic : null;
}

// A letter is the second one of an abbreviation, or of initials, begun in Cyrillic: т.е., д-р, П. Р.
function inAbbreviation({ passage: { text }, text: letter, start, end, language }) {
  const { attached, cyrillic_letter, first_letter, kinds } = language;
  const first = first_letter.search(text, back(text, start, 4), start);
  const small = kinds.isLower(letter);
  if (!first || kinds.isLower(first[1]) !== small || !cyrillic_letter.match(first[1])) return false;
  const after = at(text, end);
  if (first[2] === "-") return small && !attached.has(after) && !kinds.isAlnum(after);
  return after === "." && !(small && first[2] !== ".");
}

function standsAlone({ passage: { text }, text: word, start, end, around: { left, right }, language }) {
  const { attached, endings, kinds, letters_only } = language;
  if (kinds.isDigit(left) || kinds.isDigit(right) || attached.has(left)) return false;
  if ((right === "-" || right === "‑") && length(word) > 1 && kinds.isUpper(word)) {
    return endings.has(letters_only.match(text, end + 1)?.[0]);
  }
  if (attached.has(right) || (right === "." && strip(at(text, end + 1)))) return false;
  // A measure: 5 c, 10 A.
  const measured = text.slice(back(text, start, 3), start).replace(/[ \u00a0\u202f]+$/, "");
  return !kinds.isDigit(before(measured, measured.length));
}

// A letter stands beside an operator: a > b, E = mc².
function inFormula({ passage: { text }, start, end, language: { operators } }) {
  const after = at(text.slice(end, forward(text, end, 2)).replace(/^ +/, ""), 0);
  const left = text.slice(back(text, start, 2), start).replace(/ +$/, "");
  return operators.has(after) || operators.has(before(left, left.length));
}

// A word is the sign of an element, in the middle of a sentence or of a list of them: калций Ca.
function isElement({ text: word, around: { before: words, gapBefore }, language: { elements } }) {
  if (word.length !== 2 || !elements.has(word) || !words.length) return false;
  return isSpace(gapBefore) || (gapBefore === ", " && elements.has(words[0]));
}

// A letter follows the abbreviation of what it is the name of: вх. B.
function isLabelled({ passage: { text }, start, language }) {
  const found = language.abbreviation.search(text, back(text, start, language.longest_abbreviation), start);
  return found !== null && language.label_abbreviations.has(found[1].toLowerCase());
}

// A single letter may also be the name of a point, a class or a unit.
function isLoneWord(chunk, left, right) {
  const { text: word, around, language } = chunk;
  const { closing, kinds, label_nouns, lookalikes, opening, quotes, verb } = language;
  const endsSentence = word === verb && around.right === ".";
  if ((closing.has(around.right) && !endsSentence) || opening.has(around.left)) {
    return quotes.has(around.left) && around.right === " " && right === "C" && left === "";
  }
  const near = [...around.before.slice(0, 1), ...around.after.slice(0, 1)];
  if (near.some((noun) => label_nouns.has(noun.toLowerCase()))) return false;
  for (const other of [...around.before.slice(0, 6), ...around.after.slice(0, 6)]) {
    if (other.length !== 1 || !isAscii(other) || other === word) continue;
    const reading = toCyrillic(other, language);
    if (kinds.isUpper(other) || reading === null || !lookalikes.has(reading)) return false;
  }
  if (left === "L" && lean(chunk) !== "C") return false;
  const besideAfter = beside(around.after, around.gapAfter, language);
  if (kinds.isUpper(word) && !inCapitals(around, kinds)) return !around.before.length && right === "C" && besideAfter;
  if (right === "C" && (besideAfter || word !== verb)) return besideAfter;
  return left === "C" && (right === "" || word !== "a") && beside(around.before, around.gapBefore, language);
}

// The words on both sides are in capitals, so that a letter between them need be no label.
function inCapitals(around, kinds) {
  return [around.before[0] ?? "", around.after[0] ?? ""].every((word) => kinds.isUpper(word) && length(word) > 1);
}

// The next word is really one, and really next: letters in a list are no sentence.
function beside(words, gap, { gap: between, pronoun }) {
  if (!words.length || (length(words[0]) < 2 && !pronoun.has(words[0]))) return false;
  return between.fullmatch(gap) !== null;
}

/** The Latin word that a chunk of Cyrillic letters stands for in a Latin sentence, or null. */
export function readAsLatin(chunk) {
  const { text, language } = chunk;
  const { attached, kinds, latin_words } = language;
  const latin = toLatin(text, language);
  if (latin === null || !latin_words.has(latin.toLowerCase())) return null;
  const { around } = chunk;
  if ([around.left, around.right].some((char) => kinds.isDigit(char) || attached.has(char))) return null;
  const [left, right] = [nearest(around.before, language), nearest(around.after, language)];
  if (left === "C" || right === "C" || !(left + right)) return null;
  return left === right || length(latin) > 1 || right === "L" ? latin : null;
}
