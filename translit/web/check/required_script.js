// The script that a policy asks for: is any word of the text, or every one, written in it?

import { judgeInPlace, readAsLatin } from "./neighbours.js";
import { findRomanised } from "./romanised.js";
import { back, count, length } from "./text.js";
import { scriptLetter, scriptsIn } from "./words.js";

/** The fault of a text without a word in the script asked for, and what it is in Cyrillic, or of each word in another. */
export function* scriptFaults(passage, reading) {
  const { text, language, policy } = passage;
  if (!policy.script) return;
  const { script_codes, emoticon, signs_of_formulas, kinds } = language;
  const letter = Object.keys(script_codes).find((key) => script_codes[key] === policy.script);
  const every = policy.words === "every";
  if (!every && letter === "C" && !language.unusual.search(text)) return;
  let strangers = [];
  for (const [kind, start, end] of passage.segments()) {
    if (kind !== "word" || isFormula(text.slice(start, end), language)) continue;
    for (const chunk of passage.chunks(start, end)) {
      const scripts = scriptsMeant(chunk);
      if (scripts.has(letter) && !every) return;
      if (scripts.size && !scripts.has(letter)) strangers.push(chunk);
    }
  }
  if (every) {
    for (const chunk of strangers) yield notAllowed(chunk, chunk.end);
    return;
  }
  strangers = strangers.filter(({ end }) => !emoticon.search(text.slice(back(text, end, 4), end)));
  const short = strangers.every((chunk) => count(chunk.text, (char) => kinds.isAlpha(char)) <= 2);
  if (!strangers.length || (short && signs_of_formulas.search(text))) return;
  yield notAllowed(strangers[0], strangers.at(-1).end);
  const romanised = letter === "C" && findRomanised(passage, reading);
  if (romanised) yield romanised;
}

function isFormula(written, { formulas, formula }) {
  const word = written.replace(/^[0-9]+/, "");
  return formulas.has(word) || formula.fullmatch(word) !== null;
}

// The fault of a part of the text that begins with this chunk.
function notAllowed({ text, start, language, passage: { policy } }, end) {
  const { script_not_allowed: wording, script_names, script_codes } = language;
  const found = script_codes[scriptLetter([...text][0], language)] ?? "Zyyy";
  const names = { script_name: script_names[policy.script] };
  return { code: "script_not_allowed", wording, names, start, end, params: { required: policy.script, found } };
}

// The scripts that a chunk is of, once it is put right.
function scriptsMeant(chunk) {
  const { text, language } = chunk;
  const found = scriptsIn(text, language);
  if (found.size > 1) {
    const fix = judgeInPlace(chunk)?.fix;
    if (fix) return scriptsIn(fix, language);
  } else if (length(text) > 1 && found.has("C")) {
    const latin = readAsLatin(chunk);
    if (latin) return new Set([scriptLetter([...latin][0], language)]);
  }
  return found;
}
