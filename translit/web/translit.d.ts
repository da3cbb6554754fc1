export * from "./engine.js";
export * from "./typing.js";
export * from "./page.js";
