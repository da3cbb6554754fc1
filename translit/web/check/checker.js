// Check a text against a policy, in the browser: the twin of translit.check, rule by rule under the same names.
// A fault is {code, start, end, suggestions, params, fix, atMost}, its places in UTF-16 units.

import { shouting } from "./capitals.js";
import { digitFaults } from "./digits.js";
import { fitting, textLength } from "./length.js";
import { render } from "./messages.js";
import { judged, typedInCyrillic, typedInLatin } from "./neighbours.js";
import { scriptFaults } from "./required_script.js";
import { SCRIPTS } from "./scripts.js";
import { elementEnd, kindOf } from "./segments.js";
import { drawsNothing, signFaults } from "./signs.js";
import { distinct, forward, isAscii, isSpace, length, normal } from "./text.js";
import { bare, judge, toLatin, verdict } from "./words.js";

const SEVERITIES = ["error", "warning", "info"];
const DIGITS = /[0-9]*/y;
/** How far a search for the end of a field may look, in characters. */
const FIELD = 4096;

/**
 * Find what is wrong with a text; no finding is a good text. `policy` is a name or the settings of one, `limit` another
 * `max_length`, `language` that of the messages, and `reading` gives a romanised text in Cyrillic, if anything here can.
 */
export function check(text, rules, { policy = "comment", limit, language = "en", reading = () => "" } = {}) {
  const settings = typeof policy === "string" ? rules.policies[policy] : { severity: {}, ...policy };
  if (!settings) throw new RangeError(`no such policy: ${policy}`);
  const wanted = { ...rules.policies.text, ...settings };
  wanted.max_length = limit ?? wanted.max_length;
  const faults = [...localFaults(text, rules, wanted.max_marks), ...wholeFaults(text, rules, wanted, reading)];
  return settle(text, faults, rules, wanted, language);
}

function settle(text, faults, { data }, { severity: own }, language) {
  const severities = { ...data.rules.severity, ...own };
  const found = [];
  let [point, done] = [0, 0];
  for (const fault of faults.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const { code, start: start16, end: end16, suggestions = [], params = {}, fix = null, atMost } = fault;
    let severity = severities[code] ?? "off";
    if (severity === "off") continue;
    if (atMost && !(code in own) && SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(atMost)) severity = atMost;
    point += length(text.slice(done, start16));
    done = start16;
    const piece = text.slice(start16, end16);
    const place = { start: point, end: point + length(piece), start16, end16 };
    const finding = { code, severity, ...place, text: piece, suggestions, params, fix };
    found.push({ ...finding, message: render(finding, data, language) });
  }
  return found;
}

// The faults that show in a line by itself.
function* localFaults(text, language, maxMarks) {
  if (language.unusual.search(text)) {
    yield* signFaults(text, maxMarks, language);
    yield* wordFaults(text, language);
  }
  if (Object.keys(language.rules.digits).some((digit) => text.includes(digit))) yield* digitFaults(text, language);
}

// The faults of words: only fields that hold an unusual character are looked into.
function* wordFaults(text, language) {
  let [done, place] = [0, 0];
  const absent = new Set();
  for (let hit; (hit = language.unusual.search(text, place)); ) {
    const rest = (place = hit.index + hit[0].length);
    if (isSpace(hit[0])) continue;
    let position = hit.index;
    while (position > done && !isSpace(text[position - 1])) position--;
    const end = rest + language.faults.FIELD_REST.match(text, rest)[0].length;
    while (position < end) {
      // Counting so many characters is spared where they end inside the field anyway.
      const reach = position + 2 * FIELD <= end ? end : Math.max(end, forward(text, position, FIELD));
      const found = language.segment.search(text, position, reach);
      if (!found || found.index >= end) break;
      const [start, kind] = [found.index, kindOf(found, language)];
      position = start + found[0].length;
      if (kind === "word") yield* chunkFaults(text, start, position, language);
      else if (kind === "html") position = elementEnd(text, found[0], position, absent);
      else if (kind === "url" || kind === "email") yield* hostFaults(text, start, position, language);
    }
    done = place = Math.max(end, position);
  }
}

function* chunkFaults(text, from, to, language) {
  if (from && language.faults.ESCAPE.match(text, from - 1)) from++;
  for (const { 0: chunk, index: start } of language.chunk.finditer(text, from, to)) {
    const end = start + chunk.length;
    const found = judged(text, start, end, language);
    const outside = found?.code === "letter_outside_alphabet";
    if (found && !outside) {
      yield mixedFault(text, start, end, found, language);
      continue;
    }
    const whole = wholeScript(text, start, end, language);
    if (whole) yield whole;
    else if (outside) {
      const params = { word: chunk, letter: found.letters, alphabet: language.code };
      yield { code: found.code, start, end, params };
    }
    yield* dressedFault(chunk, start, language);
  }
  for (const { 0: digits, index } of language.faults.DRESSED_DIGITS.finditer(text, from, to)) {
    yield undressed(digits, index, normal(digits, "NFKC"));
  }
}

