// The script that a policy asks for: is any word of the text, or every one, written in it?

import { judged, typedInCyrillic } from "./neighbours.js";
import { romanised } from "./romanised.js";
import { SCRIPTS } from "./scripts.js";
import { segment } from "./segments.js";
import { back, count, isAlpha } from "./text.js";

/** The fault of a text that is not in the script it should be in, and what it is in Cyrillic, or of each such word. */
export function* scriptFaults(text, language, policy, reading) {
  if (!policy.script) return;
  const letter = Object.keys(SCRIPTS).find((key) => SCRIPTS[key] === policy.script);
  const every = policy.words === "every";
  if (!every && letter === "C" && !language.unusual.search(text)) return;
  let strangers = [];
  for (const [kind, from, to] of segment(text, language)) {
    if (kind !== "word" || isFormula(text.slice(from, to), language)) continue;
    for (const { 0: word, index: start } of language.chunk.finditer(text, from, to)) {
      const scripts = scriptsMeant(text, start, start + word.length, language);
      if (scripts.has(letter) && !every) return;
      if (scripts.size && !scripts.has(letter)) strangers.push({ word, start, end: start + word.length });
    }
  }
  if (every) {
    for (const { word, start, end } of strangers) yield notAllowed(policy, word, start, end, language);
    return;
  }
  const { EMOTICON, OPERATORS } = language.required_script;
  strangers = strangers.filter(({ end }) => !EMOTICON.search(text.slice(back(text, end, 4), end)));
  const short = strangers.every(({ word }) => count(word, isAlpha) <= 2);
  if (!strangers.length || (short && OPERATORS.search(text))) return;
  yield notAllowed(policy, strangers[0].word, strangers[0].start, strangers.at(-1).end, language);
  const own = letter === "C" && romanised(text, language, reading);
  if (own) yield own;
}

function isFormula(written, { rules, formula }) {
  const word = written.replace(/^[0-9]+/, "");
  return rules.formulas.has(word) || formula.fullmatch(word) !== null;
}

function notAllowed({ script }, word, start, end, { scripts }) {
  const found = SCRIPTS[scripts.letter([...word][0])] ?? "Zyyy";
  return { code: "script_not_allowed", start, end, params: { required: script, found } };
}

// The scripts that a chunk is of, once it is put right.
function scriptsMeant(text, start, end, language) {
  const { scripts } = language;
  const found = scripts.letters(text.slice(start, end));
  if (found.size > 1) {
    const fix = judged(text, start, end, language)?.fix;
    if (fix) return scripts.letters(fix);
  } else if (found.has("C")) {
    const latin = typedInCyrillic(text, start, end, language);
    if (latin) return new Set([scripts.letter([...latin][0])]);
  }
  return found;
}
