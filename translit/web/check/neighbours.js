// Judge a word by the words around it: is "a" here a Latin letter, or Bulgarian "а" typed as one?

import { kind, lean, nearest } from "./leaning.js";
import { inAbbreviation, isInitial, isLabelled, isLoneWord, isSureInitial, mayBeAxis } from "./single_letters.js";
import { isProtected } from "./passage.js";
import { at, back, before, forward, isAscii, isSpace, length, strip } from "./text.js";
import { judge, toCyrillic, toLatin } from "./words.js";

/** What is wrong with a chunk, or null; on a tie the words around it are asked. */
export function judgeInPlace(chunk) {
  const { text, language } = chunk;
  let found = judge(text, language);
  if (found?.fix === null && found.readings.length > 1) found = judge(text, language, lean(chunk));
  if (!found) return found;
  if (found.fix === null && found.readings.length > 1 && isAmongCapitals(chunk)) found = { ...found, fix: found.readings[0] };
  if (found.fix === null && isGiven(chunk)) return { ...found, readings: [], onPurpose: true };
  const isVariable = () => length(text) <= language.longest_variable && inFormula(chunk);
  if (found.fix !== null && (isVariable() || isGlued(chunk, found))) return { ...found, fix: null };
  return found;
}

// A word in capitals is none of an acronym, as the words beside it are in capitals: КАJ СИ ДЕНЕС.
function isAmongCapitals(chunk) {
  const { text, around, language } = chunk;
  const { acronyms, cyrillic_letter, kinds, longest_acronym, short_words } = language;
  const beside = [...around.before.slice(0, 1), ...around.after.slice(0, 1)].filter((w) => kinds.isUpper(w) && !acronyms.has(w));
  const ordinary = beside.filter((word) => length(word) > longest_acronym || short_words.has(word.toLowerCase()));
  return kinds.isUpper(text) && lean(chunk) === "C" && ordinary.some((word) => cyrillic_letter.match(word));
}

// A Latin sign begins the name of a quantity or an argument: Iмакс = 10, <defфайл>, ядра-rtверсия_.
function isGiven({ passage: { text }, text: word, start, end, language: { given, measured } }) {
  const found = given.fullmatch(word);
  if (!found) return false;
  if (found[1].length === 1) return measured.match(text, end) !== null;
  const after = at(text, end);
  return (before(text, start) === "<" && after === ">") || after === "_";
}

// The first letter may be an option, or the last one be glued to a name: -aтаблиця, =xколір, A_Bи.
function isGlued({ passage: { text }, text: word, start, around: { left }, language }, { code }) {
  if (left === "_") return code === "mixed_script";
  const { longest_option, signed, switch: behind } = language;
  return signed.fullmatch(word) !== null && behind.search(text, back(text, start, longest_option), start) !== null;
}

/** The Cyrillic word that a chunk of Latin letters stands for in this sentence, as [word, is it sure], or null. */
export function readAsCyrillic(chunk) {
  const cyrillic = toCyrillic(chunk.text, chunk.language);
  if (cyrillic === null) return null;
  if (length(chunk.text) === 1) return readLetter(chunk, cyrillic);
  if (!isWord(chunk, cyrillic)) return null;
  const { acronyms, longest_acronym } = chunk.language;
  return [cyrillic, acronyms.has(cyrillic) || !isLoud(chunk, longest_acronym) || mayBeStressed(chunk)];
}

function readLetter(chunk, cyrillic) {
  const { language } = chunk;
  if (inAbbreviation(chunk)) return [cyrillic, true];
  if (isInitial(chunk)) return [cyrillic, isSureInitial(chunk)];
  if (!language.lookalikes.has(cyrillic.toLowerCase()) || !standsAlone(chunk) || inFormula(chunk)) return null;
  const [left, right] = [nearest(chunk.around.before, language), nearest(chunk.around.after, language)];
  return !isLabelled(chunk) && isLoneWord(chunk, left, right) ? [cyrillic, !mayBeAxis(chunk)] : null;
}

// The words around a Latin one show that it is a Cyrillic one in twins.
function isWord(chunk, cyrillic) {
  const { text: word, around, language } = chunk;
  const { axes, kinds, latin_words, longest_bracketed, lookalikes, roman_numeral, twin_words } = language;
  if (axes.fullmatch(word) || (latin_words.has(word.toLowerCase()) && !isSmallWord(chunk, cyrillic.toLowerCase()))) return false;
  if (![lookalikes, twin_words].some((words) => words.has(cyrillic.toLowerCase()))) return false;
  if (length(word) <= longest_bracketed && (isQuoted(word, around, language) || isTitled(word, around, language))) return false;
  if (roman_numeral.fullmatch(word) || isSmallRoman(word, around, language)) return false;
  if (!(kinds.isLower(word) || kinds.isTitle(word) || kinds.isUpper(word))) return false;
  if (!standsAlone(chunk) || inFormula(chunk) || isElement(chunk)) return false;
  const [left, right] = [nearest(around.before, language), nearest(around.after, language)];
  if (isAcronym(chunk, cyrillic)) return false;
  const fits = kinds.isLower(word) || (right !== "L" && left !== "L") || (right === "C" && kinds.isTitle(word));
  return (left === "C" || right === "C") && fits;
}

// A short word that Latin has, too, stands among capitals: ВІН КАЖЕ НІ І ЙДЕ.
function isSmallWord({ text: word, around, language }, small) {
  const { kinds, short_words } = language;
  const beside = [...around.before.slice(0, 1), ...around.after.slice(0, 1)];
  if (!short_words.has(small) || beside.length < 2 || ![word, ...beside].every((other) => kinds.isUpper(other))) return false;
  return beside.every((other) => kind(other, language) === "C");
}

