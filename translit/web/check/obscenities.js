// No suggestion is an obscenity that did not stand there before: XY would be one in Cyrillic.

import { at, before, isSpace, length, normal } from "./text.js";

/** Faults whose suggestions, alone or together, bring no obscenity into a text. */
export function withoutObscenities(text, faults, language) {
  return togetherDecent(text, [...eachDecent(text, faults, language)], language);
}

function* eachDecent(text, faults, language) {
  for (const fault of faults) {
    const { code, suggestions = [] } = fault;
    const decent = language.as_written.has(code)
      ? suggestions
      : suggestions.filter((words) => !brings(text, [[fault, words]], language));
    if (decent.length === suggestions.length) yield fault;
    else if (decent.length || !language.by_reading.has(code)) yield withSuggestions(fault, decent);
  }
}

function withSuggestions(fault, suggestions) {
  const params = { ...fault.params };
  if ("suggestion" in params) params.suggestion = suggestions[0] ?? "";
  if ("suggestions" in params) params.suggestions = suggestions;
  return { ...fault, suggestions, params, fix: suggestions.includes(fault.fix) ? fault.fix : null };
}

const hasFix = ({ fix }) => fix !== null && fix !== undefined;

// Faults without the fixes that only together make an obscenity, such as two unseen characters in it.
function togetherDecent(text, faults, language) {
  const fixes = faults.filter(hasFix).sort((a, b) => a.start - b.start || b.end - a.end);
  const blocked = new Set();
  let group = [];
  for (const fault of [...fixes, null]) {
    if (group.length && (!fault || !shareAWord(text, group.at(-1), fault, language))) {
      const changes = group.map((one) => [one, one.fix]);
      if (group.length > 1 && brings(text, changes, language)) for (const one of group) blocked.add(one);
      group = [];
    }
    if (fault && (!group.length || fault.start >= group.at(-1).end)) group.push(fault);
  }
  return faults.map((fault) => (blocked.has(fault) ? { ...fault, fix: null } : fault));
}

function shareAWord(text, first, second, { obscenity_reach }) {
  const between = text.slice(first.end, second.start);
  return length(between) <= obscenity_reach && ![...between].some(isSpace);
}

// Whether changes of one word bring in an obscenity that was not there before.
function brings(text, changes, { obscenity, obscenity_reach: reach }) {
  const [start, end] = [changes[0][0].start, changes.at(-1)[0].end];
  let [floor, ceiling] = [start, end];
  for (let n = 0; n < reach && floor && !isSpace(before(text, floor)); n++) floor -= before(text, floor).length;
  for (let n = 0; n < reach && ceiling < text.length && !isSpace(at(text, ceiling)); n++) ceiling += at(text, ceiling).length;
  let [after, done] = ["", floor];
  for (const [fault, words] of changes) {
    after += text.slice(done, fault.start) + words;
    done = fault.end;
  }
  after += text.slice(done, ceiling);
  const find = (words) => normal(words).toLowerCase().match(obscenity.every) ?? [];
  const old = new Set(find(text.slice(floor, ceiling)));
  return find(after).some((word) => !old.has(word));
}
