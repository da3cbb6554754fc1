// Judge one chunk of a word by its letters alone: which script can it live in, and what should it be?
// A verdict is {code, readings, fix, letters, script, onPurpose}, the readings likeliest first, the fix the sure one.

import { count, distinct, isAscii, length, normal } from "./text.js";

const REMEMBERED = 4096;

/** A chunk without what nobody sees, in plain letters and normal form C. */
export function bare(chunk, { unseen, dressed }) {
  if (isAscii(chunk)) return chunk;
  let plain = "";
  for (const char of chunk) {
    if (unseen.match(char)) continue;
    plain += char.codePointAt(0) > 0x2100 && dressed.match(char) ? normal(char, "NFKC") : char;
  }
  return normal(plain);
}

/** `C`, `L`, `G`, `O` for a letter of Cyrillic, Latin, Greek or another script, `-` for any other sign. */
export function scriptLetter(char, { kinds, letters, neutral_scripts, scripts, script_codes }) {
  let letter = letters.get(char);
  if (letter === undefined) {
    const code = scripts.of(char);
    const known = Object.keys(script_codes).find((key) => script_codes[key] === code) ?? "O";
    letters.set(char, (letter = kinds.isAlpha(char) && !neutral_scripts.has(code) ? known : "-"));
  }
  return letter;
}

/** The scripts that the letters of a word are of, as `scriptLetter` names them. */
export function scriptsIn(word, language) {
  const found = new Set();
  for (const char of word) found.add(scriptLetter(char, language));
  found.delete("-");
  return found;
}

/** What is wrong with a chunk, or null; `lean` is the script of the sentence, `C` or `L`. */
export function judge(chunk, language, lean = "") {
  const key = `${lean} ${chunk}`;
  const { verdicts } = language;
  if (!verdicts.has(key)) {
    if (verdicts.size >= REMEMBERED) verdicts.clear();
    verdicts.set(key, judgeAnew(chunk, language, lean));
  }
  return verdicts.get(key);
}

function judgeAnew(chunk, language, lean) {
  const word = bare(chunk, language);
  const found = scriptsIn(word, language);
  if (found.has("O") && !found.has("C") && !looksLatin(word, language)) return null;
  if (found.size === 1 && found.has("C")) return outside(word, language);
  if (found.size < 2) return null;
  if (length(word) > language.longest_word) return verdict("mixed_script");
  if (!found.has("C")) return inLatin(word, language);
  if (!found.has("L")) return inCyrillic(word, language);
  return undrawn(word, language) === word ? between(word, language, lean) : inGuise(word, language, lean);
}

/** What is wrong with a chunk of two scripts that twins alone spell in one, or null. */
export function judgeByTwins(chunk, language) {
  if (judge(chunk, language)?.code !== "mixed_script_confusable") return null;
  const word = bare(chunk, language);
  const readings = [toLatin(word, language), toCyrillic(word, language)].filter(Boolean);
  return readings.length ? settled(word, readings, null, language) : null;
}

// Whether each letter of another script beside Latin ones is one that looks like a letter of ours.
function looksLatin(word, language) {
  const foreign = [...word].filter((char) => scriptLetter(char, language) === "O");
  return foreign.every((char) => language.to_latin.has(char) || language.to_cyrillic.has(char));
}

/** Make a verdict. */
export const verdict = (code, { readings = [], fix = null, letters = "", script = "Latn", onPurpose = false } = {}) => ({
  ...{ code, readings, fix, letters, script, onPurpose },
});

function outside(word, language) {
  const letters = distinct([...word].filter((char) => !spells(char, language.alphabet, language)));
  return letters ? verdict("letter_outside_alphabet", { letters, script: "Cyrl" }) : null;
}

/** Whether every Cyrillic letter of a word is one of a language. */
export const isSpelled = (word, language) =>
  [...word].every((char) => scriptLetter(char, language) !== "C" || spells(char, language.alphabet, language));

function spells(char, alphabet, language) {
  if (alphabet.has(char) || scriptLetter(char, language) === "-") return true;
  const [base, accents] = plainBase(char);
  return alphabet.has(base) && (accents === "\u0300" || accents === "\u0301") && !language.unstressed.has(base);
}

// A letter without the accents it is composed with, and those accents.
function plainBase(char) {
  const [base, ...accents] = normal(char, "NFD");
  return [base, accents.join("")];
}

