export class TranslitKeyboard extends HTMLElement {
  draw(): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "translit-keyboard": TranslitKeyboard;
  }
}
