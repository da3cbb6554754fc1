// Judge one chunk of a word by its letters alone: which script can it live in, and what should it be?
// A verdict is {code, readings, fix, letters, script, onPurpose}, the readings likeliest first, the fix the sure one.

import { count, distinct, isAlpha, isAscii, isLower, isUpper, length, normal } from "./text.js";

const REMEMBERED = 4096;

/** A chunk without what nobody sees, in plain letters and normal form C. */
export function bare(chunk, { words, dressed }) {
  if (isAscii(chunk)) return chunk;
  let plain = "";
  for (const char of chunk) {
    if (words.UNSEEN.match(char)) continue;
    plain += char.codePointAt(0) > 0x2100 && dressed.match(char) ? normal(char, "NFKC") : char;
  }
  return normal(plain);
}

/** What is wrong with a chunk, or null; `lean` is the script of the sentence, `C` or `L`. */
export function judge(chunk, language, lean = "") {
  const key = `${lean} ${chunk}`;
  const { verdicts } = language;
  if (!verdicts.has(key)) {
    if (verdicts.size >= REMEMBERED) verdicts.clear();
    verdicts.set(key, judged(chunk, language, lean));
  }
  return verdicts.get(key);
}

function judged(chunk, language, lean) {
  const { scripts, rules } = language;
  const word = bare(chunk, language);
  const found = scripts.letters(word);
  if (found.has("O")) {
    const foreign = [...word].filter((char) => scripts.letter(char) === "O");
    if (found.size === 1 || !foreign.every((char) => rules.to_latin.has(char) || rules.to_cyrillic.has(char))) return null;
  }
  if (found.size === 1 && found.has("C")) return outside(word, language);
  if (found.size < 2) return null;
  if (length(word) > language.words.LONGEST_WORD) return verdict("mixed_script");
  if (!found.has("C")) return inLatin(word, language);
  if (!found.has("L")) return inCyrillic(word, language);
  return between(word, language, lean);
}

/** Make a verdict. */
export const verdict = (code, { readings = [], fix = null, letters = "", script = "Latn", onPurpose = false } = {}) => ({
  ...{ code, readings, fix, letters, script, onPurpose },
});

function outside(word, language) {
  const letters = distinct([...word].filter((char) => !spells(char, language.alphabet)));
  return letters ? verdict("letter_outside_alphabet", { letters, script: "Cyrl" }) : null;
}

function spells(char, alphabet) {
  if (alphabet.has(char) || !isAlpha(char)) return true;
  const [base, accents] = plainBase(char);
  return alphabet.has(base) && (accents === "\u0300" || accents === "\u0301");
}

// A letter without the accents it is composed with, and those accents.
function plainBase(char) {
  const [base, ...accents] = normal(char, "NFD");
  return [base, accents.join("")];
}

const lettersOf = (word, kinds, { scripts }) => distinct([...word].filter((char) => kinds.includes(scripts.letter(char))));

// A chunk of Latin letters and letters of Greek or beyond: a formula, or a look-alike.
function inLatin(word, language) {
  if (length(word) <= language.rules.longest_formula) return null;
  const letters = lettersOf(word, "GO", language);
  const script = language.scripts.of([...letters][0]);
  const fix = toLatin(word, language);
  if (fix && count(word, (char) => language.scripts.letter(char) === "L") * 2 >= length(word)) {
    return verdict("mixed_script_confusable", { readings: [fix], fix, letters, script });
  }
  return verdict("mixed_script", { letters, script });
}

function inCyrillic(word, language) {
  const letters = lettersOf(word, "GO", language);
  const script = language.scripts.of([...letters][0]);
  const fix = toCyrillic(word, language);
  if (fix) return verdict("mixed_script_confusable", { readings: [fix], fix, letters, script });
  return length(word) < language.rules.longest_formula ? null : verdict("mixed_script", { letters, script });
}

/** A chunk with each letter replaced by its Latin twin, or null if one has none. */
export function toLatin(word, language, near = false) {
  const { rules } = language;
  return respell(word, "L", near ? rules.any_latin : rules.to_latin, language);
}

/** A chunk with each letter replaced by its Cyrillic twin, or null if one has none that this language can have. */
export function toCyrillic(word, language, { near = false, sound = false } = {}) {
  const { rules, scripts, alphabet } = language;
  const reading = respell(word, "C", sound ? rules.any_sound : near ? rules.any_cyrillic : rules.to_cyrillic, language);
  if (reading === null) return null;
  const present = [...word].filter((char) => scripts.letter(char) === "C");
  const fits = (letters) => present.every((char) => spells(char, letters));
  const allowed = fits(alphabet) ? alphabet : new Set(language.alphabets.filter(fits).flatMap((letters) => [...letters]));
  return [...reading].every((char) => spells(char, allowed)) ? reading : null;
}

function respell(word, target, known, { rules, scripts, words }) {
  let out = "";
  for (const char of word) {
    const letter = scripts.letter(char);
    if (letter === target || letter === "-") out += char;
    else if (known.has(char)) out += known.get(char);
    else {
      const [base, accents] = plainBase(char);
      if (!accents || !known.has(base) || ![...accents].every((accent) => rules.marks.has(accent))) return null;
      const composed = normal(known.get(base) + accents);
      if (target === "L" && composed.length === 1 && composed > words.LAST_EVERYDAY_LATIN) return null;
      out += composed;
    }
  }
  return normal(out);
}

