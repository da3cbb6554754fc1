// Words of programs, where names, comments and strings in any language stand side by side: only what is sure is said.

import { Occurrence } from "./passage.js";
import { isAscii, length } from "./text.js";
import { judgeByTwins } from "./words.js";

/** Each word of a program that mixes scripts, with what it could be: [chunk, verdict]. */
export function* nameFaults(passage) {
  const { text, language } = passage;
  const { chunk: chunks, code_field, fewest_of_name, inflected_acronym, no_word } = language;
  const { joined_before: before, joined_behind: behind } = language;
  for (const { 0: field, index: from } of code_field.finditer(text)) {
    const words = field.replace(no_word.every, (found) => " ".repeat(found.length));
    for (const { 0: word, index } of chunks.finditer(words)) {
      if (isAscii(word) || inflected_acronym.fullmatch(word)) continue;
      const found = judgeByTwins(word, language);
      if (!found) continue;
      const joined = before.match(words, index) || behind.match(words, index + word.length);
      if (length(word) < fewest_of_name && !joined && !isKnown(found.readings, language)) continue;
      yield [new Occurrence(passage, from + index, from + index + word.length), found];
    }
  }
}

function isKnown(readings, { latin_twins, english_words }) {
  return readings.some((reading) => latin_twins.has(reading.toLowerCase()) || english_words.has(reading.toLowerCase()));
}
