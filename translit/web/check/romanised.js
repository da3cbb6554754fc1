// Tell Bulgarian in Latin letters from English. What it is in Cyrillic takes a dictionary: the server is asked.

import { strip } from "./text.js";

/** The fault of a text in Latin letters that is in the language itself, or null; `reading` gives it in Cyrillic. */
export function romanised(text, language, reading) {
  const { TOKEN, CHAT } = language.romanised;
  const words = [...TOKEN.finditer(text)].map((found) => found[0].toLowerCase());
  const { english_words } = language.rules;
  // A word of both, such as "no", says nothing.
  const isOwn = (word) => language.latin_words.has(word) || CHAT.fullmatch(word);
  const own = words.filter((word) => !english_words.has(word) && isOwn(word)).length;
  const english = words.filter((word) => english_words.has(word) && !language.latin_words.has(word)).length;
  if (!words.length || own <= english || own * 6 < words.length) return null;
  const body = strip(text);
  const start = text.indexOf(body);
  const suggestion = reading(body);
  return {
    ...{ code: "latin_transliteration", start, end: start + body.length, suggestions: suggestion ? [suggestion] : [] },
    params: { suggestion, alphabet: language.code },
  };
}
