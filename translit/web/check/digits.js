// A digit in the place of a letter, as against a number with its word: 4овек, отка3, but 3стаен.

import { isProtected, Occurrence } from "./passage.js";
import { at } from "./text.js";

/** A fault for each word with a digit that looks or sounds like the letter missing from it. */
export function* digitFaults(passage) {
  const { text, language } = passage;
  const { alphabet, digit_attached, digits, kinds, letters_and_digits, longest_word } = language;
  let end = 0;
  for (const { index } of language.digit_beside_letter.finditer(text)) {
    if (index < end) continue;
    let start = index;
    while (start > end && (alphabet.has(text[start - 1]) || text[start - 1] in digits)) start--;
    const [word] = letters_and_digits.match(text, start);
    end = start + word.length;
    const behind = at(text, end);
    if (start && digit_attached.match(text, start - 1)) continue;
    if (kinds.isAlnum(behind) || behind === "_" || word.length > longest_word) continue;
    if (word[0] in digits && behind === "-") continue;
    const readings = readingsOf(word, language);
    if (readings.length && !isProtected(passage, start)) yield fault(new Occurrence(passage, start, end), readings);
  }
}

function fault(chunk, readings) {
  const { text: word, start, end, language } = chunk;
  if (word[0] in language.digits && !chunk.around.before.length) {
    readings = readings.map((reading) => reading[0].toUpperCase() + reading.slice(1));
  }
  const params = { word, suggestion: readings[0], suggestions: readings };
  const fix = readings.length === 1 && language.kinds.isLower(readings[0].slice(1)) ? readings[0] : null;
  return { code: "confusable_digit", wording: language.confusable_digit, start, end, suggestions: readings, params, fix };
}

// What a word may be with letters for its digits; none if they are a number or its word is no common one.
function readingsOf(word, language) {
  const { digits, kinds, most_digits } = language;
  const places = [...[...word].keys()].filter((place) => word[place] in digits);
  const letters = [...word].filter((char) => !(char in digits)).join("");
  if (!places.length || places.length > most_digits || letters.length < places.length) return [];
  const isNumber = places.some((place, n) => place - places[n - 1] === 1);
  if (isNumber && (word[0] in digits || word.at(-1) in digits)) return [];
  if (places.join() === "0") {
    const tail = word.slice(1);
    if (followsDigits(tail.toLowerCase(), language) || kinds.isUpper(tail[0]) !== kinds.isUpper(tail)) return [];
  }
  const upper = kinds.isUpper(letters);
  let readings = [""];
  for (const char of word) {
    const choices = char in digits ? [...(upper ? digits[char].toUpperCase() : digits[char])] : [char];
    readings = readings.flatMap((reading) => choices.map((choice) => reading + choice));
  }
  const knownBy = readings.map((reading) => lettersKnown(word, reading, places, language));
  const best = Math.max(...knownBy);
  if (best) return readings.filter((_, n) => knownBy[n] === best);
  return !isNumber && isInside(word, places, language, readings) ? readings : [];
}

// How many letters show that a reading is a common word, those that were digits among them; 0 if none do.
function lettersKnown(word, reading, places, { digit_words, digits, known_words, shortest_ended, shortest_first }) {
  const [small, last] = [reading.toLowerCase(), places.at(-1)];
  // A word with a number behind it.
  if (places.join() === `${small.length - 1}` && known_words.has(small.slice(0, last))) return 0;
  if (small.length > 3 && places.join() !== "0" && known_words.has(small)) return small.length;
  // A number is often before its word, without a blank: 6апартамента is no шапка.
  const least = Math.min(small.length, places.join() === "0" ? shortest_first : 3);
  const isSure = digits[word[last]].length === 1;
  // Of two letters that a digit may stand for, one that ends a short beginning is no surer than the other: наш, набу.
  const shows = (n) => n >= least && n > last && (isSure || n > last + 1 || n === small.length || n >= shortest_ended);
  return Math.max(0, ...digit_words.filter((stem) => small.startsWith(stem) && shows(stem.length)).map((stem) => stem.length));
}

// Digits stand inside a word where no number does, so that any word may be meant.
function isInside(word, places, { kinds, short_words }, readings) {
  const [head, tail] = [word.slice(0, places[0]), word.slice(places.at(-1) + 1)];
  if (!head || !tail || word.length < 3 * places.length) return false;
  if (head.length > 1 && tail.length > 1 && !(kinds.isUpper(head) && head.length < 4)) return true;
  const isZero = head.length + tail.length > 2 && places.every((place) => word[place] === "0");
  return (isZero && kinds.isLower(word)) || readings.some((reading) => short_words.has(reading.toLowerCase()));
}

function followsDigits(tail, { after_digits }) {
  return after_digits.some((stem) => tail === stem || (stem.length > 2 && tail.startsWith(stem)));
}
