// Text as Python sees it: characters and not UTF-16 units, and regular expressions with a beginning and an end.
// A place in a text is a number of UTF-16 units all the same; only steps and lengths count characters.

/** A regular expression over a part of a text: it may look back before `start`, but nothing exists after `end`. */
export class Expression {
  #found;
  #here;
  #whole;

  constructor(source) {
    this.source = source;
  }

  /** For `match` and `replace` of strings. */
  get every() {
    return (this.#found ??= new RegExp(this.source, "gu"));
  }

  search(text, start = 0, end = text.length) {
    return run(this.every, text, start, end);
  }

  match(text, start = 0, end = text.length) {
    this.#here ??= new RegExp(this.source, "yu");
    return run(this.#here, text, start, end);
  }

  fullmatch(text) {
    this.#whole ??= new RegExp(`^(?:${this.source})$`, "u");
    return this.#whole.exec(text);
  }

  *finditer(text, start = 0, end = text.length) {
    for (let found; (found = this.search(text, start, end)); start = found.index + found[0].length) yield found;
  }
}

function run(expression, text, start, end) {
  if (start > end) return null;
  expression.lastIndex = start;
  return expression.exec(end < text.length ? text.slice(0, end) : text);
}

export const isAscii = (text) => /^[\0-\x7f]*$/.test(text);
export const isSpace = (char) => /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/.test(char);

const isPair = (text, place) =>
  (text.charCodeAt(place) & 0xfc00) === 0xd800 && (text.charCodeAt(place + 1) & 0xfc00) === 0xdc00;

/** The character before a place, "" at the beginning. */
export function before(text, place) {
  if (place <= 0) return "";
  return text.slice(place - (place > 1 && isPair(text, place - 2) ? 2 : 1), place);
}

/** The character at a place, "" at the end. */
export const at = (text, place) => (place < text.length ? String.fromCodePoint(text.codePointAt(place)) : "");

/** The place so many characters before another. */
export function back(text, place, count) {
  for (; count > 0 && place > 0; count--) place -= place > 1 && isPair(text, place - 2) ? 2 : 1;
  return place;
}

/** The place so many characters after another. */
export function forward(text, place, count) {
  if (place + count >= text.length) return text.length;
  for (; count > 0 && place < text.length; count--) place += isPair(text, place) ? 2 : 1;
  return place;
}

/** The number of characters of a text. */
export function length(text) {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

/** The number of characters for which something is true. */
export function count(text, test) {
  let found = 0;
  for (const char of text) if (test(char)) found++;
  return found;
}

/** A text with no white space at its ends. */
export function strip(text) {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return text.slice(start, end);
}

/**
 * A text in a normal form. Halves of surrogate pairs stay as they are, which one browser would replace, and so do rows of
 * more than 30 marks: to order one takes the square of its length.
 */
export const normal = (text, form = "NFC") =>
  text.replace(/\p{M}{31,}|(?:(?!\p{M}{31})[^\p{Cs}])+/gu, (part) => (/^\p{M}{31}/u.test(part) ? part : part.normalize(form)));

/** Each character once, in the order in which they first stand. */
export const distinct = (chars) => [...new Set(chars)].join("");
