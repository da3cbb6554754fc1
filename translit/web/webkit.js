// What is else in Apple's engine: loaded there for the first field. MIT licence.

import { typingIn } from "./translit.js";

// It asks before a command of a script, too; within a script no microtask runs.
function ask(event) {
  event.scripted = event.isTrusted;
  queueMicrotask(() => (event.scripted = false));
}

// It does not ask in a full field, where "с" may still become "ш".
function askWhenFull(event) {
  const { key, target, isComposing, defaultPrevented, ctrlKey, altKey, metaKey } = event;
  const { maxLength, value, selectionStart, selectionEnd } = target;
  const isFull = maxLength >= 0 && value.length >= maxLength && selectionStart === selectionEnd;
  if (!isFull || [...key].length !== 1 || isComposing || defaultPrevented || ctrlKey || altKey || metaKey) return;
  if (!typingIn(target)?.table) return;
  const asked = new InputEvent("beforeinput", { inputType: "insertText", data: key, bubbles: true, cancelable: true });
  if (!target.dispatchEvent(asked)) event.preventDefault();
}

/** Ask of a field what is not asked there. */
export function watch(field) {
  field.addEventListener("input", () => typingIn(field)?.caret?.line);
  field.addEventListener("beforeinput", ask, true);
  field.addEventListener("keydown", askWhenFull);
}
