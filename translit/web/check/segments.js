// Cut a text, in one pass, into words, numbers with units, and what is no prose at all.

const RAW = { script: /<\/[sſ]cr[iİı]pt>/gi, style: /<\/[sſ]tyle>/gi, "<!--": /-->/g };

/** The segments of a text in order: [kind, start, end]. */
export function* segment(text, language) {
  const absent = new Set();
  let position = 0;
  for (let found; (found = language.segment.search(text, position)); ) {
    const kind = kindOf(found, language);
    const start = found.index;
    position = start + found[0].length;
    if (kind === "html") position = elementEnd(text, found[0], position, absent);
    else if (kind === "url") position = balanced(text, start, position);
    yield [kind, start, position];
  }
}

/** The kind of segment that was found. */
export function kindOf(found, { segment_kinds }) {
  let group = 1;
  while (found[group] === undefined) group++;
  return segment_kinds[group - 1];
}

/** Where an element ends whose content is not prose: script, style or a comment. */
export function elementEnd(text, tag, position, absent) {
  const close = tag === "<!--" ? tag : tag.slice(1, 7).toLowerCase().replace(/[> ]+$/, "");
  if (!Object.hasOwn(RAW, close) || absent.has(close)) return position;
  RAW[close].lastIndex = position;
  const found = RAW[close].exec(text);
  if (found) return found.index + found[0].length;
  absent.add(close);
  return position;
}

// The end of an address, with the bracket that closes one opened inside it.
function balanced(text, start, end) {
  const piece = text.slice(start, end);
  return text[end] === ")" && piece.split("(").length > piece.split(")").length ? end + 1 : end;
}
