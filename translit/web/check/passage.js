// A text being checked: one value for all the rules, cut into pieces once, and only as far as a rule asks for them.

import { elementEnd, kindOf, segment } from "./segments.js";
import { at, back, before, forward, isSpace } from "./text.js";

export class Passage {
  #cut = [];
  #coming;
  #apart = [0, 0, []];

  constructor(text, language, policy) {
    Object.assign(this, { text, language, policy });
  }

  /** The segments of the text, [kind, start, end]; those that were cut for one rule are there for the next. */
  *segments() {
    for (let place = 0; place < this.#cut.length || this.#cutAnother(); place++) yield this.#cut[place];
  }

  /** The segment that a place lies in, or undefined between two. */
  segmentAt(place) {
    while ((this.#cut.at(-1)?.[1] ?? -1) <= place && this.#cutAnother());
    let [low, high] = [0, this.#cut.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#cut[middle][1] <= place) low = middle + 1;
      else high = middle;
    }
    const found = this.#cut[low - 1];
    return found && place < found[2] ? found : undefined;
  }

  #cutAnother() {
    this.#coming ??= segment(this.text, this.language);
    const { done, value } = this.#coming.next();
    if (!done) this.#cut.push(value);
    return !done;
  }

  /** The segments with an unusual character, and their neighbours in the same field: what stands between white space. */
  *unusualSegments() {
    const { text, language } = this;
    const { longest_search: most, longest_span: span } = language;
    const absent = new Set();
    // Before `nothing` no segment begins: fields of signs alone are not searched one by one.
    let [done, nothing] = [0, 0];
    for (let hit; (hit = language.unusual.search(text, done)); ) {
      if (isSpace(hit[0])) {
        done = hit.index + hit[0].length;
        continue;
      }
      let position = hit.index;
      while (position > done && !isSpace(text[position - 1])) position--;
      const end = hit.index + language.field_rest.match(text, hit.index)[0].length;
      while (Math.max(position, nothing) < end) {
        // Counting so many characters is spared where they end inside the field anyway.
        const reach = position + 2 * most <= end ? end : Math.max(end, forward(text, position, most));
        const found = language.segment.search(text, position, reach);
        if (!found || found.index >= end) {
          nothing = Math.min(found ? found.index : reach, reach - 2 * span);
          break;
        }
        const [start, kind] = [found.index, kindOf(found, language)];
        position = start + found[0].length;
        if (kind === "html") position = elementEnd(text, found[0], position, absent);
        else yield [kind, start, position];
      }
      done = Math.max(end, position);
    }
  }

  /** Where a part of the text has placeholders, code, paths and addresses: their letters are no words. */
  notLanguage(start, end) {
    const { text, language } = this;
    let [first, last, spans] = this.#apart;
    if (start < first || end > last) {
      first = start;
      last = Math.max(end, forward(text, start, language.stretch));
      spans = [...specialSpans(text, first, last, language)];
      // What is cut off at the end of a stretch may be another thing.
      this.#apart = [first, last < text.length ? back(text, last, language.longest_span) : last, spans];
    }
    return spans.filter(([begin, stop]) => begin < end && start < stop);
  }

  /** The chunks of a part of the text: a word cut at hyphens, digits and underscores. */
  *chunks(start, end) {
    for (const { 0: chunk, index } of this.language.chunk.finditer(this.text, start, end)) {
      yield new Occurrence(this, index, index + chunk.length);
    }
  }
}

/** Whether a place lies in an address or in markup, where words are spelled as they like. */
export function isProtected(passage, place) {
  const [kind] = passage.segmentAt(place) ?? ["word"];
  return kind !== "word" && kind !== "number";
}

// Where a part of a text is no language; fields without a special sign are passed over.
function* specialSpans(text, start, end, language) {
  const { segment, special } = language;
  let position = start;
  for (let sign; (sign = special.search(text, position, end)); ) {
    let begin = sign.index;
    while (begin > position && !isSpace(text[begin - 1])) begin--;
    const found = segment.search(text, begin, end);
    if (!found) return;
    position = found.index + found[0].length;
    if (!["word", "number"].includes(kindOf(found, language))) yield [found.index, position];
  }
}

/** A chunk of a word where it stands in a passage. */
export class Occurrence {
  #around;

  constructor(passage, start, end) {
    Object.assign(this, { passage, language: passage.language, start, end, text: passage.text.slice(start, end) });
  }

  /** What stands around the chunk in its sentence; the words before it run backwards. */
  get around() {
    return (this.#around ??= lookAround(this));
  }
}

function lookAround({ passage, start, end, language }) {
  const { text } = passage;
  let floor = back(text, start, language.reach);
  for (const stop of language.sentence_end.finditer(text, floor, start)) floor = stop.index + stop[0].length;
  const reach = forward(text, end, language.reach);
  const stop = language.sentence_end.search(text, end, reach);
  const ceiling = stop?.index ?? reach;
  const apart = passage.notLanguage(floor, ceiling);
  const readable = (found) => !overlaps(found, apart);
  const words = [...language.sentence_word.finditer(text, floor, start)].filter(readable).reverse();
  const after = [...language.sentence_word.finditer(text, end, ceiling)].filter(readable);
  return {
    before: words.map((found) => found[0]),
    after: after.map((found) => found[0]),
    left: before(text, start),
    right: at(text, end),
    gapBefore: words.length ? text.slice(words[0].index + words[0][0].length, start) : "",
    gapAfter: after.length ? text.slice(end, after[0].index) : "",
    // The sentence is known to end behind the last word.
    ends: stop !== null,
  };
}

const overlaps = ({ index, 0: { length: size } }, spans) => spans.some(([start, end]) => index < end && start < index + size);
