// Check a text against a policy, in the browser: the twin of translit.check, rule by rule under the same names.

import { findings } from "./faults.js";

/**
 * Find what is wrong with a text; no finding is a good text. `policy` is a name or the settings of one, `limit` another
 * `max_length`, `language` that of the messages, `reading` gives a romanised text in Cyrillic, if anything here can, and
 * `budget` says how many characters may stand in words that have to be looked into, 0 any number.
 */
export function check(text, rules, { policy = "text", limit, language = "en", reading = () => "", budget = 0 } = {}) {
  const settings = typeof policy === "string" ? rules.policies[policy] : { severity: {}, ...policy };
  if (!settings) throw new RangeError(`no such policy: ${policy}`);
  const wanted = { ...rules.policies.text, ...settings };
  wanted.max_length = limit ?? wanted.max_length;
  return findings(text, wanted, rules, language, reading, budget);
}
