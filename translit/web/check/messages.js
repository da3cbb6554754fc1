// Faults in words: the texts that come with them, in English or in a language that the rules have translations to.

const fill = (text, params) => text.replace(/%\((\w+)\)[sd]/g, (_, name) => params[name]);

/** What is said of a fault, and asked if there are suggestions. */
export function render(fault, { translations }, language = "en") {
  const { wording, count = 1, names = {}, suggestions = [], params = {} } = fault;
  const { form_of, texts } = translations[language.split("-")[0].toLowerCase()] ?? translations.en;
  const say = (forms, number = 1) => {
    const known = texts[forms[0]] ?? forms;
    // A plural depends on no more than the last two digits of a large number.
    return known.length === 1 ? known[0] : known[form_of[number < 200 ? number : 100 + (number % 100)]];
  };
  const named = Object.fromEntries(Object.entries(names).map(([name, word]) => [name, say([word])]));
  const said = fill(say(wording.says, count), { ...params, ...named });
  const [first, second] = suggestions;
  if (!wording.asks.length || first === undefined) return said;
  const ask = wording.asks[second === undefined ? 0 : 1] ?? wording.asks[0];
  return `${said} ${fill(say([ask]), { first, second })}`;
}
