import { InputEngine, type Machine, type MachineData } from "./engine.js";

/** Typing that leaves URLs, e-mail addresses and @names as they are typed, if it is `isSparing`. */
export class SpellingEngine extends InputEngine {
  constructor(machine: Machine | MachineData, isSparing?: boolean);
  /** Take a word up again as if its keys had just been pressed; return what of its end they make. */
  resume(word: string): string;
}
