// Live transliteration for text fields, in one module. translit.d.ts says what each export does. MIT licence.

export { InputEngine, kind, Machine } from "./engine.js";
export { load, observe, start } from "./page.js";
export { attach, isText, Typing, typingIn } from "./typing.js";
