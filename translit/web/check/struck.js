// Words whose letters are struck through, dotted or underlined one by one, so that no filter knows them.

import { before, isSpace, normal } from "./text.js";

/** A fault for each run of letters that are made unlike themselves, each by a mark of its own. */
export function* struckFaults(text, language) {
  let done = 0;
  for (const { 0: run, index } of language.decorated.finditer(text)) {
    const end = index + run.length;
    let start = index;
    while (start > done && language.word_before.fullmatch(before(text, start))) start -= before(text, start).length;
    done = end;
    const word = text.slice(start, end);
    const fix = withoutMarks(word, language);
    if (fix === null) continue;
    const params = { word, suggestion: fix };
    yield { code: "excessive_marks", wording: language.struck, start, end, suggestions: [fix], params, fix };
  }
}

// A word without the marks that no letter is composed with, or null if they may be right.
function withoutMarks(word, { decorated_letter, fewest_marked, marks, stroke }) {
  const pieces = Array.from(word.matchAll(decorated_letter.every), ([piece]) => [...normal(piece)]);
  const letters = pieces.filter(([letter]) => !isSpace(letter));
  const marked = letters.filter((piece) => piece.length > 1);
  const unusual = marked.some((piece) => piece.slice(1).some((mark) => !marks.has(mark)));
  const isStruck = marked.some((piece) => piece.some((char) => stroke.match(char)));
  const isEvery = marked.length === letters.length && letters.length > 1 && unusual;
  const isMost = marked.length >= fewest_marked && marked.length * 2 > letters.length;
  return isStruck || isEvery || isMost ? pieces.map(([letter]) => letter).join("") : null;
}
