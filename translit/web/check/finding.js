// What a check answers. A fault is {code, wording, count, names, start, end, suggestions, params, fix, atMost}, its places
// in UTF-16 units; its policy makes a finding of it.

import { render } from "./messages.js";
import { length } from "./text.js";

/** The findings that a policy wants of some faults, in order of place, with messages in a language. */
export function settle(text, faults, language, { severity: own, fixes }, words) {
  const { severities } = language;
  const found = [];
  let [point, done] = [0, 0];
  for (const fault of faults.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const { code, start: start16, end: end16, suggestions = [], params = {}, fix = null, atMost } = fault;
    let severity = own[code] ?? language.severity_of[code] ?? "off";
    if (severity === "off") continue;
    if (atMost && !(code in own) && severities.indexOf(severity) < severities.indexOf(atMost)) severity = atMost;
    point += length(text.slice(done, start16));
    done = start16;
    const piece = text.slice(start16, end16);
    const place = { start: point, end: point + length(piece), start16, end16 };
    const finding = { code, severity, ...place, text: piece, suggestions, params, fix: fixes ? fix : null };
    found.push({ ...finding, message: render(fault, language, words) });
  }
  return found;
}
