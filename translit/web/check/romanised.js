// Tell Bulgarian in Latin letters from English. What it is in Cyrillic takes a dictionary: the server is asked.

import { strip } from "./text.js";

/** The fault of a text in Latin letters that is in the language itself, or null; `reading` gives it in Cyrillic. */
export function findRomanised({ text, language }, reading) {
  const { latin_token, chat_spelling, english_words, romanised_words } = language;
  const words = [...latin_token.finditer(text)].map((found) => found[0].toLowerCase());
  // A word of both, such as "no", says nothing.
  const isOwn = (word) => romanised_words.has(word) || chat_spelling.fullmatch(word);
  const own = words.filter((word) => !english_words.has(word) && isOwn(word)).length;
  const english = words.filter((word) => english_words.has(word) && !romanised_words.has(word)).length;
  if (!words.length || own <= english || own * 6 < words.length) return null;
  const body = strip(text);
  const start = text.indexOf(body);
  const suggestion = reading(body);
  return {
    ...{ code: "latin_transliteration", wording: language.latin_transliteration, start, end: start + body.length },
    ...{ names: { language_name: language.language_name }, suggestions: suggestion ? [suggestion] : [] },
    params: { suggestion, alphabet: language.code },
  };
}