const lettersOf = (word, scripts, language) =>
  distinct([...word].filter((char) => scripts.includes(scriptLetter(char, language))));

// A chunk of Latin letters and letters of Greek or beyond: a formula, or a look-alike.
function inLatin(word, language) {
  if (length(word) <= language.longest_formula) return null;
  const letters = lettersOf(word, "GO", language);
  const script = language.scripts.of([...letters][0]);
  const fix = toLatin(word, language);
  if (fix && count(word, (char) => scriptLetter(char, language) === "L") * 2 >= length(word)) {
    return verdict("mixed_script_confusable", { readings: [fix], fix, letters, script });
  }
  return verdict("mixed_script", { letters, script });
}

function inCyrillic(word, language) {
  const letters = lettersOf(word, "GO", language);
  const script = language.scripts.of([...letters][0]);
  const isShort = length(word) < language.longest_formula && !scriptsIn(word, language).has("O");
  const fix = toCyrillic(word, language) ?? (isShort ? null : toCyrillic(word, language, { near: true }));
  if (fix) return verdict("mixed_script_confusable", { readings: [fix], fix, letters, script });
  return isShort ? null : verdict("mixed_script", { letters, script });
}

/** A chunk with each letter replaced by its Latin twin, or null if one has none. */
export function toLatin(word, language, near = false) {
  return respell(word, "L", near ? language.any_latin : language.to_latin, language);
}

/** A chunk with each letter replaced by its Cyrillic twin, or null if one has none that this language can have. */
export function toCyrillic(word, language, { near = false, sound = false } = {}) {
  const { any_cyrillic, any_sound, to_cyrillic } = language;
  let reading = respell(word, "C", sound ? any_sound : near ? any_cyrillic : to_cyrillic, language);
  if (reading === null) return null;
  const allowed = lettersFor(word, language);
  if (allowed.has("ї")) reading = withYi(word, reading, language);
  return [...reading].every((char) => spells(char, allowed, language) || word.includes(char)) ? reading : null;
}

// The letters that a word may have: of the language, or of those that have all Cyrillic letters in it.
function lettersFor(word, language) {
  const { alphabet, alphabets } = language;
  const present = [...word].filter((char) => scriptLetter(char, language) === "C");
  const fits = (letters) => present.every((char) => spells(char, letters, language));
  if (fits(alphabet)) return alphabet;
  const known = Object.values(alphabets);
  const fitting = known.filter(fits);
  if (fitting.length || present.every((char) => known.some((letters) => spells(char, letters, language)))) {
    return new Set(fitting.flatMap((letters) => [...letters]));
  }
  // A language that we do not know has the letters that all share, and і: қазіргі.
  const letters = new Set([...alphabet, ..."іІһҺ"]);
  for (const char of "їЇ") letters.delete(char);
  return letters;
}

// A Ukrainian reading with ї for each Latin i that stands for it: мрії, країна, її, but поінформувати.
function withYi(word, reading, { begins_with_yi, kinds, without_yi, word_vowels }) {
  const [chars, letters] = [[...word], [...reading]];
  if (chars.length !== letters.length || (kinds.isUpper(word) && isAscii(word))) return reading;
  const small = reading.toLowerCase();
  const prefix = (without_yi.match(small)?.[0].length ?? 0) - 1;
  return letters
    .map((letter, place) => {
      const behindVowel = place > 0 && word_vowels.has(letters[place - 1].toLowerCase());
      const isYi = behindVowel || (place === 0 && begins_with_yi.match(small));
      if (place === prefix || !isYi) return letter;
      return { i: "ї", I: "Ї" }[chars[place]] ?? letter;
    })
    .join("");
}

function respell(word, target, known, language) {
  let out = "";
  for (const char of word) {
    const letter = scriptLetter(char, language);
    if (letter === target || letter === "-") out += char;
    else if (known.has(char)) {
      const made = known.get(char);
      out += letter === "O" && isSmall(word, language) ? made.toLowerCase() : made;
    } else {
      const [base, accents] = plainBase(char);
      if (!accents || !known.has(base) || ![...accents].every((accent) => language.marks.has(accent))) return null;
      const composed = normal(known.get(base) + accents);
      if (target === "L" && composed.length === 1 && composed > language.last_everyday_latin) return null;
      if (target === "C" && composed.length > 1 && !language.stressed.has(composed[0].toLowerCase())) return null;
      out += composed;
    }
  }
  return normal(out);
}

