// Characters that no reader sees, that turn the text around, or that have no business in it.

import { struckFaults } from "./struck.js";
import { at, back, before, isAscii, isSpace, length, normal, strip } from "./text.js";

const is = (expression, char) => char !== "" && expression.match(char) !== null;
const codePoint = (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

/** The faults of single characters and of the marks over them, in no special order. */
export function* signFaults(passage) {
  const { text, language } = passage;
  const { code: isCode, max_marks: most } = passage.policy;
  let rtl;
  for (const { 0: char, index: start } of language.hidden.finditer(text)) {
    const end = start + char.length;
    if (char === "\ufffd") yield { code: "replacement_character", wording: language.replacement_character, start, end };
    else if (is(language.bidi, char)) {
      rtl ??= language.rtl.search(text) !== null;
      // What turns around is no excuse in a program: CVE-2021-42574.
      if (isCode || !rtl || char === "\u202d" || char === "\u202e") {
        const found = { start, end, suggestions: [""], params: { code_point: codePoint(char) }, fix: "" };
        yield { code: "bidi_control", wording: language.bidi_control, ...found };
      }
    } else if (isCode && char === "\ufeff" && !start) {
      // It says what the bytes of a file are.
      continue;
    } else if (language.shown_in_cell.match(text, back(text, start, 2))) {
      // A table shows it in a column of its own.
      continue;
    } else if (is(language.direction_mark, char)) {
      if (!is(language.rtl, before(text, start)) && !is(language.rtl, at(text, end))) yield unseen(char, start, language);
    } else if (is(language.control, char) || is(language.private, char) || is(language.surrogate, char)) yield restricted(char, start, text, language);
    else if (!hasItsPlace(text, start, char, language)) yield unseen(char, start, language);
  }
  if (isAscii(text)) return;
  yield* unassigned(text, language);
  const struck = [...struckFaults(text, language)];
  yield* struck;
  yield* stacks(text, most, language, struck);
  if (normal(text) !== text) yield* decomposed(text, most, language);
}

function restricted(char, start, text, language) {
  const category = is(language.control, char) ? "Cc" : is(language.surrogate, char) ? "Cs" : "Co";
  // A page break or a vertical tab stood between words: they must not grow together.
  const fix = "\x0b\x0c\x85".includes(char) ? " " : "";
  const params = { code_point: codePoint(char), category };
  const wording = language.restricted_character;
  if (category === "Co") {
    // Some font draws it, and only who wrote it knows what.
    return { code: "restricted_character", wording, start, end: start + char.length, suggestions: [fix], params, fix: null, atMost: "info" };
  }
  const sure = isForProgram(char, start, text, language) ? null : fix;
  return { code: "restricted_character", wording, start, end: start + char.length, suggestions: [fix], params, fix: sure };
}

// A control stands where programs put one: at the beginning of a line, or beside a stop or a colon.
function isForProgram(char, start, text, { stops }) {
  if (char >= " ") return false;
  const [left, right] = [before(text, start) || "\n", at(text, start + 1)];
  return ("\n.!?".includes(left) || stops.has(right)) && strip(right) !== "";
}

function unseen(char, start, { invisible_character: wording, nameOf }) {
  const fix = char === "\u2028" || char === "\u2029" ? "\n" : "";
  const params = { code_point: codePoint(char), name: nameOf(char) || codePoint(char) };
  // A soft hyphen comes with text copied from a page and harms nobody.
  const atMost = char === "\u00ad" ? "info" : undefined;
  const end = start + char.length;
  return { code: "invisible_character", wording, start, end, suggestions: [fix], params, fix, atMost };
}

// An invisible character does its work here: in emoji, or in a script that needs it.
function hasItsPlace(text, place, char, language) {
  const { scripts, scripts_with_selectors, scripts_without_joiners } = language;
  const [left, right] = [before(text, place), at(text, place + char.length)];
  // A joiner has none to join with in another one.
  const needsJoiners = (c) => c && !isSpace(c) && c !== "\u200c" && c !== "\u200d" && !scripts_without_joiners.has(scripts.of(c));
  if (char === "\u200c" || char === "\u200d") {
    if (is(language.emoji, left) && is(language.emoji, right)) return char === "\u200d";
    return needsJoiners(left) && (needsJoiners(right) || !right || isSpace(right));
  }
  if (is(language.variation_selector, char)) {
    if (is(language.variation_selector, left)) return false;
    if (char === "\ufe0e" || char === "\ufe0f") return is(language.emoji, left) || /^[\p{So}\p{Sm}\p{Po}]$/u.test(left);
    return left && scripts_with_selectors.has(scripts.of(left)) && !isSpace(left);
  }
  if (is(language.tag, char)) {
    let start = place;
    for (let n = language.longest_tag; n && is(language.tag, before(text, start)); n--) start -= before(text, start).length;
    return before(text, start) === "\u{1f3f4}";
  }
  if (char === "\u2800") return [left, right].some((c) => c > "\u2800" && c <= "\u28ff");
  if (char >= "\u180b" && char <= "\u180f") return left && scripts.of(left) === "Mong";
  if ("\u115f\u1160\uffa0\u3164".includes(char)) {
    return char !== "\u3164" && [left, right].some((c) => c && scripts.of(c) === "Hang");
  }
  return false;
}

function* unassigned(text, language) {
  const { rare, restricted_character: wording, scripts } = language;
  const none = new Set(text.match(rare.every)?.filter((char) => scripts.of(char) === "Zzzz"));
  if (!none.size) return;
  let start = 0;
  for (const char of text) {
    if (none.has(char) && !is(language.private, char) && !is(language.surrogate, char)) {
      const params = { code_point: codePoint(char), category: "Cn" };
      const end = start + char.length;
      yield { code: "restricted_character", wording, start, end, suggestions: [""], params, fix: "" };
    }
    start += char.length;
  }
}

// A letter with more marks over it than any spelling needs, if its word is no fault.
function* stacks(text, most, { excessive_marks: wording, marks: usual, stack }, struck) {
  let word = 0;
  for (const found of stack.finditer(text)) {
    while (struck[word]?.end <= found.index) word++;
    if (struck[word]?.start <= found.index) continue;
    const marks = [...found[0]];
    if (marks.length <= most && new Set(marks).size === marks.length) continue;
    const start = found.index - before(text, found.index).length;
    const end = found.index + found[0].length;
    const whole = text.slice(start, end);
    const fix = normal(at(whole, 0) + (usual.has(marks[0]) ? marks[0] : ""));
    yield { code: "excessive_marks", wording, start, end, suggestions: [fix], params: { text: whole }, fix };
  }
}

function* decomposed(text, most, { accented, not_nfc: wording }) {
  const fault = (start, written, fix) => ({
    ...{ code: "not_nfc", wording, start, end: start + written.length },
    ...{ suggestions: [fix], params: { suggestion: fix }, fix },
  });
  for (const { 0: found, index } of accented.finditer(text)) {
    if (length(found) > most + 1) continue;
    const composed = normal(found);
    if (composed !== found) yield fault(index, found, composed);
  }
  let place = 0;
  for (const char of text) {
    const composed = char < "\u0340" ? char : normal(char);
    if (composed !== char) yield fault(place, char, composed);
    place += char.length;
  }
}

/** Whether a text would leave a page blank; U+FFFD is a sign of its own. */
export function drawsNothing(text, { hidden }) {
  for (const char of text) if (!isSpace(char) && (char === "\ufffd" || !hidden.match(char))) return false;
  return true;
}
