// What a policy calls right as it stands: its own words, and its own characters.

import { back, forward } from "./text.js";

/** The faults that a policy does not allow: neither their words nor all of their characters. */
export function* withoutAllowed(passage, faults) {
  const { text, policy } = passage;
  const [words, characters] = [new Set(policy.allowed_words), new Set(policy.allowed_characters)];
  for (const fault of faults) {
    const found = text.slice(fault.start, fault.end);
    const meant = [...(fault.params?.letters || fault.params?.letter || found)];
    if (words.has(found) || words.has(wholeWord(passage, fault))) continue;
    if (!meant.every((char) => characters.has(char))) yield fault;
  }
}

// The name that a fault is in: foo_bar for its bar.
function wholeWord({ text, language }, { start, end }) {
  const { longest_name, rest_after, rest_before } = language;
  const first = rest_before.search(text, back(text, start, longest_name), start)?.index ?? start;
  const after = rest_after.match(text, end, forward(text, end, longest_name));
  return text.slice(first, end + (after ? after[0].length : 0));
}
