import type { MachineData } from "./engine.js";
import type { Typing } from "./typing.js";

/** Give the text that the same keys give in another layout; a layout is a table, or null for the Latin keyboard. */
export function relayout(text: string, from: MachineData | null, to: MachineData | null): string;
/** Put right what is selected in a field, or else its last word: Latin letters by the table, others back to keys. */
export function putRight(typing: Typing, table: MachineData): void;