function* dressedFault(chunk, start, language) {
  const highest = Math.max(...Array.from(chunk, (char) => char.codePointAt(0)));
  if (highest < 0x80 || (highest >= 0x300 && highest < 0x2100)) return;
  const clean = bare(chunk, language);
  if (clean === chunk || clean === normal(chunk) || clean !== normal(chunk, "NFKC")) return;
  yield undressed(chunk, start, clean);
}

function undressed(text, start, fix) {
  const params = { text, suggestion: fix };
  return { code: "compatibility_character", start, end: start + text.length, suggestions: [fix], params, fix };
}

// The fault of a chunk of several scripts; the digits behind it may show a formula.
function mixedFault(text, start, end, { code, readings, fix, letters, script, onPurpose }, { rules }) {
  DIGITS.lastIndex = end;
  const [tail] = DIGITS.exec(text);
  if (readings.length > 1 && tail) {
    const formula = readings.find((reading) => rules.formulas.has(reading + tail));
    if (formula) {
      readings = [formula, ...readings.filter((reading) => reading !== formula)];
      fix = formula;
    }
  }
  if (tail && code === "mixed_script_confusable") {
    end += tail.length;
    readings = readings.map((reading) => reading + tail);
    fix = fix === null ? null : fix + tail;
  }
  const word = text.slice(start, end);
  const params = { word, letters, script, suggestion: readings[0] ?? "", suggestions: readings };
  return { code, start, end, suggestions: readings, params, fix, atMost: onPurpose ? "info" : undefined };
}

// The fault of a chunk that is of one script and looks like a word of the other.
function wholeScript(text, start, end, language) {
  const word = text.slice(start, end);
  const size = length(word);
  if (size > 20) return null;
  const [first] = word;
  const letter = language.scripts.letter(first);
  let meant = null;
  if (letter === "L" || (letter === "G" && size > 1)) meant = typedInLatin(text, start, end, language);
  else if (letter === "C") meant = typedInCyrillic(text, start, end, language);
  if (!meant) return null;
  const params = { word, suggestion: meant, script: SCRIPTS[letter] };
  return { code: "whole_script_confusable", start, end, suggestions: [meant], params, fix: meant };
}

// The faults of the host name of an address; the rest of it may be spelled as it likes.
function* hostFaults(text, from, to, language) {
  const { scripts } = language;
  const found = language.faults.HOST.match(text, from, to);
  if (!found || isAscii(text.slice(from, to))) return;
  const last = found.index + found[0].length;
  const asciiDomain = isAscii(found[1].slice(found[1].lastIndexOf(".") + 1));
  for (const { 0: chunk, index: start } of language.chunk.finditer(text, last - found[1].length, last)) {
    const end = start + chunk.length;
    const latin = asciiDomain ? toLatin(bare(chunk, language), language) : null;
    const own = scripts.letters(chunk);
    if (own.size > 1) {
      const letters = distinct([...chunk].filter((char) => scripts.letter(char) !== "L"));
      const fault = { readings: [latin], fix: latin, letters, script: "Cyrl" };
      const wrong = latin ? verdict("mixed_script_confusable", fault) : judge(chunk, language);
      if (wrong) yield mixedFault(text, start, end, wrong, language);
    } else if (latin && !own.has("L") && length(chunk) > 1) {
      const params = { word: chunk, suggestion: latin, script: "Cyrl" };
      yield { code: "whole_script_confusable", start, end, suggestions: [latin], params, fix: latin };
    }
  }
}

// The faults of the text as a whole: its length, its script, its capitals.
function* wholeFaults(text, language, policy, reading) {
  const { max_length: most, min_length: least, count: measure } = policy;
  if (drawsNothing(text, language)) {
    if (policy.required) {
      yield { code: "required", start: 0, end: text.length };
      return;
    }
  } else {
    yield* scriptFaults(text, language, policy, reading);
    const severity = policy.severity.all_caps ?? language.rules.severity.all_caps;
    const shout = severity === "off" ? null : shouting(text, language);
    if (shout) yield shout;
  }
  if (most && text.length > most) {
    const size = textLength(text, measure);
    const params = { limit_value: most, show_value: size, over: size - most };
    if (size > most) yield { code: "max_length", start: fitting(text, most, measure), end: text.length, params };
  }
  const size = least ? textLength(text, measure) : 0;
  if (size < least) {
    yield { code: "min_length", start: 0, end: text.length, params: { limit_value: least, show_value: size } };
  }
}
