// The rules of one language, made ready to run, and the check that runs them.
// The data are `rules/LANGUAGE.json` of translit.web.asset, taken from the same files as the server's. MIT licence.

import { Kinds } from "./check/kinds.js";
import { Runs } from "./check/runs.js";
import { Expression } from "./check/text.js";
import { TwinWords } from "./check/twin_words.js";

export { check } from "./check/checker.js";

/** Make the data of one language ready: words into sets, pairs into maps, expressions into expressions. */
export function prepare(data) {
  if (data?.format !== "translit-rules" || data.version !== 2) throw new TypeError("expected translit-rules of version 2");
  const { policies, translations } = data;
  const kinds = new Kinds(data.kinds);
  const facts = of(data.facts, kinds);
  const any_cyrillic = new Map([...facts.near_cyrillic, ...facts.to_cyrillic]);
  const sure = [...any_cyrillic].filter(([, letter]) => facts.alphabet.has(letter));
  return {
    ...facts,
    ...{ code: facts.language_code, kinds, policies, translations },
    // The script of a character, as an ISO 15924 code.
    scripts: new Runs(data.scripts, "[A-Z][a-z]{3}"),
    nameOf: namesOf(data.unseen_names),
    any_cyrillic,
    any_latin: new Map([...facts.to_latin, ...facts.near_latin]),
    // What is drawn as something else, with the letters that it is.
    plain_letters: new Map([...facts.small_capitals, ...facts.raised]),
    any_sound: new Map([...facts.sound, ...sure]),
    known_words: new Set([...facts.lookalikes, ...facts.short_words, ...facts.label_nouns]),
    twin_words: new TwinWords(facts),
    // What was found out about characters and chunks.
    ...{ letters: new Map(), verdicts: new Map() },
  };
}

const of = (values, kinds) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, revive(value, kinds)]));

// What a value stands for: "/…/" is an expression, other text a set, {map} what characters become, {of} more by name.
function revive(value, kinds) {
  if (typeof value === "string") {
    return /^\/.*\/$/s.test(value) ? new Expression(kinds.spell(value.slice(1, -1))) : unpacked(value);
  }
  if (value.map) return new Map(value.map.split(" ").flatMap(([made, ...chars]) => chars.map((char) => [char, made])));
  return value.of ? of(value.of, kinds) : (value.text ?? value.list ?? value);
}

// Words between spaces, or each after the number of letters that it shares with the word before it.
function unpacked(words) {
  if (!/^\d/.test(words)) return new Set(words.split(" ").filter(Boolean));
  let word = "";
  return new Set(Array.from(words.matchAll(/(\d)(\D*)/g), ([, same, rest]) => (word = word.slice(0, same) + rest)));
}

// The names of unseen characters: one whose name only counts on from that of the character before it is left out.
function namesOf(names) {
  const known = names.map((row) => [parseInt(row, 16), row.slice(row.indexOf(" ") + 1)]);
  return (char) => {
    const point = char.codePointAt(0);
    const [first, name] = known.findLast(([start]) => start <= point);
    return name.replace(/(?<=-)\d+$|(?<= )[A-Z]$/, (end) => (end < "A" ? +end + point - first : chr(end, point - first)));
  };
}

const chr = (letter, more) => String.fromCharCode(letter.charCodeAt(0) + more);
