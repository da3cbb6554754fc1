// One key for every spelling of a text: the twin of translit.fold. search.d.ts says what each export does. MIT licence.

import { load, Machine } from "./translit.js";
import { relayout } from "./relayout.js";

export const loadKeys = async (language = "bg", url = new URL(`keys/${language}.json`, import.meta.url)) =>
  prepare(await load(language, url));

export function prepare(data) {
  if (data?.format !== "translit-keys" || data.version !== 1) throw new TypeError("expected keys/LANGUAGE.json, version 1");
  const letters = classOf(data.letters);
  const expression = (source) => new RegExp(source.replaceAll("\\p{L}\\p{N}", letters), "gu");
  return {
    language: data.language,
    version: data.key_version,
    levels: new Map(Object.entries(data.levels).map(([level, passes]) => [level, passes.map((pass) => new Machine(pass))])),
    word: expression(data.word),
    latinWord: expression(data.latin_word),
    latinNames: new Set(data.latin_names.split(" ")),
    brand: data.brand,
  };
}

// The inside of an expression's class: so many code points are out, so many in, and so on.
function classOf(lengths) {
  let inside = "";
  let at = 0;
  lengths.split(" ").forEach((length, number) => {
    const start = at;
    at += Number(length);
    if (number % 2) inside += `${escaped(start)}-${escaped(at - 1)}`;
  });
  return inside;
}

const escaped = (point) => `\\u{${point.toString(16)}}`;

export function fold(text, keys, { level = "loose", keepBrands = false } = {}) {
  const passes = keys.levels.get(level);
  if (!passes) throw new RangeError(`unknown level ${level}: expected one of ${[...keys.levels.keys()].join(", ")}`);
  const key = (part) => (passes.reduce(run, part.toLowerCase()).match(keys.word) ?? []).join(" ");
  return keepBrands ? keepingBrands(text, keys, key) : key(text);
}

// A machine over a whole text; HTML that spells a character is text like any other.
function run(text, machine) {
  let written = "";
  let state = 0;
  for (const char of text) {
    const [output, next] = machine.step(state, char);
    written += output;
    state = next;
  }
  return written + machine.owed(state);
}

function keepingBrands(text, keys, key) {
  const found = [];
  let done = 0;
  for (const { 0: word, index } of text.matchAll(keys.latinWord)) {
    if (!isLatinName(word, keys.latinNames)) continue;
    found.push(key(text.slice(done, index)), keys.brand + word.toLowerCase().replaceAll("-", ""));
    done = index + word.length;
  }
  return [...found, key(text.slice(done))].filter(Boolean).join(" ");
}

// In the capitals of the name, or with more.
const isLatinName = (word, names) =>
  names.has(word.toLowerCase()) || (/^[A-Z]/.test(word) && (names.has(word) || names.has(capitalized(word))));

const capitalized = (word) => word[0].toUpperCase() + word.slice(1).toLowerCase();

export function queryVariants(text, keys, { layouts = [], ...options } = {}) {
  const small = text.toLowerCase();
  const asBrands = [text.toUpperCase(), small.replace(/[a-z]+/g, capitalized)];
  const typed = layouts.flatMap((layout) => [
    ...(LATIN.test(text) ? [relayout(small, null, layout)] : []),
    ...(CYRILLIC.test(text) ? [relayout(small, layout, null)] : []),
  ]);
  const meant = [text, ...(options.keepBrands ? asBrands : []), ...typed];
  return [...new Set(meant.map((each) => fold(each, keys, options)))].filter(Boolean);
}

const LATIN = /[A-Za-z\u00c0-\u024f]/;
const CYRILLIC = /[\u0400-\u052f]/;
