// Characters that no reader sees, that turn the text around, or that have no business in it.

import { at, before, isAscii, isSpace, length, normal } from "./text.js";

const codePoint = (char) => `U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

/** The faults of single characters and of the marks over them, in no special order. */
export function* signFaults(text, maxMarks, language) {
  const { is } = language;
  let rtl;
  for (const found of language.hidden.finditer(text)) {
    const [char, start] = [found[0], found.index];
    const end = start + char.length;
    if (char === "\ufffd") yield { code: "replacement_character", start, end };
    else if (is("bidi", char)) {
      rtl ??= language.rtl.search(text) !== null;
      if (!rtl || char === "\u202d" || char === "\u202e") {
        yield { code: "bidi_control", start, end, suggestions: [""], params: { code_point: codePoint(char) }, fix: "" };
      }
    } else if (is("direction_mark", char)) {
      if (!is("rtl", before(text, start)) && !is("rtl", at(text, end))) yield unseen(char, start, language);
    } else if (is("control", char) || is("private", char) || is("surrogate", char)) yield restricted(char, start, language);
    else if (!hasItsPlace(text, start, char, language)) yield unseen(char, start, language);
  }
  if (isAscii(text)) return;
  yield* unassigned(text, language);
  yield* stacks(text, maxMarks, language);
  if (normal(text) !== text) yield* decomposed(text, maxMarks, language);
}

function restricted(char, start, { is }) {
  const category = is("control", char) ? "Cc" : is("surrogate", char) ? "Cs" : "Co";
  // A page break or a vertical tab stood between words: they must not grow together.
  const fix = "\x0b\x0c\x85".includes(char) ? " " : "";
  const params = { code_point: codePoint(char), category };
  return { code: "restricted_character", start, end: start + char.length, suggestions: [fix], params, fix };
}

function unseen(char, start, { nameOf }) {
  const fix = char === "\u2028" || char === "\u2029" ? "\n" : "";
  const params = { code_point: codePoint(char), name: nameOf(char) || codePoint(char) };
  // A soft hyphen comes with text copied from a page and harms nobody.
  const atMost = char === "\u00ad" ? "info" : undefined;
  return { code: "invisible_character", start, end: start + char.length, suggestions: [fix], params, fix, atMost };
}

// An invisible character does its work here: in emoji, or in a script that needs it.
function hasItsPlace(text, place, char, { is, scripts, signs }) {
  const [left, right] = [before(text, place), at(text, place + char.length)];
  const needsJoiners = (c) => c && !isSpace(c) && !["Cyrl", "Latn", "Grek", "Zyyy"].includes(scripts.of(c));
  if (char === "\u200c" || char === "\u200d") {
    if (is("emoji", left) && is("emoji", right)) return char === "\u200d";
    return needsJoiners(left) && (needsJoiners(right) || !right || isSpace(right));
  }
  if (is("variation_selector", char)) {
    if (char === "\ufe0e" || char === "\ufe0f") return is("emoji", left) || /^[\p{So}\p{Sm}\p{Po}]$/u.test(left);
    return left && ["Hani", "Mong", "Phag", "Mymr", "Zyyy"].includes(scripts.of(left)) && !isSpace(left);
  }
  if (is("tag", char)) {
    let start = place;
    for (let n = signs.LONGEST_TAG; n && is("tag", before(text, start)); n--) start -= before(text, start).length;
    return before(text, start) === "\u{1f3f4}";
  }
  if (char >= "\u180b" && char <= "\u180f") return left && scripts.of(left) === "Mong";
  if ("\u115f\u1160\uffa0\u3164".includes(char)) {
    return char !== "\u3164" && [left, right].some((c) => c && scripts.of(c) === "Hang");
  }
  return false;
}

function* unassigned(text, { is, rare, scripts }) {
  const none = new Set(text.match(rare.every)?.filter((char) => scripts.of(char) === "Zzzz"));
  if (!none.size) return;
  let start = 0;
  for (const char of text) {
    if (none.has(char) && !is("private", char) && !is("surrogate", char)) {
      const params = { code_point: codePoint(char), category: "Cn" };
      yield { code: "restricted_character", start, end: start + char.length, suggestions: [""], params, fix: "" };
    }
    start += char.length;
  }
}

// A letter with more marks over it than any spelling needs.
function* stacks(text, maxMarks, { rules, stack }) {
  for (const found of stack.finditer(text)) {
    const marks = [...found[0]];
    if (marks.length <= maxMarks && new Set(marks).size === marks.length) continue;
    const start = found.index - before(text, found.index).length;
    const end = found.index + found[0].length;
    const whole = text.slice(start, end);
    const fix = normal(at(whole, 0) + (rules.marks.has(marks[0]) ? marks[0] : ""));
    yield { code: "excessive_marks", start, end, suggestions: [fix], params: { text: whole }, fix };
  }
}

function* decomposed(text, maxMarks, { accented }) {
  const fault = (start, written, fix) => ({
    ...{ code: "not_nfc", start, end: start + written.length, suggestions: [fix], params: { suggestion: fix }, fix },
  });
  for (const { 0: found, index } of accented.finditer(text)) {
    const composed = normal(found);
    if (composed !== found && length(found) <= maxMarks + 1) yield fault(index, found, composed);
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
