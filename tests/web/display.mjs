// Keys as a person presses them: a display of X11 drawn to memory, its keyboard layouts, and places pressed on it (XTEST).
import { execFileSync, spawn } from "node:child_process";

// Places on the keyboard, by KeyboardEvent.code, to what X11 calls them: each row counts up from its first key.
const ROWS = {
  9: ["Escape", ..."1234567890".split("").map((digit) => `Digit${digit}`), "Minus", "Equal", "Backspace", "Tab"],
  24: [..."QWERTYUIOP".split("").map((letter) => `Key${letter}`), "BracketLeft", "BracketRight", "Enter", "ControlLeft"],
  38: [..."ASDFGHJKL".split("").map((letter) => `Key${letter}`), "Semicolon", "Quote", "Backquote", "ShiftLeft", "Backslash"],
  52: [..."ZXCVBNM".split("").map((letter) => `Key${letter}`), "Comma", "Period", "Slash", "ShiftRight", "NumpadMultiply"],
  64: ["AltLeft", "Space", "CapsLock"],
  75: ["F9", "F10", "NumLock"],
  79: ["Numpad7", "Numpad8", "Numpad9", "NumpadSubtract", "Numpad4", "Numpad5", "Numpad6", "NumpadAdd", "Numpad1", "Numpad2"],
  89: ["Numpad3", "Numpad0", "NumpadDecimal"],
  94: ["IntlBackslash", "F11", "F12"],
  104: ["NumpadEnter", "ControlRight", "NumpadDivide", "PrintScreen", "AltRight"],
  110: ["Home", "ArrowUp", "PageUp", "ArrowLeft", "ArrowRight", "End", "ArrowDown", "PageDown", "Insert", "Delete"],
};
const PLACES = {};
for (const [first, codes] of Object.entries(ROWS)) codes.forEach((code, nth) => (PLACES[code] = Number(first) + nth));

export class Display {
  static async start() {
    const display = new Display();
    const server = spawn("Xvfb", ["-displayfd", "3", "-noreset", "-screen", "0", "1024x768x24"], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    display.server = server;
    const number = await new Promise((found, fail) => {
      server.on("error", () => fail(new Error("Xvfb is missing: apt-get install xvfb")));
      server.stdio[3].once("data", (said) => found(Number(said)));
    });
    display.name = `:${number}`;
    return display;
  }
  #run(program, ...given) {
    try {
      execFileSync(program, given, { env: { ...process.env, DISPLAY: this.name }, stdio: ["ignore", "ignore", "pipe"] });
    } catch (error) {
      if (error.code === "ENOENT") throw new Error(`${program} is missing: apt-get install xdotool x11-xkb-utils`);
      throw error;
    }
  }
  /** Give the keyboard a layout: "us", "fr", "us intl". */
  layout(name) {
    const [layout, variant = ""] = name.split(" ");
    this.#run("setxkbmap", "-layout", layout, "-variant", variant);
  }
  /** Press places one after the other: "KeyA ShiftLeft+Digit1"; what stands before a plus is held. */
  press(places) {
    const steps = places.split(" ").flatMap((chord) => {
      const keys = chord.split("+").map((place) => {
        if (!(place in PLACES)) throw new RangeError(`there is no key ${place}`);
        return String(PLACES[place]);
      });
      const held = keys.slice(0, -1);
      return [...held.flatMap((key) => ["keydown", key]), "key", keys.at(-1), ...held.toReversed().flatMap((key) => ["keyup", key])];
    });
    this.#run("xdotool", ...steps);
  }
  /** Give the keys to the window that is there: nobody else does, for there is no window manager. */
  focus() {
    this.#run("sh", "-c", "xdotool search --onlyvisible --name . windowfocus");
  }
  close() {
    this.server.kill();
  }
}
