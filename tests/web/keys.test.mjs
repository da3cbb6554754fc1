// What a person's keys type: real ones, on the keyboards that people have. BROWSER says which: chromium, firefox or webkit.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { Display } from "./display.mjs";
import { serve } from "./server.mjs";

const BROWSER = process.env.BROWSER ?? "chromium";
const PHONETIC = "bg-phonetic-traditional";
const BDS = "bg-bds-2006";
const RU = "ru-jcuken";
const TRANSLIT = "bg-translit";
const PHYSICAL = { physical: true };

// Words in the order of their keys, on the keyboard of the system, by the place of each.
const spelt = (text) => [...text].map((key) => (key === " " ? "Space" : `Key${key.toUpperCase()}`)).join(" ");

// [what it is, the system's keyboard, table, options, places, what must stand there, where a browser hides a key: why]
const WITHOUT_ACCENTS = {
  firefox: "Firefox, driven, gives a letter behind a dead key without its accent",
};
const WITHOUT_PLACES = {
  webkit: "WebKitGTK names no place in the keydown of a key that a dead key takes",
};
const SITUATIONS = [
  ["k01 keypad, БДС", "us", BDS, {}, "NumLock Numpad3 NumpadDecimal Numpad1 NumpadMultiply Numpad2 NumpadDivide Numpad5 NumpadSubtract Numpad1 NumpadAdd Numpad7 NumLock", "3.1*2/5-1+7"],
  ["k01 keypad, physical", "us", BDS, PHYSICAL, "NumLock Numpad3 NumpadDecimal Numpad1 NumpadMultiply Numpad2 NumpadDivide Numpad5 NumpadSubtract Numpad1 NumpadAdd Numpad7 NumLock", "3.1*2/5-1+7"],
  ["k02 keypad, Russian", "us", RU, {}, "NumLock Numpad3 NumpadDecimal Numpad1 NumpadMultiply Numpad2 NumpadDivide Numpad5 NumLock", "3.1*2/5"],
  ["the keypad among letters, and Backspace", "us", BDS, {}, "KeyA NumLock NumpadDecimal Numpad2 NumLock KeyB Period Backspace Backspace", "ь.2"],
  ["k04 the system has БДС", "bg", BDS, {}, "ShiftLeft+KeyO KeyD KeyQ Space KeyK KeyE Equal Space ShiftLeft+KeyU KeyD KeyU Space KeyI KeyR ShiftLeft+Digit2 Space Backquote KeyD KeyR ShiftLeft+Backquote", "Да, не. Как си? (аи)"],
  ["k05 the system has Russian", "ru", RU, {}, "ShiftLeft+KeyL KeyF ShiftLeft+Slash Space KeyY KeyT Slash Space ShiftLeft+Digit7 ShiftLeft+Digit2 KeyF ShiftLeft+Digit2", 'Да, не. ?"а"'],
  ["k05 Russian under a Bulgarian table", "ru", BDS, {}, "ShiftLeft+KeyL KeyF ShiftLeft+Slash Space KeyY KeyT Slash", "Да, не."],
  ["the system has Ukrainian", "ua", "uk-unicode", {}, "ShiftLeft+KeyG KeyH KeyB KeyD KeyS KeyN ShiftLeft+Slash Space KeyQ Slash Space Digit5 Slash", "Привіт, й. 5."],
  ["the system has Serbian, under a Bulgarian table", "rs", BDS, {}, "KeyQ KeyW KeyC Comma Space KeyD KeyA Period ShiftLeft+Slash", "љњц, да._"],
  ["the system has Macedonian", "mk", "mk-cyrillic", {}, "KeyQ KeyW KeyC Comma Space KeyD KeyA Period Space Semicolon Quote ShiftLeft+Slash", "љњц, да. чќ?"],
  ["k06 the system has the phonetic layout", "bg phonetic", PHONETIC, {}, spelt("zdrawej"), "здравей"],
  ["k07 dead keys by place, AZERTY", "fr", PHONETIC, PHYSICAL, "KeyA KeyB KeyV BracketLeft KeyA BracketLeft KeyK KeyI", "абжшашки", WITHOUT_PLACES],
  ["k08 dead keys by place, Spanish", "es", PHONETIC, PHYSICAL, "BracketLeft KeyA Space Quote KeyA", "ша 'а", WITHOUT_PLACES],
  ["k08 dead keys by place, Spanish, БДС", "es", BDS, PHYSICAL, "BracketLeft KeyA Quote KeyA", "цьчь", WITHOUT_PLACES],
  ["k09 dead keys, US-International", "us intl", PHONETIC, {}, "Backquote KeyA Quote KeyA", "ча'а", WITHOUT_ACCENTS],
  ["k09 a dead key and a letter that takes no accent", "us intl", TRANSLIT, {}, "KeyS Quote KeyH KeyA Space ShiftLeft+Quote KeyB", "сха \"б", WITHOUT_ACCENTS],
  ["k10 a dead key and a space", "us intl", PHONETIC, {}, "Backquote Space", "ч", WITHOUT_ACCENTS],
  ["k11 AltGr by place, German", "de", PHONETIC, PHYSICAL, "AltRight+Digit7 AltRight+Digit8 AltRight+Digit9 AltRight+Digit0 AltRight+Minus AltRight+KeyQ AltRight+IntlBackslash KeyQ", "{[[]‑ѣ|я"],
  ["k12 AltGr by character, German", "de", PHONETIC, {}, "AltRight+Digit7 AltRight+Digit8 AltRight+Digit9 AltRight+Digit0", "ШшщЩ"],
  ["k13 the key left of z by place, German", "de", PHONETIC, PHYSICAL, "IntlBackslash ShiftLeft+IntlBackslash", "ѝЍ"],
  ["k13 the key left of z by place, БДС", "de", BDS, PHYSICAL, "IntlBackslash ShiftLeft+IntlBackslash", "ѝЍ"],
  ["k14 Caps Lock", "us", PHONETIC, {}, "CapsLock KeyA KeyX ShiftLeft+KeyX KeyB CapsLock KeyX", "АЬЍБь"],
  ["k14 Caps Lock by place", "us", PHONETIC, PHYSICAL, "CapsLock KeyA KeyX ShiftLeft+KeyX KeyB CapsLock KeyX", "АЬЍБь"],
];

let browser;
let display;
let server;

before(async () => {
  server = await serve(PHONETIC, BDS, RU, TRANSLIT, "uk-unicode", "mk-cyrillic");
  display = await Display.start();
  browser = await launch(BROWSER, { display: display.name });
  await browser.open(`${server.origin}/pages/keys.html`);
  await browser.run(async () => {
    while (document.documentElement.dataset.ready === undefined) await new Promise((next) => setTimeout(next, 5));
  });
  display.focus();
});
after(async () => {
  await browser?.close();
  display?.close();
  server?.close();
});

// The keys come by the display, and no driver knows when all of them are there: they are once nothing changes any more.
async function settled() {
  for (let before = null, since = Date.now(); ; ) {
    const text = await browser.run(() => keys.text());
    if (text !== before) [before, since] = [text, Date.now()];
    else if (Date.now() - since > 150) return text;
  }
}

for (const [name, layout, table, options, places, expected, hidden = {}] of SITUATIONS) {
  test(name, async () => {
    display.layout(layout);
    await browser.run((table, options) => keys.use(table, options), table, options);
    display.press(places);
    const text = await settled();
    if (hidden[BROWSER]) assert.notEqual(text, expected, `right at last, though: ${hidden[BROWSER]}`);
    else assert.equal(text, expected);
  });
}
