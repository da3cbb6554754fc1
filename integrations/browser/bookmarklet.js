// Clicked, it types by its table; clicked again, it does not.

import { toggle, use, watch } from "./fields.js";

const NAME = Symbol.for("translit-bookmarklet");

if (globalThis[NAME]) globalThis[NAME]();
else {
  globalThis[NAME] = toggle;
  watch(window);
  use(TABLE);
}
