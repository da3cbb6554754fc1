// The rules of one language, made ready to run, and the check that runs them.
// The data are `rules/LANGUAGE.json` of translit.web.asset, taken from the same files as the server's. MIT licence.

import { Scripts } from "./check/scripts.js";
import { Expression } from "./check/text.js";

export { check } from "./check/checker.js";

/** Make the data of one language ready: words into sets, pairs into maps, expressions into expressions. */
export function prepare(data) {
  if (data?.format !== "translit-rules" || data.version !== 1) throw new TypeError("expected translit-rules of version 1");
  const { severity, digits } = data.rules;
  const rules = { ...revive(data.rules), severity, digits };
  const own = { ...revive(data.language), code: data.language.code };
  rules.near_latin = new Map(Array.from(rules.near_cyrillic, ([latin, cyrillic]) => [cyrillic, latin]));
  rules.any_latin = new Map([...rules.to_latin, ...rules.near_latin]);
  rules.any_cyrillic = new Map([...rules.near_cyrillic, ...rules.to_cyrillic]);
  const sure = [...rules.any_cyrillic].filter(([, letter]) => own.alphabet.has(letter));
  rules.any_sound = new Map([...rules.sound, ...sure]);
  const ready = {
    ...{ data, rules, policies: data.policies, kinds: data.kinds, verdicts: new Map() },
    ...own,
    ...revive(data.constants),
    ...revive(data.expressions),
    alphabets: Object.values(revive(data.alphabets)),
    known: new Set([...own.lookalikes, ...own.short_words, ...own.label_nouns]),
    letters: new Expression("[\\p{L}\\p{Nl}\\p{No}]*"),
    scripts: new Scripts(data.scripts),
    nameOf: namesOf(data.names),
    is: (name, char) => char !== "" && ready[name].match(char) !== null,
  };
  return ready;
}

// What a value stands for: "/…/" is an expression, {map} what characters become, {text} itself, other text is a set.
function revive(value) {
  if (typeof value === "string") return /^\/.*\/$/s.test(value) ? new Expression(value.slice(1, -1)) : unpacked(value);
  if (Array.isArray(value) || typeof value !== "object") return value;
  if (value.text) return value.text;
  if (value.map) return new Map(value.map.split(" ").flatMap(([made, ...chars]) => chars.map((char) => [char, made])));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revive(inner)]));
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
