// How much of a text is looked into where anybody may have sent it: counted before any of the work, and never timed.

import { hasFewSmallLetters } from "./capitals.js";
import { textLength } from "./length.js";
import { length } from "./text.js";

/** Whether a text is refused for its length whatever else there is in it, and by so much that nobody looks. */
export function isFarTooLong(text, policy, { severity_of, far_too_long }) {
  const { max_length: most, count, severity } = policy;
  if (!most || length(text) <= most || (severity.max_length ?? severity_of.max_length) !== "error") return false;
  return textLength(text, count) > far_too_long * most;
}

/** Whether more of a text has to be looked into than the budget allows; a budget of 0 allows anything. */
export function isTooComplex(text, policy, language, budget) {
  const { severity_of, plain_share, between_blanks, unusual, digit_beside_letter: digit } = language;
  if (!budget || length(text) <= budget || (policy.severity.too_complex ?? severity_of.too_complex) === "off") return false;
  if (length(text) > budget * plain_share || looksAtEveryWord(text, policy, language)) return true;
  let work = 0;
  for (const [word] of between_blanks.finditer(text)) {
    if (unusual.search(word) || digit.search(word)) work += 1 + length(word);
  }
  return work > budget;
}

function looksAtEveryWord(text, { script, words, severity }, language) {
  if (script !== "Cyrl" || words !== "every") {
    return !["", "Cyrl"].includes(script) || (severity.letters_set_apart ?? language.severity_of.letters_set_apart) !== "off";
  }
  return Boolean(language.unusual.search(text)) || hasFewSmallLetters(text, language);
}