// A few capitals within a sentence of small letters are an acronym of Latin letters: файл POT, but где ОН.
function isAcronym(chunk, cyrillic) {
  const { text: word, around, language } = chunk;
  const { acronyms, label_nouns, letter_nouns, longest_bracketed, prepositions, short_words } = language;
  if (!isLoud(chunk, longest_bracketed) || acronyms.has(cyrillic)) return false;
  const beside = [...around.before.slice(0, 1), ...around.after.slice(0, 1)].map((other) => other.toLowerCase());
  if (beside.some((other) => label_nouns.has(other) || letter_nouns.has(other))) return true;
  // There a word of two letters has one capital.
  if (!around.before.length) return length(word) === 2;
  const small = cyrillic.toLowerCase();
  return !short_words.has(small) || prepositions.has(small);
}

// Capitals may stress a word: at the beginning, or beside a small word (где ОН, but not сторону BOT).
function mayBeStressed({ around, language: { conjunctions, prepositions, short_words } }) {
  const lists = [short_words, prepositions, conjunctions];
  const isSmall = (word) => lists.some((words) => words.has(word.toLowerCase()));
  return !around.before.length || [around.before[0], ...around.after.slice(0, 1)].some(isSmall);
}

// A word is in capitals, and no longer than this, and the words beside it are not.
function isLoud({ text: word, around, language: { kinds } }, longest) {
  const beside = [...around.before.slice(0, 1), ...around.after.slice(0, 1)];
  const isShort = length(word) <= longest && kinds.isUpper(word);
  return isShort && beside.length > 0 && !beside.some((other) => kinds.isUpper(other));
}

// An English word of two letters has a capital within a sentence: заголовок To которых.
function isTitled(word, { before: [other = ""], gapBefore }, { kinds, latin_twins }) {
  if (!latin_twins.has(word.toLowerCase())) return false;
  return length(word) === 2 && kinds.isTitle(word) && isSpace(gapBefore) && (kinds.isLower(other) || isAscii(other));
}

// A short word is named and not used: каталонски (ca), „EM“, заглавието To:, or alone in its column.
function isQuoted(word, { left, right, before: words, gapAfter }, { closed, column, kinds, opened }) {
  if (right === ":" && kinds.isTitle(word) && words.length) return true;
  if (!words.length && column.match(gapAfter, 0)) return true;
  return opened.has(left) && (closed.has(right) || right === ":");
}

// A word counts as the one beside it does, or what is behind it or before: i, ii, iii; ii) друге.
function isSmallRoman(word, around, { behind_number, numbered, small_roman }) {
  if (!small_roman.fullmatch(word)) return false;
  const beside = [...around.before.slice(0, 1), ...around.after.slice(0, 1)];
  if (beside.length && beside.every((other) => small_roman.fullmatch(other))) return true;
  if (!around.before.length) return behind_number.has(around.right);
  return numbered.some((noun) => around.before[0].toLowerCase().startsWith(noun));
}

function standsAlone({ passage: { text }, text: word, start, end, around: { left, right }, language }) {
  const { attached, cyrillic_letter, endings, kinds, letters_only, longest_gap, longest_option, option } = language;
  if (kinds.isDigit(left) || kinds.isDigit(right) || attached.has(left)) return false;
  // The end of a file's name, or a command of troff.
  if (left === "." && !cyrillic_letter.match(before(text, start - 1))) return false;
  if (option.search(text, back(text, start, longest_option), start)) return false;
  if ((right === "-" || right === "‑") && length(word) > 1 && kinds.isUpper(word)) {
    return endings.has(letters_only.match(text, end + 1)?.[0]);
  }
  if (attached.has(right) || (right === "." && strip(at(text, end + 1)))) return false;
  // A measure, or a column of a table: 5 c, 10 A, 238   EE.
  const measured = text.slice(back(text, start, longest_gap), start).replace(/[ \u00a0\u202f]+$/, "");
  return !kinds.isDigit(before(measured, measured.length));
}

// A letter stands beside an operator, and not beside a tag: a > b, E = mc², but <b>мы</b> c тобой.
function inFormula({ passage, start, end, language: { operators } }) {
  const { text } = passage;
  const isOperator = (place) => operators.has(at(text, place)) && !isProtected(passage, place);
  const last = text[start - 1] === " " ? start - 2 : start - 1;
  return isOperator(text[end] === " " ? end + 1 : end) || (last >= 0 && isOperator(last));
}

// A word is the sign of an element, in the middle of a sentence or of a list of them: калций Ca.
function isElement({ text: word, around: { before: words, gapBefore }, language: { elements } }) {
  if (word.length !== 2 || !elements.has(word) || !words.length) return false;
  return isSpace(gapBefore) || (gapBefore === ", " && elements.has(words[0]));
}

/** The Latin word that a chunk of Cyrillic letters stands for in a Latin sentence, or null. */
export function readAsLatin(chunk) {
  const { text, around, language } = chunk;
  const { attached, kinds, latin_words, lookalikes, short_words } = language;
  const latin = toLatin(text, language);
  if (latin === null || !latin_words.has(latin.toLowerCase())) return null;
  if ([around.left, around.right].some((char) => kinds.isDigit(char) || attached.has(char))) return null;
  const [left, right] = [nearest(around.before, language), nearest(around.after, language)];
  if (left === "C" || right === "C") return null;
  const word = text.toLowerCase();
  if (lookalikes.has(word) || short_words.has(word)) {
    // A word of the language itself takes more than a Latin name beside it.
    return left === "L" && right === "L" && isSpace(around.gapBefore) && isSpace(around.gapAfter) ? latin : null;
  }
  return left + right && (left === right || length(latin) > 1 || right === "L") ? latin : null;
}
