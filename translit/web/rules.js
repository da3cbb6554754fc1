// The rules of the checker that need no dictionary, so that a finding shows before the server has answered.
// What is found here is what the server finds, in the same words; what is not found here the server still may.
// The data are `rules/LANGUAGE.json` of translit.web.asset. MIT licence.

const LATIN = /[A-Za-z]/;
const CYRILLIC = /[\u0400-\u045f]/;
const WORD = /[\p{L}\p{M}]+/gu;
// Addresses, handles, markup and the like are the server's to take apart.
const PLAIN_FIELD = /^[\p{P}]*[\p{L}\p{M}]+(?:[-’'][\p{L}\p{M}]+)*[\p{P}]*$/u;
const MARKED = /[@#/\\_<>&*[\]{}]/;
const LONGEST = 100;

const points = (text) => [...text].length;
const said = (forms, n) => forms[Math.min(n === 1 ? 0 : 1, forms.length - 1)];
const fill = (text, params) => text.replace(/%\((\w+)\)[sd]/g, (_, name) => params[name]);

/** Find what is wrong with a text by the rules of one language; `limit` is the most UTF-16 units, 0 for any. */
export function check(text, rules, { limit = 0, language = "en" } = {}) {
  const words = rules.messages[language] ?? rules.messages.en;
  const found = [];
  for (const field of text.matchAll(/\S+/g)) {
    if (MARKED.test(field[0]) || !PLAIN_FIELD.test(field[0])) continue;
    for (const chunk of field[0].matchAll(WORD)) {
      const fault = mixed(chunk[0], rules);
      if (!fault) continue;
      const start16 = field.index + chunk.index;
      const message = `${fill(said(words.mixed, fault.letters.length), fault)} ${fill(words.ask, fault)}`;
      found.push(finding(text, "mixed_script_confusable", start16, start16 + chunk[0].length, [fault.first], message));
    }
  }
  if (!/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802-\ud803\ud83a-\ud83b]/.test(text)) {
    for (const [code, characters] of Object.entries(rules.signs)) {
      for (let at = 0; at < text.length; at++) {
        if (!characters.includes(text[at])) continue;
        const code_point = `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0")}`;
        const suggestions = code === "replacement_character" ? [] : [""];
        found.push(finding(text, code, at, at + 1, suggestions, fill(words[code], { code_point }), rules.severity[code]));
      }
    }
  }
  if (limit && text.length > limit) {
    // No half of a surrogate pair is left standing.
    const start16 = /[\ud800-\udbff]/.test(text[limit - 1]) ? limit - 1 : limit;
    const over = text.length - limit;
    const message = fill(said(words.long, over), { over, limit_value: limit });
    found.push(finding(text, "max_length", start16, text.length, [], message));
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function finding(text, code, start16, end16, suggestions, message, severity = "error") {
  const start = points(text.slice(0, start16));
  const piece = text.slice(start16, end16);
  return { code, severity, start, end: start + points(piece), start16, end16, text: piece, suggestions, message };
}

// A Cyrillic word in which each Latin letter has a twin, and that cannot be a Latin word.
function mixed(word, { alphabet, twins, endings }) {
  const letters = [...word];
  if (letters.length > LONGEST || !letters.every((c) => LATIN.test(c) || CYRILLIC.test(c))) return null;
  const latin = new Set(letters.filter((c) => LATIN.test(c)));
  const own = letters.filter((c) => CYRILLIC.test(c));
  if (!latin.size || !own.length || !own.every((c) => alphabet.includes(c))) return null;
  const back = new Set(Object.values(twins));
  if (own.every((c) => back.has(c))) return null; // may be Latin: the server asks the words around it
  const joined = /^[A-Za-z]+([\u0400-\u045f]+)$/.exec(word);
  if (joined && endings.includes(joined[1])) return null; // "SMSи": may lack a hyphen only
  const read = letters.map((c) => (LATIN.test(c) ? twins[c] : c));
  if (!read.every((c) => c && alphabet.includes(c))) return null;
  return { word, letters: [...latin].join(""), first: read.join("") };
}
