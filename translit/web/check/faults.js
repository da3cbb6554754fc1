// Look into a text. The order of the rules is written down in docs/checking.md.

import { withoutAllowed } from "./allowed.js";
import { apartFaults } from "./apart.js";
import { apostropheFaults, decideBehindApostrophe, readBehindApostrophe } from "./apostrophes.js";
import { isFarTooLong, isTooComplex } from "./budget.js";
import { findShouting } from "./capitals.js";
import { designationFaults } from "./designations.js";
import { digitFaults } from "./digits.js";
import { settle } from "./finding.js";
import { guisedWords } from "./guises.js";
import { countFitting, textLength } from "./length.js";
import { nameFaults } from "./names.js";
import { judgeInPlace, readAsCyrillic, readAsLatin } from "./neighbours.js";
import { readAsNumeral } from "./numerals.js";
import { withoutObscenities } from "./obscenities.js";
import { Occurrence, Passage } from "./passage.js";
import { scriptFaults } from "./required_script.js";
import { drawsNothing, signFaults } from "./signs.js";
import { distinct, isAscii, length, normal } from "./text.js";
import { bare, drawnInCyrillic, judge, scriptLetter, scriptsIn, toLatin, undrawn, verdict } from "./words.js";

const DIGITS = /[0-9]*/y;

/** What is wrong with a text, in order of place, with messages in a language; `budget`: how much may be looked into. */
export function findings(text, policy, language, words, reading, budget) {
  const passage = new Passage(text, language, policy);
  return settle(text, [...allFaults(passage, reading, budget)], language, policy, words);
}

function* allFaults(passage, reading, budget) {
  const { text, policy, language } = passage;
  if (isFarTooLong(text, policy, language)) yield* lengthFaults(passage);
  else if (isTooComplex(text, policy, language, budget)) {
    const params = { limit_value: budget };
    yield { code: "too_complex", wording: language.too_complex, start: 0, end: text.length, params };
  } else {
    const found = [...withoutAllowed(passage, localFaults(passage)), ...wholeFaults(passage, reading)];
    yield* withoutObscenities(text, found, language);
  }
}

// The faults that show in a line by itself.
function* localFaults(passage) {
  const { text, language } = passage;
  if (passage.policy.code) {
    yield* faultsOfCode(passage);
    return;
  }
  if (language.unusual.search(text)) {
    yield* signFaults(passage);
    for (const [kind, start, end] of passage.unusualSegments()) {
      if (kind === "word") yield* wordFaults(passage, start, end);
      else if (kind === "url" || kind === "email") yield* addressFaults(passage, start, end);
    }
    for (const [chunk, found] of guisedWords(passage)) yield found ? mixedFault(chunk, found) : undress(chunk, chunk.text);
  }
  if (Object.keys(language.digits).some((digit) => text.includes(digit))) yield* digitFaults(passage);
  if (severityOf("letters_set_apart", passage) !== "off") yield* apartFaults(passage);
  yield* apostropheFaults(passage);
}

// The faults of a program, which is no language.
function* faultsOfCode(passage) {
  yield* signFaults(passage);
  for (const [chunk, found] of nameFaults(passage)) yield mixedFault(chunk, found);
}

function* wordFaults(passage, from, to) {
  const { text, language } = passage;
  if (from && language.escape.match(text, from - 1)) from++;
  for (const { 0: digits, index } of language.dressed_digits.finditer(text, from, to)) {
    yield undress(new Occurrence(passage, index, index + digits.length), normal(digits, "NFKC"));
  }
  const designation = designationFaults(passage, from, to);
  if (designation) {
    yield* designation;
    return;
  }
  for (const chunk of passage.chunks(from, to)) {
    const numeral = readAsNumeral(chunk);
    if (numeral) {
      yield typedIn("Cyrl", chunk, numeral);
      continue;
    }
    const found = decideBehindApostrophe(chunk, judgeInPlace(chunk));
    const outside = found?.code === "letter_outside_alphabet";
    if (found && !outside) {
      yield mixedFault(chunk, found);
      continue;
    }
    const twin = twinFault(chunk);
    if (twin) yield twin;
    else if (outside) yield outsideFault(chunk, found.letters);
    yield* dressedFault(chunk);
  }
}

function outsideFault({ text, start, end, language }, letters) {
  return {
    ...{ code: "letter_outside_alphabet", wording: language.letter_outside_alphabet, start, end },
    ...{ count: length(letters), names: { language_name: language.language_name } },
    params: { word: text, letter: letters, alphabet: language.code },
  };
}

function* dressedFault(chunk) {
  const { text, language } = chunk;
  let highest = 0;
  for (const char of text) highest = Math.max(highest, char.codePointAt(0));
  if (highest < 0x80) return;
  if ((highest >= 0x250 && highest < 0x300) || (highest >= 0x1d00 && highest < 0x2100)) {
    const plain = undrawn(text, language);
    if (length(text) >= language.fewest_drawn && isAscii(plain) && !language.beside_drawn.search(text)) {
      yield drawnFault(chunk, plain, drawnInCyrillic(text, language));
    }
  }
  if (highest >= 0x300 && highest < 0x2100) return;
  const clean = bare(text, language);
  if (clean === text || clean === normal(text) || clean !== normal(text, "NFKC")) return;
  yield undress(chunk, clean);
}

// The fault of a word in small capitals, which may be letters of either script.
function drawnFault(chunk, latin, cyrillic) {
  const fault = undress(chunk, latin);
  return cyrillic === null ? fault : { ...fault, suggestions: [cyrillic, latin], fix: null };
}

