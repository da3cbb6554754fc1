// What a single Latin letter in a Cyrillic text is: a word, part of an abbreviation, an initial, or the name of a thing.

import { lean } from "./leaning.js";
import { at, back, isAscii, isSpace, length } from "./text.js";
import { toCyrillic } from "./words.js";

/** A letter is the second one of an abbreviation, or of initials, begun in Cyrillic: т.е., д-р, П. Р. */
export function inAbbreviation({ passage: { text }, text: letter, start, end, language }) {
  const { attached, cyrillic_letter, first_letter, in_two, kinds } = language;
  const first = first_letter.search(text, back(text, start, 4), start);
  const small = kinds.isLower(letter);
  if (!first || !cyrillic_letter.match(first[1])) return false;
  const after = at(text, end);
  const isInTwo = () => in_two.has(first[1].toLowerCase() + (toCyrillic(letter, language) ?? ""));
  // At the beginning of a sentence: Т. е. нельзя.
  if (small && kinds.isUpper(first[1])) return first[2][0] + after === ".." && isInTwo();
  if (kinds.isLower(first[1]) !== small) return false;
  if (first[2] === "-") return small && !attached.has(after) && !kinds.isAlnum(after);
  if (small && first[2] !== ".") return after === "." && isInTwo();
  return after === ".";
}

const titleBefore = ({ passage: { text }, start, language }) =>
  language.title.search(text, back(text, start, language.longest_title), start);

/** A letter is the initial of a name: проф. C. Иванов, писателят C. Стоянов, C. П. Иванов. */
export function isInitial(chunk) {
  const { passage, text: letter, end, language } = chunk;
  const { cyrillic_letter, kinds, label_nouns, numbers, surname, surnames, titles } = language;
  const behind = surname.match(passage.text, end);
  if (!behind || !kinds.isUpper(letter)) return false;
  const [, initials, name] = behind;
  const [first, ...rest] = name;
  if (!kinds.isUpper(first) || !kinds.isLower(rest.join(""))) return false;
  if (![...initials, ...name].every((char) => !kinds.isAlpha(char) || cyrillic_letter.match(char))) return false;
  const title = titleBefore(chunk);
  if (title && titles.has(title[1].toLowerCase())) return true;
  const hasEnding = surnames.some((ending) => name.toLowerCase().endsWith(ending));
  // Alone at the beginning it may number what follows: A. Иванов, B. Петров.
  if (!title || !cyrillic_letter.match(title[1])) return kinds.isUpper(initials) || (hasEnding && !numbers.has(letter));
  return hasEnding && kinds.isLower(title[1]) && !label_nouns.has(title[1].toLowerCase());
}

/** What stands before an initial names its person beyond doubt: проф. C. Иванов. */
export function isSureInitial(chunk) {
  const title = titleBefore(chunk);
  return title !== null && chunk.language.titles.has(title[1].toLowerCase());
}

/** A letter follows the abbreviation of what it is the name of: вх. B. */
export function isLabelled({ passage: { text }, start, language }) {
  const found = language.abbreviation.search(text, back(text, start, language.longest_abbreviation), start);
  return found !== null && language.label_abbreviations.has(found[1].toLowerCase());
}

/** A single letter may also be the name of a point, a class or a unit. */
export function isLoneWord(chunk, left, right) {
  const { text: word, around, language } = chunk;
  const { closing, kinds, opening, preposition, quotes, verb } = language;
  const endsSentence = word === verb && around.right === ".";
  if (isExplained(chunk) || isCell(chunk) || isOfTerm(chunk) || isKey(chunk) || isListed(chunk)) return false;
  // (y (так) або N (ні))
  if (opening.has(around.left) && around.after.some((other) => isOtherName(other, word, language))) return false;
  if ((closing.has(around.right) && !endsSentence) || opening.has(around.left)) {
    return quotes.has(around.left) && around.right === " " && right === "C" && left === "";
  }
  if (isName(word, around, language)) return false;
  if (left === "L" && lean(chunk) !== "C") return false;
  const reading = smallTwin(word, language);
  if (language.one_letter_prepositions.has(reading) && !mayGovern(around, language)) return false;
  if (reading === preposition && !takesPreposition(around.after, language)) return false;
  const besideAfter = beside(around.after, around.gapAfter, language);
  if (kinds.isUpper(word) && !inCapitals(around, kinds)) return !around.before.length && right === "C" && besideAfter;
  if (right === "C" && (besideAfter || word !== verb)) return besideAfter;
  // A word that may be the last of a sentence: a verb, a question (хубаво, а?), or one that was cut off.
  const asks = around.right === "?" && around.gapBefore.includes(",");
  const fits = right === "L" ? word !== "a" : asks || word === verb || around.before.includes(word);
  return fits && left === "C" && beside(around.before, around.gapBefore, language);
}

// A preposition may stand here: not before a conjunction or a pause.
function mayGovern({ after: [next], gapAfter }, { conjunctions, pause }) {
  return next === undefined || (!conjunctions.has(next.toLowerCase()) && !pause.search(gapAfter));
}

