// Live transliteration for text fields, in one module. translit.d.ts says what each export does. MIT licence.

export { InputEngine, kind, Machine } from "./engine.js";
export { attach, typingIn } from "./typing.js";
export { count, languageOf, load, observe, speak, start, TranslitCounter, TranslitSwitch } from "./elements.js";