function undress({ passage, start, end, language: { compatibility_character: wording } }, fix) {
  const text = passage.text.slice(start, end);
  return { code: "compatibility_character", wording, start, end, suggestions: [fix], params: { text, suggestion: fix }, fix };
}

// The fault of a chunk of several scripts; the digits behind it may show a formula.
function mixedFault({ passage: { text }, start, end, language }, { code, readings, fix, letters, script, onPurpose }) {
  DIGITS.lastIndex = end;
  const [tail] = DIGITS.exec(text);
  if (readings.length > 1 && tail) {
    const formula = readings.find((reading) => language.formulas.has(reading + tail));
    if (formula) {
      readings = [formula, ...readings.filter((reading) => reading !== formula)];
      fix = formula;
    }
  }
  const confused = code === "mixed_script_confusable";
  if (tail && confused) {
    end += tail.length;
    readings = readings.map((reading) => reading + tail);
    fix = fix === null ? null : fix + tail;
  }
  const word = text.slice(start, end);
  const params = { word, letters, script, suggestion: readings[0] ?? "", suggestions: readings };
  const { mixed_script: mixed, mixed_script_confusable: by } = language;
  const said = confused ? { wording: by[script] ?? by[""], count: length(letters) } : { wording: mixed };
  return { code, ...said, start, end, suggestions: readings, params, fix, atMost: onPurpose ? "info" : undefined };
}

// The fault of a chunk that is of one script and looks like a word of the other, or null.
function twinFault(chunk) {
  const { text, language } = chunk;
  const size = length(text);
  if (size > language.longest_twin) return null;
  const letter = scriptLetter(String.fromCodePoint(text.codePointAt(0)), language);
  if (letter === "L" || (letter === "G" && size > 1)) {
    const behind = readBehindApostrophe(chunk);
    const reading = behind ? [behind] : readAsCyrillic(chunk);
    return reading && typedIn(language.script_codes[letter], chunk, ...reading);
  }
  const meant = letter === "C" ? readAsLatin(chunk) : null;
  return meant && typedIn(language.script_codes[letter], chunk, meant);
}

function typedIn(script, { text, start, end, language }, meant, isSure = true) {
  const params = { word: text, suggestion: meant, script };
  const wording = language.whole_script_confusable[script];
  const fix = isSure ? meant : null;
  return { code: "whole_script_confusable", wording, start, end, suggestions: [meant], params, fix };
}

// The faults of the host of an address and of who gets mail there; the rest may be spelled as it likes.
function* addressFaults(passage, from, to) {
  const { text, language } = passage;
  const found = language.host.match(text, from, to);
  if (!found || isAscii(text.slice(from, to))) return;
  const last = found.index + found[0].length;
  const [, mailbox, host] = found;
  const asciiDomain = isAscii(host.slice(host.lastIndexOf(".") + 1));
  if (mailbox) {
    // A mailbox in Cyrillic is one on purpose, if all of it is.
    const isMixed = scriptsIn(mailbox, language).size > 1;
    const isLatin = asciiDomain && (isMixed || toLatin(bare(mailbox, language), language) !== null);
    const end = last - host.length - 1;
    yield* partFaults(passage, end - mailbox.length, end, isLatin, isMixed ? 1 : 2);
  }
  yield* partFaults(passage, last - host.length, last, asciiDomain);
}

// The faults of a name that should be Latin, or of one script at least; shorter parts may be of any.
function* partFaults(passage, from, to, isLatin, fewest = 2) {
  const { language } = passage;
  for (const chunk of passage.chunks(from, to)) {
    const latin = isLatin ? toLatin(bare(chunk.text, language), language) : null;
    const scripts = scriptsIn(chunk.text, language);
    if (scripts.size > 1) {
      const letters = distinct([...chunk.text].filter((char) => scriptLetter(char, language) !== "L"));
      const fault = { readings: [latin], fix: latin, letters, script: "Cyrl" };
      const wrong = latin ? verdict("mixed_script_confusable", fault) : judge(chunk.text, language);
      if (wrong) yield mixedFault(chunk, wrong);
    } else if (latin && !scripts.has("L") && length(chunk.text) >= fewest) yield typedIn("Cyrl", chunk, latin);
  }
}

const severityOf = (code, { policy, language }) => policy.severity[code] ?? language.severity_of[code];

// The faults of the text as a whole: its length, its script, its capitals.
function* wholeFaults(passage, reading) {
  const { text, language, policy } = passage;
  if (drawsNothing(text, language)) {
    if (policy.required) {
      yield { code: "required", wording: language.required, start: 0, end: text.length };
      return;
    }
  } else {
    yield* scriptFaults(passage, reading);
    const shouting = severityOf("all_caps", passage) === "off" ? null : findShouting(passage);
    if (shouting) yield shouting;
  }
  yield* lengthFaults(passage);
}

function* lengthFaults({ text, language, policy }) {
  const { max_length: most, min_length: least, count: measure } = policy;
  const size = most || least ? textLength(text, measure) : 0;
  if (most && size > most) {
    const [start, over] = [countFitting(text, most, measure), size - most];
    const params = { limit_value: most, show_value: size, over };
    yield { code: "max_length", wording: language.max_length, count: over, start, end: text.length, params };
  }
  if (size < least) {
    const params = { limit_value: least, show_value: size };
    yield { code: "min_length", wording: language.min_length, count: least, start: 0, end: text.length, params };
  }
}