/** A capital Y may name an axis before any noun, and not only be "у" before a pronoun: Y слева. */
export function mayBeAxis({ text, around: { after }, language }) {
  const { after_u, kinds, longest_label, preposition } = language;
  if (!kinds.isUpper(text) || smallTwin(text, language) !== preposition || after.length > longest_label) return false;
  return !after_u.has((after[0] ?? "").toLowerCase());
}

const smallTwin = (letter, language) => (toCyrillic(letter, language) ?? "").toLowerCase();

// The next word is one that "у" goes with: у нас, у брата, but not y померај.
function takesPreposition([next], { after_u, after_u_endings, cyrillic_letter }) {
  if (next === undefined || !after_u.size || !cyrillic_letter.match(next)) return next !== undefined;
  const word = next.toLowerCase();
  return after_u.has(word) || after_u_endings.some((ending) => word.endsWith(ending));
}

// The words around a letter show that it names something: клас B, индекс i, Y координата, I розділ.
function isName(word, around, language) {
  const { after_variables, kinds, label_nouns, letter_nouns, names_near, preposition, prepositions, verb } = language;
  const [before, after] = [around.before.slice(0, 1), around.after.slice(0, 1)].map((words) => words.join("").toLowerCase());
  if ([before, after].some((noun) => label_nouns.has(noun))) return true;
  // "е" goes behind any noun: индекса е запазен.
  const isAxis = smallTwin(word, language) === preposition;
  const behind = around.after.slice(0, kinds.isUpper(word) ? 2 : isAxis ? 1 : 0);
  const isNext = isSpace(around.gapBefore);
  const named = [isNext && word !== verb ? before : "", ...behind];
  if (named.some((noun) => letter_nouns.has(noun.toLowerCase()))) return true;
  if (word === "I" && isNumeral(around, language)) return true;
  if (after_variables.has(after)) return true;
  // No preposition stands behind another, but two may share a noun: до і після.
  if (isNext && prepositions.has(before) && !prepositions.has(after)) return true;
  // The same letter ends the sentence, where no conjunction and no preposition can: дорівнює i.
  if (word !== verb && around.ends && around.after.at(-1) === word) return true;
  const near = [...around.before.slice(0, names_near), ...around.after.slice(0, names_near)];
  return near.some((other) => isOtherName(other, word, language));
}

// A capital I counts: beside it is what is numbered so, or another Roman number is near.
function isNumeral(around, { numbered, roman_number }) {
  const words = [...around.before.slice(0, 1), ...around.after.slice(0, 2)].map((word) => word.toLowerCase());
  if (words.some((word) => numbered.some((noun) => word.startsWith(noun)))) return true;
  return [...around.before.slice(0, 4), ...around.after.slice(0, 4)].some((word) => roman_number.fullmatch(word));
}

// Another single Latin letter of the sentence can be nothing but a name.
function isOtherName(other, word, language) {
  if (length(other) !== 1 || !isAscii(other) || other === word) return false;
  const reading = toCyrillic(other, language);
  return language.kinds.isUpper(other) || reading === null || !language.lookalikes.has(reading);
}

// A dash behind a letter says what it stands for; "е" goes before a dash as any verb does.
function isExplained({ passage: { text }, text: word, end, around, language }) {
  if (!language.explained.match(text, end) || !around.after.length) return false;
  return word !== language.verb || !around.before.length;
}

// A letter is to be pressed: Введите c, чтобы продолжить; натиснете a за всички или e за край.
function isKey({ around, language: { conjunctions, names_near, pressing, purposes } }) {
  const [after, isNext] = [(around.after[0] ?? "").toLowerCase(), isSpace(around.gapBefore)];
  const isPressing = (word) => pressing.some((stem) => word.toLowerCase().startsWith(stem));
  if (isNext && around.before.slice(0, 1).some(isPressing)) {
    return !after || !isSpace(around.gapAfter) || conjunctions.has(after) || purposes.has(after);
  }
  const before = around.before.slice(0, names_near);
  return purposes.has(after) && before.some(isPressing) && (isNext || before.some((word) => length(word) === 1 && isAscii(word)));
}

// A comma stands right behind "a", which no conjunction has behind another word: катет a, гипотенуза.
const isListed = ({ text, around, language: { conjunction } }) =>
  conjunction.has(text) && isSpace(around.gapBefore) && around.gapAfter.startsWith(",");

// A capital is all that stands in a column, before a sentence: 8 Запрос, B Время вышло.
function isCell({ passage: { text }, text: letter, start, around: { after }, language: { cell, kinds } }) {
  return kinds.isUpper(letter) && kinds.isTitle(after[0] ?? "") && cell.search(text, back(text, start, 2), start) !== null;
}

// The line explains a short name that this letter is a part of.
function isOfTerm({ passage: { text }, text: letter, start, language: { longest_term_line, term } }) {
  const floor = back(text, start, longest_term_line);
  const end = text.slice(floor, start).lastIndexOf("\n");
  if (end < 0 && floor > 0) return false;
  const found = term.match(text, floor + end + 1, start);
  return found !== null && found[1].includes(letter);
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
