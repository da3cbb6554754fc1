import "monaco-editor/editor/browser/coreCommands.js";
import * as monaco from "monaco-editor/editor/editor.api.js";

const PLAIN = {
  ...{ language: "plaintext", wordBasedSuggestions: "off", quickSuggestions: false, autoClosingBrackets: "never" },
  ...{ autoClosingQuotes: "never", autoSurround: "never", autoIndent: "none", minimap: { enabled: false } },
};

export function make(place, { editContext = true } = {}) {
  const element = place.appendChild(document.createElement("div"));
  element.className = "monaco-place";
  const editor = monaco.editor.create(element, { ...PLAIN, editContext, value: "" });
  return {
    editor,
    root: element.querySelector(".native-edit-context, textarea.inputarea"),
    text: () => editor.getValue({ lineEnding: "\n" }).replaceAll("\r", ""),
    set(parts, at = 0) {
      editor.setValue(parts.map(([text]) => text).join(""));
      editor.setPosition({ lineNumber: 1, column: at + 1 });
      editor.focus();
    },
  };
}
