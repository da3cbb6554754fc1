// Findings in words: the texts of the rules, in English or in a language they have translations of.

import { length } from "./text.js";

const fill = (text, params) => text.replace(/%\((\w+)\)[sd]/g, (_, name) => params[name]);

/** What a finding says, and asks. */
export function render(finding, data, language = "en") {
  const code = language.split("-")[0].toLowerCase();
  const translations = data.translations[code] ?? {};
  const text = (forms, n = 1) => (translations[forms[0]] ?? forms)[n === 1 || forms.length === 1 ? 0 : 1];
  const { messages } = data;
  const { params } = finding;
  const script = messages.SCRIPT_NAMES[params.required ?? "Cyrl"];
  const names = { language_name: data.language.names[code] ?? data.language.names.en, script_name: script ? text(script) : "" };
  const said = fill(text(...textOf(finding, messages)), { ...params, ...names });
  const [asked, first, second] = askedOf(finding, messages);
  return asked ? `${said} ${fill(text(asked), { first, second })}` : said;
}

function textOf({ code, params }, { MESSAGES, COUNTED, MIXED, WHOLE }) {
  if (code === "mixed_script_confusable") return [MIXED[params.script] ?? MIXED[""], length(params.letters)];
  if (code === "whole_script_confusable") return [WHOLE[params.script]];
  const forms = MESSAGES[code];
  return [forms, forms.length === 1 ? 1 : code in COUNTED ? params[COUNTED[code]] : length(params.letter)];
}

function askedOf({ code, suggestions }, { ASK_ONE, ASK_TWO, IN_CYRILLIC, ASKING }) {
  const [first, second] = suggestions;
  if (first === undefined) return [];
  if (code === "latin_transliteration") return [IN_CYRILLIC, first];
  if (!ASKING.includes(code)) return [];
  return second === undefined ? [ASK_ONE, first] : [ASK_TWO, first, second];
}