// A word is in small letters, but for those of scripts that may know no others.
const isSmall = (word, language) =>
  language.kinds.isLower([...word].filter((char) => scriptLetter(char, language) !== "O"));

/** A word with plain letters for small capitals and for letters above or below the line. */
export const undrawn = (word, { plain_letters }) =>
  Array.from(word, (char) => plain_letters.get(char) ?? char).join("");

// A chunk of Cyrillic letters and of Latin ones that are drawn as something else.
function inGuise(word, language, lean) {
  if (length(word) < language.longest_formula && language.raised.has([...word].at(-1))) return null;
  const letters = lettersOf(word, "LGO", language);
  const cyrillic = drawnInCyrillic(word, language);
  if (cyrillic === null) return { ...between(undrawn(word, language), language, lean), letters, fix: null };
  const latin = toLatin(undrawn(word, language), language, true);
  const [readings, fix] = latin ? [[cyrillic, latin], null] : [[cyrillic], cyrillic];
  return verdict("mixed_script_confusable", { readings, fix, letters, script: language.scripts.of([...letters][0]) });
}

/** A word with the Cyrillic letters that its small capitals and raised letters look like, or null. */
export function drawnInCyrillic(word, language) {
  const letters = Array.from(word, (char) => language.raised.get(char) ?? char);
  return toCyrillic(letters.join(""), language, { near: true });
}

// A chunk that mixes Cyrillic and Latin letters.
function between(word, language, lean) {
  if (language.named_by_letter.fullmatch(word) || isListOfKeys(word)) {
    return verdict("mixed_script", { letters: lettersOf(word, "L", language), onPurpose: true });
  }
  let [cyrillic, latin] = [toCyrillic(word, language), toLatin(word, language)];
  const dots = [...word].some((char) => language.dotted.has(char));
  if (cyrillic && latin && dots && !language.latin_words.has(latin.toLowerCase())) latin = null;
  if (latin && language.roman_numeral.fullmatch(latin)) return settled(word, [latin], latin, language, "mixed_script");
  const joined = stemAndEnding(word, language, cyrillic, latin);
  if (joined) return joined;
  const near = !cyrillic && !latin;
  if (near) {
    if (isCompound(word, language)) {
      return verdict("mixed_script", { letters: lettersOf(word, "L", language), onPurpose: true });
    }
    [cyrillic, latin] = [toCyrillic(word, language, { near: true }), toLatin(word, language, true)];
  }
  if (cyrillic && latin) return tie(word, cyrillic, latin, language, lean);
  if (cyrillic) {
    const isUnsure = isStray(word, cyrillic, language, near) || beginsWithName(word, language);
    return settled(word, [cyrillic], isUnsure ? null : cyrillic, language);
  }
  if (latin) return onlyLatin(word, latin, language, lean, near);
  return unreadable(word, language);
}

function settled(word, readings, fix, language, code = "mixed_script_confusable") {
  const [best = ""] = readings;
  const { scripts } = language;
  const intoLatin = best && !scriptsIn(best, language).has("C");
  const letters = lettersOf(word, intoLatin ? "CGO" : "LGO", language);
  return verdict(code, { readings, fix, letters, script: letters ? scripts.of([...letters][0]) : "Latn" });
}

// "facebookа" and "SMSи": a Latin stem whose Cyrillic ending lost its hyphen.
function stemAndEnding(word, language, cyrillic, latin) {
  const parts = language.stem_and_ending.fullmatch(word);
  if (!parts) return null;
  const [, stem, ending] = parts;
  const { endings, kinds, latin_stems, latin_vowels, latin_words, lookalikes } = language;
  if (!endings.has(ending) || (latin && latin_words.has(latin.toLowerCase()))) return null;
  const joined = `${stem}-${ending}`;
  const mixed = (readings, fix) => settled(word, readings, fix, language, "mixed_script");
  if (latin_stems.has(stem.toLowerCase())) return mixed([joined], joined);
  if (stem.length > 1 && kinds.isUpper(stem)) {
    const inside = toCyrillic(stem, language);
    if (inside && lookalikes.has(inside.toLowerCase())) return null;
    if (inside && !language.roman_numeral.fullmatch(stem) && cyrillic) return mixed([joined, cyrillic], null);
    return mixed([joined], joined);
  }
  if (cyrillic || stem.length < 2) return null;
  if (latin) {
    // After a vowel the letter is no ending: "Nokiа" is a name with one wrong letter.
    const plain = stem.length < 3 || latin_vowels.has(stem.at(-1).toLowerCase());
    return plain ? null : mixed([latin, joined], null);
  }
  if (toCyrillic(stem, language, { near: true })) return null;
  return mixed([joined], null);
}

