// A sign typed for an apostrophe, in the languages that spell with one: п`ять; and a Latin letter behind one: здароў'e.

import { at, before } from "./text.js";
import { bare, toCyrillic } from "./words.js";

/** A fault for each word with another sign in place of an apostrophe. */
export function* apostropheFaults(passage) {
  const { text, language } = passage;
  const places = wrongPlaces(passage).filter((place) => isProse(passage, place));
  let done = 0;
  for (const [index, place] of places.entries()) {
    if (place < done) continue;
    const [start, end] = wordAround(passage, place);
    const word = text.slice(start, end);
    const mended = word.split("");
    for (const wrong of places.slice(index, index + word.length)) {
      if (wrong < end) mended[wrong - start] = language.apostrophe;
    }
    const fix = mended.join("");
    const params = { word, sign: text[place], suggestion: fix };
    yield { code: "wrong_apostrophe", wording: language.wrong_apostrophe, start, end, suggestions: [fix], params, fix };
    done = end;
  }
}

function wrongPlaces({ text, language }) {
  const { quoting, wrong_apostrophe_sign } = language;
  const hits = new Map(Array.from(wrong_apostrophe_sign.finditer(text), ({ 0: sign, index }) => [index, sign]));
  const groups = new Set(Array.from(hits.values(), (sign) => (quoting.includes(sign) ? quoting : sign)));
  return [...groups].flatMap((group) => [...outsideQuotations(text, group, hits, language)]).sort((a, b) => a - b);
}

// Those of the hits that do not end a quotation: the one open there, if any, ends later in the line.
function* outsideQuotations(text, group, hits, { kinds }) {
  let isOpen = false;
  let doubtful = [];
  for (const { 0: sign, index } of text.matchAll(new RegExp(`[${group}\n]`, "g"))) {
    if (hits.has(index)) {
      if (isOpen) doubtful.push(index);
      else yield index;
      continue;
    }
    const opens = kinds.isAlnum(at(text, index + 1)) && !kinds.isAlnum(before(text, index));
    if (isOpen && !opens && sign !== "\n") yield* doubtful;
    [isOpen, doubtful] = [opens, []];
  }
}

function isProse(passage, place) {
  const [kind] = passage.segmentAt(place) ?? ["word"];
  return kind === "word";
}

// The ends of the letters around a place, with the signs between them.
function wordAround({ text, language }, place) {
  const { alphabet, apostrophe_signs } = language;
  const isInside = (index, step) =>
    alphabet.has(text[index]) || (apostrophe_signs.has(text[index]) && alphabet.has(text[index + step]));
  let [start, end] = [place, place];
  while (isInside(start - 1, -1)) start--;
  while (isInside(end, 1)) end++;
  return [start, end];
}

/** The Cyrillic letters that a chunk of Latin ones stands for behind an apostrophe in a word, or null. */
export function readBehindApostrophe({ passage: { text }, text: word, start, language }) {
  const { before_apostrophe, after_apostrophe, apostrophe_signs } = language;
  if (!before_apostrophe.has(text[start - 2]) || !apostrophe_signs.has(text[start - 1])) return null;
  const cyrillic = toCyrillic(bare(word, language), language);
  return cyrillic !== null && after_apostrophe.has(cyrillic[0]) ? cyrillic : null;
}

/** A verdict on a chunk of both scripts, decided if the chunk stands behind an apostrophe in a Cyrillic word. */
export function decideBehindApostrophe(chunk, found) {
  const meant = found?.fix === null && found.readings.length ? readBehindApostrophe(chunk) : null;
  if (meant === null) return found;
  return { ...found, readings: [meant, ...found.readings.filter((reading) => reading !== meant)], fix: meant };
}