// A chunk that mixes Cyrillic and Latin letters.
function between(word, language, lean) {
  let [cyrillic, latin] = [toCyrillic(word, language), toLatin(word, language)];
  if (latin && language.words.ROMAN.fullmatch(latin)) return settled(word, [latin], latin, language, "mixed_script");
  const joined = stemAndEnding(word, language, cyrillic, latin);
  if (joined) return joined;
  if (!cyrillic && !latin) {
    if (isCompound(word, language)) {
      return verdict("mixed_script", { letters: lettersOf(word, "L", language), onPurpose: true });
    }
    [cyrillic, latin] = [toCyrillic(word, language, { near: true }), toLatin(word, language, true)];
  }
  if (cyrillic && latin) return tie(word, cyrillic, latin, language, lean);
  if (cyrillic) return settled(word, [cyrillic], cyrillic, language);
  if (latin) return onlyLatin(word, latin, language, lean);
  return unreadable(word, language);
}

function settled(word, readings, fix, language, code = "mixed_script_confusable") {
  const [best = ""] = readings;
  const { scripts } = language;
  const intoLatin = best && ![...best].some((char) => scripts.letter(char) === "C");
  const letters = lettersOf(word, intoLatin ? "C" : "LGO", language);
  return verdict(code, { readings, fix, letters, script: letters ? scripts.of([...letters][0]) : "Latn" });
}

// "facebookа" and "SMSи": a Latin stem whose Cyrillic ending lost its hyphen.
function stemAndEnding(word, language, cyrillic, latin) {
  const parts = language.words.STEM_AND_ENDING.fullmatch(word);
  if (!parts) return null;
  const [, stem, ending] = parts;
  const { rules, words } = language;
  if (!language.endings.has(ending) || (latin && rules.latin_words.has(latin.toLowerCase()))) return null;
  const joined = `${stem}-${ending}`;
  const mixed = (readings, fix) => settled(word, readings, fix, language, "mixed_script");
  if (rules.latin_stems.has(stem.toLowerCase())) return mixed([joined], joined);
  if (stem.length > 1 && isUpper(stem)) {
    const inside = toCyrillic(stem, language);
    if (inside && language.lookalikes.has(inside.toLowerCase())) return null;
    if (inside && !words.ROMAN.fullmatch(stem) && cyrillic) return mixed([joined, cyrillic], null);
    return mixed([joined], joined);
  }
  if (cyrillic || stem.length < 2) return null;
  if (latin) {
    // After a vowel the letter is no ending: "Nokiа" is a name with one wrong letter.
    const plain = stem.length < 3 || words.LATIN_VOWELS.has(stem.at(-1).toLowerCase());
    return plain ? null : mixed([latin, joined], null);
  }
  if (toCyrillic(stem, language, { near: true })) return null;
  return mixed([joined], null);
}

// A capital begins the part of the other script, as in names: ГОГОЛЬfest, TechПарк.
function isCompound(word, { words }) {
  const parts = words.TWO_PARTS.fullmatch(word);
  if (!parts) return false;
  const [first, second] = parts.slice(1).filter(Boolean);
  if (isUpper(first)) return second.length > 2 && isLower(second.slice(1));
  return isLower(first.at(-1)) && isUpper(second[0]);
}

// A chunk that only Latin can spell, unless a letter is there for its sound: "сеgа".
function onlyLatin(word, latin, language, lean) {
  const own = count(word, (char) => language.scripts.letter(char) === "L") * 2;
  const size = length(word);
  if (language.rules.latin_words.has(latin.toLowerCase()) || own > size || (own === size && lean === "L")) {
    return settled(word, [latin], latin, language);
  }
  const meant = toCyrillic(word, language, { near: true, sound: true });
  return settled(word, meant ? [meant, latin] : [latin], null, language);
}

function tie(word, cyrillic, latin, language, lean) {
  let readings = lean === "L" ? [latin, cyrillic] : [cyrillic, latin];
  const { rules, known: own } = language;
  let known = readings.filter((reading) => (reading === cyrillic ? own : rules.latin_words).has(reading.toLowerCase()));
  if (!known.length && language.acronyms.has(cyrillic)) known = [cyrillic];
  const fix = known.length === 1 || (known.length && lean) ? known[0] : null;
  if (fix) readings = [fix, ...readings.filter((reading) => reading !== fix)];
  return settled(word, readings, fix, language);
}

function unreadable(word, language) {
  const own = count(word, (char) => language.scripts.letter(char) === "L") * 2;
  const meant = toCyrillic(word, language, { near: true, sound: true });
  const mixed = (readings) => settled(word, readings, null, language, "mixed_script");
  if (meant && own <= length(word)) return mixed([meant]);
  const parts = language.words.STEM_AND_ENDING.fullmatch(word);
  return mixed(parts && parts[1].length > 1 ? [parts.slice(1).join("-")] : []);
}