// Each letter stands in both cases, as answers to press do: YyДд.
function isListOfKeys(word) {
  const chars = [...word];
  const isOther = (char, place) => place % 2 === 0 || (char !== chars[place - 1] && char.toLowerCase() === chars[place - 1].toLowerCase());
  return chars.length % 2 === 0 && chars.every(isOther);
}

// A capital begins the part of the other script, as in names: ГОГОЛЬfest, TechПарк.
function isCompound(word, { kinds, two_parts }) {
  const parts = two_parts.fullmatch(word);
  if (!parts) return false;
  const [first, second] = parts.slice(1).filter(Boolean);
  if (kinds.isUpper(first)) return second.length > 2 && kinds.isLower(second.slice(1));
  return kinds.isLower(first.at(-1)) && kinds.isUpper(second[0]);
}

// A Latin letter at an end need not stand for its twin: mрекъсване, Вырезатьt, YВи.
function isStray(word, cyrillic, language, near) {
  const { kinds, known_words, unlike_small } = language;
  const chars = [...word];
  const isFirst = isAscii(chars[0]);
  if (isFirst === isAscii(chars.at(-1)) || !chars.slice(1, -1).every((char) => scriptLetter(char, language) === "C")) return false;
  if (near) return unlike_small.has(isFirst ? chars[0] : chars.at(-1)) && !known_words.has(cyrillic.toLowerCase());
  const rest = (isFirst ? chars.slice(1) : chars.slice(0, -1)).join("");
  return kinds.isUpper(chars.slice(0, 2).join("")) && kinds.isTitle(rest) && known_words.has(rest.toLowerCase());
}

// A known Latin name lost what stood behind it: Macромански.
function beginsWithName(word, { kinds, latin_words, longest_acronym, two_parts }) {
  const [, name, rest] = two_parts.fullmatch(word) ?? [];
  if (!name || rest.length < longest_acronym) return false;
  return name.length > 2 && kinds.isTitle(name) && latin_words.has(name.toLowerCase());
}

// A chunk that only Latin can spell, unless a letter is there for its sound: "сеgа".
function onlyLatin(word, latin, language, lean, near) {
  const own = count(word, (char) => scriptLetter(char, language) === "L") * 2;
  const size = length(word);
  const isLatin = own > size || (own === size && lean === "L");
  if (language.latin_words.has(latin.toLowerCase()) || (isLatin && !near)) {
    return settled(word, [latin], latin, language);
  }
  const meant = (near ? drawn(word, language) : null) ?? toCyrillic(word, language, { near: true, sound: true });
  return settled(word, meant ? [meant, latin] : [latin], null, language);
}

// The Cyrillic reading of a chunk whose Latin letters look like Cyrillic ones in italics: "npостak".
function drawn(word, language) {
  const letters = Array.from(word, (char) => language.drawn.get(char) ?? char);
  return toCyrillic(letters.join(""), language, { near: true });
}

function tie(word, cyrillic, latin, language, lean) {
  let readings = lean === "L" ? [latin, cyrillic] : [cyrillic, latin];
  const { known_words, latin_twins, twin_words } = language;
  const knownIn = (reading) => (reading === cyrillic ? [known_words, twin_words] : [latin_twins]);
  let known = readings.filter((reading) => knownIn(reading).some((words) => words.has(reading.toLowerCase())));
  const isAcronym = length(word) <= language.longest_acronym && language.kinds.isUpper(word);
  if (!known.length && (language.acronyms.has(cyrillic) || (lean === "C" && !isAcronym))) known = [cyrillic];
  const fix = known.length === 1 || (known.length && lean) ? known[0] : null;
  if (fix) readings = [fix, ...readings.filter((reading) => reading !== fix)];
  return settled(word, readings, fix, language);
}

function unreadable(word, language) {
  const own = count(word, (char) => scriptLetter(char, language) === "L") * 2;
  const meant = toCyrillic(word, language, { near: true, sound: true });
  const mixed = (readings) => settled(word, readings, null, language, "mixed_script");
  if (meant && own <= length(word)) return mixed([meant]);
  const parts = language.stem_and_ending.fullmatch(word);
  return mixed(parts && parts[1].length > 1 ? [parts.slice(1).join("-")] : []);
}
